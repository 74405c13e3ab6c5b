/** Every pair of values that may stand together stands together in some row, and no row holds one that may not. */
import { expect, test } from 'vitest';
import {
  coveringArray,
  type Allows,
  type FactorValue,
  type CoveringRow,
} from '../../../src/contract/covering/array.ts';
import { stream } from '../../../src/kernel/random.ts';

const anything: Allows = () => true;
const draws = (seed = '1') => stream(seed, 'covering');

const pairsOf = (sizes: readonly number[]): readonly (readonly [FactorValue, FactorValue])[] =>
  sizes.flatMap((size, factor) =>
    sizes.slice(factor + 1).flatMap((others, step) =>
      Array.from({ length: size }, (_, value) => value).flatMap((value) =>
        Array.from(
          { length: others },
          (_, other) =>
            [
              { factor, value },
              { factor: factor + 1 + step, value: other },
            ] as const,
        ),
      ),
    ),
  );
const isIn = (row: CoveringRow, [one, other]: readonly [FactorValue, FactorValue]): boolean =>
  row[one.factor] === one.value && row[other.factor] === other.value;

test.each([[[2, 2]], [[38, 8, 3, 3, 4, 3, 3, 4, 4]], [[1, 5, 1, 5]], [[3, 3, 3, 3]], [[7]], [[0, 4]]])(
  'sizes %j: every pair is covered',
  (sizes) => {
    const { rows, unreachable } = coveringArray(sizes, anything, draws());
    expect(unreachable).toEqual([]);
    expect(pairsOf(sizes).filter((pair) => !rows.some((row) => isIn(row, pair)))).toEqual([]);
  },
);

test('four factors of three values need hardly more than the nine rows that there must be', () => {
  expect(coveringArray([3, 3, 3, 3], anything, draws()).rows.length).toBeLessThanOrEqual(14);
  expect(coveringArray([38, 8, 3, 3, 4], anything, draws()).rows.length).toBeLessThanOrEqual(38 * 8 + 20);
});

/** Value 0 of the first factor goes with value 0 of the second alone. */
const choosy: Allows = (one, other) =>
  !(one.factor === 0 && other.factor === 1) || (one.value === 0) === (other.value === 0);

test('pairs that may not stand together stand in no row, and all others do', () => {
  const sizes = [4, 3, 3, 2];
  const { rows, unreachable } = coveringArray(sizes, choosy, draws());
  const [allowed, forbidden] = [true, false].map((is) =>
    pairsOf(sizes).filter(([one, other]) => choosy(one, other) === is),
  );
  expect(unreachable).toEqual([]);
  expect(allowed?.every((pair) => rows.some((row) => isIn(row, pair)))).toBe(true);
  expect(forbidden?.some((pair) => rows.some((row) => isIn(row, pair)))).toBe(false);
});

test('a pair for which nothing else goes is told apart', () => {
  // The first goes with the second, but the third goes with neither of them both.
  const never: Allows = (one, other) => !(other.factor === 2 && (one.factor === 0) === (other.value === 0));
  const { rows, unreachable } = coveringArray([1, 1, 2], never, draws());
  expect(rows).toEqual([]);
  expect(unreachable.length).toBe(3);
});

test('the same draws make the same rows, other draws make others', () => {
  const rowsOf = (seed: string) => coveringArray([6, 5, 4, 3], anything, draws(seed)).rows;
  expect(rowsOf('1')).toEqual(rowsOf('1'));
  expect(rowsOf('2')).not.toEqual(rowsOf('1'));
});
