/** Chunks narrowed by columns of codes: the loops that searches spend their time in. */
import { ones } from './bits.ts';
import { anywhere, type Narrowing } from './chunk.ts';

/** Rows whose code has a 1 in the table. Narrow columns are read faster, and asked first. */
export function coded(column: Uint8Array | Uint16Array, table: Uint8Array): Narrowing {
  const isNarrow = column.BYTES_PER_ELEMENT === 1;
  const narrow: Loop =
    table.length <= fewCodes
      ? packed(column, table)
      : (bits, first, words) => byOnes(column, table, bits, first, words);
  return {
    narrow: (bits, first, words) => {
      narrow(bits, first, words);
      return words << 5;
    },
    cost: isNarrow ? 0.9 : 1,
    ...anywhere,
  };
}

type Loop = (bits: Uint32Array, first: number, words: number) => void;

/** Codes of so few values are told apart by four bits, so that a byte has those of two rows. */
const fewCodes = 16;

const pairsOf = (table: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, pair) => (table[pair & 15] ?? 0) | ((table[pair >>> 4] ?? 0) << 1));

/** The loop over what is whole words of a column; the last rows, short of a word, go one by one. */
function packed(column: Uint8Array | Uint16Array, table: Uint8Array): Loop {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: width } = column;
  // The lowest row is in the lowest bits.
  const several = new Uint32Array(buffer, byteOffset, byteLength >>> 2);
  const pairs = pairsOf(table);
  const narrow = width === 1 ? byFours : byTwos;
  return (bits, first, words) => {
    const whole = Math.min(words, (column.length - first) >>> 5);
    narrow(several, pairs, bits, (first * width) >>> 2, whole);
    if (whole < words) byOnes(column, table, bits.subarray(whole), first + (whole << 5), words - whole);
  };
}

/** Four rows at each read. All reads are in bounds, and asserted to be: checks would double the time. */
function byFours(fours: Uint32Array, pairs: Uint8Array, bits: Uint32Array, first: number, words: number): void {
  for (let word = 0; word < words; word++) {
    const left = bits[word] as number;
    if (left === 0) continue;
    let at = first + (word << 3);
    let kept = 0;
    for (let bit = 0; bit < 32; bit += 4) {
      let four = fours[at++] as number;
      four |= four >>> 4;
      kept |= ((pairs[four & 255] as number) | ((pairs[(four >>> 16) & 255] as number) << 2)) << bit;
    }
    bits[word] = kept & left;
  }
}

/** Two rows at each read. */
function byTwos(twos: Uint32Array, pairs: Uint8Array, bits: Uint32Array, first: number, words: number): void {
  for (let word = 0; word < words; word++) {
    const left = bits[word] as number;
    if (left === 0) continue;
    let at = first + (word << 4);
    let kept = 0;
    for (let bit = 0; bit < 32; bit += 4, at += 2) {
      const one = twos[at] as number;
      const next = twos[at + 1] as number;
      kept |=
        ((pairs[(one | (one >>> 12)) & 255] as number) | ((pairs[(next | (next >>> 12)) & 255] as number) << 2)) << bit;
    }
    bits[word] = kept & left;
  }
}

/** A word with more rows than this is looked at whole. */
const fewRows = 8;

/** Row by row, for codes of any number. */
function byOnes(
  column: Uint8Array | Uint16Array,
  table: Uint8Array,
  bits: Uint32Array,
  first: number,
  words: number,
): void {
  for (let word = 0; word < words; word++) {
    let left = bits[word] as number;
    if (left === 0) continue;
    let at = first + (word << 5);
    let kept = 0;
    if (at + 32 <= column.length && ones(left) > fewRows) {
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

/** Rows whose code has its bit in the set. */
export const inSet = (column: Uint16Array, set: Uint32Array): Narrowing => ({
  narrow: (bits, first, words) => {
    for (let word = 0; word < words; word++) {
      const at = first + (word << 5);
      let kept = 0;
      for (let left = bits[word] as number; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        const code = column[at + bit] as number;
        kept |= (((set[code >>> 5] as number) >>> (code & 31)) & 1) << bit;
      }
      bits[word] = kept;
    }
    return words << 5;
  },
  cost: 1.1,
  ...anywhere,
});
