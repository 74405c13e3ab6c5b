/** Scans: a predicate becomes the set of rows that pass, one tight loop over one column at a time. */
import { firstIndex } from '../kernel/search.ts';
import type { Columns } from '../model/columns.ts';
import { withRows, timeOfRow } from '../model/late-columns.ts';
import type { Predicate, TimeField } from './predicate.ts';
import { everyRow, ones } from './bits.ts';

/** Longest time from an aggregate's first to its last trigger; lets a test of the end skip rows by their start. */
const longestDuration = 3_600_000;

/** The rows of the columns that pass the predicate. */
export function scan(columns: Columns, predicate: Predicate): Uint32Array {
  const bits = everyRow(columns.length);
  // Rows that only carry a submitted raw event are no aggregates; they can only be behind the sorted ones.
  if (columns.sorted < columns.length) narrowRows((row) => (columns.count[row] ?? 0) > 0, bits, columns.sorted);
  narrow(columns, predicate, bits);
  return bits;
}

/** Clears the rows that do not pass; rows that are clear already are not looked at. */
function narrow(columns: Columns, predicate: Predicate, bits: Uint32Array): void {
  switch (predicate.kind) {
    case 'all':
      for (const part of [...predicate.of].sort((one, other) => cost(one) - cost(other))) narrow(columns, part, bits);
      return;
    case 'any': {
      const union = new Uint32Array(bits.length);
      for (const part of predicate.of) {
        const passed = bits.slice();
        narrow(columns, part, passed);
        for (let word = 0; word < union.length; word++) union[word] = (union[word] ?? 0) | (passed[word] ?? 0);
      }
      bits.set(union);
      return;
    }
    case 'not': {
      const passed = bits.slice();
      narrow(columns, predicate.of, passed);
      for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) & ~(passed[word] ?? 0);
      return;
    }
    case 'code':
      return narrowCodes(columns[predicate.column], predicate.table, bits);
    case 'time':
      return narrowTime(columns, predicate.field, predicate.from, predicate.to, bits);
    case 'flags':
      if ((predicate.set.low | predicate.clear.low) !== 0)
        narrowFlags(columns.flagsLow, predicate.set.low, predicate.clear.low, bits);
      if ((predicate.set.high | predicate.clear.high) !== 0)
        narrowFlags(columns.flagsHigh, predicate.set.high, predicate.clear.high, bits);
      return;
    case 'count':
      return narrowRows((row) => (columns.count[row] ?? 0) >= predicate.atLeast, bits);
    case 'row':
      return narrowRows(predicate.test, bits);
  }
}

/** Cheap and selective first: time on the sorted column, then columns, then combinations, then functions. */
function cost(predicate: Predicate): number {
  if (predicate.kind === 'time') return predicate.field === 'timestamp' ? 0 : 2;
  return { code: 1, flags: 1, count: 1, not: 3, any: 4, all: 4, row: 5 }[predicate.kind];
}

/** A word with more rows than this is looked at whole. */
const fewRows = 8;

/**
 * Clears the rows whose code has no 1 in the table.
 * Reads are asserted to be in bounds, because a check for each of them trebles the time; the last rows, short of a word, go one by one.
 */
export function narrowCodes(column: Uint8Array | Uint16Array, table: Uint8Array, bits: Uint32Array): void {
  const whole = column.length & ~31;
  for (let word = 0; word < bits.length; word++) {
    let left = bits[word] as number;
    if (left === 0) continue;
    let at = word << 5;
    let kept = 0;
    if (at < whole && ones(left) > fewRows) {
      for (let bit = 0; bit < 32; bit += 4, at += 4) {
        kept |=
          ((table[column[at] as number] as number) << bit) |
          ((table[column[at + 1] as number] as number) << (bit + 1)) |
          ((table[column[at + 2] as number] as number) << (bit + 2)) |
          ((table[column[at + 3] as number] as number) << (bit + 3));
      }
      bits[word] = kept & left;
      continue;
    }
    for (; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      kept |= (table[column[at + bit] as number] as number) << bit;
    }
    bits[word] = kept;
  }
}

function narrowFlags(column: Uint32Array, set: number, unset: number, bits: Uint32Array): void {
  const mask = set | unset;
  for (let word = 0; word < bits.length; word++) {
    let left = bits[word] ?? 0;
    if (left === 0) continue;
    const base = word << 5;
    let kept = 0;
    for (; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      if (((column[base + bit] ?? 0) & mask) === (set | 0)) kept |= 1 << bit;
    }
    bits[word] = kept;
  }
}

/** Clears the rows of `first` … `last`-1 that fail the test. */
export function narrowRows(
  test: (row: number) => boolean,
  bits: Uint32Array,
  first = 0,
  last = bits.length << 5,
): void {
  for (let word = first >>> 5; word < Math.min(bits.length, (last + 31) >>> 5); word++) {
    const base = word << 5;
    const within = (base < first ? -1 << (first & 31) : -1) & (base + 32 > last ? 2 ** (last & 31) - 1 : -1);
    const word0 = bits[word] ?? 0;
    let left = word0 & within;
    if (left === 0) continue;
    let kept = word0 & ~within;
    for (; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      if (test(base + bit)) kept |= 1 << bit;
    }
    bits[word] = kept;
  }
}

function narrowTime(columns: Columns, field: TimeField, from: number, to: number, bits: Uint32Array): void {
  const { sorted } = columns;
  if (field === 'updated') {
    const { updated } = columns;
    return narrowRows((row) => (updated[row] ?? 0) >= from && (updated[row] ?? 0) <= to, bits);
  }
  const time = timeOfRow(columns);
  const reached = (bound: number): number => firstIndex(0, sorted, (row) => time(row) >= bound);
  /** Clears those of `first` … `last`-1 that do not lie within; only these are looked at. */
  const narrowBetween = (first: number, last: number): void => {
    if (first >= last) return;
    const { timestamp, duration } = withRows(columns, first, last);
    const valueOf = (row: number): number => (timestamp[row] ?? 0) + (field === 'end' ? (duration[row] ?? 0) : 0);
    narrowRows((row) => valueOf(row) >= from && valueOf(row) <= to, bits, first, last);
  };
  const first = reached(field === 'end' ? from - longestDuration : from);
  const last = reached(to + 1);
  narrowBetween(sorted, columns.length);
  keepBetween(bits, first, last, sorted);
  if (field === 'timestamp') return;
  // Only rows that begin within the longest duration before a bound can end on either side of it.
  narrowBetween(first, reached(from));
  if (to !== Infinity) narrowBetween(reached(to - longestDuration), last);
}

/** Index of the first value that is not below the bound, in a column whose first `length` values ascend. */
export const lowerBound = (column: Float64Array, bound: number, length = column.length): number =>
  firstIndex(0, length, (at) => (column[at] ?? 0) >= bound);

/** Clears the rows outside `first` … `last`-1, of those below `until`. */
export function keepBetween(bits: Uint32Array, first: number, last: number, until = bits.length << 5): void {
  clear(bits, 0, first);
  clear(bits, Math.max(first, last), until);
}

/** Clears rows `from` … `to`-1. */
function clear(bits: Uint32Array, from: number, to: number): void {
  if (from >= to) return;
  const [firstWord, lastWord] = [from >>> 5, to >>> 5];
  const head = ~(-1 << (from & 31));
  const tail = -1 << (to & 31);
  if (firstWord === lastWord) bits[firstWord] = (bits[firstWord] ?? 0) & (head | tail);
  else {
    bits[firstWord] = (bits[firstWord] ?? 0) & head;
    bits.fill(0, firstWord + 1, lastWord);
    if (lastWord < bits.length) bits[lastWord] = (bits[lastWord] ?? 0) & tail;
  }
}
