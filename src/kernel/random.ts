/** The only door to chance: named streams over seedrandom, and counter-based draws over Threefry2x32-20. */
import seedrandom from 'seedrandom';

/** A sequence of draws with a name. Streams with other names never influence each other. */
export interface Stream {
  /** A uniform 32-bit word, 0 … 2^32-1. */
  word(): number;
  /** A uniform integer, 0 … bound-1; `bound` is at most 2^32. */
  below(bound: number): number;
  /** A uniform integer between two inclusive bounds. */
  between(low: number, high: number): number;
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, as likely as its integer weight says. */
  weighted<T extends { readonly weight: number }>(items: readonly T[]): T;
  /** True once in `of` draws times `chances`. */
  chance(chances: number, of: number): boolean;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
}

/** A UUID of version 4 in form, from the next draws. */
export function uuid(chance: Stream): string {
  const digits = chance.hex(30);
  const part = (from: number, to: number): string => digits.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-4${part(12, 15)}-${'89ab'[chance.below(4)]}${part(15, 18)}-${part(18, 30)}`;
}

/** Opens the named stream of a seed; `path` reads like `customer/3/hosts`. */
export function stream(seed: string, path: string): Stream {
  // Opened by the first draw: many streams are only drawn from when what they are for is asked for.
  let source: seedrandom.PRNG | null = null;
  return streamOf(() => (source ??= seedrandom.alea(`${seed}/${path}`)).int32() >>> 0);
}

/** A stream over counter-based draws: the same (key, counter) gives the same sequence, wherever it is made. */
export function counterStream(key: Key, counter: number): Stream {
  const draws = new Uint32Array(2);
  let draw = 0;
  return streamOf(() => {
    if ((draw & 1) === 0) threefry(key, counter, draw >>> 1, draws);
    return draws[draw++ & 1] ?? 0;
  });
}

/** A uniform integer, 0 … bound-1, of a uniform 32-bit word. */
export const scaled = (word: number, bound: number): number => Math.floor((word / 0x1_0000_0000) * bound);

function streamOf(word: () => number): Stream {
  const next = (bound: number): number => scaled(word(), bound);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[next(items.length)];
    if (item === undefined) throw new RangeError('cannot pick from an empty list');
    return item;
  };
  return {
    word,
    below: next,
    between: (low, high) => low + next(high - low + 1),
    pick,
    weighted: (items) => {
      let left = next(items.reduce((sum, item) => sum + item.weight, 0));
      for (const item of items) if ((left -= item.weight) < 0) return item;
      return pick(items);
    },
    chance: (chances, of) => next(of) < chances,
    hex: (digits) => Array.from({ length: digits }, () => '0123456789abcdef'[next(16)]).join(''),
  };
}

/** The 64-bit key of a counter-based generator. */
export type Key = readonly [number, number];

/** The key of a named family of rows; seedrandom (ARC4) turns the name into 64 bits. */
export function keyOf(seed: string, path: string): Key {
  const source = seedrandom(`${seed}/${path}`);
  return [source.int32() >>> 0, source.int32() >>> 0];
}

/**
 * Threefry2x32-20: two uniform words for (key, counter), written to `out[at]` and `out[at + 1]`.
 * Only add, rotate and xor on 32 bits, so every machine agrees.
 * Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC'11); Random123 reference vectors are a test.
 */
export function threefry(key: Key, counterLow: number, counterHigh: number, out: Uint32Array, at = 0): void {
  const k0 = key[0] | 0;
  const k1 = key[1] | 0;
  const k2 = 0x1bd11bda ^ k0 ^ k1;
  let a = (counterLow + k0) | 0;
  let b = (counterHigh + k1) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k1) | 0;
  b = (b + k2 + 1) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + k2) | 0;
  b = (b + k0 + 2) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k0) | 0;
  b = (b + k1 + 3) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + k1) | 0;
  b = (b + k2 + 4) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  out[at] = (a + k2) >>> 0;
  out[at + 1] = (b + k0 + 5) >>> 0;
}
