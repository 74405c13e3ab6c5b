import { expect, test } from 'vitest';
import { makeBlockDigest, makeKeyedDigest, settle, textOf } from '../../src/state/digest.ts';

test('a digest by key looks up again only what was touched, and forgets what is gone', () => {
  const values = new Map(Array.from({ length: 1000 }, (_, key) => [key, `value ${key}`] as const));
  let asked = 0;
  const digest = makeKeyedDigest<number>((key) => (asked++, values.get(key)));
  for (const key of values.keys()) digest.touch(key);
  const whole = digest.read();
  expect(asked).toBe(1000);
  values.delete(7);
  digest.touch(7);
  expect([digest.read() === whole, asked]).toEqual([false, 1001]);
  values.set(7, 'value 7');
  digest.touch(7);
  expect([digest.read(), asked]).toEqual([whole, 1002]);
});

test('a digest by key does not tell in which order values came', () => {
  const value = (key: string): string => `of ${key}`;
  const [one, other] = [makeKeyedDigest(value), makeKeyedDigest(value)];
  for (const key of ['a', 'b', 'c']) one.touch(key);
  one.read();
  for (const key of ['c', 'a']) other.touch(key);
  expect(other.read()).not.toBe(one.read());
  other.touch('b');
  expect(other.read()).toBe(one.read());
});

test('a digest of rows reads again only the blocks of rows that were touched', () => {
  const rows = new Uint8Array(10_000);
  let read = 0;
  const digest = makeBlockDigest(
    () => rows.length,
    (from, to) => ((read += to - from), [rows.subarray(from, to)]),
  );
  const before = digest.read();
  expect(read).toBe(10_000);
  rows[5000] = 1;
  digest.touch(5000);
  expect(digest.read()).not.toBe(before);
  expect(read).toBeLessThanOrEqual(11_024);
  rows[5000] = 0;
  digest.touchAll();
  expect(digest.read()).toBe(before);
});

test('what is settled is told apart like anything else', () => {
  const [one, same, other] = [{ a: 1 }, { a: 1 }, { a: 2 }].map(settle);
  expect(textOf([one])).toBe(textOf([same]));
  expect(textOf([one])).not.toBe(textOf([other]));
});
