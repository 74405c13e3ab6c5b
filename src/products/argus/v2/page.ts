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
  const rowsOf = ({ table, bits }: Found, skip: number, most: number): readonly number[] =>
    page(bits, table, chainOf(table, sortBy), skip, most, table.orders);
  if (other === undefined) return rowsOf(one, offset, limit).map(one.table.identify);
  const end = Math.min(offset + limit, totalOf(found));
  const isDown = (sortBy[0] ?? '').startsWith('-');
  const queues = [one, other].map((part) => queueOf(rowsOf(part, 0, end), part.table, chainOf(part.table, sortBy)));
  return merged(queues as [Queue, Queue], isDown, offset, end);
}

/** Rows of one table in their order, the next one at the head with its sort keys. */
interface Queue {
  /** Negated where descending, so that smaller is always earlier; undefined at the end. */
  readonly head: () => readonly number[] | undefined;
  readonly take: () => RowId;
}

function queueOf(rows: readonly number[], table: EventTable, sort: readonly SortKey[]): Queue {
  let at = 0;
  let keys: readonly number[] | undefined;
  return {
    head: () => {
      const row = rows[at];
      if (row === undefined) return undefined;
      return (keys ??= sort.map(({ key, descending }) => (descending ? -key(row) : key(row))));
    },
    take: () => {
      keys = undefined;
      return table.identify(rows[at++] ?? 0);
    },
  };
}

/** Places `from` … `to`-1 of two queues together; of equals those of the first come first, or last when `isDown`. */
function merged([one, other]: readonly [Queue, Queue], isDown: boolean, from: number, to: number): readonly RowId[] {
  const result: RowId[] = [];
  for (let place = 0; place < to; place++) {
    const [first, second] = [one.head(), other.head()];
    const order = first === undefined ? 1 : second === undefined ? -1 : compared(first, second);
    const taken = (order === 0 ? !isDown : order < 0) ? one.take() : other.take();
    if (place >= from) result.push(taken);
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
