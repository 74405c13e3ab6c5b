/** Answers of look-ups: one thing, a page of them, or none. */
import type { Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { pageOfList, type PageRequest } from './paging.ts';

/** What look-ups work with. */
export interface LookupServices {
  readonly simulation: Simulation;
  /** Refuses a request that its schema let pass. */
  readonly invalid: (problems: readonly Problem[]) => Error;
}

/** One thing, as JSON. */
export const oneAnswer = (value: unknown, status = 200): Outcome => ({
  kind: 'one',
  json: JSON.stringify(value),
  status,
});

/** 404; `name` is that of the kind of thing. */
export const notThere = (name = 'Object'): ApiError =>
  new ApiError(404, [
    { message: `${name} not found`, template: `${name.toLowerCase().replace(' ', '.')}.not.found`, field: null },
  ]);

/** One page of what matched, as JSON. Throws 412 for a limit above the system's. */
export const pageAnswer = <Item>(
  { invalid }: Pick<LookupServices, 'invalid'>,
  request: PageRequest,
  items: readonly Item[],
  write: (item: Item) => unknown,
): Outcome => pageOfList(invalid, request, items, (item) => JSON.stringify(write(item)));
