/** Law: every sort key orders by its field, either way, and leaves nothing out. */
import type { Check, Context } from '../../terms/check.ts';
import { compare, unlessMoved } from '../../lists/hits.ts';
import { askPage } from '../../lists/list.ts';
import { canSort, disorder, sortKeysOf } from '../../lists/sorting.ts';
import { wholeLimit, fixtureOf, type Fixture } from '../../lists/fixture.ts';
import { sequenceDifference } from '../../lists/walk.ts';

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
        if (!isDown) await tie(context, fixture, { by, ids, values: items.map((item) => key?.(item)) });
        const wrong = key === undefined ? null : disorder(items, [{ key, isDown }]);
        if (wrong === null) continue;
        const expected = `${isDown ? 'falling' : 'rising'} values of ${name}`;
        context.violation({ key: `order by ${by}`, expected, seen: wrong, answer });
      }
    }
  },
};

interface Sorted {
  readonly by: string;
  readonly ids: readonly string[];
  /** What the key orders by, item by item. */
  readonly values: readonly unknown[];
}

/** The page that begins among equals begins where the one before it ends. */
async function tie(context: Context, fixture: Fixture, { by, ids, values }: Sorted): Promise<void> {
  const edge = values.findIndex((value, place) => place > 1 && value === values[place - 1]);
  if (edge < 0) return;
  const place = { limit: edge, offset: edge, order: [by] };
  const page = await askPage(context, fixture.list, fixture.base, place);
  const seen = sequenceDifference(page.ids, ids.slice(edge, 2 * edge));
  const expected = `the second page of ${edge} sorted by ${by}, which begins among equals, goes on where the first ends`;
  await unlessMoved(context, fixture, { key: `tie by ${by}`, expected, seen, answer: page.answer });
}
