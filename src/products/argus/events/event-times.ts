/** Times of an event that no column holds: when the engine stored it, and when people first dealt with it. Source: seed 001 timestamp model. */
import { threefry } from '../../../kernel/random.ts';
import { flagBit } from '../common/flag.ts';
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import type { Columns } from '../../../model/columns.ts';
import { withRows } from '../../../model/late-columns.ts';
import type { Moments } from '../../../model/arrivals.ts';
import { submittedAt } from '../../../model/submitted.ts';
import { triggerTime } from '../../../model/trigger.ts';
import type { World } from '../../../model/world.ts';

const words = new Uint32Array(2);

/** How long the engine takes to store an event, milliseconds; made up. */
export const engineDelay = { least: 100, most: 3000 } as const;

/** When the engine stored an event of the aggregate `row` that happened at `timestamp`. */
export function engineTime(world: World, row: number, timestamp: number): number {
  const eventNumber = eventNumberOf(world, row);
  threefry(world.rowKey, eventNumber, 0x1000_0001, words);
  const delay = engineDelay.least + ((words[0] ?? 0) % (engineDelay.most - engineDelay.least + 1));
  return timestamp + delay + (eventNumber < eventNumberRanges.story ? 0 : world.arrivals.lateBy(eventNumber));
}

/** When trigger `ordinal` of the aggregate `row` happened. */
export const rawTime = (world: World, { timestamp, duration, count }: Columns, row: number, ordinal: number): number =>
  triggerTime(
    world.rowKey,
    eventNumberOf(world, row),
    timestamp[row] ?? 0,
    duration[row] ?? 0,
    count[row] ?? 1,
    ordinal,
  );

const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');

/** When the event was first assessed, and by which account; null where that was no command. */
export interface FirstAssessment {
  readonly at: number;
  readonly account: number | null;
}

/** The first assessment of an aggregate, or of trigger `ordinal` of it; null when there was none. */
export function firstAssessment(world: World, row: number, ordinal: number | null): FirstAssessment | null {
  const { flagsLow, updated } = withRows(world.baseline, row);
  if (((flagsLow[row] ?? 0) & ACKNOWLEDGED) !== 0)
    return { at: routineAt(world, row, 'assessed', updated[row] ?? 0), account: null };
  return world.changes(row, ordinal).find(({ type }) => type === 'assessed') ?? null;
}

/** When the event was first assessed; null when it never was. */
export const firstAssessed = (world: World, row: number, ordinal: number | null): number | null =>
  firstAssessment(world, row, ordinal)?.at ?? null;

/** When the aggregate was first associated with a case; null when it never was. */
export function firstNotified(world: World, row: number): number | null {
  const { cases, updated } = withRows(world.baseline, row);
  if ((cases[row] ?? 0) !== 0) return routineAt(world, row, 'associated', updated[row] ?? 0);
  return world.changes(row, null).find(({ associated }) => associated)?.at ?? null;
}

/** When the routine dealt with an event; of what the World shows from the beginning, the last change is all that is known. */
export function routineAt(world: World, row: number, what: keyof Moments, updated: number): number {
  if (updated <= world.since || submittedAt(world, row) !== undefined) return updated;
  const at = world.arrivals.moments(withRows(world.aggregated, row), row, eventNumberOf(world, row))[what];
  return at === Infinity ? updated : at;
}
