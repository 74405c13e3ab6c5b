/** What becomes of single events, by origin: how long they were held up, when the routine deals with them, what it makes of them. */
import { makeColumns, type Columns } from '../model/columns.ts';
import type { Course, Standing } from '../model/course.ts';
import { dayRoom, origins as ranges } from '../model/origin.ts';
import type { Customer, Detail, Sensor } from '../model/world.ts';
import { drawsOf, latenessOf, type Stretch } from './background.ts';
import type { Outset } from './course.ts';
import { FINALIZED, fillStanding, finalizedAt, heldUp, routineOf, type Draws } from './standing.ts';

export type Fate = Pick<Course, 'turnsOf' | 'standing' | 'moments' | 'lateBy'> & {
  /** The longest that an event of a story was held up. */
  readonly latest: number;
};

/** Where a background event is drawn. */
interface Place {
  readonly stretch: Stretch;
  readonly number: number;
}

const isStory = (origin: number): boolean => origin >= ranges.story && origin < ranges.future;

export function makeFate({ plan, days, stories, since, end, columns: frozen }: Outset): Fate {
  const scratch = makeColumns(1);
  const late = new Map<number, number>();
  for (const event of stories.events) if (heldUp(event) > 0) late.set(event.number, heldUp(event));
  const placeOf = (origin: number): Place => {
    if (origin < ranges.future) return { stretch: plan.own, number: origin };
    const index = Math.floor((origin - ranges.future) / dayRoom);
    return { stretch: days.stretch(index), number: (origin - ranges.future) % dayRoom };
  };
  const lateBy = (origin: number): number => {
    if (origin < ranges.story || origin >= ranges.submitted) return 0;
    if (isStory(origin)) return late.get(origin - ranges.story) ?? 0;
    const { stretch, number } = placeOf(origin);
    return latenessOf(stretch, drawsOf(stretch, number));
  };
  const capOf = (origin: number): number => (origin < ranges.story ? end : Infinity);
  const subject = (columns: Columns, row: number): { detail: Detail; customer: Customer } => ({
    detail: plan.details[columns.detail[row] ?? 0] as Detail,
    customer: (plan.sensors[columns.sensor[row] ?? 0] as Sensor).customer,
  });
  const drawn = (origin: number): { draws: Draws; held: number } => {
    const { stretch, number } = placeOf(origin);
    const draws = drawsOf(stretch, number);
    return { draws, held: latenessOf(stretch, draws) };
  };
  const routine = (columns: Columns, row: number, origin: number) => {
    const { detail, customer } = subject(columns, row);
    const { draws, held } = drawn(origin);
    return routineOf(plan.desk, draws, columns, row, detail, customer, held, capOf(origin));
  };
  /** What the first columns show has no time of its own. */
  const told = (row: number, at: number): number =>
    row < frozen.length && at <= since ? (frozen.updated[row] ?? 0) : at;
  return {
    latest: Math.max(0, ...late.values()),
    lateBy,
    turnsOf: (columns, row, origin, known) => {
      const turns = [finalizedAt(columns, row, lateBy(origin))];
      if (!isStory(origin)) {
        const { assessed, associated } = routine(columns, row, origin);
        turns.push(...associated);
        if (assessed < Infinity) turns.push(assessed);
      }
      return turns.filter((at) => at > known);
    },
    standing: (columns, row, origin, at, cases) => {
      if (isStory(origin)) {
        const isFinal = finalizedAt(columns, row, lateBy(origin)) <= at;
        const own = standingAt(columns, row);
        return isFinal
          ? { ...own, updated: Math.max(own.updated, at), flagsLow: (own.flagsLow | FINALIZED) >>> 0 }
          : own;
      }
      const { detail, customer } = subject(columns, row);
      copyInto(scratch, columns, row);
      const { draws, held } = drawn(origin);
      fillStanding(plan.desk, draws, scratch, 0, detail, customer, held, { at, since, cap: capOf(origin), cases });
      return standingAt(scratch, 0);
    },
    moments: (columns, row, origin) => {
      const finalized = told(row, finalizedAt(columns, row, lateBy(origin)));
      if (isStory(origin)) {
        const known = row < frozen.length ? (frozen.updated[row] ?? 0) : Infinity;
        return { known, finalized, assessed: Infinity, associated: Infinity };
      }
      const { known, assessed, associated } = routine(columns, row, origin);
      return {
        known: told(row, known),
        finalized,
        assessed: told(row, assessed),
        associated: told(row, Math.min(Infinity, ...associated)),
      };
    },
  };
}

/** Copies what the standing of an event depends on. */
function copyInto(scratch: Columns, columns: Columns, row: number): void {
  for (const name of ['timestamp', 'duration', 'source', 'destination', 'count'] as const)
    scratch[name][0] = columns[name][row] ?? 0;
}

const standingAt = ({ updated, severity, flagsLow, flagsHigh, cases }: Columns, at: number): Standing => ({
  updated: updated[at] ?? 0,
  severity: severity[at] ?? 0,
  flagsLow: flagsLow[at] ?? 0,
  flagsHigh: flagsHigh[at] ?? 0,
  cases: cases[at] ?? 0,
});
