/** Ids of USM Anywhere: rows become UUIDs and find their rows again, without a table. */
import { keyOf, type Key } from '../../../kernel/random.ts';
import { lazy } from '../../../kernel/lazy.ts';
import { rowOf, uuidOf, uuidWords, type RowId } from '../../../model/event-id.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import type { Sensor, World } from '../../../model/world.ts';

export type Ids = Readonly<ReturnType<typeof makeIds>>;

/** Keys of their own, so that no id of Argus is one of USM Anywhere. */
export function makeIds(world: Pick<World, 'seed' | 'eventNumbers' | 'rowOfEventNumber'>) {
  const { seed } = world;
  // A key takes longer to make than all else at start, so it waits until somebody asks.
  const key = (path: string): (() => Key) => lazy(() => keyOf(seed, path));
  const rows = key('usm/rows');
  const assets = key('usm/assets');
  const sensors = key('usm/sensors');
  const tokens = key('usm/tokens');
  const tenant = lazy(() => uuidOf(sensors(), 0, 0));
  return {
    alarm: (row: number): string => uuidOf(rows(), eventNumberOf(world, row), null),
    /** The same as four words of 32 bits, good until the next. */
    alarmWords: (row: number): Uint32Array => uuidWords(rows(), eventNumberOf(world, row), null),
    eventWords: (row: number, ordinal: number): Uint32Array => uuidWords(rows(), eventNumberOf(world, row), ordinal),
    /** The row that an alarm's or event's id stands for; null when it is nobody's. Whether the row is an alarm is another question. */
    find: (uuid: string): RowId | null => {
      const found = rowOf(rows(), uuid);
      const row = found === null ? null : world.rowOfEventNumber(found.row);
      return found === null || row === null ? null : { row, ordinal: found.ordinal };
    },
    sensor: ({ uuid, id }: Sensor): string => uuid ?? uuidOf(sensors(), id, null),
    /** Id of the asset that a host of a customer is. */
    asset: (host: number): string => uuidOf(assets(), host, null),
    get tenant(): string {
      return tenant();
    },
    /** The code of the host that an asset's id stands for; null when it is nobody's. Whether there is such a host is another question. */
    hostOf: (uuid: string): number | null => {
      const found = rowOf(assets(), uuid);
      return found?.ordinal === null ? found.row : null;
    },
    /** Id of the n-th token. */
    token: (count: number): string => uuidOf(tokens(), count, null),
  };
}
