import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished } from '../../src/kernel/slices.ts';
import { inserting, trimmed, type ColumnStore } from '../../src/corpus/store.ts';

type Row = readonly [time: number, mark: number];

const storeOf = (rows: readonly Row[]): ColumnStore<'mark'> => ({
  length: rows.length,
  timestamp: Float64Array.from(rows, ([time]) => time),
  columns: { mark: Uint16Array.from(rows, ([, mark]) => mark) },
});

const rowsOf = ({ length, timestamp, columns }: ColumnStore<'mark'>): readonly Row[] =>
  Array.from(trimmed(timestamp, length), (time, at) => [time, columns.mark[at] ?? 0]);

/** By time; who came first stays first. */
const ordered = (rows: readonly Row[]): readonly Row[] =>
  rows
    .map((row, place) => [row, place] as const)
    .sort(([a, i], [b, j]) => a[0] - b[0] || i - j)
    .map(([row]) => row);

const batches = fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 }), { maxLength: 12 });

test('rows put in batch by batch stand as if they had come at once and been sorted', () => {
  fc.assert(
    fc.property(batches, (given) => {
      let mark = 0;
      const rows = given.map((times) => times.map((time): Row => [time, mark++]));
      const [first = [], ...rest] = rows;
      const store = rest.reduce((whole, batch) => finished(inserting(whole, storeOf(batch))), storeOf(ordered(first)));
      expect(rowsOf(store)).toEqual(ordered(rows.flat()));
    }),
    { seed: 1 },
  );
});

test('a store without room is left as it is', () => {
  const frozen = storeOf([
    [1, 1],
    [3, 3],
  ]);
  const grown = finished(inserting(frozen, storeOf([[2, 2]])));
  expect(rowsOf(frozen)).toEqual([
    [1, 1],
    [3, 3],
  ]);
  expect(rowsOf(grown)).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});
