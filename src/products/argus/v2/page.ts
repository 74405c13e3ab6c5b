/** Pages over both tables at once: sorting, merging, counting and their refusals. Source: contract/argus.md §2, §7.4. */
import { cardinality } from '../../../corpus/bits.ts';
import { page, type SortKey } from '../../../corpus/page.ts';
import type { Problem } from '../../../http/product.ts';
import type { RowId } from '../../../model/identity.ts';
import type { V2Criteria } from '../types.ts';
import { uuidKey, type EventTable } from './table.ts';

/** The system's limit on rows of one answer (seed 002). */
export const mostRows = 100_000;

/** The rows of a table that match. */
export interface Found {
  readonly table: EventTable;
  readonly bits: Uint32Array;
}

export type SortBy = NonNullable<V2Criteria['sortBy']>[number];

export const totalOf = (found: readonly Found[]): number => found.reduce((sum, { bits }) => sum + cardinality(bits), 0);

/** Limit and offset of a request; a limit above the system's own is a problem. */
export function pagingOf(
  asked: { readonly limit?: number | string; readonly offset?: number | string },
  where: Problem['where'],
  problems: Problem[],
): { readonly limit: number; readonly offset: number } {
  const limit = Number(asked.limit ?? 25);
  if (limit > mostRows) problems.push(tooMany(where, asked.limit));
  return { limit, offset: Number(asked.offset ?? 0) };
}

/** The refusal of a limit, or of no limit where too much matches (seed 002). */
export const tooMany = (where: Problem['where'], limit: unknown): Problem => ({
  where,
  path: ['limit'],
  keyword: 'maximum',
  message: 'too large',
  value: limit,
});

/** Sort keys of a table; `eventID` needs two numbers to tell all ids apart. Raw events sort by their own time where they have no other. */
function keysOf(table: EventTable, name: string): readonly Omit<SortKey, 'descending'>[] {
  const created = table.time('created');
  const or = (key: (row: number) => number) => (table.kind === 'raw' ? created : key);
  switch (name) {
    case 'customerID': {
      const sensor = table.code('sensor');
      return [{ name: 'customer', key: (row) => table.world.sensors[sensor(row)]?.customer.id ?? 0 }];
    }
    case 'eventID':
      return [
        { name: 'uuidHigh', key: (row) => uuidKey(table, row).high },
        { name: 'uuidLow', key: (row) => uuidKey(table, row).low },
      ];
    case 'lastUpdatedTimestamp':
      return [{ name: 'lastUpdated', key: table.time('lastUpdated') }];
    case 'lastEventTimestamp':
      return [{ name: 'end', key: or(table.time('lastEvent')) }];
    default:
      return [{ name: 'timestamp', key: created }];
  }
}

const chainOf = (table: EventTable, sortBy: readonly SortBy[]): readonly SortKey[] =>
  sortBy.flatMap((text) => {
    const descending = text.startsWith('-');
    return keysOf(table, descending ? text.slice(1) : text).map((key) => ({ ...key, descending }));
  });

/** Events `offset` … `offset + limit - 1` of all that match, in one order. Ties: aggregates before raw events, then older rows, in the direction of the first key. */
export function pageOf(
  found: readonly Found[],
  sortBy: readonly SortBy[],
  offset: number,
  limit: number,
): readonly RowId[] {
  const [one, other] = found;
  if (one === undefined || limit === 0) return [];
  const rowsOf = ({ table, bits }: Found, skip: number, most: number): readonly Place[] => {
    const sort = chainOf(table, sortBy);
    const rows = page(bits, table, sort, skip, most, table.orders);
    return rows.map((row) => ({
      table,
      row,
      keys: sort.map(({ key, descending }) => (descending ? -key(row) : key(row))),
    }));
  };
  if (other === undefined) return rowsOf(one, offset, limit).map(idOf);
  const end = Math.min(offset + limit, totalOf(found));
  const isDown = (sortBy[0] ?? '').startsWith('-');
  return merged(rowsOf(one, 0, end), rowsOf(other, 0, end), isDown, end)
    .slice(offset)
    .map(idOf);
}

interface Place {
  readonly table: EventTable;
  readonly row: number;
  /** Negated where descending, so that smaller is always earlier. */
  readonly keys: readonly number[];
}

const idOf = ({ table, row }: Place): RowId => table.identify(row);

/** Merges two ordered lists; of equals those of `one` come first, or last when `isDown`. */
function merged(one: readonly Place[], other: readonly Place[], isDown: boolean, length: number): readonly Place[] {
  const result: Place[] = [];
  let left = 0;
  let right = 0;
  while (result.length < length) {
    const [first, second] = [one[left], other[right]];
    if (first === undefined && second === undefined) break;
    const order = first === undefined ? 1 : second === undefined ? -1 : compared(first.keys, second.keys);
    const takesFirst = order === 0 ? !isDown : order < 0;
    const taken = takesFirst ? first : second;
    if (takesFirst) left++;
    else right++;
    if (taken !== undefined) result.push(taken);
  }
  return result;
}

function compared(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
