/** Pages of events over one table or both: sorting, merging and counting. Source: docs/contract/argus.md §2, §7.4. */
import { byRank, cardinality } from '../../../corpus/bits.ts';
import { paging, type SortKey } from '../../../corpus/page.ts';
import { lazy } from '../../../kernel/lazy.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { Limits } from '../../shared/simulation.ts';
import type { EventTable } from './table.ts';

/** The rows of a table that match. */
export interface Hits {
  readonly table: EventTable;
  readonly bits: Uint32Array;
}

export const totalOf = (hits: readonly Hits[]): number => hits.reduce((sum, { bits }) => sum + cardinality(bits), 0);

/** Rows that counting is taken to get through in a millisecond; only compared with the budget, never measured. */
const nominalRowsPerMs = 100_000;

/** The count that an answer shows: -1 where counting would have cost too much. */
export function countOf(tables: readonly EventTable[], { countBudget }: Limits, total: number): number {
  const rows = tables.reduce((sum, { length }) => sum + length, 0);
  return rows / nominalRowsPerMs <= countBudget ? total : -1;
}

/** Gives events `offset` … `offset + limit - 1` of all that match. */
export type EventPager = (offset: number, limit: number) => Sliced<readonly RowId[]>;

/** Pages of all that match, in one order. Ties: aggregates before raw events, then older rows, in the direction of the first key. */
export function pagerOf(hits: readonly Hits[], chainOf: (table: EventTable) => readonly SortKey[]): EventPager {
  const parts = hits.map((part) => ({ ...part, sort: chainOf(part.table) }));
  const [one, other] = parts;
  if (one === undefined || other === undefined)
    return function* (offset, limit) {
      if (one === undefined || limit === 0) return [];
      return (yield* rowsOf(one, offset, limit)).map(one.table.identify);
    };
  const isDown = one.sort[0]?.descending === true;
  const total = totalOf(hits);
  /** Ranks are the same for every page. */
  const both = [one, other].map((part) => ({ part, ranked: lazy(() => rankedOf(part)) }));
  return function* (offset, limit) {
    const end = Math.min(offset + limit, total);
    if (offset >= end) return [];
    const queues: Queue[] = [];
    for (const { part, ranked } of both)
      queues.push(isByRank(part) ? ranked() : queueOf(part, yield* rowsOf(part, 0, end)));
    const [first, second] = queues;
    return first === undefined || second === undefined ? [] : merged(first, second, isDown, offset, end);
  };
}

/** One page of them. */
export const pageOfEvents = (
  hits: readonly Hits[],
  chainOf: (table: EventTable) => readonly SortKey[],
  offset: number,
  limit: number,
): Sliced<readonly RowId[]> => pagerOf(hits, chainOf)(offset, limit);

/** Hits in an order. */
interface Ordered extends Hits {
  readonly sort: readonly SortKey[];
}

const rowsOf = ({ table, bits, sort }: Ordered, offset: number, limit: number): Sliced<readonly number[]> =>
  paging(bits, table, sort, offset, limit, table.orders);

/** Whether rows stand in the order that is asked for, so that one is found by its rank. */
const isByRank = ({ table, sort }: Ordered): boolean =>
  sort.length === 1 && sort[0]?.name === 'timestamp' && table.sorted === table.length;

/** Rows of one table in their order: numbers only, for each step of a merge looks at two of them. */
interface Queue {
  readonly length: number;
  readonly rowAt: (place: number) => number;
  /** So many rows from a place on, or as many as there are. */
  readonly rowsAt: (place: number, count: number) => readonly number[];
  readonly sort: readonly SortKey[];
  readonly identify: EventTable['identify'];
}

/** All rows up to the end of a page. */
const queueOf = ({ table, sort }: Ordered, rows: readonly number[]): Queue => ({
  length: rows.length,
  rowAt: (place) => rows[place] ?? 0,
  rowsAt: (place, count) => rows.slice(place, place + count),
  sort,
  identify: table.identify,
});

/** In order of time a row is found by its rank. */
function rankedOf({ table, bits, sort }: Ordered): Queue {
  const { count, row, rows } = byRank(bits);
  const isDown = sort[0]?.descending === true;
  const rankOf = (place: number): number => (isDown ? count - 1 - place : place);
  return {
    length: count,
    rowAt: (place) => row(rankOf(place)),
    rowsAt: (place, wanted) => rows(rankOf(place), wanted, isDown),
    sort,
    identify: table.identify,
  };
}

/** Places `from` … `to`-1 of two queues together; of equals those of the first come first, or last when `isDown`. */
function merged(one: Queue, other: Queue, isDown: boolean, from: number, to: number): readonly RowId[] {
  // How many of the first `from` places are the first queue's: found by halves, so that a deep page costs no walk.
  let low = Math.max(0, from - other.length);
  let high = Math.min(from, one.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(one, one.rowAt(middle), other, other.rowAt(from - middle - 1), isDown)) low = middle + 1;
    else high = middle;
  }
  const [mine, theirs] = [one.rowsAt(low, to - from), other.rowsAt(from - low, to - from)];
  const result: RowId[] = [];
  for (let [at, against] = [0, 0]; at + against < to - from;) {
    const [row, than] = [mine[at], theirs[against]];
    if (row !== undefined && (than === undefined || isBefore(one, row, other, than, isDown))) {
      result.push(one.identify(row));
      at++;
    } else {
      result.push(other.identify(than ?? 0));
      against++;
    }
  }
  return result;
}

/** Whether a row of the first queue comes before one of the second. */
function isBefore(one: Queue, row: number, other: Queue, than: number, isDown: boolean): boolean {
  const { sort } = one;
  for (let at = 0; at < sort.length; at++) {
    const key = sort[at] as SortKey;
    const value = key.key(row);
    const against = (other.sort[at] as SortKey).key(than);
    if (value !== against) return value < against !== key.descending;
  }
  return !isDown;
}
