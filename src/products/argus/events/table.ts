/** The two tables of events, aggregated and raw, with the same questions to both. */
import { makeOrderCache, type OrderCache } from '../../../corpus/page.ts';
import type { CodeColumn, Predicate } from '../../../corpus/predicate.ts';
import { rawCode, rawStanding, scanningRaw } from '../../../corpus/raw-view.ts';
import { scanning } from '../../../corpus/scan.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import { uuidOrder, type RowId } from '../../../model/event-id.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import { submittedAt } from '../../../model/submitted.ts';
import { timeOfRow } from '../../../model/late-columns.ts';
import type { World } from '../../../model/world.ts';
import { engineTime, firstAssessed } from './event-times.ts';
import { publishedAt } from './publication.ts';

export type EventKind = 'aggregated' | 'raw';
export type TimeName =
  | 'created'
  | 'lastUpdated'
  | 'firstAssessment'
  | 'enginePersisted'
  | 'firstEvent'
  | 'lastEvent'
  | 'published';

/** A table as it stands now; good for one request. */
export interface EventTable {
  readonly kind: EventKind;
  readonly world: World;
  readonly length: number;
  readonly sorted: number;
  /** The aggregate that a row belongs to; null where rows are aggregates. */
  readonly parent: Uint32Array | null;
  readonly scan: (predicate: Predicate) => Sliced<Uint32Array>;
  readonly identify: (row: number) => RowId;
  /** Epoch milliseconds; NaN for an event that has no such time. */
  readonly time: (name: TimeName) => (row: number) => number;
  readonly code: (column: CodeColumn) => (row: number) => number;
  /** How many raw events a row stands for. */
  readonly weight: (row: number) => number;
  readonly orders: OrderCache;
}

export interface Orders {
  readonly aggregated: OrderCache;
  readonly raw: OrderCache;
}

/** The table of a kind. Raw events are laid out only when they are asked for. */
export const eventTableOf = (world: World, kind: EventKind, orders: Orders): EventTable =>
  kind === 'aggregated' ? aggregatedTable(world, orders.aggregated) : rawTable(world, orders.raw);

/** The same where somebody can wait for raw events to be laid out. */
export function* eventTableIn(world: World, kind: EventKind, orders: Orders): Sliced<EventTable> {
  if (kind === 'raw') yield* world.layingOutRaw();
  return eventTableOf(world, kind, orders);
}

/** Orders that nobody keeps, for a command that chooses events. */
export const freshOrders = (): Orders => ({ aggregated: makeOrderCache(), raw: makeOrderCache() });

function aggregatedTable(world: World, orders: OrderCache): EventTable {
  const columns = world.aggregated;
  const created = timeOfRow(columns);
  const times: Readonly<Record<TimeName, (row: number) => number>> = {
    created,
    firstEvent: created,
    lastEvent: (row) => created(row) + (columns.duration[row] ?? 0),
    lastUpdated: (row) => columns.updated[row] ?? 0,
    enginePersisted: (row) => engineTime(world, row, created(row)),
    firstAssessment: (row) => firstAssessed(world, row, null) ?? Number.NaN,
    published: (row) => publishedAt(world, row, null) ?? Number.NaN,
  };
  return {
    kind: 'aggregated',
    world,
    length: columns.length,
    sorted: columns.sorted,
    parent: null,
    scan: (predicate) => scanning(columns, predicate),
    identify: (row) => ({ row, ordinal: null }),
    time: (name) => times[name],
    code: (column) => {
      const values = columns[column];
      return (row) => values[row] ?? 0;
    },
    weight: (row) => columns.count[row] ?? 1,
    orders,
  };
}

function rawTable(world: World, orders: OrderCache): EventTable {
  const columns = world.aggregated;
  const raw = world.raw();
  const { timestamp, parent, ordinal } = raw;
  const none = (): number => Number.NaN;
  const times: Readonly<Record<TimeName, (row: number) => number>> = {
    created: (row) => timestamp[row] ?? 0,
    firstEvent: none,
    lastEvent: none,
    lastUpdated: (row) => rawStanding(world, parent[row] ?? 0, ordinal[row] ?? 0).updated,
    enginePersisted: (row) => engineTime(world, parent[row] ?? 0, timestamp[row] ?? 0),
    firstAssessment: (row) => firstAssessed(world, parent[row] ?? 0, ordinal[row] ?? 0) ?? Number.NaN,
    published: (row) => publishedAt(world, parent[row] ?? 0, ordinal[row] ?? 0) ?? Number.NaN,
  };
  return {
    kind: 'raw',
    world,
    length: raw.length,
    sorted: raw.sorted,
    parent,
    scan: (predicate) => scanningRaw(world, columns, predicate),
    identify: (row) => ({ row: parent[row] ?? 0, ordinal: ordinal[row] ?? 0 }),
    time: (name) => times[name],
    code: (column) => (row) => rawCode(world, columns, column, parent[row] ?? 0, ordinal[row] ?? 0),
    weight: () => 1,
    orders,
  };
}

/** Two numbers that sort as the UUID's text does. */
export function uuidKey({ world, identify }: EventTable, row: number): { readonly high: number; readonly low: number } {
  const { row: aggregate, ordinal } = identify(row);
  const submitted = submittedAt(world, aggregate);
  if (submitted === undefined) return uuidOrder(world.rowKey, eventNumberOf(world, aggregate), ordinal);
  const digits = submitted.uuid.replaceAll('-', '');
  return { high: Number.parseInt(digits.slice(0, 12), 16), low: Number.parseInt(digits.slice(13, 16), 16) };
}
