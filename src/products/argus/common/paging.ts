/** Pages by limit and offset, and the refusals of limits. Source: docs/contract/argus.md §2, seed 002. */
import { writtenFor, type Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { semanticProblem } from './invalid.ts';

/** The system's limit on rows of one answer (seed 002). */
export const mostRows = 100_000;
const usualLimit = 25;

export interface PageRequest {
  readonly limit?: number | string;
  readonly offset?: number | string;
}

/** Limit and offset of a request; a limit above the system's own is a problem. 0 means no limit. */
export function pagingOf(
  request: PageRequest,
  problems: Problem[],
): { readonly limit: number; readonly offset: number } {
  const limit = Number(request.limit ?? usualLimit);
  if (limit > mostRows) problems.push(tooMany(request.limit));
  return { limit, offset: Number(request.offset ?? 0) };
}

/** The refusal of a limit, or of no limit where too much matches (seed 002). */
export const tooMany = (limit: unknown): Problem => semanticProblem('body', ['limit'], limit);

/** One page of a list that lies in memory. Throws 412 for a limit above the system's, or none where there is more. */
export function pageOfList<Item>(
  invalid: (problems: readonly Problem[]) => Error,
  request: PageRequest,
  items: readonly Item[],
  write: (item: Item) => string | Uint8Array,
): Outcome {
  const problems: Problem[] = [];
  const { limit, offset } = pagingOf(request, problems);
  if (limit === 0 && items.length > mostRows) problems.push(tooMany(request.limit));
  if (problems.length > 0) throw invalid(problems);
  const page = items.slice(offset, limit === 0 ? items.length : offset + limit);
  return { kind: 'list', items: writtenFor(page, write), limit, offset, count: items.length };
}
