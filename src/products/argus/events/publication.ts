/**
 * Publication: when customers get to see an event. Most events have no time of publication and are public at once; of the background
 * a small seeded share is held back for some hours. Source: docs/contract/argus.md §12.3; which events and how long is assumed.
 */
import { not, ofValues, type Predicate } from '../../../corpus/predicate.ts';
import { threefry } from '../../../kernel/random.ts';
import { additionTo } from '../../../model/addition.ts';
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import { submittedAt } from '../../../model/submitted.ts';
import type { World } from '../../../model/world.ts';
import { firstNotified } from './event-times.ts';
import type { EventTable } from './table.ts';

/** One event in so many is held back. */
const share = 32;
const hour = 3_600_000;
/** How long it is held back, milliseconds; longer than an aggregate lasts, so that its raw events are older. */
const hold = { least: 2 * hour, most: 48 * hour } as const;

const words = new Uint32Array(2);

/**
 * When the event is published, epoch milliseconds; null for one that has no such time and counts as public.
 * Raw events are held back as long as their aggregate. What the routine puts into a case it publishes.
 */
export function publishedAt(world: World, row: number, ordinal: number | null): number | null {
  const said = additionTo(world, row, ordinal).published;
  if (said !== null) return said;
  const eventNumber = eventNumberOf(world, row);
  if (submittedAt(world, row) !== undefined || isOfStory(eventNumber)) return null;
  threefry(world.rowKey, eventNumber, 0x1000_0002, words);
  const [chosen = 0, drawn = 0] = words;
  if (chosen % share !== 0) return null;
  const held = (world.aggregated.timestamp[row] ?? 0) + hold.least + (drawn % (hold.most - hold.least));
  const isNotifiedByRoutine = (world.baseline.cases[row] ?? 0) !== 0;
  return isNotifiedByRoutine ? Math.min(held, firstNotified(world, row) ?? held) : held;
}

/** What stories tell, they tell at once. */
const isOfStory = (eventNumber: number): boolean =>
  eventNumber >= eventNumberRanges.story && eventNumber < eventNumberRanges.future;

/** True while the time of publication lies in the future. */
export const isUnpublished = (world: World, row: number, ordinal: number | null, now: number): boolean =>
  (publishedAt(world, row, ordinal) ?? -Infinity) > now;

/** Events that are public at `now`. */
export function publishedBy({ world, identify }: EventTable, now: number): Predicate {
  const held = (at: number): number => {
    const { row, ordinal } = identify(at);
    return Number(isUnpublished(world, row, ordinal, now));
  };
  // Only what happened within the longest hold can still be held back.
  return not({
    kind: 'all',
    of: [
      { kind: 'time', field: 'timestamp', from: now - hold.most, to: Infinity },
      ofValues(`held at ${now}`, held, new Set([1])),
    ],
  });
}
