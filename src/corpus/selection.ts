/** Selection: the rows at some places of an order, found without bringing all the others in order. */
import { firstIndex } from '../kernel/search.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { SortKey } from './page.ts';

/**
 * Places `from` … `to`-1 of the rows in the order of the chain; rows that are equal in all keys stay as they are given.
 * Costs a few passes over the rows for each key, wherever the places are. The given array is written to.
 */
export function* selected(rows: Uint32Array, sort: readonly SortKey[], from: number, to: number): Sliced<Uint32Array> {
  const end = Math.min(to, rows.length);
  const [first, ...rest] = sort;
  if (from >= end) return new Uint32Array(0);
  if (first === undefined) return rows.subarray(from, end);
  const keyed = { rows, keys: new Float64Array(rows.length) };
  const bounds: Bounds = { least: Infinity, most: -Infinity };
  yield* inRanges(rows.length, keyCost, (begin, stop) => fillKeys(keyed, first, bounds, begin, stop));
  return yield* arranged(keyed, bounds, rest, from, end);
}

/** Rows with their keys, smaller ones first. */
interface Keyed {
  readonly rows: Uint32Array;
  readonly keys: Float64Array;
}

/** Which bucket a key belongs to: in the order of keys. */
interface Scale {
  readonly least: number;
  readonly factor: number;
}

/** Units of asking for the key of a row, and of looking at it. */
const keyCost = 3;

/** Works on ranges of places, each of so many units. */
function* inRanges(length: number, units: number, work: (begin: number, end: number) => void): Sliced<void> {
  const size = Math.ceil(pieceOfWork / units);
  for (let begin = 0; begin < length; begin += size) {
    const end = Math.min(length, begin + size);
    work(begin, end);
    yield (end - begin) * units;
  }
}

/** Bounds of numbers that are told one range after another. */
interface Bounds {
  least: number;
  most: number;
}

/** Fills in the keys, and what lies between them: each is at hand then. */
function fillKeys(
  { rows, keys }: Keyed,
  { key, descending }: SortKey,
  bounds: Bounds,
  begin: number,
  end: number,
): void {
  let { least, most } = bounds;
  for (let at = begin; at < end; at++) {
    const value = key(rows[at] as number);
    const signed = descending ? -value : value;
    keys[at] = signed;
    if (signed < least) least = signed;
    if (signed > most) most = signed;
  }
  bounds.least = least;
  bounds.most = most;
}

function widen(bounds: Bounds, keys: Float64Array): void {
  let { least, most } = bounds;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  bounds.least = least;
  bounds.most = most;
}

/** So few rows are compared one with another. */
const fewRows = 24;

/** Arranges rows whose keys lie between bounds that are still to be found. */
function* bounded(keyed: Keyed, rest: readonly SortKey[], from: number, to: number): Sliced<Uint32Array> {
  const { keys } = keyed;
  const bounds: Bounds = { least: Infinity, most: -Infinity };
  yield* inRanges(keys.length, 1, (begin, end) => widen(bounds, keys.subarray(begin, end)));
  return yield* arranged(keyed, bounds, rest, from, to);
}

/** Puts rows into buckets by their keys, and goes on with the buckets that hold the places; `rest` tells equal keys apart. */
function* arranged(
  keyed: Keyed,
  bounds: Bounds,
  rest: readonly SortKey[],
  from: number,
  to: number,
): Sliced<Uint32Array> {
  const { rows, keys } = keyed;
  if (rows.length <= fewRows) return compared(keyed, rest).subarray(from, to);
  if (bounds.least === bounds.most) return yield* selected(rows, rest, from, to);
  const buckets = bucketsFor(rows.length, to - from);
  const scale = { least: bounds.least, factor: (buckets - 1) / (bounds.most - bounds.least) };
  const starts = new Uint32Array(buckets + 1);
  yield* inRanges(rows.length, 1, (begin, end) => count(keys.subarray(begin, end), scale, starts));
  for (let bucket = 1; bucket <= buckets; bucket++) starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  const bucketAt = (place: number): number => firstIndex(0, buckets, (at) => (starts[at + 1] ?? 0) > place);
  const [low, high] = [bucketAt(from), bucketAt(to - 1)];
  const base = starts[low] ?? 0;
  const chosen = keyedRows((starts[high + 1] ?? 0) - base);
  const next = starts.slice(low, high + 1).map((start) => start - base);
  yield* inRanges(rows.length, 1, (begin, end) => collect(range(keyed, begin, end), scale, low, chosen, next));
  const result = new Uint32Array(to - from);
  for (let bucket = low; bucket <= high; bucket++) {
    const [begin, end] = [starts[bucket] ?? 0, starts[bucket + 1] ?? 0];
    if (begin === end) continue;
    const part = range(chosen, begin - base, end - base);
    const [first, last] = [Math.max(from, begin) - begin, Math.min(to, end) - begin];
    const few = end - begin <= fewRows;
    const inOrder = few ? compared(part, rest).subarray(first, last) : yield* bounded(part, rest, first, last);
    result.set(inOrder, begin + first - from);
  }
  yield chosen.rows.length;
  return result;
}

const keyedRows = (length: number): Keyed => ({ rows: new Uint32Array(length), keys: new Float64Array(length) });

const range = ({ rows, keys }: Keyed, begin: number, end: number): Keyed => ({
  rows: rows.subarray(begin, end),
  keys: keys.subarray(begin, end),
});

/** A few rows a bucket where many places are wanted; otherwise a table that stays in the cache. */
const bucketsFor = (rows: number, places: number): number =>
  Math.min(65_536, Math.max(64, places >>> 3, Math.min(1024, rows >>> 2)));

/** Counts the keys of each bucket, at the place of the next one. */
function count(keys: Float64Array, { least, factor }: Scale, starts: Uint32Array): void {
  for (let at = 0; at < keys.length; at++) {
    const bucket = (((keys[at] as number) - least) * factor) | 0;
    starts[bucket + 1] = (starts[bucket + 1] as number) + 1;
  }
}

/** Puts the rows of the buckets from `low` on to their places, as far as `next` has one. */
function collect({ rows, keys }: Keyed, { least, factor }: Scale, low: number, to: Keyed, next: Uint32Array): void {
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    const bucket = (((key - least) * factor) | 0) - low;
    if (bucket < 0 || bucket >= next.length) continue;
    const place = next[bucket] as number;
    next[bucket] = place + 1;
    to.rows[place] = rows[at] as number;
    to.keys[place] = key;
  }
}

/** A few rows, each put in front of those that come after it. */
function compared({ rows, keys }: Keyed, rest: readonly SortKey[]): Uint32Array {
  for (let at = 1; at < rows.length; at++) {
    const [row, key] = [rows[at] as number, keys[at] as number];
    let to = at;
    for (; to > 0; to--) {
      const before = keys[to - 1] as number;
      if (before < key || (before === key && !isAfter(rows[to - 1] as number, row, rest))) break;
      rows[to] = rows[to - 1] as number;
      keys[to] = before;
    }
    rows[to] = row;
    keys[to] = key;
  }
  return rows;
}

/** Whether a row comes after another by further keys. */
function isAfter(row: number, other: number, sort: readonly SortKey[]): boolean {
  for (const { key, descending } of sort) {
    const difference = key(row) - key(other);
    if (difference !== 0) return descending ? difference < 0 : difference > 0;
  }
  return false;
}
