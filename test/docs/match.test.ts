import { expect, test } from 'vitest';
import { difference, differenceText, isLike } from './match.ts';

test.each([
  ['as it is', 'as it is', true],
  ['as it is', 'as it is  ', true],
  ['as it is', 'as it was', false],
  ['a … c', 'a b c', true],
  ['a … c', 'a b d', false],
  ['…b…', 'abc', true],
  ['ab…ba', 'aba', false],
  ['a…a…', 'a', false],
  ['{"a":…,"b":…}', '{"b":1,"a":2}', false],
])('%j is like %j: %j', (printed, line, expected) => {
  expect(isLike(printed, line)).toBe(expected);
});

test('a line of … is any lines, also none', () => {
  expect(difference(['…', 'b', '…'], ['a', 'b', 'c'])).toBeNull();
  expect(difference(['…', 'b', '…'], ['b'])).toBeNull();
  expect(difference(['…', 'b'], ['b', 'a', 'b'])).toBeNull();
  expect(difference(['…', 'b'], ['b', 'a'])).not.toBeNull();
});

test('nothing printed means that nothing comes', () => {
  expect(difference([], [])).toBeNull();
  expect(difference([], ['a'])).toEqual({ expected: null, actual: 'a' });
  expect(difference(['a'], [])).toEqual({ expected: 'a', actual: null });
});

test('the difference is the line where they part', () => {
  expect(difference(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual({ expected: 'b', actual: 'x' });
  expect(difference(['a'], ['a', 'more'])).toEqual({ expected: null, actual: 'more' });
});

test('words begin a little before the place where two lines part, and name the part that is missing', () => {
  const start = 'x'.repeat(100);
  expect(differenceText({ expected: `${start}1`, actual: `${start}2` })).toBe(
    `  printed  (…)${'x'.repeat(40)}1\n  came     (…)${'x'.repeat(40)}2`,
  );
  expect(differenceText({ expected: 'a…z', actual: 'ab' })).toContain('missing  z');
});
