/** Answers of look-ups: one thing, a page of them, or none. */
import type { Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { semanticProblem } from './invalid.ts';

/** What look-ups work with. */
export interface LookupServices {
  readonly simulation: Simulation;
  /** Refuses a request that its schema let pass. */
  readonly invalid: (problems: readonly Problem[]) => Error;
}

/** One thing, as JSON. */
export const oneAnswer = (value: unknown): Outcome => ({ kind: 'one', json: JSON.stringify(value) });

/** 404; `name` is that of the kind of thing. */
export const notThere = (name = 'Object'): ApiError =>
  new ApiError(404, [
    { message: `${name} not found`, template: `${name.toLowerCase().replace(' ', '.')}.not.found`, field: null },
  ]);

/** The system's limit on rows of one answer, and the default (seed 002). */
const mostRows = 100_000;
const defaultLimit = 25;

interface Paged {
  readonly limit?: number | string;
  readonly offset?: number | string;
}

/** One page of what matched. Throws 412 for a limit above the system's. */
export function pageAnswer<Item>(
  { invalid }: Pick<LookupServices, 'invalid'>,
  where: 'query' | 'body',
  paging: Paged,
  items: readonly Item[],
  write: (item: Item) => unknown,
): Outcome {
  const limit = Number(paging.limit ?? defaultLimit);
  const offset = Number(paging.offset ?? 0);
  if (limit > mostRows) throw invalid([semanticProblem(where, ['limit'], paging.limit)]);
  const shown = items.slice(offset, limit === 0 ? items.length : offset + limit);
  return { kind: 'list', items: shown.map((item) => JSON.stringify(write(item))), limit, offset, count: items.length };
}
