import { test, expect } from 'vitest';
import { shrink } from '../../src/contract/shrink.ts';
import type { Json } from '../../src/kernel/schema.ts';

const contains = (value: Json, wanted: string): boolean => JSON.stringify(value).includes(wanted);

test('what does not matter is dropped, at any depth', async () => {
  const start: Json = {
    a: [1, 2, { culprit: 'x', other: [1, 2, 3] }],
    b: { c: { d: 5 } },
    e: 'long text that matters to nobody',
  };
  const best = await shrink(start, async (input) => contains(input, '"culprit"'), 200);
  expect(best).toEqual({ a: [{ culprit: 'x' }] });
});

test('a value that shows the fault stays as large as it must be', async () => {
  const best = await shrink({ limit: 99_999 }, async ({ limit }) => limit > 700, 100);
  expect(best.limit).toBeGreaterThan(700);
  expect(best.limit).toBeLessThanOrEqual(1600);
});

test('two parts that only together show it both stay', async () => {
  const start: Json = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
  expect(await shrink(start, async (input) => contains(input, '"b"') && contains(input, '"e"'), 100)).toEqual({
    b: 2,
    e: 5,
  });
});

test('no more is tried than allowed', async () => {
  let tries = 0;
  await shrink(
    Array.from({ length: 500 }, (_, at) => at),
    async () => (tries++, false),
    25,
  );
  expect(tries).toBe(25);
});
