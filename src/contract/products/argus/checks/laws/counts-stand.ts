/** Law: the count depends on the query alone, also where exact matches of properties leave pages empty. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { at } from '../../../../lists/item.ts';
import { fixtureOf } from '../../../../lists/fixture.ts';
import { unlessMoved } from '../../../../lists/hits.ts';
import { askPage } from '../../../../lists/list.ts';

export const countsStand: Check = {
  id: 'law/counts-stand',
  asks: 'Is the count of a search for properties the same at every offset, although exact matches come after it?',
  source: 'docs/contract/argus.md §6.5: exact matches are made after the search, and do not adjust the count',
  evidence: 'documented',
  applies: ({ id }) => id === 'findAggregatedEvents' || id === 'findNIDSEvents',
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { list, base } = fixture;
    const properties = fixture.whole.items.map(otherwiseSpelled).find((pair) => pair !== null);
    if (properties === undefined || properties === null) return context.skip('no event has a property with letters');
    const words = await askPage(context, list, { ...base, properties, exactMatchProperties: false }, { limit: 1 });
    if (words.count === null) return context.skip('the target did not count');
    for (const offset of [0, 1, words.count, words.count + 100]) {
      const page = await askPage(context, list, { ...base, properties }, { limit: 2, offset });
      await unlessMoved(context, fixture, {
        key: offset === 0 ? 'first page' : 'later page',
        expected: `the count ${words.count} at offset ${offset}, as of matches by words`,
        seen: page.count === words.count ? null : `${page.count}`,
        answer: page.answer,
      });
    }
  },
};

/** One property of an event, its value in capitals: found by words, and no exact match. */
function otherwiseSpelled(item: Json): Readonly<Record<string, string>> | null {
  const pair = Object.entries((at(item, 'properties') ?? {}) as Readonly<Record<string, string>>).find(
    ([, value]) => /^[a-z]+$/i.test(value) && value !== value.toUpperCase(),
  );
  return pair === undefined ? null : { [pair[0]]: pair[1].toUpperCase() };
}
