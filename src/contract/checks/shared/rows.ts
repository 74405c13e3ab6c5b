/** The rows of a list, however the product wraps them. */
import type { Json } from '../../../kernel/schema.ts';
import { listOf, member, type Answer } from '../../terms/exchange.ts';

/** Rows that are looked at closely in one answer: its ends, and others spread evenly between. */
const mostRows = 200;

/** Argus: the data. USM Anywhere: what `_embedded` holds. A single value is its own only row. */
export function rowsOf(answer: Answer): readonly Json[] {
  const { data } = answer;
  if (Array.isArray(data)) return data as readonly Json[];
  const embedded = member(data, '_embedded');
  if (embedded !== undefined && embedded !== null && typeof embedded === 'object')
    return Object.values(embedded).flatMap(listOf);
  return data === undefined || data === null || member(data, 'page') !== undefined ? [] : [data];
}

/** Some of many rows, the first and the last among them. */
export const someOf = <Row>(rows: readonly Row[], most = mostRows): readonly Row[] =>
  rows.length <= most
    ? rows
    : Array.from({ length: most }, (_, step) => rows[Math.floor((step * (rows.length - 1)) / (most - 1))] as Row);
