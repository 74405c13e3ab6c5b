/** Law: links followed reach everything: next from the first page to the last, prev back, and self where one stands. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import type { Answer, Ask } from '../../../../terms/exchange.ts';
import { compare, unlessMoved } from '../../../../lists/hits.ts';
import { at, setDifference } from '../../../../lists/item.ts';
import { answered, pageIn, askPage, shapeOf, type Page } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';
import { pageSizeOf, sequenceDifference } from '../../../../lists/walk.ts';

export const linksFollowed: Check = {
  id: 'law/links-followed',
  asks: 'Do the links of a list, followed, reach every page with the filters and the order that were asked for?',
  source: 'docs/contract/usm.md §6; seed 003',
  evidence: 'documented',
  applies: (operation) => shapeOf(operation)?.style === 'page',
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    await round(context, fixture, []);
    await round(context, fixture, ['timestamp_occured']);
    await ends(context, fixture);
  },
};

const href = (answer: Answer, relation: string): string | undefined => {
  const link = at(answer.json, `_links.${relation}.href`);
  return typeof link === 'string' ? link : undefined;
};

/** A request for a link, as a client follows it: nothing is added. */
const asFollowed = (link: string): Ask => {
  const { pathname, search } = new URL(link, 'http://localhost');
  return { path: pathname, search: search.slice(1), params: {} };
};

const follow = async (context: Context, link: string): Promise<Page> =>
  pageIn(await answered(context, asFollowed(link)));

const fault = (context: Context, key: string, expected: string, seen: string, answer: Answer): void =>
  context.violation({ key, expected, seen, answer });

/** A page, and those that its links of one kind lead to, `most` at most. */
async function followed(context: Context, first: Page, relation: string, most: number): Promise<readonly Page[]> {
  const pages = [first];
  for (let link = href(first.answer, relation); link !== undefined && pages.length <= most;) {
    const page = await follow(context, link);
    pages.push(page);
    link = href(page.answer, relation);
  }
  return pages;
}

const idsOf = (pages: readonly Page[]): readonly string[] => pages.flatMap(({ ids }) => ids);

/** From the first page by `next` to the last, and back by `prev`. */
async function round(context: Context, fixture: Fixture, sortBy: readonly string[]): Promise<void> {
  const { list, base } = fixture;
  const limit = pageSizeOf(context, fixture);
  const sort = sortBy.length > 0 ? { order: sortBy } : {};
  const { ids } = sortBy.length > 0 ? await askPage(context, list, base, { limit: 1000, ...sort }) : fixture.whole;
  const most = Math.ceil(ids.length / limit) + 1;
  const first = await askPage(context, list, base, { limit, ...sort });
  const pages = await followed(context, first, 'next', most);
  const last = pages.at(-1) ?? first;
  await unlessMoved(context, fixture, {
    key: `next ${sortBy.join()}`,
    expected: `next, followed, reaches the ${ids.length} items in their order`,
    seen: sequenceDifference(idsOf(pages), ids),
    answer: (pages[1] ?? last).answer,
  });
  const back = (await followed(context, last, 'prev', most + 1)).slice(1).toReversed();
  await unlessMoved(context, fixture, {
    key: `prev ${sortBy.join()}`,
    expected: 'prev, followed from the last page, leads back through the same pages',
    seen: sequenceDifference(idsOf(back), idsOf(pages.slice(0, -1))),
    answer: last.answer,
  });
}

/** first and last stand on every page but a lone one; prev is missing on the first, next on the last, and self is the page itself. */
async function ends(context: Context, fixture: Fixture): Promise<void> {
  const { list, base, whole } = fixture;
  const limit = pageSizeOf(context, fixture);
  const pages = Math.ceil(whole.ids.length / limit);
  if (pages < 2) return;
  const middle = await askPage(context, list, base, { limit, offset: limit });
  for (const [relation, offset] of [
    ['first', 0],
    ['self', limit],
    ['last', (pages - 1) * limit],
  ] as const) {
    const link = href(middle.answer, relation);
    if (link === undefined) {
      fault(context, relation, `a link ${relation}`, 'none', middle.answer);
      continue;
    }
    const page = await follow(context, link);
    const says = `${relation} leads to items ${offset + 1} to ${Math.min(offset + limit, whole.ids.length)}`;
    await compare(context, fixture, page.ids, {
      key: relation,
      says,
      ids: whole.ids.slice(offset, offset + limit),
      answer: page.answer,
    });
  }
  const [first, last] = [
    await askPage(context, list, base, { limit }),
    await askPage(context, list, base, { limit, offset: (pages - 1) * limit }),
  ];
  for (const [page, relation] of [
    [first, 'prev'],
    [last, 'next'],
  ] as const)
    if (href(page.answer, relation) !== undefined)
      fault(
        context,
        `no ${relation}`,
        `no ${relation} on the ${relation === 'prev' ? 'first' : 'last'} page`,
        'one',
        page.answer,
      );
  await items(context, whole.items.slice(0, 3));
}

/** The link of an item leads to the item. */
async function items(context: Context, listed: readonly Json[]): Promise<void> {
  for (const item of listed) {
    const link = at(item, '_links.self.href');
    if (typeof link !== 'string') continue;
    const answer = await context.send(asFollowed(link));
    const id = String(at(item, 'uuid') ?? at(item, 'id'));
    const is = String(at(answer.json, 'uuid') ?? at(answer.json, 'id'));
    const wrong = answer.status === 200 ? setDifference([is], [id]) : `status ${answer.status}`;
    if (wrong !== null) fault(context, 'item', `the link of ${id} leads to it`, wrong, answer);
  }
}
