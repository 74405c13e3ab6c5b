/** Pages: which rows of a set come first under a chain of sort keys. */
import { firstIndex } from '../kernel/search.ts';
import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { Extent } from '../model/columns.ts';
import { ascending, byRank, cardinality, descending, has, ones } from './bits.ts';
import { inWords, rankedPage, type Ranked } from './ranked.ts';
import { selected } from './selection.ts';

/** One step of a chained sort over non-negative integers; `key` fills the sort key of each row. */
export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
  readonly key: (row: number) => number;
  /** The same where it is the rank of a code. */
  readonly ranked?: Ranked;
}

/**
 * Rows `offset` … `offset + limit - 1` of the set. Rows are numbered by time, so no key at all means ascending time.
 * Ties fall to the row number, in the direction of the first key; a chain with every sign turned gives exactly the reverse.
 */
export function* paging(
  bits: Uint32Array,
  extent: Extent,
  sort: readonly SortKey[],
  offset: number,
  limit: number,
  orders: OrderCache,
): Sliced<readonly number[]> {
  const [first] = sort;
  const isDown = first?.descending === true;
  yield bits.length;
  if (first === undefined) return yield* inTime(bits, offset, limit, false);
  if (sort.length === 1 && first.name === 'timestamp') {
    if (extent.sorted === extent.length) return yield* inTime(bits, offset, limit, isDown);
    if (extent.length - extent.sorted <= longestTail) return pageByTime(bits, extent, first, offset, limit);
  }
  const count = cardinality(bits);
  const end = Math.min(count, offset + limit);
  if (offset >= end) return [];
  // A walk along an order of all rows passes over those between the rows of the set.
  if (extent.length <= longestOrder && (end / count) * extent.length < count * passes)
    return walked(yield* orderOf(extent, sort, orders.slot(sort)), bits, offset, end);
  if (first.ranked !== undefined && count > fewRanked) return yield* rankedPage(bits, first.ranked, sort, offset, end);
  return Array.from(yield* selected(yield* rowsOf(bits, count, isDown), sort, offset, end));
}

/** The same at once. */
export const pageOfRows = (...asked: Parameters<typeof paging>): readonly number[] => finished(paging(...asked));

/** Fewer rows are selected faster than they are counted by code. */
const fewRanked = 4096;

/** Selecting looks so many times at each row of the set. */
const passes = 4;

/** Orders of more rows are not kept: selecting from so many is cheap beside searching them. */
const longestOrder = 262_144;

/** All rows in order; whoever asks is charged the same, whether it is there or must be made. */
function* orderOf({ length }: Extent, sort: readonly SortKey[], slot: OrderSlot): Sliced<Uint32Array> {
  const kept = slot.kept;
  if (kept !== null) {
    for (let left = kept.units; left > 0; left -= pieceOfWork) yield Math.min(left, pieceOfWork);
    return kept.order;
  }
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  const work = selected(sort[0]?.descending === true ? rows.reverse() : rows, sort, 0, length);
  for (let units = 0; ;) {
    const step = work.next();
    if (step.done === true) {
      slot.kept = { order: step.value, units };
      return step.value;
    }
    units += step.value;
    yield step.value;
  }
}

/** Places `offset` … `end`-1 of the rows of the set along an order of all rows. */
function walked(order: Uint32Array, bits: Uint32Array, offset: number, end: number): readonly number[] {
  const rows: number[] = [];
  for (let at = 0, place = 0; place < end; at++) {
    const row = order[at] as number;
    if (!has(bits, row)) continue;
    if (place++ >= offset) rows.push(row);
  }
  return rows;
}

/** All rows of a set, upwards or downwards. */
function* rowsOf(bits: Uint32Array, count: number, isDown: boolean): Sliced<Uint32Array> {
  const rows = new Uint32Array(count);
  let at = 0;
  yield* inWords(bits, (begin, end) => {
    for (let word = begin; word < end; word++) {
      const base = word << 5;
      for (let left = bits[word] as number; left !== 0; left &= left - 1)
        rows[at++] = base + 31 - Math.clz32(left & -left);
    }
  });
  return isDown ? rows.reverse() : rows;
}

/** Rows that are taken in one piece. */
const rowsOfPiece = 4096;

/** A page of rows in the order of their numbers, or against it. */
function* inTime(bits: Uint32Array, offset: number, limit: number, isDown: boolean): Sliced<readonly number[]> {
  if (limit <= rowsOfPiece) return (isDown ? descending : ascending)(bits, offset, limit);
  const { count, rows } = byRank(bits);
  const end = Math.min(count, offset + limit);
  const page: number[] = [];
  for (let at = offset; at < end; at += rowsOfPiece) {
    const size = Math.min(rowsOfPiece, end - at);
    page.push(...rows(isDown ? count - 1 - at : at, size, isDown));
    yield size;
  }
  return page;
}

/** So many rows behind the sorted ones fall in at their places; more are better brought in order once. */
const longestTail = 2048;

/** By time alone the first rows are in order; the few others come after any of the same time, as their numbers say. */
function pageByTime(
  bits: Uint32Array,
  { sorted }: Extent,
  { key, descending: isDown }: SortKey,
  offset: number,
  limit: number,
): readonly number[] {
  const late: number[] = [];
  for (let word = sorted >>> 5; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      const row = (word << 5) + 31 - Math.clz32(left & -left);
      if (row >= sorted) late.push(row);
    }
  }
  late.sort((one, other) => key(one) - key(other) || one - other);
  const places = placesOf(late, bits, sorted, key);
  const total = cardinality(bits);
  const [from, to] = isDown ? [total - offset - limit, total - offset] : [offset, offset + limit];
  const first = Math.max(0, from);
  const end = Math.min(total, to);
  let next = firstIndex(0, late.length, (at) => (places[at] ?? 0) >= first);
  const early = ascending(bits, first - next, end - first);
  const rows: number[] = [];
  for (let place = first, at = 0; place < end; place++)
    rows.push((places[next] === place ? late[next++] : early[at++]) ?? 0);
  return isDown ? rows.reverse() : rows;
}

/** Where the late rows stand among all rows of the set in order of time. */
function placesOf(late: readonly number[], bits: Uint32Array, sorted: number, key: SortKey['key']): readonly number[] {
  let [word, before] = [0, 0];
  return late.map((row, at) => {
    const time = key(row);
    const until = firstIndex(0, sorted, (other) => key(other) > time);
    for (; word < until >>> 5; word++) before += ones(bits[word] ?? 0);
    return before + ones((bits[word] ?? 0) & ~(-1 << (until & 31))) + at;
  });
}

/** Keeps the orders that were asked for, a few at a time. */
export interface OrderCache {
  readonly slot: (sort: readonly SortKey[]) => OrderSlot;
}

/** The place of an order; whoever makes it puts it there with the units of work that it took. */
export interface OrderSlot {
  kept: { readonly order: Uint32Array; readonly units: number } | null;
}

const keptOrders = 6;

/** A cache for one immutable set of columns; 4 bytes a row and order. */
export function makeOrderCache(): OrderCache {
  const slots = new Map<string, OrderSlot>();
  return {
    slot: (sort) => {
      const name = sort.map((key) => (key.descending ? `-${key.name}` : key.name)).join(' ');
      const slot = slots.get(name) ?? { kept: null };
      slots.delete(name);
      slots.set(name, slot);
      if (slots.size > keptOrders) slots.delete([...slots.keys()][0] ?? '');
      return slot;
    },
  };
}
