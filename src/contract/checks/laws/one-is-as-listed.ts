/** Law: a thing fetched by itself is as its list shows it. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import { member, type Ask } from '../../terms/exchange.ts';
import { listsOfOne } from '../../lists/counterpart.ts';
import { unlessMoved } from '../../lists/hits.ts';
import { firstDifference, idOf } from '../../lists/item.ts';
import { answered, type Criteria } from '../../lists/list.ts';
import { fixtureOf, modelOf, type Fixture } from '../../lists/fixture.ts';
import type { Operation } from '../../terms/operation.ts';
import type { Params } from '../../terms/sample.ts';
import { parametersIn } from '../shared/asks.ts';

export const oneIsAsListed: Check = {
  id: 'law/one-is-as-listed',
  asks: 'Is what is fetched by its id the same, member by member, as what lists and searches show of it?',
  source: 'seed 000 "Fetch a single event"; docs/contract/argus.md §6.1, §7, §8; docs/contract/usm.md §7, §8',
  applies: ({ itemOf }) => itemOf.length > 0,
  run: async (context) => {
    const { operation, api } = context;
    for (const list of listsOfOne(api, operation))
      for (const view of [{}, ...(modelOf(list)?.view ? [modelOf(list)?.view ?? {}] : [])])
        await all(context, await fixtureOf(context, { operation: list, view }), view);
  },
};

const few = 3;
const more = 4;

async function all(context: Context, fixture: Fixture, view: Criteria): Promise<void> {
  const { whole, model } = fixture;
  for (const item of spread(whole.items)) {
    const ask = askFor(context.operation, item, view, fixture.list.params);
    if (ask === null) continue;
    const answer = await answered(context, ask);
    const wrong = (model?.difference ?? difference)(answer.data ?? null, item);
    await unlessMoved(context, fixture, {
      key: wrong?.split(':')[0] ?? '',
      expected: `${idOf(item)} as the list shows it`,
      seen: wrong === null ? null : `by itself and in the list: ${wrong}`,
      answer,
    });
  }
}

/** The first and some further on, and those that show what none of these does: a kind, a member that holds something, letters that encodings spoil. */
function spread(items: readonly Json[]): readonly Json[] {
  const step = Math.max(1, Math.floor(items.length / few));
  const chosen = items.filter((_, place) => place % step === 0).slice(0, few);
  const shown = new Set(chosen.flatMap((item) => [...traitsOf(item)]));
  for (const item of items) {
    if (chosen.length >= few + more) break;
    const news = [...traitsOf(item)].filter((trait) => !shown.has(trait));
    if (news.length === 0) continue;
    chosen.push(item);
    for (const trait of news) shown.add(trait);
  }
  return chosen;
}

const spoiled = [/["\\]/, /[<>&]/, /[^\p{ASCII}]/u, /\p{M}|[\u{10000}-\u{10ffff}]/u] as const;

/** What an item could show wrongly: its type, each member that is not empty, lists of several, and letters that are easily spoiled. */
function traitsOf(value: Json, path = ''): ReadonlySet<string> {
  if (value === null || value === '' || value === 0) return new Set();
  if (typeof value === 'string')
    return new Set([
      path,
      ...(path === '/type' ? [`type ${value}`] : []),
      ...spoiled.flatMap((letters) => (letters.test(value) ? [`text ${letters.source}`] : [])),
    ]);
  if (typeof value !== 'object') return new Set([`${path} ${value === true}`]);
  if (Array.isArray(value)) {
    const length = value.length > 0 ? [`${path} ${Math.min(2, value.length)}`] : [];
    return new Set([...length, ...value.slice(0, 3).flatMap((one: Json) => [...traitsOf(one, `${path}/*`)])]);
  }
  return new Set(Object.entries(value).flatMap(([name, inner]) => [...traitsOf(inner, `${path}/${name}`)]));
}

function askFor({ adapter, path, examples }: Operation, item: Json, view: Criteria, listed: Params): Ask | null {
  const query = { ...examples.query, ...(view as NonNullable<Ask['query']>) };
  const own = adapter.paramsOf?.(item, path);
  if (own !== undefined && own !== null) return { params: own, query };
  const [name = ''] = parametersIn(path).slice(-1);
  const value = member(item, 'uuid') ?? member(item, 'id');
  return typeof value === 'string' || typeof value === 'number'
    ? { params: { ...listed, [name]: value }, query }
    : null;
}

/** Members that a list leaves out need not be there; those that it shows must be the same. */
function difference(one: Json, listed: Json): string | null {
  const shared = Object.keys((listed ?? {}) as object).filter((name) => member(one, name) !== undefined);
  return firstDifference(Object.fromEntries(shared.map((name) => [name, member(one, name) ?? null])), listed);
}
