/** Tables: rows in order of time with columns of small codes, for views whose rows are not the World's own. */
import { everyRow } from './bits.ts';
import { keepBetween, lowerBound, narrowCodes, narrowRows } from './scan.ts';

export interface ColumnTable<Column extends string = string> {
  readonly length: number;
  /** Epoch milliseconds, ascending. */
  readonly timestamp: Float64Array;
  readonly codes: Readonly<Record<Column, Uint8Array | Uint16Array>>;
}

/** A test of one row. `code`: the column's value has a 1 in the table. `time`: inclusive bounds in epoch milliseconds. `row`: asked last, for each row that is left. */
export type Test<Column extends string = string> =
  | { readonly kind: 'code'; readonly column: Column; readonly passes: Uint8Array }
  | { readonly kind: 'time'; readonly from: number; readonly to: number }
  | { readonly kind: 'row'; readonly passes: (row: number) => boolean };

/** A test by code; `passes` is asked once for each of the codes 0 … size-1. */
export const codeTest = <Column extends string>(
  column: Column,
  size: number,
  passes: (code: number) => boolean,
): Test<Column> => ({
  kind: 'code',
  column,
  passes: Uint8Array.from({ length: size }, (_, code) => Number(passes(code))),
});

/** The rows that pass every test; time goes first, because it costs nothing and leaves the least. */
export function scanTable<Column extends string>(
  table: ColumnTable<Column>,
  tests: readonly Test<Column>[],
): Uint32Array {
  const bits = everyRow(table.length);
  for (const test of tests) {
    if (test.kind !== 'time') continue;
    const first = lowerBound(table.timestamp, test.from);
    keepBetween(bits, first, Math.max(first, lowerBound(table.timestamp, test.to + 1)));
  }
  for (const test of tests) if (test.kind === 'code') narrowCodes(table.codes[test.column], test.passes, bits);
  for (const test of tests) if (test.kind === 'row') narrowRows(test.passes, bits);
  return bits;
}
