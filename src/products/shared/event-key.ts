/** Events by one number that outlasts rows: the event's number, and which trigger of an aggregate it is. */
import { eventKeyOf } from '../../model/addition.ts';
import type { RowId } from '../../model/event-id.ts';
import { eventNumberOf } from '../../model/event-number.ts';
import type { World } from '../../model/world.ts';

/** The key of the event of a row; the same whenever the World is asked. */
export const keyOfEvent = (world: Pick<World, 'eventNumbers'>, row: number, ordinal: number | null): number =>
  eventKeyOf(eventNumberOf(world, row), ordinal);

/** The event of a key; null where it has not arrived. */
export function eventOfKey({ rowOfEventNumber }: Pick<World, 'rowOfEventNumber'>, key: number): RowId | null {
  const row = rowOfEventNumber(Math.floor(key / 2048));
  const ordinal = key % 2048;
  return row === null ? null : { row, ordinal: ordinal === 2047 ? null : ordinal };
}
