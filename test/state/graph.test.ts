import { expect, test } from 'vitest';
import { isSettled, settle } from '../../src/state/digest.ts';
import { makeReader, makeTeller, Untold, type ToldValue } from '../../src/state/graph.ts';

const known = [{ name: 'theirs' }, (): number => 1] as const;
const again = (value: unknown): any => {
  const term = JSON.parse(JSON.stringify(makeTeller(() => known)(value))) as ToldValue;
  return makeReader(() => known)(term);
};

test('values that JSON has no words for are read as they were', () => {
  const value = {
    none: undefined,
    numbers: [-0, NaN, Infinity, -Infinity, 1.5],
    big: 2n ** 70n,
    map: new Map<unknown, unknown>([[1, { a: new Set(['b']) }]]),
    bytes: Uint8Array.of(0, 255),
    ['__proto__']: 'own',
    list: ['array', ['again', 0]],
  };
  expect(again(value)).toEqual(value);
  expect(Object.is(again(-0), -0)).toBe(true);
});

test('an object that is met again is one, and those of the World are the same', () => {
  const shared = { comments: [] as string[] };
  const read = again({ one: shared, other: [shared], theirs: known[0], made: known[1] });
  expect(read.one).toBe(read.other[0]);
  expect([read.theirs, read.made]).toEqual([known[0], known[1]]);
  expect(read.theirs).toBe(known[0]);
});

test('what nobody will write to any more is so when it is read', () => {
  const read = again([settle({ a: 1 }), { a: 1 }]);
  expect(read.map(isSettled)).toEqual([true, false]);
});

test.each([() => 2, new Date(0), Symbol('one')])('what is no plain data is not told', (value) => {
  expect(() => again({ deep: [value] })).toThrow(Untold);
});
