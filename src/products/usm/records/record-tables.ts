/** Alarms and events as tables: what filters ask for, in columns that follow the World. */
import { trimmed, type ColumnStore } from '../../../corpus/store.ts';
import type { ColumnTable } from '../../../corpus/table.ts';
import type { AlarmFixed, EventFixed } from './record-stores.ts';
import type { Disposition } from './disposition.ts';

export type AlarmColumn = 'kind' | 'sensor' | 'severity' | 'status' | 'suppressed';
export type EventColumn = 'kind' | 'sensor' | 'source' | 'suppressed';

export interface AlarmTable extends ColumnTable<AlarmColumn> {
  /** The aggregate of each alarm. */
  readonly row: Uint32Array;
}

export interface RawEventTable extends ColumnTable<EventColumn> {
  /** The aggregate of each event, and which of its triggers it is. */
  readonly parent: Uint32Array;
  readonly ordinal: Uint16Array;
}

/** Makes a value anew when the version has changed. */
export function eachVersion<T>(version: () => number | string, make: () => T): () => T {
  let made: { readonly value: T; readonly version: number | string } | undefined;
  return () => {
    if (made?.version !== version()) made = { value: make(), version: version() };
    return made.value;
  };
}

const column = <Name extends string>(store: ColumnStore<Name>, name: Name) =>
  trimmed(store.columns[name], store.length);

export function alarmTable(store: ColumnStore<AlarmFixed>, disposition: Disposition): AlarmTable {
  const { length } = store;
  const row = column(store, 'row') as Uint32Array;
  const status = new Uint8Array(length);
  const suppressed = column(store, 'suppressed').slice() as Uint8Array;
  for (let at = 0; at < length; at++) {
    status[at] = disposition.status(row[at] ?? 0);
    if (disposition.isTuned(row[at] ?? 0)) suppressed[at] = 1;
  }
  const [kind, sensor, severity] = [column(store, 'kind'), column(store, 'sensor'), column(store, 'severity')];
  return {
    length,
    row,
    timestamp: trimmed(store.timestamp, length),
    codes: { kind, sensor, severity, status, suppressed } as AlarmTable['codes'],
  };
}

/** Every raw event is an event; 8 bytes a row besides what the World keeps of it. */
export function eventTable(store: ColumnStore<EventFixed>, disposition: Disposition): RawEventTable {
  const { length } = store;
  const parent = column(store, 'parent') as Uint32Array;
  const ordinal = column(store, 'ordinal') as Uint16Array;
  const suppressed = column(store, 'suppressed').slice() as Uint8Array;
  for (let at = 0; at < length; at++)
    if (disposition.isEventTuned(parent[at] ?? 0, ordinal[at] ?? 0)) suppressed[at] = 1;
  const [kind, sensor, source] = [column(store, 'kind'), column(store, 'sensor'), column(store, 'source')];
  return {
    length,
    parent,
    ordinal,
    timestamp: trimmed(store.timestamp, length),
    codes: { kind, sensor, source, suppressed } as RawEventTable['codes'],
  };
}
