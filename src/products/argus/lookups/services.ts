/** What the look-ups share: pages, and how to refuse. */
import type { Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { Simulation } from '../../shared/simulation.ts';

export interface LookupServices {
  readonly simulation: Simulation;
  /** Refuses a request that its schema let pass. */
  readonly invalid: (problems: readonly Problem[]) => Error;
}

export const base = {
  params: null,
  query: null,
  body: null,
  permission: null,
  produces: ['application/json'],
  refusals: [401, 403, 412],
} as const;

/** The system's limit on rows of one answer, and the default (seed 002). */
const mostRows = 100_000;
const defaultLimit = 25;

export interface Paging {
  readonly limit?: number | string;
  readonly offset?: number | string;
}

/** One page of what matched. Throws 412 for a limit above the system's. */
export function paged<Item>(
  { invalid }: LookupServices,
  where: 'query' | 'body',
  paging: Paging,
  items: readonly Item[],
  write: (item: Item) => unknown,
): Outcome {
  const limit = Number(paging.limit ?? defaultLimit);
  const offset = Number(paging.offset ?? 0);
  if (limit > mostRows) throw invalid([problem(where, 'limit', paging.limit)]);
  const shown = items.slice(offset, limit === 0 ? items.length : offset + limit);
  return { kind: 'list', items: shown.map((item) => JSON.stringify(write(item))), limit, offset, count: items.length };
}

export const problem = (where: Problem['where'], field: string, value: unknown): Problem => ({
  where,
  path: [field],
  keyword: 'semantics',
  message: 'is invalid here',
  value,
});

export const notFound = (): ApiError =>
  new ApiError(404, [{ message: 'Object not found', template: 'object.not.found', field: null }]);

/** True when a thing goes by this id or short name. */
export const isNamed = (
  { id, shortName }: { readonly id: number; readonly shortName: string },
  name: string | number,
): boolean => String(id) === String(name) || shortName === String(name).toLowerCase();

/** True when the keywords stand in the texts, in any letter case: all of them, or any one. */
export function hasKeywords(
  texts: readonly string[],
  keywords: readonly string[],
  match: 'all' | 'any' = 'all',
): boolean {
  const lower = texts.map((text) => text.toLowerCase());
  const stands = (word: string): boolean => lower.some((text) => text.includes(word.toLowerCase()));
  if (keywords.length === 0) return true;
  return match === 'all' ? keywords.every(stands) : keywords.some(stands);
}
