/** Law: a sort gives every item one place, also among equals, so that pages under it join; and further keys order what the first leaves equal. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { ItemKey } from '../../terms/model.ts';
import { unlessMoved } from '../../lists/hits.ts';
import { askPage } from '../../lists/list.ts';
import { canSort, disorder, sortKeysOf } from '../../lists/sorting.ts';
import { wholeLimit, fixtureOf, type Fixture } from '../../lists/fixture.ts';
import { pageSizeOf, sequenceDifference, walk } from '../../lists/walk.ts';

export const sortIsTotal: Check = {
  id: 'law/sort-is-total',
  asks: 'Does every item keep its place among items of equal keys from page to page, and do further keys order them?',
  source: 'seed 000 "Use a clear sorting and limiting strategy"; seed 002 "sortBy"; docs/contract/argus.md §2',
  applies: canSort,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 3 });
    const keys = keysByTies(fixture, context.operation);
    const [tied] = keys;
    const finest = keys.at(-1);
    if (tied === undefined || finest === undefined) return;
    for (const sign of ['', '-']) await join(context, fixture, `${sign}${tied.name}`);
    if (finest === tied) return;
    for (const isDown of [true, false]) await chain(context, fixture, tied, finest, isDown);
    for (const key of keys) {
      const then = key === tied ? undefined : within(fixture, key, keys);
      if (then !== undefined) await chain(context, fixture, key, then, true);
    }
  },
};

interface Key {
  readonly name: string;
  readonly of: ItemKey;
}

/** Keys of more than one value, those that leave most items equal first. */
function keysByTies({ whole }: Fixture, operation: Context['operation']): readonly Key[] {
  const values = (of: ItemKey): number => new Set(whole.items.map((item: Json) => of(item))).size;
  return sortKeysOf(operation)
    .flatMap(([name, of]) => (of === undefined ? [] : [{ name, of, values: values(of) }]))
    .filter((key) => key.values > 1)
    .toSorted((one, other) => one.values - other.values);
}

/** A key that orders what another leaves equal; undefined where it leaves nothing equal, or none orders that. */
function within({ whole }: Fixture, first: Key, keys: readonly Key[]): Key | undefined {
  const values = (of: ItemKey): number => new Set(whole.items.map((item) => of(item))).size;
  const together = (of: ItemKey): number =>
    new Set(whole.items.map((item) => JSON.stringify([first.of(item), of(item)]))).size;
  return keys.find((key) => key !== first && together(key.of) > values(first.of));
}

async function join(context: Context, fixture: Fixture, by: string): Promise<void> {
  const { list, base } = fixture;
  const sorted = await askPage(context, list, base, { limit: wholeLimit, order: [by] });
  const { ids, limit } = await walk(context, fixture, pageSizeOf(context, fixture), [by]);
  const expected = `pages of ${limit} sorted by ${by}, joined, are the list sorted by it`;
  const seen = sequenceDifference(ids, sorted.ids);
  await unlessMoved(context, fixture, { key: `pages by ${by}`, expected, seen, answer: sorted.answer });
}

async function chain(context: Context, fixture: Fixture, first: Key, then: Key, isDown: boolean): Promise<void> {
  const order = [first.name, isDown ? `-${then.name}` : then.name];
  const { items, answer } = await askPage(context, fixture.list, fixture.base, { limit: wholeLimit, order });
  const wrong = disorder(items, [
    { key: first.of, isDown: false },
    { key: then.of, isDown },
  ]);
  if (wrong === null) return;
  const expected = `items of equal ${first.name} in the order of ${order[1]}`;
  context.violation({ key: `chain ${order.join(' ')}`, expected, seen: wrong, answer });
}
