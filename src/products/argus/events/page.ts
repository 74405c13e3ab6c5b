/** Pages of events over one table or both: sorting, merging and counting. Source: docs/contract/argus.md §2, §7.4. */
import { byRank, cardinality } from '../../../corpus/bits.ts';
import { pageOfRows, type SortKey } from '../../../corpus/page.ts';
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

/** Events `offset` … `offset + limit - 1` of all that match, in one order. Ties: aggregates before raw events, then older rows, in the direction of the first key. */
export function pageOfEvents(
  hits: readonly Hits[],
  chainOf: (table: EventTable) => readonly SortKey[],
  offset: number,
  limit: number,
): readonly RowId[] {
  const [one, other] = hits;
  if (one === undefined || limit === 0) return [];
  const rowsOf = ({ table, bits }: Hits, skip: number, most: number): readonly number[] =>
    pageOfRows(bits, table, chainOf(table), skip, most, table.orders);
  if (other === undefined) return rowsOf(one, offset, limit).map(one.table.identify);
  const end = Math.min(offset + limit, totalOf(hits));
  const isDown = chainOf(one.table)[0]?.descending === true;
  const [first, second] = [one, other].map((part) => queueOf(part, chainOf(part.table), () => rowsOf(part, 0, end)));
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
function queueOf({ table, bits }: Hits, sort: readonly SortKey[], ordered: () => readonly number[]): Queue {
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
