/** Lists: scans, sorts and pages tables, and tells the rows of the page. */
import { cardinality } from '../../../corpus/bits.ts';
import { paging, type OrderCache, type SortKey } from '../../../corpus/page.ts';
import { scanningTable, type ColumnTable, type Test } from '../../../corpus/table.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { PageNumbers } from './links.ts';
import { pageAsked, sortOrderOf, type Query, type SortFields } from './paging.ts';

export interface SearchTable<Column extends string> {
  readonly table: ColumnTable<Column>;
  readonly fields: SortFields;
  readonly orders: OrderCache;
}

/** A table with what its rows must pass. */
export interface Search<Column extends string> {
  readonly records: SearchTable<Column>;
  readonly tests: readonly Test<Column>[];
}

/** A row of the table, or of the second where there are two. */
export interface FoundRow {
  readonly at: number;
  readonly isSecond: boolean;
}

export interface Found {
  readonly rows: readonly FoundRow[];
  readonly page: PageNumbers;
}

/** The rows of the asked page, and the page itself with its exact total. `spelling` is how the default sort names the time. */
export function* searchRecords<Column extends string>(
  search: Search<Column>,
  query: Query,
  spelling: string,
): Sliced<Found> {
  const { number, size } = pageAsked(query);
  const { total, texts, slice } = yield* sorted(search, query, spelling);
  const rows = (yield* slice(number * size, size)).map((at) => ({ at, isSecond: false }));
  return { rows, page: { number, size, total, sort: texts } };
}

/**
 * The same over two tables as if they were one; the second is small, and sorted anew each time.
 * Where all keys are equal the first table's row comes first, in ascending order.
 */
export function* searchBoth<Column extends string>(
  first: Search<Column>,
  second: Search<Column>,
  query: Query,
  spelling: string,
): Sliced<Found> {
  const { number, size } = pageAsked(query);
  const one = yield* sorted(first, query, spelling);
  const other = yield* sorted(second, query, spelling);
  const offset = number * size;
  const page = { number, size, total: one.total + other.total, sort: one.texts };
  const few = yield* other.slice(0, other.total);
  // So far back that all rows of the second table may stand before it.
  const from = Math.max(0, offset - few.length);
  const many = yield* one.slice(from, offset + size - from);
  const [begin] = many;
  if (begin === undefined && from > 0) return { rows: [], page };
  const isBefore = (at: number, than: number): boolean => comparison(other.keys, at, one.keys, than) < 0;
  const before = begin === undefined || from === 0 ? 0 : few.filter((at) => isBefore(at, begin)).length;
  const merged: FoundRow[] = [];
  let next = before;
  for (const at of many) {
    while (next < few.length && isBefore(few[next] ?? 0, at)) merged.push({ at: few[next++] ?? 0, isSecond: true });
    merged.push({ at, isSecond: false });
  }
  merged.push(...few.slice(next).map((at) => ({ at, isSecond: true })));
  const skip = offset - from - before;
  return { rows: merged.slice(skip, skip + size), page };
}

function* sorted<Column extends string>(
  { records: { table, fields, orders }, tests }: Search<Column>,
  query: Query,
  spelling: string,
) {
  const { keys, texts } = sortOrderOf(query, fields, spelling);
  const bits = yield* scanningTable(table, tests);
  const total = cardinality(bits);
  const extent = { length: table.length, sorted: table.length };
  function* slice(offset: number, limit: number): Sliced<readonly number[]> {
    return offset >= total ? [] : yield* paging(bits, extent, keys, offset, limit, orders);
  }
  return { keys, texts, total, slice };
}

/** Below zero where a row of one table comes before a row of the other. */
function comparison(keys: readonly SortKey[], row: number, otherKeys: readonly SortKey[], other: number): number {
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place];
    const difference = (key?.key(row) ?? 0) - (otherKeys[place]?.key(other) ?? 0);
    if (difference !== 0) return key?.descending === true ? -difference : difference;
  }
  return keys[0]?.descending === true ? -1 : 1;
}
