/** Law: pages joined are the whole, whatever their size. */
import type { Stream } from '../../../kernel/random.ts';
import type { Check, Context } from '../../terms/check.ts';
import { unlessMoved } from '../../lists/hits.ts';
import { isList, askPage, type Page } from '../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../lists/fixture.ts';
import { pageSizeOf, sequenceDifference, walk } from '../../lists/walk.ts';

export const pagesJoin: Check = {
  id: 'law/pages-join',
  asks: 'Are the pages of a list, joined, the whole list: no gap, nothing twice, whatever the size of the page?',
  source: 'seed 002 "limit" and "offset"; docs/contract/argus.md §2; docs/contract/usm.md §6',
  evidence: 'documented',
  applies: isList,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    const { ids: whole } = fixture.whole;
    const twice = whole.find((id, place) => whole.indexOf(id) < place);
    if (twice !== undefined) {
      const expected = 'an id of its own for every item';
      context.violation({ key: 'ids', expected, seen: `${twice} twice`, answer: fixture.whole.answer });
    }
    const { ids, pages, limit } = await walk(context, fixture, pageSizeOf(context, fixture));
    await unlessMoved(context, fixture, {
      key: 'walk',
      expected: `pages of ${limit}, joined, are the ${whole.length} items that one large page has`,
      seen: sequenceDifference(ids, whole),
      answer: offendingPage(fixture, pages, limit).answer,
    });
    // Elsewhere a law of its own asks twice.
    if (context.isBrief) await again(context, fixture, pages, limit);
    for (const place of context.atMost(0, places(fixture, context.random))) await look(context, fixture, place);
    await usual(context, fixture);
  },
};

/** The first page that is not its part of the whole. */
function offendingPage({ whole }: Fixture, pages: readonly Page[], limit: number): Page {
  const isWrong = (page: Page, place: number): boolean =>
    sequenceDifference(page.ids, whole.ids.slice(place * limit, (place + 1) * limit)) !== null;
  return pages.find(isWrong) ?? whole;
}

/** A page that was asked for already comes as it came. */
async function again(context: Context, fixture: Fixture, [first]: readonly Page[], limit: number): Promise<void> {
  if (first === undefined || first.ids.length < 2) return;
  const { ids, answer } = await askPage(context, fixture.list, fixture.base, { limit, offset: 0 });
  const seen = sequenceDifference(ids, first.ids);
  await unlessMoved(context, fixture, { key: 'again', expected: 'the same page, asked for again', seen, answer });
}

/** Without a size a page has the size that it says, from the offset that was asked for. */
async function usual(context: Context, fixture: Fixture): Promise<void> {
  const { list, base, whole } = fixture;
  const offset = list.shape.style === 'page' ? 0 : Math.min(2, whole.ids.length - 1);
  const { ids, said, answer } = await askPage(context, list, base, offset === 0 ? {} : { offset });
  const limit = said.find(({ means }) => means === 'limit')?.value;
  if (typeof limit !== 'number' || limit <= 0) return;
  const seen = sequenceDifference(ids, whole.ids.slice(offset, offset + limit));
  const expected = `items from ${offset + 1} on, ${limit} at most, where no size is asked for`;
  await unlessMoved(context, fixture, { key: 'usual size', expected, seen, answer });
}

interface Place {
  readonly limit: number;
  readonly offset: number;
}

async function look(context: Context, fixture: Fixture, { limit, offset }: Place): Promise<void> {
  const { list, base, whole } = fixture;
  const { ids, answer } = await askPage(context, list, base, { limit, offset });
  const seen = sequenceDifference(ids, whole.ids.slice(offset, offset + limit));
  const expected = `items ${offset + 1} to ${Math.min(offset + limit, whole.ids.length)} of the whole`;
  await unlessMoved(context, fixture, { key: 'window', expected, seen, answer });
}

/** Pages to look at: of drawn sizes at drawn places, and of one item; offsets are multiples of the size where pages are numbered. */
function places({ list, whole }: Fixture, random: Stream): readonly Place[] {
  const last = whole.ids.length - 1;
  const drawn = Array.from({ length: 2 }, () => {
    const limit = random.between(1, Math.max(1, last));
    const offset = random.between(0, last);
    return { limit, offset: list.shape.style === 'page' ? Math.floor(offset / limit) * limit : offset };
  });
  return [...drawn, { limit: 1, offset: 0 }, { limit: 1, offset: last }];
}
