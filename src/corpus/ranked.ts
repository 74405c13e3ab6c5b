/** Pages in order of what codes stand for: rows are counted by code, and only those are collected that may stand on the page. */
import { ones } from './bits.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { SortKey } from './page.ts';
import { selected } from './selection.ts';

/** A key that is the rank of a row's code. */
export interface Ranked {
  readonly codes: Uint8Array | Uint16Array;
  /** The rank of each code; a code beyond them has rank 0. */
  readonly ranks: () => Uint16Array;
}

/** Words of a set that are walked in one piece. */
const wordsOfPiece = pieceOfWork >>> 5;

/** Places `from` … `to`-1 of the rows of a set, in order of a ranked key and then of others; `to` is at most their number. */
export function* rankedPage(
  bits: Uint32Array,
  { codes, ranks }: Ranked,
  [first, ...rest]: readonly SortKey[],
  from: number,
  to: number,
): Sliced<readonly number[]> {
  const isDown = first?.descending === true;
  const rankOf = new Uint16Array(2 ** (8 * codes.BYTES_PER_ELEMENT));
  rankOf.set(ranks());
  const counts = new Uint32Array(rankOf.length);
  yield* inWords(bits, (begin, end) => countCodes(bits, codes, counts, begin, end));
  const most = Math.max(1, ranks().length);
  const totals = new Uint32Array(most);
  for (let code = 0; code < counts.length; code++) {
    const rank = rankOf[code] as number;
    totals[rank] = (totals[rank] as number) + (counts[code] as number);
  }
  yield rankOf.length;
  const groups = groupsOn(totals, isDown, from, to);
  const [next, ends] = [new Uint32Array(most), new Uint32Array(most)];
  let wanted = 0;
  for (const { rank, size, before } of groups) {
    next[rank] = wanted;
    // Rows that nothing else tells apart come in the order in which they are met: those behind the page are not needed.
    wanted += rest.length === 0 ? Math.min(size, to - before) : size;
    ends[rank] = wanted;
  }
  const rows = new Uint32Array(wanted);
  const collecting = { bits, codes, rankOf, next, ends, rows, isDown };
  for (let walked = 0, missing = wanted; missing > 0; walked += wordsOfPiece) {
    const words = Math.min(wordsOfPiece, bits.length - walked);
    missing = collect(collecting, isDown ? bits.length - walked - words : walked, words, missing);
    yield words << 5;
  }
  const page: number[] = [];
  let at = 0;
  for (const { rank, before } of groups) {
    const part = rows.subarray(at, ends[rank]);
    for (const row of yield* selected(part, rest, Math.max(0, from - before), to - before)) page.push(row);
    at += part.length;
  }
  return page;
}

/** Walks the words of a set in pieces. */
export function* inWords(bits: Uint32Array, work: (begin: number, end: number) => void): Sliced<void> {
  for (let begin = 0; begin < bits.length; begin += wordsOfPiece) {
    const end = Math.min(bits.length, begin + wordsOfPiece);
    work(begin, end);
    yield (end - begin) << 5;
  }
}

/** A word with more rows than this is looked at whole. */
const fewRows = 8;

function countCodes(bits: Uint32Array, codes: Ranked['codes'], counts: Uint32Array, begin: number, end: number): void {
  for (let word = begin; word < end; word++) {
    const base = word << 5;
    let left = bits[word] as number;
    if (base + 32 <= codes.length && ones(left) > fewRows) {
      for (let bit = 0; bit < 32; bit++, left >>>= 1) {
        const code = codes[base + bit] as number;
        counts[code] = (counts[code] as number) + (left & 1);
      }
      continue;
    }
    for (; left !== 0; left &= left - 1) {
      const code = codes[base + 31 - Math.clz32(left & -left)] as number;
      counts[code] = (counts[code] as number) + 1;
    }
  }
}

/** Rows of one rank, and how many come before them. */
interface Group {
  readonly rank: number;
  readonly size: number;
  readonly before: number;
}

/** The groups that places `from` … `to`-1 are in. */
function groupsOn(totals: Uint32Array, isDown: boolean, from: number, to: number): readonly Group[] {
  const groups: Group[] = [];
  const last = totals.length - 1;
  for (let [place, before] = [0, 0]; place <= last && before < to; place++) {
    const rank = isDown ? last - place : place;
    const size = totals[rank] as number;
    if (size > 0 && before + size > from) groups.push({ rank, size, before });
    before += size;
  }
  return groups;
}

interface Collecting {
  readonly bits: Uint32Array;
  readonly codes: Ranked['codes'];
  readonly rankOf: Uint16Array;
  /** Where the next row of a rank belongs, and the end of its rows; the same where no more are wanted. */
  readonly next: Uint32Array;
  readonly ends: Uint32Array;
  readonly rows: Uint32Array;
  readonly isDown: boolean;
}

/** Puts rows of so many words to their places, upwards or downwards; gives how many are missing then. */
function collect(
  { bits, codes, rankOf, next, ends, rows, isDown }: Collecting,
  first: number,
  words: number,
  missing: number,
): number {
  for (let walked = 0; walked < words; walked++) {
    const word = isDown ? first + words - 1 - walked : first + walked;
    const base = word << 5;
    let left = bits[word] as number;
    while (left !== 0) {
      const bit = 31 - Math.clz32(isDown ? left : left & -left);
      left &= ~(1 << bit);
      const row = base + bit;
      const rank = rankOf[codes[row] as number] as number;
      const place = next[rank] as number;
      if (place === ends[rank]) continue;
      rows[place] = row;
      next[rank] = place + 1;
      if (--missing === 0) return 0;
    }
  }
  return missing;
}
