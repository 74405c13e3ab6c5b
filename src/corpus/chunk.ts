/** Chunks: the rows of a scan a few thousand at a time, so that one test after the other finds them in the processor's cache. */
import { firstIndex } from '../kernel/search.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { Extent } from '../model/columns.ts';
import { ones, wordsFor } from './bits.ts';

/** Rows of the largest chunk. */
export const chunkRows = 4096;
const chunkWords = chunkRows >>> 5;

/** A test of the rows of a chunk. */
export interface Narrowing {
  /** Clears the rows that fail; bit 0 of `bits[0]` is row `first`. Gives the units of work that it took. */
  readonly narrow: (bits: Uint32Array, first: number, words: number) => number;
  /** Units of work a row, at most. */
  readonly cost: number;
  /** Of the rows that are in order of time, those outside `from` … `to`-1 fail. */
  readonly from: number;
  readonly to: number;
}

/** Units of a call for a row, where reading a column is one. */
const callCost = 10;

/** Where rows in any place may pass. */
export const anywhere = { from: 0, to: Infinity } as const;

/** Rows that pass all steps: the cheap ones are asked first, and the others about what is left. */
export function conjunction(steps: readonly Narrowing[]): Narrowing {
  const inOrder = [...steps].sort((one, other) => one.cost - other.cost);
  return {
    narrow: (bits, first, words) => {
      let units = 0;
      for (const step of inOrder) {
        units += step.narrow(bits, first, words);
        if (isClear(bits, words)) break;
      }
      return units;
    },
    cost: sumOf(steps),
    from: steps.reduce((most, { from }) => Math.max(most, from), 0),
    to: steps.reduce((least, { to }) => Math.min(least, to), Infinity),
  };
}

/** Rows that pass any step: each is asked about what none before it passed. */
export function disjunction(steps: readonly Narrowing[]): Narrowing {
  const [left, passed] = [new Uint32Array(chunkWords), new Uint32Array(chunkWords)];
  return {
    narrow: (bits, first, words) => {
      let units = words;
      copy(bits, left, words);
      for (const step of steps) {
        copy(left, passed, words);
        units += step.narrow(passed, first, words);
        if (isNoneLeft(left, passed, words)) return units;
      }
      isNoneLeft(bits, left, words);
      return units;
    },
    cost: 1 + sumOf(steps),
    from: steps.reduce((least, { from }) => Math.min(least, from), Infinity),
    to: steps.reduce((most, { to }) => Math.max(most, to), 0),
  };
}

/** Rows that fail the step. */
export function negation({ narrow, cost }: Narrowing): Narrowing {
  const passed = new Uint32Array(chunkWords);
  return {
    narrow: (bits, first, words) => {
      copy(bits, passed, words);
      const units = words + narrow(passed, first, words);
      isNoneLeft(bits, passed, words);
      return units;
    },
    cost: 1 + cost,
    ...anywhere,
  };
}

const sumOf = (steps: readonly Narrowing[]): number => steps.reduce((sum, { cost }) => sum + cost, 0);

function copy(from: Uint32Array, to: Uint32Array, words: number): void {
  for (let word = 0; word < words; word++) to[word] = from[word] as number;
}

/** Whether no row is left. */
export function isClear(bits: Uint32Array, words: number): boolean {
  for (let word = 0; word < words; word++) if (bits[word] !== 0) return false;
  return true;
}

/** Takes the rows of the second set out of the first; true when none is left. */
function isNoneLeft(bits: Uint32Array, taken: Uint32Array, words: number): boolean {
  let left = 0;
  for (let word = 0; word < words; word++) left |= bits[word] = (bits[word] as number) & ~(taken[word] as number);
  return left === 0;
}

/** Rows that a function of the row says yes to; rows that are clear already are not asked about. */
export function asked(test: (row: number) => boolean, cost = callCost): Narrowing {
  const narrow: Narrowing['narrow'] = (bits, first, words) => {
    let rows = 0;
    for (let word = 0; word < words; word++) {
      let left = bits[word] as number;
      if (left === 0) continue;
      const base = first + (word << 5);
      let kept = 0;
      rows += ones(left);
      for (; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        if (test(base + bit)) kept |= 1 << bit;
      }
      bits[word] = kept;
    }
    return rows * cost;
  };
  return { narrow, cost, ...anywhere };
}

/** Of the rows below `until` those of `from` … `to`-1; others are let pass. */
export const between = (from: number, to: number, until: number): Narrowing => ({
  narrow: (bits, first, words) => {
    if (first >= until || (first >= from && first + (words << 5) <= Math.min(to, until))) return 0;
    for (let word = 0; word < words; word++) {
      const base = first + (word << 5);
      if (base >= from && base + 32 <= to) continue;
      bits[word] = (bits[word] as number) & ((below(to - base) & ~below(from - base)) | ~below(until - base));
    }
    return words;
  },
  cost: 1 / 32,
  from,
  to,
});

/** The bits of the first rows of a word. */
const below = (rows: number): number => (rows <= 0 ? 0 : rows >= 32 ? -1 : ~(-1 << rows));

/** Rows of which the flags under the mask are these. */
export const masked = (column: Uint32Array, mask: number, wanted: number): Narrowing => ({
  narrow: (bits, first, words) => {
    for (let word = 0; word < words; word++) {
      let left = bits[word] as number;
      if (left === 0) continue;
      const base = first + (word << 5);
      let kept = 0;
      for (; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        if (((column[base + bit] as number) & mask) === wanted) kept |= 1 << bit;
      }
      bits[word] = kept;
    }
    return words << 5;
  },
  cost: 1,
  ...anywhere,
});

/** Rows of which the number lies within inclusive bounds. */
export const inBounds = (column: Float64Array | Uint32Array, least: number, most: number): Narrowing =>
  asked((row) => (column[row] as number) >= least && (column[row] as number) <= most, 1.1);

/** Index of the first value that is not below the bound, in a column whose first `length` values ascend. */
export const lowerBound = (column: Float64Array, bound: number, length = column.length): number =>
  firstIndex(0, length, (at) => (column[at] ?? 0) >= bound);

/** The rows of a table that a step lets pass, found chunk by chunk; of `length` rows the first `sorted` are in order of time. */
export function* found(step: Narrowing, { length, sorted }: Extent): Sliced<Uint32Array> {
  const bits = new Uint32Array(wordsFor(length));
  // Where nothing is asked of rows the quotient is without end, which has no bits.
  const rows = Math.max(32, Math.min(chunkRows, pieceOfWork / step.cost) & -32);
  const to = Math.min(step.to, sorted);
  let units = 0;
  for (let first = Math.min(step.from, to) & -32; first < length; first += rows) {
    // Between the rows that may pass and those that are in no order nothing is to be found.
    if (first >= to && first + rows <= sorted) {
      first = Math.max(first, (sorted & -32) - rows);
      continue;
    }
    const words = wordsFor(Math.min(rows, length - first));
    const chunk = bits.subarray(first >>> 5, (first >>> 5) + words).fill(0xffff_ffff);
    if (first + rows > length) chunk[words - 1] = below(length - first - ((words - 1) << 5));
    units += step.narrow(chunk, first, words);
    // Others are let in between as late as may be: it costs as much as a chunk does.
    if (units + rows * step.cost <= pieceOfWork) continue;
    yield units;
    units = 0;
  }
  yield units;
  return bits;
}
