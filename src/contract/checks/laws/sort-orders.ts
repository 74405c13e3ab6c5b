/** Law: every sort key orders by its field, either way, and leaves nothing out. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { ItemKey } from '../../terms/model.ts';
import type { Operation } from '../../terms/operation.ts';
import { compare, unlessMoved } from '../../lists/hits.ts';
import { askPage, type Criteria } from '../../lists/list.ts';
import { canSort, disorder, sortKeysOf } from '../../lists/sorting.ts';
import { bounded, wholeLimit, fixtureOf, type Fixture } from '../../lists/fixture.ts';
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
      for (const isDown of context.atMost(1, [true, false])) {
        const by = isDown ? `-${name}` : name;
        const { items, ids, answer } = await askPage(context, list, base, { limit: wholeLimit, order: [by] });
        const says = `sorted by ${by}, the list has the same items as without`;
        await compare(context, fixture, ids, { key: `items by ${name}`, says, ids: whole.ids, answer });
        if (!isDown) await ties(context, fixture, { by, ids, key, items, base });
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
  readonly key: ItemKey | undefined;
  readonly items: readonly Json[];
  readonly ids: readonly string[];
  /** What the request has besides. */
  readonly base: Criteria;
}

/** So many are looked at for equals, where there are none within the stretch of time that is asked about. */
const many = 500;
const longerMs = 30 * 86_400_000;

async function ties(context: Context, fixture: Fixture, sorted: Sorted): Promise<void> {
  const { model, span, list } = fixture;
  const { key } = sorted;
  const by = `-${sorted.by}`;
  if ((await tie(context, fixture, sorted)) || model === null || span === null || key === undefined) return;
  const base = bounded(model, { ...span, from: span.from - longerMs });
  const { items, ids } = await askPage(context, list, base, { limit: many, order: [by] });
  await tie(context, fixture, { by, key, items, ids, base });
}

/** The page that begins among equals begins where the one before it ends; false where there are no equals. */
async function tie(context: Context, fixture: Fixture, { by, key, items, ids, base }: Sorted): Promise<boolean> {
  const edge = edgeOf(context.operation, items, key);
  if (edge === null) return false;
  const page = await askPage(context, fixture.list, base, { limit: edge, offset: edge, order: [by] });
  const seen = sequenceDifference(page.ids.slice(0, ids.length - edge), ids.slice(edge, 2 * edge));
  const expected = `the second page of ${edge} sorted by ${by}, which begins among equals, goes on where the first ends`;
  await unlessMoved(context, fixture, { key: `tie by ${by}`, expected, seen, answer: page.answer });
  return true;
}

/** The place of an item whose key is that of the one before it, and which other keys tell apart from it best. */
function edgeOf(operation: Operation, items: readonly Json[], key: ItemKey | undefined): number | null {
  const keys = sortKeysOf(operation).flatMap(([, of]) => of ?? []);
  let best: { readonly place: number; readonly apart: number } | null = null;
  for (const [place, item] of items.entries()) {
    const before = items[place - 1];
    if (place < 2 || before === undefined || key?.(item) !== key?.(before)) continue;
    const apart = keys.filter((of) => of(item) !== of(before)).length;
    if (best === null || apart > best.apart) best = { place, apart };
  }
  return best?.place ?? null;
}
