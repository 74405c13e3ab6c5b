import { test, expect } from 'vitest';
import fc from 'fast-check';
import { counterStream, keyOf, stream, threefry } from '../../src/kernel/random.ts';

/** Random123, kat_vectors, threefry2x32 with 20 rounds: counter, key, result. */
const vectors = [
  [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
] as const;

test.each(vectors)('Threefry2x32-20 agrees with Random123 on counter %i %i', (low, high, k0, k1, first, second) => {
  const out = new Uint32Array(4);
  threefry([k0, k1], low, high, out, 1);
  expect([...out]).toEqual([0, first, second, 0]);
});

const words = (source: { word(): number }, length: number): readonly number[] =>
  Array.from({ length }, () => source.word());

test('a stream is a function of its seed and path alone', () => {
  const other = stream('1', 'customer/4');
  const before = words(stream('1', 'customer/3'), 20);
  words(other, 100);
  expect(words(stream('1', 'customer/3'), 20)).toEqual(before);
  expect(words(stream('1', 'customer/4'), 20)).not.toEqual(before);
  expect(words(stream('2', 'customer/3'), 20)).not.toEqual(before);
});

test('drawing from one stream never moves another', () => {
  const draws = (interleaved: boolean): readonly number[] => {
    const [one, two] = [stream('seed', 'story/1'), stream('seed', 'story/2')];
    return Array.from({ length: 50 }, () => (interleaved ? (two.word(), one.word()) : one.word()));
  };
  expect(draws(true)).toEqual(draws(false));
});

test('a counter stream starts anywhere without its predecessors', () => {
  const key = keyOf('1', 'rows');
  expect(words(counterStream(key, 7), 8)).toEqual(words(counterStream(key, 7), 8));
  expect(words(counterStream(key, 7), 8)).not.toEqual(words(counterStream(key, 8), 8));
});

test('bounded draws stay within their bounds', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 1, max: 0x1_0000_0000 }),
      fc.integer({ min: 0, max: 1000 }),
      (seed, bound, low) => {
        const chance = stream(seed, 'bounds');
        const below = chance.below(bound);
        const between = chance.between(low, low + 9);
        return Number.isInteger(below) && below >= 0 && below < bound && between >= low && between <= low + 9;
      },
    ),
    { seed: 1 },
  );
});

test('weighted draws follow their weights and never choose weight 0', () => {
  const chance = stream('1', 'weights');
  const items = [
    { name: 'never', weight: 0 },
    { name: 'once', weight: 1 },
    { name: 'thrice', weight: 3 },
  ];
  const drawn = Array.from({ length: 8000 }, () => chance.weighted(items).name);
  const share = (name: string): number => drawn.filter((one) => one === name).length / drawn.length;
  expect(share('never')).toBe(0);
  expect(share('once')).toBeCloseTo(0.25, 1);
  expect(share('thrice')).toBeCloseTo(0.75, 1);
});

test('picking from nothing is an error, not undefined', () => {
  expect(() => stream('1', 'empty').pick([])).toThrow(RangeError);
});
