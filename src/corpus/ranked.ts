/** Pages in order of what codes stand for: rows are counted by code, and only those are collected that may stand on the page. */
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
  const totals = new Uint32Array(rankOf.length);
  for (let code = 0; code < counts.length; code++) {
    const rank = rankOf[code] as number;
    totals[rank] = (totals[rank] as number) + (counts[code] as number);
  }
  yield rankOf.length;
  const groups = groupsOn(totals, isDown, from, to);
  const next = new Int32Array(rankOf.length).fill(-1);
  let wanted = 0;
  for (const { rank, size } of groups) {
    // Downwards they are put in from the end of their group.
    next[rank] = isDown ? wanted + size : wanted;
    wanted += size;
  }
  const rows = new Uint32Array(wanted);
  const collecting = { bits, codes, rankOf, next, rows, isDown };
  yield* inWords(bits, (begin, end) => collect(collecting, begin, end));
  const page: number[] = [];
  let at = 0;
  for (const { before, size } of groups) {
    const part = rows.subarray(at, at + size);
    for (const row of yield* selected(part, rest, Math.max(0, from - before), to - before)) page.push(row);
    at += size;
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

function countCodes(bits: Uint32Array, codes: Ranked['codes'], counts: Uint32Array, begin: number, end: number): void {
  for (let word = begin; word < end; word++) {
    const base = word << 5;
    for (let left = bits[word] as number; left !== 0; left &= left - 1) {
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
  /** Where the next row of a rank belongs, downwards behind it; below zero for ranks that are not on the page. */
  readonly next: Int32Array;
  readonly rows: Uint32Array;
  readonly isDown: boolean;
}

function collect({ bits, codes, rankOf, next, rows, isDown }: Collecting, begin: number, end: number): void {
  const back = isDown ? 1 : 0;
  const step = isDown ? -1 : 1;
  for (let word = begin; word < end; word++) {
    const base = word << 5;
    for (let left = bits[word] as number; left !== 0; left &= left - 1) {
      const row = base + 31 - Math.clz32(left & -left);
      const rank = rankOf[codes[row] as number] as number;
      const place = next[rank] as number;
      if (place < 0) continue;
      rows[place - back] = row;
      next[rank] = place + step;
    }
  }
}
