/** Whether two submissions mean the same event: its UUID names it, and the other parts of its id must not say otherwise. */
import { flagBit } from '../common/flag.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { Sensor, World } from '../../../model/world.ts';
import { customerOfRow } from '../events/assessment.ts';
import { eventId } from '../events/event-id.ts';
import type { NewEventData } from './submit-parts.ts';

/** The parts of an id besides the UUID. */
export interface EventIdentity {
  readonly customer: number;
  /** Its time as it was said; null where nothing was. */
  readonly timestamp: number | null;
  /** When it was created; a time in the future was cut to that. */
  readonly created: number;
  readonly isRaw: boolean;
}

const CLOCK_OUT_OF_SYNC = flagBit('CLOCK_OUT_OF_SYNC');

/** The identity of an event that there is. */
export function identityOf(world: World, { row, ordinal }: RowId): EventIdentity {
  const created = Number(eventId(world, row, ordinal).split('/')[1]);
  const isCut = ((world.aggregated.flagsHigh[row] ?? 0) & CLOCK_OUT_OF_SYNC) !== 0;
  return {
    customer: customerOfRow(world, row).id,
    timestamp: isCut ? Infinity : created,
    created,
    isRaw: ordinal !== null,
  };
}

/** The part that differs; null when both are the same event. A time that was cut is told by any later one. */
export function clashOf(known: EventIdentity, other: EventIdentity): 'customer' | 'type' | 'timestamp' | null {
  if (known.customer !== other.customer) return 'customer';
  if (known.isRaw !== other.isRaw) return 'type';
  const { timestamp } = other;
  if (timestamp === null || known.timestamp === null || timestamp === known.created) return null;
  return timestamp > known.created && known.timestamp > known.created ? null : 'timestamp';
}

/** The identity that a submission says. */
export const identityOfNew = (
  { sensors }: World,
  { sensor, timestamp, stated, isRaw }: NewEventData,
): EventIdentity => ({
  customer: (sensors[sensor] as Sensor).customer.id,
  timestamp: stated ?? null,
  created: timestamp,
  isRaw,
});
