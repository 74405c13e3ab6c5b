/** What becomes of single events, by number: how long they were held up, when the routine deals with them, what it makes of them. */
import { makeColumns, type Columns } from '../model/columns.ts';
import { withRows } from '../model/late-columns.ts';
import type { ArrivalBatch, Arrivals, Triage } from '../model/arrivals.ts';
import { eventNumbersPerDay, eventNumberRanges as ranges } from '../model/event-number.ts';
import type { Stories, StoryEvent } from '../model/story.ts';
import type { Detail, Sensor } from '../model/world.ts';
import type { GenerationContext } from './background/background.ts';
import type { RowCursor } from './background/row-cursor.ts';
import type { Days } from './timeline/days.ts';
import { drawsOf, latenessOf, type Draws, type RowBlock } from './timeline/row-block.ts';
import {
  FINALIZED,
  fillTriage,
  finalizedAt,
  heldUp,
  knownAt,
  natureIn,
  routineOf,
  settledAt,
} from './background/triage.ts';

/** What the arrivals of a World starts from. */
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

export type Lifecycle = Pick<Arrivals, 'turnsOf' | 'triage' | 'moments' | 'known' | 'nature' | 'lateBy'> & {
  /** The longest that an event of a story was held up. */
  readonly latest: number;
};

/** Where a background event is drawn. */
interface Place {
  readonly rowBlock: RowBlock;
  readonly number: number;
}

const isStory = (eventNumber: number): boolean => eventNumber >= ranges.story && eventNumber < ranges.future;

const drawsAt = ({ rowBlock, number }: Place): Draws => drawsOf(rowBlock, number);

/** Milliseconds that events of stories were held up, by number, of those that were. */
const lateOnes = (events: readonly StoryEvent[]): ReadonlyMap<number, number> =>
  new Map(events.flatMap((event) => (heldUp(event) > 0 ? [[event.number, heldUp(event)]] : [])));

export function makeLifecycle({ generation, days, stories, since, end, columns: frozen }: InitialState): Lifecycle {
  const scratch = makeColumns(1);
  const late = lateOnes(stories.events);
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
  /** The cursor over one row, with the draws of the event that it is. */
  const cursorOf = (columns: Columns, row: number, eventNumber: number, target = columns, at = row): RowCursor => {
    const { rowBlock, number } = placeOf(eventNumber);
    const draws = drawsOf(rowBlock, number);
    return {
      columns: target,
      at,
      draws,
      detail: generation.details[columns.detail[row] ?? 0] as Detail,
      customer: (generation.sensors[columns.sensor[row] ?? 0] as Sensor).customer,
      severity: generation.mix?.severityOf(rowBlock, number) ?? null,
      late: latenessOf(rowBlock, draws),
    };
  };
  const routine = (columns: Columns, row: number, eventNumber: number) =>
    routineOf(generation.triage, cursorOf(columns, row, eventNumber), capOf(eventNumber));
  const shown = (row: number): number => withRows(frozen, row).updated[row] ?? 0;
  /** What the first columns show has no time of its own. */
  const told = (row: number, at: number): number => (row < frozen.length && at <= since ? shown(row) : at);
  return {
    latest: Math.max(0, ...late.values()),
    lateBy,
    nature: (eventNumber) => natureIn(generation.triage.habits, drawsAt(placeOf(eventNumber))),
    known: (columns, row, eventNumber) => {
      const { rowBlock, number } = placeOf(eventNumber);
      const draws = drawsOf(rowBlock, number);
      const settled = settledAt(columns, row, latenessOf(rowBlock, draws));
      return knownAt(settled, draws, capOf(eventNumber));
    },
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
      copyInto(scratch, columns, row);
      const cursor = cursorOf(columns, row, eventNumber, scratch, 0);
      fillTriage(generation.triage, cursor, { at, since, cap: capOf(eventNumber), cases });
      return triageAt(scratch, 0);
    },
    moments: (columns, row, eventNumber) => {
      const finalized = told(row, finalizedAt(columns, row, lateBy(eventNumber)));
      if (isStory(eventNumber)) {
        const known = row < frozen.length ? shown(row) : Infinity;
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

/** Copies what the triage of an event depends on. */
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
