/** Life: what happens by itself as time goes by. Events arrive, the routine deals with them, people of stories act; in one order for all. */
import type { Arrivals, Course } from '../model/course.ts';
import { dayRoom, originOf, origins as ranges } from '../model/origin.ts';
import type { StoryAction } from '../model/story.ts';
import type { World } from '../model/world.ts';
import { flagBit } from '../model/flag.ts';
import { makeAgenda, type Agenda, type Entry } from './agenda.ts';
import type { Overlay } from './overlay.ts';
import { valuesAt } from './rows.ts';

export interface Life {
  /** Does what people of stories have done by the instant that the World shows. */
  readonly begin: () => void;
  /** When the next thing is due; infinite when nothing ever is. */
  readonly due: () => number;
  /** Does the next thing. */
  readonly step: () => void;
}

/** What is due at one instant happens in this order: cases first, then events, then what is done with them. */
const arrival = 0;
const turn = 1;
const FINALIZED = flagBit('FINALIZED');

/**
 * The life of a World from the instant that it shows. `act` does what somebody of a story does.
 * Nothing is made before it is asked for: a World whose clock never runs has no agenda.
 */
export function makeLife(base: World, overlay: Overlay, act: (action: StoryAction) => void): Life {
  const { course, stories } = base;
  const actions = stories.actions;
  const days = new Map<number, { readonly arrivals: Arrivals; left: number }>();
  let agenda: Agenda | null = null;
  let [nextDay, nextCase, nextAction] = [0, 0, 0];

  const begun = (): Agenda => {
    if (agenda !== null) return agenda;
    const made = makeAgenda();
    agenda = made;
    const { origins, known } = course.later();
    known.forEach((at, place) => made.add(at, arrival, origins[place] ?? 0, place));
    course.eachTurn((row, at) => made.add(at, turn, originOf(base, row), row));
    return made;
  };
  const beginDay = (): void => {
    const arrivals = course.day(nextDay);
    days.set(nextDay, { arrivals, left: arrivals.columns.length });
    arrivals.known.forEach((at, place) => begun().add(at, arrival, arrivals.origins[place] ?? 0, place));
    nextDay += 1;
  };
  /** Where an arriving event comes from; a day is forgotten with its last one. */
  const sourceOf = (origin: number): Arrivals => {
    if (origin < ranges.future) return course.later();
    const index = Math.floor((origin - ranges.future) / dayRoom);
    const day = days.get(index);
    if (day === undefined) throw new RangeError(`day ${index} is over`);
    if (--day.left === 0) days.delete(index);
    return day.arrivals;
  };
  const happen = ({ at, rank, origin, place }: Entry): void => {
    if (rank === turn) return settle(overlay, course, place, origin, at);
    const { columns } = sourceOf(origin);
    const row = overlay.arrive(valuesAt(columns, place), origin);
    for (const later of course.turnsOf(overlay.world.aggregated, row, origin, at))
      begun().add(later, turn, origin, row);
  };
  const dayAt = (): number => course.dayBegins(nextDay);
  const caseAt = (): number => course.cases[nextCase]?.at ?? Infinity;
  const actionAt = (): number => actions[nextAction]?.at ?? Infinity;
  const due = (): number => Math.min(dayAt(), caseAt(), begun().due(), actionAt());
  return {
    begin: () => {
      for (let next = actions[nextAction]; next !== undefined && next.at <= base.since; next = actions[++nextAction])
        act(next);
    },
    due,
    step: () => {
      const at = due();
      const change = course.cases[nextCase];
      if (dayAt() === at) beginDay();
      else if (change?.at === at) {
        nextCase += 1;
        overlay.setCase(change.entry);
      } else if (begun().due() === at) happen(begun().take());
      else act(actions[nextAction++] as StoryAction);
    },
  };
}

/**
 * An event changes by itself. What somebody has assessed is left alone, but that it is finalized.
 * The baseline follows, because raw events have what they have from it.
 */
function settle(overlay: Overlay, course: Course, row: number, origin: number, at: number): void {
  const { world } = overlay;
  const { updated, severity, flagsLow, flagsHigh, cases } = course.standing(
    world.baseline,
    row,
    origin,
    at,
    world.cases,
  );
  const [columns, baseline] = [overlay.columns(), overlay.baseline()];
  if (overlay.isTouched(row)) {
    const isNew = (flagsLow & FINALIZED) !== 0 && ((columns.flagsLow[row] ?? 0) & FINALIZED) === 0;
    if (!isNew) return;
    columns.flagsLow[row] = (columns.flagsLow[row] ?? 0) | FINALIZED;
    columns.updated[row] = Math.max(columns.updated[row] ?? 0, at);
    baseline.flagsLow[row] = (baseline.flagsLow[row] ?? 0) | FINALIZED;
    return;
  }
  for (const target of [columns, baseline]) {
    target.updated[row] = updated;
    target.severity[row] = severity;
    target.flagsLow[row] = flagsLow;
    target.flagsHigh[row] = flagsHigh;
    target.cases[row] = cases;
  }
}
