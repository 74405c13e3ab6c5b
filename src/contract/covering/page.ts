/** The part of a list that a request of a covering array asks for: who asks, in which form, which page, in which order. */
import type { Json } from '../../kernel/schema.ts';
import { readCsv } from '../checks/shared/csv.ts';
import type { PagePlace } from '../terms/adapter.ts';
import type { Context } from '../terms/check.ts';
import { callerOf } from '../terms/credentials.ts';
import type { Answer } from '../terms/exchange.ts';
import type { Operation } from '../terms/operation.ts';
import type { Role } from '../terms/target.ts';
import { idOf } from '../lists/item.ts';
import { askOf, askPage, pageIn, type Page } from '../lists/list.ts';
import { wholeLimit, type Fixture } from '../lists/fixture.ts';

export const places = ['all', 'the first page', 'a page between', 'the last page'] as const;
export type Place = (typeof places)[number];

export interface Aspect {
  readonly caller: Role;
  readonly media: string;
  readonly place: Place;
  /** A sort key, `-` in front for downwards; null for none. */
  readonly order: string | null;
}

/** The page of so many matches that stands at a place; the whole where there are too few for pages. */
export function pageBounds(place: Place, matches: number): Required<Pick<PagePlace, 'limit' | 'offset'>> {
  const limit = Math.max(1, Math.ceil(matches / 4));
  const last = Math.floor(Math.max(0, matches - 1) / limit) * limit;
  if (place === 'all' || matches < 2) return { limit: wholeLimit, offset: 0 };
  if (place === 'the first page') return { limit, offset: 0 };
  return { limit, offset: place === 'the last page' ? last : Math.min(last, limit) };
}

/** Callers who may see the list, of those whose credentials are known, with what each of them sees of the fixture. */
export async function sightsOf(context: Context, fixture: Fixture): Promise<ReadonlyMap<Role, ReadonlySet<string>>> {
  const { list, base, whole } = fixture;
  const { adapter } = list.operation;
  const sights = new Map<Role, ReadonlySet<string>>([['full', new Set(whole.ids)]]);
  for (const role of ['read only', 'one customer'] as const) {
    const caller = callerOf(adapter, context.target, role);
    if (caller === undefined) continue;
    const own = caller.customers?.map(String);
    const { customersOf } = adapter.facts;
    const answer = await context.memo(`sight of ${role} ${list.operation.key} ${JSON.stringify(base)}`, () =>
      context.send({ ...askOf(list, base, { limit: wholeLimit }), as: role }),
    );
    if (answer.status !== 200) continue;
    const isNarrowed = fixture.model !== null && own !== undefined && customersOf !== undefined;
    const narrowed = own === undefined ? whole.ids : pageIn(answer).ids;
    const seen = isNarrowed
      ? whole.items.filter((item) => customersOf(item).some((name) => own.includes(name))).map(idOf)
      : narrowed;
    // Things without an id of their own cannot be compared where they show each caller other numbers.
    if (seen.every((id) => sights.get('full')?.has(id))) sights.set(role, new Set(seen));
  }
  return sights;
}

/** Media types that lists can be read in. */
const readable = ['application/json', 'application/jsonl', 'text/csv'];

export const mediaOf = ({ produces }: Operation): readonly string[] => {
  const types = readable.filter((type) => produces.includes(type));
  return types.length === 0 ? ['application/json'] : types;
};

/** The ids of the fixture in an order; asked once in a run. */
export const sequenceOf = (context: Context, fixture: Fixture, order: string | null): Promise<readonly string[]> =>
  order === null
    ? Promise.resolve(fixture.whole.ids)
    : context.memo(`sequence of ${fixture.list.operation.key} ${JSON.stringify([fixture.base, order])}`, async () => {
        const page: Page = await askPage(context, fixture.list, fixture.base, { limit: wholeLimit, order: [order] });
        return page.ids;
      });

/** Ids and count of an answer in any media type; null where they cannot be read from it. */
export function contentOf(answer: Answer, media: string, known: ReadonlySet<string>): PageRead | null {
  if (media === 'application/jsonl') {
    const items = answer.text.split('\n').filter((line) => line !== '');
    return { ids: items.map((line) => idOf(parsed(line))), count: null };
  }
  if (media !== 'text/csv') return pageIn(answer);
  const [names = [], ...rows] = readCsv(answer.text) ?? [];
  const columns = names.map((_, column) => rows.map((row) => row[column] ?? ''));
  const held = (column: readonly string[]): number => column.filter((cell) => known.has(cell)).length;
  // Columns are the target's own (docs/contract/argus.md §10.9): that of ids is the one that holds most of them.
  const [ids] = columns.toSorted((one, other) => held(other) - held(one));
  return ids === undefined || (rows.length > 0 && held(ids) === 0) ? null : { ids, count: null };
}

export interface PageRead {
  readonly ids: readonly string[];
  readonly count: number | null;
}

const parsed = (line: string): Json => {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return line;
  }
};
