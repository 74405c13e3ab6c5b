/** Stores: tables that grow. New rows are put among the old ones in order of time; arrays have room for more. */

import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import { selected } from './selection.ts';

export type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Columns of one length, or longer where there is room; `timestamp` ascends. */
export interface ColumnStore<Name extends string = string> {
  readonly length: number;
  readonly timestamp: Float64Array;
  readonly columns: Readonly<Record<Name, Column>>;
}

/** The values of a column without the room behind them. */
export const trimmed = <Kind extends Column>(column: Kind, length: number): Kind =>
  column.length === length ? column : (column.subarray(0, length) as Kind);

/** Rows of more than these are put in in pieces, into arrays of their own. */
const largeBatch = 4096;

/**
 * The store with the rows of a batch in their places; among equal times the older rows come first, and those of the batch in its order.
 * The given store must not be used any more once this is done: its arrays are written to where they have room. One without room, or
 * one that is shared with somebody who goes on reading, is left as it is.
 */
export function* inserting<Name extends string>(
  store: ColumnStore<Name>,
  batch: ColumnStore<Name>,
  isShared = false,
): Sliced<ColumnStore<Name>> {
  if (batch.length === 0) return store;
  const order = yield* inOrder(batch);
  const length = store.length + batch.length;
  const hasRoom = !isShared && store.timestamp.length >= length && batch.length <= largeBatch;
  // Somebody may read the old arrays while a large batch is put in.
  const target = hasRoom ? store : grown(store, length);
  const merge = merging(store, batch, order, target);
  if (hasRoom) finished(merge);
  else yield* merge;
  return { ...target, length };
}

/** Fills a target from its end, so that it may be the store itself. */
function* merging<Name extends string>(
  store: ColumnStore<Name>,
  batch: ColumnStore<Name>,
  order: Uint32Array,
  target: ColumnStore<Name>,
): Sliced<void> {
  const names = Object.keys(target.columns) as Name[];
  const columns = names.map((name) => [target.columns[name], store.columns[name], batch.columns[name]] as const);
  const { timestamp } = store;
  let from = store.length - 1;
  let next = batch.length - 1;
  let done = 0;
  for (let to = store.length + batch.length - 1; next >= 0; to--) {
    const given = order[next] ?? 0;
    const time = batch.timestamp[given] ?? 0;
    const isOld = from >= 0 && (timestamp[from] ?? 0) > time;
    target.timestamp[to] = isOld ? (timestamp[from] ?? 0) : time;
    for (const [column, mine, theirs] of columns) column[to] = (isOld ? mine[from] : theirs[given]) ?? 0;
    if (isOld) from--;
    else next--;
    done += columns.length * 4;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
}

/** Room for a quarter more, so that a store of n rows is copied a few times while it doubles. */
function grown<Name extends string>(
  { length, timestamp, columns }: ColumnStore<Name>,
  wanted: number,
): ColumnStore<Name> {
  const capacity = Math.max(64, wanted + (wanted >>> 2));
  const copy = <Kind extends Column>(column: Kind): Kind => {
    const made = new (column.constructor as new (size: number) => Kind)(capacity);
    made.set(trimmed(column, length));
    return made;
  };
  const entries = Object.entries<Column>(columns).map(([name, column]) => [name, copy(column)]);
  return { length, timestamp: copy(timestamp), columns: Object.fromEntries(entries) as Record<Name, Column> };
}

/** Places of a batch in order of time. */
function* inOrder({ length, timestamp }: ColumnStore): Sliced<Uint32Array> {
  const order = Uint32Array.from({ length }, (_, place) => place);
  const isSorted = order.every((place) => place === 0 || (timestamp[place - 1] ?? 0) <= (timestamp[place] ?? 0));
  if (isSorted) return order;
  const byTime = { name: 'timestamp', descending: false, key: (place: number) => timestamp[place] ?? 0 };
  return yield* selected(order, [byTime], 0, length);
}
