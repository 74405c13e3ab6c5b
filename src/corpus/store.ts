/** Stores: tables that grow. New rows are put among the old ones in order of time; arrays have room for more. */

export type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Columns of one length, or longer where there is room; `timestamp` ascends. */
export interface Store<Name extends string = string> {
  readonly length: number;
  readonly timestamp: Float64Array;
  readonly columns: Readonly<Record<Name, Column>>;
}

/** The values of a column without the room behind them. */
export const trimmed = <Kind extends Column>(column: Kind, length: number): Kind =>
  column.length === length ? column : (column.subarray(0, length) as Kind);

/**
 * The store with the rows of a batch in their places; among equal times the older rows come first, and those of the batch in its order.
 * The given store must not be used any more: its arrays are written to where they have room. One without room is left as it is.
 */
export function inserted<Name extends string>(store: Store<Name>, batch: Store<Name>): Store<Name> {
  if (batch.length === 0) return store;
  const length = store.length + batch.length;
  const { timestamp, columns } = store.timestamp.length < length ? grown(store, length) : store;
  const order = inOrder(batch);
  const names = Object.keys(columns) as Name[];
  const [mine, theirs] = [names.map((name) => columns[name]), names.map((name) => batch.columns[name])];
  let from = store.length - 1;
  let next = batch.length - 1;
  for (let to = length - 1; next >= 0; to--) {
    const given = order[next] ?? 0;
    const time = batch.timestamp[given] ?? 0;
    const isOld = from >= 0 && (timestamp[from] ?? 0) > time;
    timestamp[to] = isOld ? (timestamp[from] ?? 0) : time;
    for (let at = 0; at < mine.length; at++) {
      const column = mine[at] as Column;
      column[to] = (isOld ? column[from] : theirs[at]?.[given]) ?? 0;
    }
    if (isOld) from--;
    else next--;
  }
  return { length, timestamp, columns };
}

/** Room for a quarter more, so that a store of n rows is copied a few times while it doubles. */
function grown<Name extends string>({ length, timestamp, columns }: Store<Name>, wanted: number): Store<Name> {
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
function inOrder({ length, timestamp }: Store): Uint32Array {
  const order = Uint32Array.from({ length }, (_, place) => place);
  const isSorted = order.every((place) => place === 0 || (timestamp[place - 1] ?? 0) <= (timestamp[place] ?? 0));
  return isSorted ? order : order.sort((one, other) => (timestamp[one] ?? 0) - (timestamp[other] ?? 0) || one - other);
}
