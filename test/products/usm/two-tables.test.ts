/** Two tables are searched as if they were one: the same rows, in the same order, with the same total. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeOrderCache } from '../../../src/corpus/page.ts';
import { finished } from '../../../src/kernel/slices.ts';
import { searchBoth, type Search } from '../../../src/products/usm/api/search.ts';

interface Row {
  readonly time: number;
  readonly grade: number;
  readonly kind: number;
}

const rowsOf = (most: number) =>
  fc
    .array(fc.record({ time: fc.nat(12), grade: fc.nat(3), kind: fc.nat(1) }), { maxLength: most })
    .map((rows) => rows.toSorted((one, other) => one.time - other.time));

const searchOf = (rows: readonly Row[], kinds: readonly number[]): Search<'kind'> => ({
  records: {
    table: {
      length: rows.length,
      timestamp: Float64Array.from(rows, ({ time }) => time),
      codes: { kind: Uint8Array.from(rows, ({ kind }) => kind) },
    },
    fields: {
      timestamp: { key: (at) => rows[at]?.time ?? 0 },
      grade: { key: (at) => rows[at]?.grade ?? 0 },
    },
    orders: makeOrderCache(),
  },
  tests: [{ kind: 'code', column: 'kind', passes: Uint8Array.from([0, 1], (kind) => Number(kinds.includes(kind))) }],
});

/** Keys of each sort, and whether it turns the order of rows that are equal. */
const sorts: Readonly<Record<string, { readonly keys: (row: Row) => readonly number[]; readonly isDown: boolean }>> = {
  'timestamp_occured,asc': { keys: ({ time }) => [time], isDown: false },
  'timestamp_occured,desc': { keys: ({ time }) => [-time], isDown: true },
  'grade,asc': { keys: ({ grade }) => [grade], isDown: false },
  'grade,desc': { keys: ({ grade }) => [-grade], isDown: true },
  'grade,timestamp_occured,desc': { keys: ({ grade, time }) => [-grade, -time], isDown: true },
};

test('any page of two tables is that of one table with the rows of both', () => {
  fc.assert(
    fc.property(
      rowsOf(60),
      rowsOf(12),
      fc.subarray([0, 1]),
      fc.constantFrom(...Object.keys(sorts)),
      fc.nat(12),
      fc.integer({ min: 1, max: 30 }),
      (first, second, kinds, sort, number, size) => {
        const rule = sorts[sort]!;
        const passing = [first, second].flatMap((rows, table) =>
          rows.flatMap((row, at) => (kinds.includes(row.kind) ? [{ row, at, isSecond: table === 1 }] : [])),
        );
        if (rule.isDown) passing.reverse();
        const expected = passing.toSorted((one, other) => {
          const [keys, others] = [rule.keys(one.row), rule.keys(other.row)];
          return keys.map((key, place) => key - (others[place] ?? 0)).find((difference) => difference !== 0) ?? 0;
        });
        const query = { sort, page: String(number), size: String(size) };
        const { rows, page } = finished(
          searchBoth(searchOf(first, kinds), searchOf(second, kinds), query, 'timestamp_occured'),
        );
        expect(page).toMatchObject({ number, size, total: expected.length });
        expect(rows).toEqual(
          expected.slice(number * size, (number + 1) * size).map(({ at, isSecond }) => ({ at, isSecond })),
        );
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});
