/** Pages over both tables at once: sorting, merging, counting and their refusals. Source: contract/argus.md §2, §7.4. */
import { byRank, cardinality } from '../../../corpus/bits.ts';
import { page, type SortKey } from '../../../corpus/page.ts';
import type { Problem } from '../../../http/product.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { V2Criteria } from '../generated/types.ts';
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
  const rowsOf = ({ table, bits }: Found, skip: number, most: number): readonly number[] =>
    page(bits, table, chainOf(table, sortBy), skip, most, table.orders);
  if (other === undefined) return rowsOf(one, offset, limit).map(one.table.identify);
  const end = Math.min(offset + limit, totalOf(found));
  const isDown = (sortBy[0] ?? '').startsWith('-');
  const [first, second] = [one, other].map((part) => queueOf(part, sortBy, () => rowsOf(part, 0, end)));
  return first === undefined || second === undefined ? [] : merged(first, second, isDown, offset, end);
}

/** Rows of one table in their order. */
interface Queue {
  readonly length: number;
  /** Sort keys of a place, negated where descending, so that smaller is always earlier. */
  readonly keys: (place: number) => readonly number[];
  readonly event: (place: number) => RowId;
}

/** In order of time a row is found by its rank; any other order needs all rows up to the end of the page. */
function queueOf({ table, bits }: Found, sortBy: readonly SortBy[], ordered: () => readonly number[]): Queue {
  const sort = chainOf(table, sortBy);
  const [first] = sort;
  const isByTime = sort.length === 1 && first?.name === 'timestamp' && table.sorted === table.length;
  const ranks = isByTime ? byRank(bits) : null;
  const rows = isByTime ? [] : ordered();
  const rowAt = (place: number): number =>
    ranks === null ? (rows[place] ?? 0) : ranks.row(first?.descending === true ? ranks.count - 1 - place : place);
  return {
    length: ranks?.count ?? rows.length,
    keys: (place) => {
      const row = rowAt(place);
      return sort.map(({ key, descending }) => (descending ? -key(row) : key(row)));
    },
    event: (place) => table.identify(rowAt(place)),
  };
}

/** Places `from` … `to`-1 of two queues together; of equals those of the first come first, or last when `isDown`. */
function merged(one: Queue, other: Queue, isDown: boolean, from: number, to: number): readonly RowId[] {
  /** Whether place `at` of the first queue comes before place `against` of the second. */
  const isBefore = (at: number, against: number): boolean => {
    const order = compared(one.keys(at), other.keys(against));
    return order === 0 ? !isDown : order < 0;
  };
  // How many of the first `from` places are the first queue's: found by halves, so that a deep page costs no walk.
  let low = Math.max(0, from - other.length);
  let high = Math.min(from, one.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle, from - middle - 1)) low = middle + 1;
    else high = middle;
  }
  const result: RowId[] = [];
  for (let at = low, against = from - low; at + against < to;) {
    if (at < one.length && (against >= other.length || isBefore(at, against))) result.push(one.event(at++));
    else result.push(other.event(against++));
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
