import { integer, sample } from 'fast-check';
import { expect, test } from 'vitest';

test('what a property draws is the same in every run', () => {
  expect(sample(integer(), 9)).toEqual(sample(integer(), 9));
});
