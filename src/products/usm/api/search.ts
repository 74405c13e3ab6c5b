/** Lists: scans, sorts and pages a table, and writes the rows of the page. */
import { cardinality } from '../../../corpus/bits.ts';
import { pageOfRows, type OrderCache } from '../../../corpus/page.ts';
import { scanTable, type ColumnTable, type Test } from '../../../corpus/table.ts';
import type { PageNumbers } from './links.ts';
import { pageAsked, sortOrderOf, type Query, type SortFields } from './paging.ts';

export interface SearchTable<Column extends string> {
  readonly table: ColumnTable<Column>;
  readonly fields: SortFields;
  readonly orders: OrderCache;
}

/** The rows of the asked page, and the page itself with its exact total. `spelling` is how the default sort names the time. */
export function searchRecords<Column extends string>(
  { table, fields, orders }: SearchTable<Column>,
  tests: readonly Test<Column>[],
  query: Query,
  spelling: string,
): { readonly rows: readonly number[]; readonly page: PageNumbers } {
  const { number, size } = pageAsked(query);
  const sort = sortOrderOf(query, fields, spelling);
  const bits = scanTable(table, tests);
  const total = cardinality(bits);
  const offset = number * size;
  const extent = { length: table.length, sorted: table.length };
  const rows = offset >= total ? [] : pageOfRows(bits, extent, sort.keys, offset, size, orders);
  return { rows, page: { number, size, total, sort: sort.texts } };
}
