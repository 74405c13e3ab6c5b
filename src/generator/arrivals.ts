/** The course of a made World: what is still to come of it, and what the routine of the operations centre does with events. */
import { makeColumns, type Columns } from '../model/columns.ts';
import type { ArrivalBatch, Arrivals } from '../model/arrivals.ts';
import { eventNumbersPerDay, eventNumberRanges as ranges } from '../model/event-number.ts';
import type { Stories } from '../model/story.ts';
import { fillBackground, type GenerationContext } from './background.ts';
import type { Days } from './days.ts';
import { makeLifecycle } from './lifecycle.ts';
import { longestRoutine } from './triage.ts';

/** What the course of a World starts from. */
export interface InitialState {
  readonly generation: GenerationContext;
  readonly days: Days;
  readonly stories: Stories;
  /** The instant that the World shows at first, and the last of what was made for it. */
  readonly since: number;
  readonly end: number;
  /** The rows that are there at first. */
  readonly columns: Columns;
  readonly eventNumbers: Uint32Array | null;
  /** The ones that arrive though they belong to no later day. */
  readonly later: () => ArrivalBatch;
  readonly cases: Arrivals['cases'];
}

const keptDays = 3;
/** An event is at most an hour long, and its routine is done some twenty hours after it. */
const longestLifecycle = 3_600_000 + longestRoutine;

export function makeArrivals(initialState: InitialState): Arrivals {
  const { generation, days, since, columns: frozen, eventNumbers } = initialState;
  const lifecycle = makeLifecycle(initialState);
  const kept = new Map<number, ArrivalBatch>();
  let later: ArrivalBatch | null = null;

  const makeDay = (index: number): ArrivalBatch => {
    const rowBlock = days.rowBlock(index);
    const columns = makeColumns(rowBlock.rows);
    fillBackground(generation, rowBlock, columns, { from: 0, to: rowBlock.rows }, 0, {
      at: null,
      since,
      cap: Infinity,
    });
    const first = ranges.future + index * eventNumbersPerDay;
    return {
      columns,
      eventNumbers: Uint32Array.from(columns.updated, (_, row) => first + row),
      known: columns.updated,
    };
  };
  /** The first row that may still change by itself; a case that is opened later may take any event before it. */
  const firstUnsettled = (): number => {
    if (initialState.cases.length > 0) return 0;
    const bound = since - longestLifecycle - lifecycle.latest;
    let first = frozen.length;
    while (first > 0 && (frozen.timestamp[first - 1] ?? 0) >= bound) first--;
    return first;
  };
  return {
    ...lifecycle,
    later: () => (later ??= initialState.later()),
    dayBegins: days.begins,
    day: (index) => {
      const made = kept.get(index) ?? makeDay(index);
      kept.delete(index);
      kept.set(index, made);
      if (kept.size > keptDays) kept.delete(kept.keys().next().value ?? -1);
      return made;
    },
    cases: initialState.cases,
    eachTurn: (visit) => {
      for (let row = firstUnsettled(); row < frozen.length; row++) {
        const eventNumber = eventNumbers === null ? row : (eventNumbers[row] ?? 0);
        for (const at of lifecycle.turnsOf(frozen, row, eventNumber, since)) visit(row, at);
      }
    },
  };
}
