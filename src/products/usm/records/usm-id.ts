/** Ids of USM Anywhere: rows become UUIDs and find their rows again, without a table. */
import { keyOf, type Key } from '../../../kernel/random.ts';
import { lazy } from '../../../kernel/lazy.ts';
import { rowOf, uuidOf, uuidWords, type RowId } from '../../../model/event-id.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import type { Sensor, World } from '../../../model/world.ts';

export interface Ids {
  readonly alarm: (row: number) => string;
  /** The same as four words of 32 bits, good until the next. */
  readonly alarmWords: (row: number) => Uint32Array;
  readonly eventWords: (row: number, ordinal: number) => Uint32Array;
  /** The row that an alarm's or event's id stands for; null when it is nobody's. Whether the row is an alarm is another question. */
  readonly find: (uuid: string) => RowId | null;
  readonly sensor: (sensor: Sensor) => string;
  /** Id of the asset that a host of a customer is. */
  readonly asset: (host: number) => string;
  readonly tenant: string;
  /** Id of the n-th token. */
  readonly token: (count: number) => string;
}

/** Keys of their own, so that no id of Argus is one of USM Anywhere. */
export function makeIds(world: Pick<World, 'seed' | 'eventNumbers' | 'rowOfEventNumber'>): Ids {
  const { seed } = world;
  // A key takes longer to make than all else at start, so it waits until somebody asks.
  const key = (path: string): (() => Key) => lazy(() => keyOf(seed, path));
  const rows = key('usm/rows');
  const assets = key('usm/assets');
  const sensors = key('usm/sensors');
  const tokens = key('usm/tokens');
  const tenant = lazy(() => uuidOf(sensors(), 0, 0));
  return {
    alarm: (row) => uuidOf(rows(), eventNumberOf(world, row), null),
    alarmWords: (row) => uuidWords(rows(), eventNumberOf(world, row), null),
    eventWords: (row, ordinal) => uuidWords(rows(), eventNumberOf(world, row), ordinal),
    find: (uuid) => {
      const found = rowOf(rows(), uuid);
      const row = found === null ? null : world.rowOfEventNumber(found.row);
      return found === null || row === null ? null : { row, ordinal: found.ordinal };
    },
    sensor: ({ uuid, id }) => uuid ?? uuidOf(sensors(), id, null),
    asset: (host) => uuidOf(assets(), host, null),
    get tenant() {
      return tenant();
    },
    token: (count) => uuidOf(tokens(), count, null),
  };
}
