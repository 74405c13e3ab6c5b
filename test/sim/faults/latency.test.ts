/** Latencies: drawn from the seed, in their bounds, distributed as they say. */
import fc from 'fast-check';
import { test, expect } from 'vitest';
import { counterStream, keyOf } from '../../../src/kernel/random.ts';
import { exponential, latencyOf, type Latency } from '../../../src/sim/faults/latency.ts';

const draws = (latency: Latency, many = 4000): readonly number[] => {
  const key = keyOf('1', 'latency test');
  return Array.from({ length: many }, (_, at) => latencyOf(latency, counterStream(key, at)));
};
const sorted = (values: readonly number[]): readonly number[] => values.toSorted((one, other) => one - other);
const share = (values: readonly number[], isCounted: (value: number) => boolean): number =>
  values.filter(isCounted).length / values.length;

test('a fixed latency is always the same', () => {
  expect(new Set(draws(70, 50))).toEqual(new Set([70]));
});

test('a uniform latency has all values between its bounds, about as often', () => {
  const values = draws({ from: 10, to: 19 });
  expect([...new Set(sorted(values))]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  for (let value = 10; value < 20; value++) expect(share(values, (one) => one === value)).toBeCloseTo(0.1, 1);
});

test('a log-normal latency has its median, and its sigma in the quantiles', () => {
  const values = sorted(draws({ median: 1000, sigma: 0.5 }));
  const quantile = (q: number): number => values[Math.floor(q * values.length)] ?? 0;
  // e^(±0.5): one standard deviation either way.
  expect(quantile(0.5) / 1000).toBeCloseTo(1, 1);
  expect(quantile(0.8413) / 1649).toBeCloseTo(1, 1);
  expect(quantile(0.1587) / 607).toBeCloseTo(1, 1);
});

test('a log-normal latency without sigma is its median', () => {
  expect(new Set(draws({ median: 40, sigma: 0 }, 50))).toEqual(new Set([40]));
});

test('no latency is longer than ten minutes, or negative', () => {
  const values = draws({ median: 600_000, sigma: 5 });
  expect(Math.max(...values)).toBe(600_000);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
});

test('the first draws of a seed are these, on every engine', () => {
  expect(draws({ median: 100, sigma: 1 }, 8)).toMatchInlineSnapshot(`
    [
      13,
      94,
      384,
      80,
      484,
      78,
      149,
      25,
    ]
  `);
});

test('the exponential is the exponential', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-9);
    }),
  );
});
