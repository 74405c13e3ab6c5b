/** Law: keywords, exclusions and what is deleted combine in searches of catalogues as the words of their schemas say. */
import { inTurn } from '../../../../../kernel/in-turn.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { fixtureOf, modelOf, type Fixture } from '../../../../lists/fixture.ts';
import { compare } from '../../../../lists/hits.ts';
import { textsAt } from '../../../../lists/item.ts';
import { askPage, membersOf, shapeOf, type Criteria, type Page } from '../../../../lists/list.ts';
import type { Operation } from '../../../../terms/operation.ts';

const takes = (operation: Operation, member: string): boolean =>
  modelOf(operation) === null && shapeOf(operation)?.members.includes(member) === true;

/** The name that the choice between all keywords and any has. */
const matchIn = (operation: Operation): string =>
  takes(operation, 'keywordMatch') ? 'keywordMatch' : 'keywordMatchStrategy';

type Ask = (criteria: Criteria) => Promise<Page>;

export const keywords: Check = {
  id: 'law/keywords',
  asks: 'Do all keywords find what each of them finds, any of them what one does, and are exclusions and deleted things left out?',
  source: 'docs/contract/argus.md §12.10; seed 002 "keywords"',
  evidence: 'documented',
  applies: (operation) => takes(operation, 'keywords') && takes(operation, matchIn(operation)),
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    const ask: Ask = (criteria) => askPage(context, fixture.list, { ...fixture.base, ...criteria }, { limit: 1000 });
    const [one, other] = wordsOf(fixture);
    if (one === undefined || other === undefined) return context.skip('its items have no two words');
    await combine(context, fixture, ask, [one, other]);
    if (takes(context.operation, 'subCriteria')) await exclude(context, fixture, ask, one);
    if (hasDeleted(context.operation)) await deleted(context, ask);
  },
};

/** A word of the first item, and one of another that differs, in fields that keywords are looked for in anyway. */
function wordsOf({ whole: { items } }: Fixture): readonly (string | undefined)[] {
  const words = items.flatMap((item) => wordIn(item) ?? []);
  return [words[0], words.findLast((word) => word !== words[0])];
}

function wordIn(item: Json): string | undefined {
  const [text = ''] = ['name', 'description', 'signature', 'alarm.description'].flatMap((path) => textsOf(item, path));
  return /[\w:-]{4,}/.exec(text)?.[0];
}

const textsOf = (item: Json, path: string): readonly string[] => {
  const [head = '', tail] = path.split('.');
  const value = (item as Readonly<Record<string, Json>> | null)?.[head] ?? null;
  if (tail !== undefined) return textsOf(value, tail);
  return typeof value === 'string' ? [value] : textsAt(item, path);
};

async function combine(context: Context, fixture: Fixture, ask: Ask, words: readonly string[]): Promise<void> {
  const match = matchIn(context.operation);
  const [one, other] = await inTurn(words, async (word) => new Set((await ask({ keywords: [word] })).ids));
  for (const [how, isIn] of [
    ['all', (id: string) => one?.has(id) === true && other?.has(id) === true],
    ['any', (id: string) => one?.has(id) === true || other?.has(id) === true],
  ] as const) {
    const page = await ask({ keywords: [...words], [match]: how });
    const says = `${how} of the keywords ${words.join(' and ')} find what they find one by one`;
    const ids = fixture.whole.ids.filter(isIn);
    await compare(context, fixture, page.ids, { key: `${match} ${how}`, says, ids, answer: page.answer });
  }
}

async function exclude(context: Context, fixture: Fixture, ask: Ask, word: string): Promise<void> {
  const found = new Set((await ask({ keywords: [word] })).ids);
  const page = await ask({ subCriteria: [{ keywords: [word], exclude: true }] });
  const ids = fixture.whole.ids.filter((id) => !found.has(id));
  const says = `the exclusion of the keyword ${word} finds what it does not`;
  await compare(context, fixture, page.ids, { key: 'exclude', says, ids, answer: page.answer });
}

const isDeleted = (item: Json): boolean => textsAt(item, 'flags').includes('DELETED');

/** What is deleted is there for who asks for it, and for nobody else. */
async function deleted(context: Context, ask: Ask): Promise<void> {
  const [plain, all] = [await ask({}), await ask({ includeDeleted: true })];
  if (plain.items.some(isDeleted))
    context.violation({
      key: 'deleted shown',
      expected: 'nothing deleted',
      seen: 'flags DELETED',
      answer: plain.answer,
    });
  const missing = plain.ids.filter((id) => !all.ids.includes(id));
  const extra = all.items.filter((item, place) => !plain.ids.includes(all.ids[place] ?? '') && !isDeleted(item));
  if (missing.length > 0 || extra.length > 0)
    context.violation({
      key: 'deleted included',
      expected: 'the same, and what is deleted, with includeDeleted',
      seen: `${missing.length} things missing, ${extra.length} more that are not deleted`,
      answer: all.answer,
    });
  // A tenant may have deleted nothing; the simulator has.
  if (!context.isLive && all.ids.length === plain.ids.length)
    context.violation({
      key: 'deleted hidden',
      expected: 'what is deleted, with includeDeleted',
      seen: 'the same as without',
      answer: all.answer,
    });
}

/** Whether its items can have the flag of what is deleted. */
const hasDeleted = ({ body }: Operation): boolean =>
  JSON.stringify(membersOf(body)['includeFlags'] ?? null).includes('"DELETED"');
