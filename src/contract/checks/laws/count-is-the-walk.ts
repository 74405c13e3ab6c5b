/** Law: the count is the length of the whole, and every page says the same. */
import type { Check } from '../../terms/check.ts';
import { unlessMoved } from '../../lists/hits.ts';
import { isList } from '../../lists/list.ts';
import { fixtureOf } from '../../lists/fixture.ts';
import { pageSizeOf, walk } from '../../lists/walk.ts';

export const countIsTheWalk: Check = {
  id: 'law/count-is-the-walk',
  asks: 'Does every page give the same count, and is it the number of items that a walk through all pages meets?',
  source: 'seed 002 "count"; docs/contract/argus.md §1; docs/contract/usm.md §6',
  evidence: 'documented',
  applies: isList,
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { pages, ids } = await walk(context, fixture, pageSizeOf(context, fixture));
    const counted = [fixture.whole, ...pages].filter(({ count }) => count !== null);
    if (counted.length === 0)
      context.skip('the target did not count: -1 where counting timed out (docs/contract/argus.md §1)');
    const unlike = counted.find(({ count }) => count !== ids.length);
    if (unlike === undefined) return;
    const place = pages.indexOf(unlike);
    await unlessMoved(context, fixture, {
      expected: `a count of ${ids.length}, which is what the walk met, on every page`,
      seen: `${unlike.count} on ${place < 0 ? 'one large page' : `page ${place + 1}`}`,
      answer: unlike.answer,
    });
  },
};
