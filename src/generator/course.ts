/** The course of a made World: what is still to come of it, and what the routine of the operations centre does with events. */
import { makeColumns, type Columns } from '../model/columns.ts';
import type { Arrivals, Course } from '../model/course.ts';
import { dayRoom, origins as ranges } from '../model/origin.ts';
import type { Stories } from '../model/story.ts';
import { fillBackground, type Plan } from './background.ts';
import type { Days } from './days.ts';
import { makeFate } from './fate.ts';
import { longestRoutine } from './standing.ts';

/** What the course of a World starts from. */
export interface Outset {
  readonly plan: Plan;
  readonly days: Days;
  readonly stories: Stories;
  /** The instant that the World shows at first, and the last of what was made for it. */
  readonly since: number;
  readonly end: number;
  /** The rows that are there at first. */
  readonly columns: Columns;
  readonly origins: Uint32Array | null;
  /** The ones that arrive though they belong to no later day. */
  readonly later: () => Arrivals;
  readonly cases: Course['cases'];
}

const keptDays = 3;
/** An event is at most an hour long, and its routine is done some twenty hours after it. */
const longestFate = 3_600_000 + longestRoutine;

export function makeCourse(outset: Outset): Course {
  const { plan, days, since, columns: frozen, origins } = outset;
  const fate = makeFate(outset);
  const kept = new Map<number, Arrivals>();
  let later: Arrivals | null = null;

  const makeDay = (index: number): Arrivals => {
    const stretch = days.stretch(index);
    const columns = makeColumns(stretch.rows);
    fillBackground(plan, stretch, columns, { from: 0, to: stretch.rows }, 0, { at: null, since, cap: Infinity });
    const first = ranges.future + index * dayRoom;
    return { columns, origins: Uint32Array.from(columns.updated, (_, row) => first + row), known: columns.updated };
  };
  /** The first row that may still change by itself; a case that is opened later may take any event before it. */
  const firstUnsettled = (): number => {
    if (outset.cases.length > 0) return 0;
    const bound = since - longestFate - fate.latest;
    let first = frozen.length;
    while (first > 0 && (frozen.timestamp[first - 1] ?? 0) >= bound) first--;
    return first;
  };
  return {
    ...fate,
    later: () => (later ??= outset.later()),
    dayBegins: days.begins,
    day: (index) => {
      const made = kept.get(index) ?? makeDay(index);
      kept.delete(index);
      kept.set(index, made);
      if (kept.size > keptDays) kept.delete(kept.keys().next().value ?? -1);
      return made;
    },
    cases: outset.cases,
    eachTurn: (visit) => {
      for (let row = firstUnsettled(); row < frozen.length; row++) {
        const origin = origins === null ? row : (origins[row] ?? 0);
        for (const at of fate.turnsOf(frozen, row, origin, since)) visit(row, at);
      }
    },
  };
}
