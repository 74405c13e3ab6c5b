/** Law: every sort key orders by its field, either way, and leaves nothing out. */
import type { Check } from '../../terms/check.ts';
import { compare } from '../../lists/hits.ts';
import { askPage } from '../../lists/list.ts';
import { canSort, disorder, sortKeysOf } from '../../lists/sorting.ts';
import { wholeLimit, fixtureOf } from '../../lists/fixture.ts';

export const sortOrders: Check = {
  id: 'law/sort-orders',
  asks: 'Does every sort key order the list by the field that it names, upwards and downwards, and leave its items the same?',
  source: 'seed 002 "sortBy"; docs/contract/argus.md §2, §7.4; docs/contract/usm.md §4',
  applies: canSort,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    const { list, base, whole } = fixture;
    for (const [name, key] of sortKeysOf(context.operation)) {
      for (const isDown of [false, true]) {
        const by = isDown ? `-${name}` : name;
        const { items, ids, answer } = await askPage(context, list, base, { limit: wholeLimit, order: [by] });
        const says = `sorted by ${by}, the list has the same items as without`;
        await compare(context, fixture, ids, { key: `items by ${name}`, says, ids: whole.ids, answer });
        const wrong = key === undefined ? null : disorder(items, [{ key, isDown }]);
        if (wrong === null) continue;
        const expected = `${isDown ? 'falling' : 'rising'} values of ${name}`;
        context.violation({ key: `order by ${by}`, expected, seen: wrong, answer });
      }
    }
  },
};
