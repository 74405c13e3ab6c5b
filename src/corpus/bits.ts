/** Sets of rows as bits, 32 rows a word. */
import { firstIndex } from '../kernel/search.ts';

export const wordsFor = (rows: number): number => (rows + 31) >>> 5;

/** The set of all rows. */
export function everyRow(rows: number): Uint32Array {
  const bits = new Uint32Array(wordsFor(rows)).fill(0xffff_ffff);
  const spare = rows & 31;
  if (spare > 0) bits[bits.length - 1] = 2 ** spare - 1;
  return bits;
}

/** How many rows are in the set. */
export function cardinality(bits: Uint32Array): number {
  let total = 0;
  for (let word = 0; word < bits.length; word++) total += ones(bits[word] ?? 0);
  return total;
}

/** Number of bits set in a 32-bit word. */
export function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x5555_5555);
  sum = (sum & 0x3333_3333) + ((sum >>> 2) & 0x3333_3333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

export const has = (bits: Uint32Array, row: number): boolean => (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;

/** Rows `offset` … `offset + limit - 1` of the set in ascending order. */
export function ascending(bits: Uint32Array, offset: number, limit: number): number[] {
  const rows: number[] = [];
  let skip = offset;
  for (let word = 0; word < bits.length && rows.length < limit; word++) {
    let left = bits[word] ?? 0;
    const here = ones(left);
    if (skip >= here) {
      skip -= here;
      continue;
    }
    for (; left !== 0 && rows.length < limit; left &= left - 1) {
      if (skip > 0) skip--;
      else rows.push((word << 5) + 31 - Math.clz32(left & -left));
    }
  }
  return rows;
}

/** Rows `offset` … `offset + limit - 1` of the set in descending order. */
export function descending(bits: Uint32Array, offset: number, limit: number): number[] {
  const rows: number[] = [];
  let skip = offset;
  for (let word = bits.length - 1; word >= 0 && rows.length < limit; word--) {
    let left = bits[word] ?? 0;
    const here = ones(left);
    if (skip >= here) {
      skip -= here;
      continue;
    }
    while (left !== 0 && rows.length < limit) {
      const bit = 31 - Math.clz32(left);
      left &= ~(1 << bit);
      if (skip > 0) skip--;
      else rows.push((word << 5) + bit);
    }
  }
  return rows;
}

/** The rows of a set by rank, 0 the lowest. */
export interface RankedRows {
  readonly count: number;
  /** Throws RangeError for a rank that there is not. */
  readonly row: (rank: number) => number;
  /** So many rows from a rank on, upwards or downwards; fewer where there are not so many. */
  readonly rows: (rank: number, count: number, isDown: boolean) => readonly number[];
}

/** Counts once, then finds any row of the set in a few steps. */
export function byRank(bits: Uint32Array): RankedRows {
  const before = new Uint32Array(bits.length + 1);
  for (let word = 0; word < bits.length; word++) before[word + 1] = (before[word] ?? 0) + ones(bits[word] ?? 0);
  const count = before[bits.length] ?? 0;
  const rowAt = (rank: number): number => {
    // Where rows are spread evenly, or there are all, that is the word.
    const likely = Math.floor((rank / count) * bits.length);
    const isThere = (before[likely] ?? 0) <= rank && (before[likely + 1] ?? 0) > rank;
    const word = isThere ? likely : firstIndex(1, bits.length, (at) => (before[at] ?? 0) > rank) - 1;
    let left = bits[word] ?? 0;
    for (let skip = rank - (before[word] ?? 0); skip > 0; skip--) left &= left - 1;
    return (word << 5) + 31 - Math.clz32(left & -left);
  };
  return {
    count,
    row: (rank) => {
      if (!(rank >= 0 && rank < count)) throw new RangeError(`there is no row of rank ${rank}`);
      return rowAt(rank);
    },
    rows: (rank, wanted, isDown) => {
      const size = Math.min(wanted, isDown ? rank + 1 : count - rank);
      return size <= 0 ? [] : (isDown ? walkDown : walkUp)(bits, rowAt(rank), size);
    },
  };
}

/** So many rows of the set from a row on, which is in it. */
function walkUp(bits: Uint32Array, row: number, size: number): readonly number[] {
  const rows: number[] = [];
  let word = row >>> 5;
  for (let left = (bits[word] ?? 0) & (-1 << (row & 31)); rows.length < size; left = bits[++word] ?? 0)
    for (; left !== 0 && rows.length < size; left &= left - 1) rows.push((word << 5) + 31 - Math.clz32(left & -left));
  return rows;
}

function walkDown(bits: Uint32Array, row: number, size: number): readonly number[] {
  const rows: number[] = [];
  let word = row >>> 5;
  for (let left = (bits[word] ?? 0) & (-1 >>> (31 - (row & 31))); rows.length < size; left = bits[--word] ?? 0)
    while (left !== 0 && rows.length < size) {
      const bit = 31 - Math.clz32(left);
      left &= ~(1 << bit);
      rows.push((word << 5) + bit);
    }
  return rows;
}
