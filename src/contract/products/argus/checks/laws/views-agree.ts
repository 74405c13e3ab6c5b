/** Law: asking for more to be shown, or for another form of it, changes nothing else. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { compare, unlessMoved } from '../../../../lists/hits.ts';
import { at, firstDifference, idOf } from '../../../../lists/item.ts';
import { askPage, shapeOf, type Criteria, type Page } from '../../../../lists/list.ts';
import { wholeLimit, fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

export const viewsAgree: Check = {
  id: 'law/views-agree',
  asks: 'Do events stay the same, and the same ones, when more of them is asked for, in another form, or in ways that select nothing?',
  rank: 'major',
  source: 'seed 001; docs/contract/argus.md §6.5, §7.1, §7.4',
  applies: (operation) =>
    ['includeAllProperties', 'multivaluePropertySeparator'].some(
      (name) => shapeOf(operation)?.members.includes(name) === true,
    ),
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { members } = fixture.list.shape;
    if (members.includes('includeAllProperties')) await extras(context, fixture);
    if (members.includes('multivaluePropertySeparator')) await separators(context, fixture);
    for (const [name, value] of Object.entries(harmless)) {
      if (!members.includes(name)) continue;
      const { ids, answer } = await ask(context, fixture, { [name]: value });
      const says = `with ${name} ${JSON.stringify(value)}, the same events`;
      await compare(context, fixture, ids, { key: name, says, ids: fixture.whole.ids, answer });
    }
  },
};

/** All that can be shown besides. */
export const everyView = { includeAllProperties: true, includeComments: true, includeSubEvents: true } as const;

/** Members that change nothing about events that are past and published (docs/contract/argus.md §4, §6.5). */
const harmless = { skipFutureEvents: true, includeUnpublished: true, includeDeleted: false } as const;

const ask = (context: Context, { list, base }: Fixture, view: Criteria): Promise<Page> =>
  askPage(context, list, { ...base, ...view }, { limit: wholeLimit });

/** Event by event, what two answers say of the same one, as somebody sees it. */
function unlike(page: Page, other: Page, seen: (item: Json) => Json, meant: (item: Json) => Json): string | null {
  for (const item of page.items) {
    const same = other.items.find((one) => idOf(one) === idOf(item));
    const wrong = same === undefined ? null : firstDifference(seen(item), meant(same));
    if (wrong !== null) return `${idOf(item)}: ${wrong}`;
  }
  return null;
}

const extra = ['properties', 'comments', 'subEvents'] as const;
const without = (item: Json): Json =>
  Object.fromEntries(
    Object.entries(item as Record<string, Json>).filter(([name]) => !(extra as readonly string[]).includes(name)),
  );
/** v1 shows an object of them, v2 a list. */
function propertiesOf(item: Json): readonly Json[] {
  const shown = at(item, 'properties') ?? null;
  if (shown === null || typeof shown !== 'object' || Array.isArray(shown)) return listOf(shown);
  return Object.entries(shown).map(([key, value]) => ({ key, value: value as Json }));
}

async function extras(context: Context, fixture: Fixture): Promise<void> {
  const all = await ask(context, fixture, everyView);
  const says = 'with all that can be shown, the same events';
  await compare(context, fixture, all.ids, { key: 'ids', says, ids: fixture.whole.ids, answer: all.answer });
  const lacking = all.items.find((item) => extra.some((name) => member(item, name) === undefined));
  const faults = [
    { key: 'rest', expected: 'all else as without', seen: unlike(all, fixture.whole, without, without) },
    {
      key: 'shown',
      expected: 'properties, comments and subEvents where they are asked for',
      seen: lacking === undefined ? null : `${idOf(lacking)} has not all of them`,
    },
  ];
  for (const fault of faults) await unlessMoved(context, fixture, { ...fault, answer: all.answer });
  if (fixture.list.shape.members.includes('includeProperties')) await chosenOnes(context, fixture, all);
}

/** Two, so that it shows when only one of them counts. */
async function chosenOnes(context: Context, fixture: Fixture, all: Page): Promise<void> {
  const told = all.items.flatMap(propertiesOf).flatMap((property) => member(property, 'key') ?? []);
  const keys = [...new Set(told)].slice(0, 2);
  if (keys.length === 0) return context.undecided('includeProperties', 'no event there has a property');
  const some = await ask(context, fixture, { includeProperties: keys });
  const isAsked = (property: Json): boolean => keys.includes(member(property, 'key') ?? null);
  await unlessMoved(context, fixture, {
    key: 'chosen',
    expected: `of the properties only ${keys.join(' and ')}, as among all`,
    seen: unlike(
      some,
      all,
      (item) => [...propertiesOf(item)],
      (item) => propertiesOf(item).filter(isAsked),
    ),
    answer: some.answer,
  });
}

/** Several values are joined by a comma or a newline; nothing else differs. */
async function separators(context: Context, fixture: Fixture): Promise<void> {
  const page = await ask(context, fixture, { multivaluePropertySeparator: 'newline' });
  const { ids, answer } = page;
  const says = 'with another separator, the same events';
  await compare(context, fixture, ids, { key: 'ids', says, ids: fixture.whole.ids, answer });
  const plain = (item: Json): Json => JSON.parse(JSON.stringify(item).replaceAll('\\n', ',')) as Json;
  const seen = unlike(page, fixture.whole, plain, plain);
  await unlessMoved(context, fixture, { key: 'separator', expected: 'the same but for the separator', seen, answer });
}
