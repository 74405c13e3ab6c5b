/** Alarms and events as tables: what filters ask for, in columns. Made on first use, from the World as it was made. */
import { hostAt } from '../../corpus/raw-view.ts';
import type { Table } from '../../corpus/table.ts';
import type { World } from '../../model/world.ts';
import { kindCode } from './kinds.ts';
import { BLOCKED, type Standing } from './standing.ts';

export type AlarmColumn = 'kind' | 'sensor' | 'severity' | 'status' | 'suppressed';
export type EventColumn = 'kind' | 'sensor' | 'source' | 'suppressed';

export interface AlarmTable extends Table<AlarmColumn> {
  /** The aggregate of each alarm. */
  readonly row: Uint32Array;
}

export interface EventTable extends Table<EventColumn> {
  /** The aggregate of each event, and which of its triggers it is. */
  readonly parent: Uint32Array;
  readonly ordinal: Uint16Array;
}

export const kindAt = ({ baseline }: World, row: number): number =>
  kindCode(baseline.detail[row] ?? 0, ((baseline.flagsLow[row] ?? 0) & BLOCKED) !== 0);

export function makeAlarmTable(world: World, standing: Standing): AlarmTable {
  const { baseline } = world;
  const found: number[] = [];
  for (let row = 0; row < baseline.length; row++) if (standing.isAlarm(row)) found.push(row);
  const row = Uint32Array.from(found);
  return {
    length: row.length,
    row,
    timestamp: Float64Array.from(row, (at) => baseline.timestamp[at] ?? 0),
    codes: {
      kind: Uint16Array.from(row, (at) => kindAt(world, at)),
      sensor: Uint16Array.from(row, (at) => baseline.sensor[at] ?? 0),
      severity: Uint8Array.from(row, (at) => baseline.severity[at] ?? 0),
      status: Uint8Array.from(row, standing.status),
      suppressed: Uint8Array.from(row, (at) => Number(standing.suppressed(at))),
    },
  };
}

/** Every raw event is an event; 7 bytes a row besides what the World keeps of it. */
export function makeEventTable(world: World, standing: Standing): EventTable {
  const { baseline } = world;
  const raw = world.raw();
  const { length, parent, ordinal, timestamp } = raw;
  const kinds = new Uint16Array(baseline.length);
  const suppressed = new Uint8Array(baseline.length);
  for (let row = 0; row < baseline.length; row++) {
    kinds[row] = kindAt(world, row);
    suppressed[row] = Number(standing.suppressed(row));
  }
  const codes = {
    kind: new Uint16Array(length),
    sensor: new Uint16Array(length),
    source: new Uint16Array(length),
    suppressed: new Uint8Array(length),
  };
  for (let at = 0; at < length; at++) {
    const row = parent[at] ?? 0;
    codes.kind[at] = kinds[row] ?? 0;
    codes.sensor[at] = baseline.sensor[row] ?? 0;
    codes.source[at] = hostAt(world, baseline.source[row] ?? 0, ordinal[at] ?? 0);
    codes.suppressed[at] = suppressed[row] ?? 0;
  }
  return { length, timestamp, parent, ordinal, codes };
}
