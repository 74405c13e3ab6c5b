/** Pages: which rows of a set come first under a chain of sort keys. */
import type { Extent } from '../model/columns.ts';
import { ascending, descending, has } from './bits.ts';

/** One step of a chained sort over non-negative integers; `key` fills the sort key of each row. */
export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
  readonly key: (row: number) => number;
}

/**
 * Rows `offset` … `offset + limit - 1` of the set. Rows are numbered by time, so no key at all means ascending time.
 * Ties fall to the row number, in the direction of the first key; a chain with every sign turned gives exactly the reverse.
 */
export function pageOfRows(
  bits: Uint32Array,
  extent: Extent,
  sort: readonly SortKey[],
  offset: number,
  limit: number,
  orders: OrderCache,
): number[] {
  const [first] = sort;
  if (first === undefined) return ascending(bits, offset, limit);
  if (sort.length === 1 && first.name === 'timestamp' && extent.sorted === extent.length) {
    return first.descending ? descending(bits, offset, limit) : ascending(bits, offset, limit);
  }
  const order = orders.get(sort, () => orderOf(extent, sort));
  const rows: number[] = [];
  let skip = offset;
  for (let at = 0; at < order.length && rows.length < limit; at++) {
    const row = order[at] ?? 0;
    if (!has(bits, row)) continue;
    if (skip > 0) skip--;
    else rows.push(row);
  }
  return rows;
}

/** Keeps the orders that were asked for, a few at a time. */
export interface OrderCache {
  readonly get: (sort: readonly SortKey[], make: () => Uint32Array) => Uint32Array;
}

const keptOrders = 6;

/** A cache for one immutable set of columns; 4 bytes a row and order. */
export function makeOrderCache(): OrderCache {
  const kept = new Map<string, Uint32Array>();
  return {
    get: (sort, make) => {
      const name = sort.map((key) => (key.descending ? `-${key.name}` : key.name)).join(' ');
      const order = kept.get(name) ?? make();
      kept.delete(name);
      kept.set(name, order);
      if (kept.size > keptOrders) kept.delete([...kept.keys()][0] ?? '');
      return order;
    },
  };
}

/** All rows in the order of the chain. */
function orderOf({ length, sorted }: Extent, sort: readonly SortKey[]): Uint32Array {
  const [first] = sort;
  if (sort.length === 1 && first?.name === 'timestamp' && length - sorted < longestTail)
    return orderOfTimes(length, sorted, first);
  return orderByKeys(length, sort);
}

/** More rows than these behind the sorted ones are better sorted with all others. */
const longestTail = 20_000;

/** By time alone the first rows are in order: the others are sorted, and fall in at their places. */
function orderOfTimes(length: number, sorted: number, { key, descending: down }: SortKey): Uint32Array {
  const tail = Array.from({ length: length - sorted }, (_, place) => sorted + place);
  tail.sort((one, other) => key(one) - key(other) || one - other);
  const order = new Uint32Array(length);
  let row = 0;
  tail.forEach((late, place) => {
    // Rows of the tail come after any of the same time, as their numbers say.
    while (row < sorted && key(row) <= key(late)) order[row + place] = row++;
    order[row + place] = late;
  });
  while (row < sorted) order[row + tail.length] = row++;
  return down ? order.reverse() : order;
}

/** Stable radix passes, the last key first. */
function orderByKeys(length: number, sort: readonly SortKey[]): Uint32Array {
  let order = Uint32Array.from({ length }, (_, row) => row);
  if (sort[0]?.descending === true) order.reverse();
  for (const key of [...sort].reverse()) order = radix(order, key);
  return order;
}

const digit = 65_536;

function radix(order: Uint32Array<ArrayBuffer>, { key, descending: down }: SortKey): Uint32Array<ArrayBuffer> {
  const keys = new Float64Array(order.length);
  let lowest = Infinity;
  let highest = 0;
  for (let row = 0; row < keys.length; row++) {
    const value = key(row);
    keys[row] = value;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  let from = order;
  let to = new Uint32Array(order.length);
  const starts = new Uint32Array(digit + 1);
  for (let scale = 1; scale <= highest - lowest || scale === 1; scale *= digit) {
    starts.fill(0);
    const at = (row: number): number => {
      const value = down ? highest - (keys[row] ?? 0) : (keys[row] ?? 0) - lowest;
      return Math.floor(value / scale) % digit;
    };
    for (let row = 0; row < keys.length; row++) starts[at(row) + 1] = (starts[at(row) + 1] ?? 0) + 1;
    for (let slot = 1; slot <= digit; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
    for (let place = 0; place < from.length; place++) {
      const row = from[place] ?? 0;
      const slot = at(row);
      to[starts[slot] ?? 0] = row;
      starts[slot] = (starts[slot] ?? 0) + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
