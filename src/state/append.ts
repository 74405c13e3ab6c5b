/** Appends submitted events to the columns: arrays grow by doubling, frozen ones are copied before the first. */
import { grown, type Columns, type RawColumns } from '../model/columns.ts';
import type { Submitted } from '../model/submitted.ts';
import type { World } from '../model/world.ts';
import type { Mutable } from './overlay.ts';

/** A submitted event as columns hold it. */
export interface NewEvent extends Omit<Submitted, 'row'> {
  readonly timestamp: number;
  readonly duration: number;
  readonly updated: number;
  readonly sensor: number;
  readonly detail: number;
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly count: number;
  readonly severity: number;
  readonly flagsLow: number;
  readonly flagsHigh: number;
  readonly cases: number;
}

const columnNames = [
  'timestamp',
  'duration',
  'updated',
  'sensor',
  'detail',
  'source',
  'destination',
  'sourcePort',
  'destinationPort',
  'count',
  'severity',
  'flagsLow',
  'flagsHigh',
  'cases',
] as const;

/** Makes the function that appends an event to the shown World and returns its row. */
export function makeAppender(world: Mutable<World>, base: World): (event: NewEvent) => number {
  const all: Submitted[] = [];
  const byUuid = new Map<string, Submitted>();
  const rawRows: { readonly timestamp: number; readonly parent: number }[] = [];
  let raw: { readonly columns: RawColumns; readonly upTo: number } | null = null;

  const extendedRaw = (): RawColumns => {
    if (raw === null || raw.upTo < rawRows.length)
      raw = { columns: withRows(base.raw(), rawRows), upTo: rawRows.length };
    return raw.columns;
  };
  return (event) => {
    const row = world.aggregated.length;
    world.aggregated = withRow(world.aggregated, event);
    world.baseline = withRow(world.baseline, event);
    const entry: Submitted = {
      row,
      uuid: event.uuid,
      isRaw: event.isRaw,
      subEvents: event.subEvents,
      payload: event.payload,
    };
    all.push(entry);
    byUuid.set(event.uuid, entry);
    world.submitted = { first: base.submitted.first, all, byUuid };
    if (event.isRaw) {
      rawRows.push({ timestamp: event.timestamp, parent: row });
      world.raw = extendedRaw;
    }
    return row;
  };
}

function withRow(columns: Columns, event: NewEvent): Columns {
  const row = columns.length;
  const roomy = columns.timestamp.length > row ? columns : grown(columns, Math.max(64, row * 2));
  for (const name of columnNames) roomy[name][row] = event[name];
  return { ...roomy, length: row + 1 };
}

function withRows(
  frozen: RawColumns,
  rows: readonly { readonly timestamp: number; readonly parent: number }[],
): RawColumns {
  const length = frozen.sorted + rows.length;
  const timestamp = new Float64Array(length);
  const parent = new Uint32Array(length);
  timestamp.set(frozen.timestamp);
  parent.set(frozen.parent);
  rows.forEach((row, index) => {
    timestamp[frozen.sorted + index] = row.timestamp;
    parent[frozen.sorted + index] = row.parent;
  });
  const ordinal = new Uint16Array(length);
  ordinal.set(frozen.ordinal);
  return { length, sorted: frozen.sorted, timestamp, parent, ordinal };
}
