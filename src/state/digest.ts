/** Digests that are read often and changed little: reading one costs what has changed since it was read last. */
import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import { createHash, type Hash } from 'node:crypto';

/** A digest of parts in any order: equal for equal collections of them. */
export interface SumDigest {
  /** Adds a part: a number, and what it is about. */
  readonly add: (key: number, about: Uint32Array) => void;
  readonly addWords: (words: Uint32Array) => void;
  readonly removeWords: (words: Uint32Array) => void;
  readonly read: () => string;
}

/** `begun` is what one had read that is carried on. */
export function makeSumDigest(begun = ''): SumDigest {
  const sum = Uint32Array.from({ length: 4 }, (_, lane) => Number(begun.split(' ')[lane] ?? 0));
  return {
    add: (key, about) => {
      const [low, high] = [key >>> 0, Math.floor(key / 0x1_0000_0000)];
      for (let lane = 0; lane < 4; lane++) {
        const word = about[lane] ?? 0;
        const mixed = Math.imul(low ^ word, 0x9e37_79b1) ^ Math.imul(high + (about[(lane + 1) & 3] ?? 0), 0x85eb_ca6b);
        sum[lane] = (sum[lane] ?? 0) + Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35);
      }
    },
    addWords: (words) => sum.forEach((value, lane) => void (sum[lane] = value + (words[lane] ?? 0))),
    removeWords: (words) => sum.forEach((value, lane) => void (sum[lane] = value - (words[lane] ?? 0))),
    read: () => sum.join(' '),
  };
}

/** A digest of values by key: those that were touched are looked up again when it is read. */
export interface KeyedDigest<Key> {
  readonly touch: (key: Key) => void;
  readonly read: () => string;
}

/** `valueOf` gives the value of a key, undefined where there is none any more. */
export function makeKeyedDigest<Key extends string | number>(valueOf: (key: Key) => unknown): KeyedDigest<Key> {
  const known = new Map<Key, Uint32Array>();
  const touched = new Set<Key>();
  const sum = makeSumDigest();
  return {
    touch: (key) => void touched.add(key),
    read: () => {
      for (const key of touched) {
        const before = known.get(key);
        if (before !== undefined) sum.removeWords(before);
        known.delete(key);
        const value = valueOf(key);
        if (value === undefined) continue;
        const words = digestWords([key, value]);
        known.set(key, words);
        sum.addWords(words);
      }
      touched.clear();
      return sum.read();
    },
  };
}

/** A digest of rows, in blocks: those with a row that was touched are digested again when it is read. */
export interface BlockDigest {
  readonly touch: (row: number) => void;
  readonly touchAll: () => void;
  readonly read: () => string;
  /** Digests in pieces what has been touched. */
  readonly renewing: () => Sliced<void>;
}

/** What a block costs. */
const unitsOfBlock = pieceOfWork;

const blockBits = 10;

/** `partsOf` gives the bytes of some rows, from the first up to the one before `to`. */
export function makeBlockDigest(
  length: () => number,
  partsOf: (from: number, to: number) => readonly Uint8Array[],
): BlockDigest {
  let blocks: (string | null)[] = [];
  function* renewing(): Sliced<void> {
    const rows = length();
    for (let block = 0; block << blockBits < rows; block++) {
      const from = block << blockBits;
      if (typeof blocks[block] === 'string') continue;
      blocks[block] = digestOf(partsOf(from, Math.min(rows, from + (1 << blockBits))));
      yield unitsOfBlock;
    }
  }
  return {
    touch: (row) => {
      if (blocks.length > row >>> blockBits) blocks[row >>> blockBits] = null;
    },
    touchAll: () => void (blocks = []),
    renewing,
    read: () => {
      finished(renewing());
      return digestOf(blocks.map((block) => block ?? ''));
    },
  };
}

const digestOf = (parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64');
};

/** The digest of a plain value in words; bytes beside it count as well. */
export const digestWords = (value: unknown, bytes: Uint8Array = new Uint8Array(0)): Uint32Array =>
  wordsOf(createHash('sha256').update(textOf(value)).update(bytes));

/** The same of a value that is its JSON: without maps, sets and what is settled. */
export const digestWordsOfJson = (value: unknown): Uint32Array =>
  wordsOf(createHash('sha256').update(JSON.stringify(value)));

function wordsOf(hash: Hash): Uint32Array {
  const digest = hash.digest();
  return Uint32Array.of(
    digest.readUInt32LE(0),
    digest.readUInt32LE(4),
    digest.readUInt32LE(8),
    digest.readUInt32LE(12),
  );
}

/** Objects that nobody will write to any more, with their digest once it is known. */
const settled = new WeakMap<object, string | null>();

/** Says that an object will stay as it is, so that it is digested once, whatever it is a part of. */
export const settle = <Value extends object>(value: Value): Value => (settled.set(value, null), value);

export const isSettled = (value: object): boolean => settled.has(value);

/** A value as text: equal for equal values, and for maps and sets whatever their order. */
export const textOf = (value: unknown): string => JSON.stringify(value, shown) ?? '';

function shown(_: string, inner: unknown): unknown {
  if (typeof inner !== 'object' || inner === null) return inner;
  if (inner instanceof Map) return sorted(inner);
  if (inner instanceof Set) return [...inner].map(String).sort();
  const known = settled.get(inner);
  if (known === undefined) return inner;
  if (known !== null) return known;
  const digest = digestOf([textOf({ ...inner })]);
  settled.set(inner, digest);
  return digest;
}

/** Entries in order of their keys: what was written first does not tell. */
const sorted = (map: ReadonlyMap<unknown, unknown>): readonly (readonly [string, unknown])[] =>
  [...map]
    .map(([key, value]) => [String(key), value] as const)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
