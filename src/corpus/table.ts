/** Tables: rows in order of time with columns of small codes, for views whose rows are not the World's own. */
import { finished, type Sliced } from '../kernel/slices.ts';
import { asked, between, conjunction, found, lowerBound, type Narrowing } from './chunk.ts';
import { coded } from './codes.ts';

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

/** The rows that pass every test, chunk by chunk. */
export function scanningTable<Column extends string>(
  table: ColumnTable<Column>,
  tests: readonly Test<Column>[],
): Sliced<Uint32Array> {
  const { length, timestamp, codes } = table;
  const stepOf = (test: Test<Column>): Narrowing => {
    if (test.kind === 'code') return coded(codes[test.column], test.passes);
    if (test.kind === 'row') return asked(test.passes);
    return between(lowerBound(timestamp, test.from, length), lowerBound(timestamp, test.to + 1, length), length);
  };
  return found(conjunction(tests.map(stepOf)), { length, sorted: length });
}

/** The same at once. */
export const scanTable = <Column extends string>(
  table: ColumnTable<Column>,
  tests: readonly Test<Column>[],
): Uint32Array => finished(scanningTable(table, tests));
