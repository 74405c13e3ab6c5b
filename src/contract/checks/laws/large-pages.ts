/** Law: a page may be as large as clients make it, and is not cut short. */
import type { Check } from '../../terms/check.ts';
import { listFor, askPage } from '../../lists/list.ts';
import { modelOf, undecidable } from '../../lists/fixture.ts';

/** Sizes that clients use in production, a little above a round number in Argus (docs/contract/argus.md §2; docs/contract/usm.md §4). */
export const largeSizes = { offset: 1100, page: 1000 } as const;

export const largePages: Check = {
  id: 'law/large-pages',
  asks: 'Does a page of a thousand hold a thousand, where there are more?',
  source: 'seed 000 "Fetching large amounts of events"; seed 002 "limit"; docs/contract/usm.md §4',
  evidence: 'documented',
  isSlow: true,
  applies: (operation, { isLive, writes }) =>
    modelOf(operation) !== null && (isLive && writes !== 'all' ? 'large pages are no burden to put on a tenant' : true),
  run: async (context) => {
    const list = listFor(context.operation);
    const limit = largeSizes[list.shape.style];
    const model = modelOf(context.operation);
    // Where a list wants to know how far to look back, it looks back to the beginning.
    const criteria = model?.lookBacks === undefined ? {} : { [model.bounds.from]: 0 };
    const { items, ids, count, answer } = await askPage(context, list, criteria, { limit });
    if (count === null || count <= limit)
      return undecidable(context, `only ${count ?? 'an unknown number of'} items, and more than ${limit} are needed`);
    if (items.length !== limit)
      context.violation({ key: 'size', expected: `${limit} of ${count} items`, seen: `${items.length}`, answer });
    if (new Set(ids).size !== ids.length)
      context.violation({ key: 'twice', expected: `${limit} different items`, seen: `${new Set(ids).size}`, answer });
  },
};
