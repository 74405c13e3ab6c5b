/** What becomes of single events, by origin: how long they were held up, when the routine deals with them, what it makes of them. */
import { makeColumns, type Columns } from '../model/columns.ts';
import type { Arrivals, Triage } from '../model/arrivals.ts';
import { eventNumbersPerDay, eventNumberRanges as ranges } from '../model/event-number.ts';
import type { Customer, Detail, Sensor } from '../model/world.ts';
import { drawsOf, latenessOf, type RowBlock } from './background.ts';
import type { InitialState } from './arrivals.ts';
import { FINALIZED, fillTriage, finalizedAt, heldUp, routineOf, type Draws } from './triage.ts';

export type Lifecycle = Pick<Arrivals, 'turnsOf' | 'triage' | 'moments' | 'lateBy'> & {
  /** The longest that an event of a story was held up. */
  readonly latest: number;
};

/** Where a background event is drawn. */
interface Place {
  readonly rowBlock: RowBlock;
  readonly number: number;
}

const isStory = (eventNumber: number): boolean => eventNumber >= ranges.story && eventNumber < ranges.future;

export function makeLifecycle({ generation, days, stories, since, end, columns: frozen }: InitialState): Lifecycle {
  const scratch = makeColumns(1);
  const late = new Map<number, number>();
  for (const event of stories.events) if (heldUp(event) > 0) late.set(event.number, heldUp(event));
  const placeOf = (eventNumber: number): Place => {
    if (eventNumber < ranges.future) return { rowBlock: generation.own, number: eventNumber };
    const index = Math.floor((eventNumber - ranges.future) / eventNumbersPerDay);
    return { rowBlock: days.rowBlock(index), number: (eventNumber - ranges.future) % eventNumbersPerDay };
  };
  const lateBy = (eventNumber: number): number => {
    if (eventNumber < ranges.story || eventNumber >= ranges.submitted) return 0;
    if (isStory(eventNumber)) return late.get(eventNumber - ranges.story) ?? 0;
    const { rowBlock, number } = placeOf(eventNumber);
    return latenessOf(rowBlock, drawsOf(rowBlock, number));
  };
  const capOf = (eventNumber: number): number => (eventNumber < ranges.story ? end : Infinity);
  const subject = (columns: Columns, row: number): { detail: Detail; customer: Customer } => ({
    detail: generation.details[columns.detail[row] ?? 0] as Detail,
    customer: (generation.sensors[columns.sensor[row] ?? 0] as Sensor).customer,
  });
  const drawn = (eventNumber: number): { draws: Draws; held: number } => {
    const { rowBlock, number } = placeOf(eventNumber);
    const draws = drawsOf(rowBlock, number);
    return { draws, held: latenessOf(rowBlock, draws) };
  };
  const routine = (columns: Columns, row: number, eventNumber: number) => {
    const { detail, customer } = subject(columns, row);
    const { draws, held } = drawn(eventNumber);
    return routineOf(generation.triageContext, draws, columns, row, detail, customer, held, capOf(eventNumber));
  };
  /** What the first columns show has no time of its own. */
  const told = (row: number, at: number): number =>
    row < frozen.length && at <= since ? (frozen.updated[row] ?? 0) : at;
  return {
    latest: Math.max(0, ...late.values()),
    lateBy,
    turnsOf: (columns, row, eventNumber, known) => {
      const turns = [finalizedAt(columns, row, lateBy(eventNumber))];
      if (!isStory(eventNumber)) {
        const { assessed, associated } = routine(columns, row, eventNumber);
        turns.push(...associated);
        if (assessed < Infinity) turns.push(assessed);
      }
      return turns.filter((at) => at > known);
    },
    triage: (columns, row, eventNumber, at, cases) => {
      if (isStory(eventNumber)) {
        const isFinal = finalizedAt(columns, row, lateBy(eventNumber)) <= at;
        const own = triageAt(columns, row);
        return isFinal
          ? { ...own, updated: Math.max(own.updated, at), flagsLow: (own.flagsLow | FINALIZED) >>> 0 }
          : own;
      }
      const { detail, customer } = subject(columns, row);
      copyInto(scratch, columns, row);
      const { draws, held } = drawn(eventNumber);
      fillTriage(generation.triageContext, draws, scratch, 0, detail, customer, held, {
        at,
        since,
        cap: capOf(eventNumber),
        cases,
      });
      return triageAt(scratch, 0);
    },
    moments: (columns, row, eventNumber) => {
      const finalized = told(row, finalizedAt(columns, row, lateBy(eventNumber)));
      if (isStory(eventNumber)) {
        const known = row < frozen.length ? (frozen.updated[row] ?? 0) : Infinity;
        return { known, finalized, assessed: Infinity, associated: Infinity };
      }
      const { known, assessed, associated } = routine(columns, row, eventNumber);
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

const triageAt = ({ updated, severity, flagsLow, flagsHigh, cases }: Columns, at: number): Triage => ({
  updated: updated[at] ?? 0,
  severity: severity[at] ?? 0,
  flagsLow: flagsLow[at] ?? 0,
  flagsHigh: flagsHigh[at] ?? 0,
  cases: cases[at] ?? 0,
});
