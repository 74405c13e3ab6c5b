/** Law: the numbers beside a page are those of the page: its size, and the limit and offset that were asked for. */
import type { Check, Context } from '../../terms/check.ts';
import { shown } from '../../lists/item.ts';
import { isList, askPage, type Page } from '../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../lists/fixture.ts';
import { pageSizeOf, walk } from '../../lists/walk.ts';

/** Sizes where none is asked for: seed 002 for Argus, docs/contract/usm.md §4 for USM Anywhere. */
const usual = { offset: 25, page: 20 } as const;

export const pageDescribesItself: Check = {
  id: 'law/page-describes-itself',
  asks: 'Do the numbers beside a page describe it: its size, the limit and offset asked for, and the defaults where nothing was?',
  rank: 'major',
  source: 'seed 002 "size" and "limit"; docs/contract/argus.md §1, §2; docs/contract/usm.md §4, §6',
  evidence: 'documented',
  applies: isList,
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { list, base, whole } = fixture;
    const limit = pageSizeOf(context, fixture);
    const { pages } = await walk(context, fixture, limit);
    pages.forEach((page, place) => judge(context, fixture, page, limit, place * limit));
    // What a page is by default other laws see by the way.
    if (!context.isBrief) await byDefault(context, fixture);
    const beyond = Math.ceil((whole.items.length + 1) / limit) * limit;
    const past = await askPage(context, list, base, { limit, offset: beyond });
    judge(context, fixture, past, limit, beyond);
    if (past.items.length > 0)
      report(context, past, 'past the end', 'an empty page past the end', `${past.items.length} items`);
    if (past.count !== null && whole.count !== null && past.count !== whole.count)
      report(context, past, 'count past the end', `the count ${whole.count} also past the end`, `${past.count}`);
  },
};

async function byDefault(context: Context, fixture: Fixture): Promise<void> {
  const { list, base, whole } = fixture;
  const standard = usual[list.shape.style];
  const plain = await askPage(context, list, base);
  judge(context, fixture, plain, standard, 0);
  const should = Math.min(standard, whole.items.length);
  if (plain.items.length !== should)
    report(context, plain, 'default', `${should} items where no limit is asked for`, `${plain.items.length}`);
}

function judge(context: Context, { list }: Fixture, page: Page, limit: number, offset: number): void {
  const { said, items, count } = page;
  const expected = {
    limit,
    offset: list.shape.style === 'page' ? offset / limit : offset,
    items: items.length,
    pages: count === null ? null : Math.ceil(count / limit),
  };
  for (const { name, means, value } of said)
    if (expected[means] !== null && expected[means] !== value)
      report(context, page, name, `${name} ${expected[means]}`, `${name} ${shown(value)}`);
  if (items.length > limit) report(context, page, 'too many', `at most ${limit} items`, `${items.length}`);
}

const report = (context: Context, { answer }: Page, key: string, expected: string, seen: string): void =>
  context.violation({ key, expected, seen, answer });
