import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { makeColumns, type Columns } from '../../src/model/columns.ts';
import { makeLateColumns, withRows, timeOfRow } from '../../src/model/late-columns.ts';

const length = 300;
const names = Object.keys(makeColumns(0)).filter((name) => name !== 'length' && name !== 'sorted') as (keyof Columns)[];
const valueAt = (name: keyof Columns, row: number): number => row * 3 + names.indexOf(name);
const allOf = (name: keyof Columns): readonly number[] => Array.from({ length }, (_, row) => valueAt(name, row) % 256);

function make() {
  const filled: [from: number, to: number][] = [];
  const columns = makeLateColumns(length, {
    fill: (target, from, to) => {
      filled.push([from, to]);
      for (let row = from; row < to; row++)
        for (const name of names) (target[name] as Uint8Array)[row] = valueAt(name, row) % 256;
    },
    time: (row) => valueAt('timestamp', row) % 256,
  });
  return { columns, filled };
}

describe('columns that are made late', () => {
  test('are not made before somebody reads them', () => {
    const { columns, filled } = make();
    expect([columns.length, columns.sorted, filled]).toEqual([length, length, []]);
  });

  test('are like any others in whatever order they are read', () => {
    const column = fc.constantFrom(...names).map((name) => (columns: Columns) => {
      expect([...(columns[name] as Uint8Array)]).toEqual(allOf(name));
    });
    const time = fc.nat({ max: length - 1 }).map((row) => (columns: Columns) => {
      expect(timeOfRow(columns)(row)).toBe(valueAt('timestamp', row) % 256);
    });
    const rows = fc
      .tuple(fc.nat({ max: length - 1 }), fc.nat({ max: 80 }))
      .map(([from, more]) => (columns: Columns) => {
        const near = withRows(columns, from, Math.min(length, from + more + 1));
        for (const name of names)
          expect([...(near[name] as Uint8Array).subarray(from, from + more + 1)]).toEqual(
            allOf(name).slice(from, from + more + 1),
          );
      });
    fc.assert(
      fc.property(fc.array(fc.oneof(column, time, rows), { minLength: 1, maxLength: 12 }), (reads) => {
        const { columns } = make();
        for (const read of reads) read(columns);
      }),
    );
  });

  test('make no row twice, and few for who reads few', () => {
    const { columns, filled } = make();
    withRows(columns, 100);
    withRows(columns, 101);
    expect(filled).toEqual([[64, 128]]);
    expect(columns.count).toHaveLength(length);
    expect(filled).toEqual([
      [64, 128],
      [0, 64],
      [128, length],
    ]);
    void columns.severity;
    withRows(columns, 0, length);
    expect(filled).toHaveLength(3);
  });

  test('tell times without making rows, and from the column once many are asked for', () => {
    const { columns, filled } = make();
    for (let row = 0; row < length; row++) expect(timeOfRow(columns)(row)).toBe(valueAt('timestamp', row) % 256);
    expect([...columns.timestamp]).toEqual(allOf('timestamp'));
    expect(filled).toEqual([]);
  });

  test('copied, are whole and plain', () => {
    const { columns } = make();
    const copy = { ...columns, severity: columns.severity.slice() };
    copy.severity[0] = 7;
    expect(withRows(copy, 0)).toBe(copy);
    expect([columns.severity[0], copy.severity[0]]).toEqual([valueAt('severity', 0), 7]);
  });

  test('of no rows are columns too', () => {
    const columns = makeLateColumns(0, { fill: () => expect.fail('there is nothing to fill'), time: () => 0 });
    expect(columns.timestamp).toHaveLength(0);
    expect(columns.count).toHaveLength(0);
  });
});
