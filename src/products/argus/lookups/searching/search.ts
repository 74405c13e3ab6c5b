/** Searches of things that lie in memory: how criteria, keywords, times, flags and orders combine. Source: docs/contract/argus.md §12.10; seed 002. */
import type { Problem } from '../../../../http/product.ts';
import { inPieces, pieceOfWork, turnOver, type Sliced } from '../../../../kernel/slices.ts';
import { isTrue } from '../../common/booleans.ts';
import { semanticProblem } from '../../common/invalid.ts';
import { hasKeywords } from '../../common/names.ts';
import { parseTime } from '../../common/time.ts';

/** What criteria and sub-criteria of all kinds have. */
export interface SearchPart {
  readonly keywords?: readonly string[];
  readonly keywordFieldStrategy?: readonly string[];
  readonly keywordMatchStrategy?: 'all' | 'any';
  readonly startTimestamp?: string | number;
  readonly endTimestamp?: string | number;
  readonly timeFieldStrategy?: readonly string[];
  readonly timeMatchStrategy?: 'any' | 'all';
  readonly exclude?: boolean | string;
  readonly required?: boolean | string;
  readonly subCriteria?: readonly SearchPart[];
}

/** What only the criteria themselves have. */
export interface SearchWhole {
  readonly includeDeleted?: boolean | string;
  readonly sortBy?: readonly string[];
}

type Test<Item> = (item: Item) => boolean;

/** What a search knows of a kind of things; `Part` is what its criteria may hold. */
export interface Searchable<Item, Part extends SearchPart> {
  /** What keywords are looked for in, by the name of the field. */
  readonly texts: Readonly<Record<string, (item: Item) => readonly string[]>>;
  /** Epoch milliseconds by the name of the field; 0 where it has none. */
  readonly times: Readonly<Record<string, (item: Item) => number>>;
  readonly usualTime: string;
  readonly flags: (item: Item) => readonly string[];
  readonly flagsOf: (part: Part) => { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly orders: Readonly<Record<string, (item: Item) => number | string>>;
  /** The order of what no key tells apart. */
  readonly usualOrder: string;
  /** The criteria that this kind alone has, as tests; made once for each part. */
  readonly chosen: (part: Part) => readonly Test<Item>[];
}

/** What holding a thing against criteria costs: most lists are looked up in, words are looked for one by one. */
export const costOf = (criteria: object): number => Math.min(pieceOfWork, JSON.stringify(criteria).length);

/** What looking at an item costs, beside its criteria. */
const unitsOfItem = 500;

/** The items that match, in order; `problems` gets what is wrong with the criteria. */
export function* searched<Item, Part extends SearchPart>(
  kind: Searchable<Item, Part>,
  items: readonly Item[],
  criteria: Part & SearchWhole,
  now: number,
  problems: Problem[],
): Sliced<readonly Item[]> {
  const isWanted = whole(kind, criteria, { now, problems, path: [] });
  const withDeleted = isTrue(criteria.includeDeleted, false);
  const found: Item[] = [];
  yield* inPieces(items, unitsOfItem + costOf(criteria), (item) => {
    if ((withDeleted || !kind.flags(item).includes('DELETED')) && isWanted(item)) found.push(item);
  });
  yield turnOver;
  return found.sort(orderOf(kind, criteria.sortBy ?? []));
}

interface Scope {
  readonly now: number;
  readonly problems: Problem[];
  readonly path: readonly (string | number)[];
}

/** Sub-criteria are one OR group beside those that are required, and those that exclude (seed 002). */
function whole<Item, Part extends SearchPart>(kind: Searchable<Item, Part>, part: Part, scope: Scope): Test<Item> {
  const tests = [...kind.chosen(part), ...common(kind, part, scope)];
  const any: Test<Item>[] = [];
  (part.subCriteria ?? []).forEach((sub, place) => {
    const test = whole(kind, sub as Part, { ...scope, path: [...scope.path, 'subCriteria', place] });
    if (isTrue(sub.exclude, false)) tests.push((item) => !test(item));
    else (isTrue(sub.required, false) ? tests : any).push(test);
  });
  if (any.length > 0) tests.push((item) => any.some((test) => test(item)));
  return (item) => tests.every((test) => test(item));
}

function common<Item, Part extends SearchPart>(
  kind: Searchable<Item, Part>,
  part: Part,
  scope: Scope,
): readonly Test<Item>[] {
  const tests: Test<Item>[] = [];
  const { keywords = [], keywordMatchStrategy } = part;
  const texts = fieldsOf(kind.texts, part.keywordFieldStrategy, 'all');
  if (keywords.length > 0)
    tests.push((item) =>
      hasKeywords(
        texts.flatMap((text) => text(item)),
        keywords,
        keywordMatchStrategy,
      ),
    );
  const bounds = boundsOf(part, scope);
  if (bounds !== null) {
    const times = fieldsOf(kind.times, part.timeFieldStrategy, kind.usualTime);
    const isIn = (time: number): boolean => time !== 0 && time >= bounds.from && time <= bounds.to;
    const match = part.timeMatchStrategy === 'all' ? 'every' : 'some';
    tests.push((item) => times[match]((time) => isIn(time(item))));
  }
  const { include, exclude } = kind.flagsOf(part);
  if (include.length > 0) tests.push((item) => include.every((flag) => kind.flags(item).includes(flag)));
  if (exclude.length > 0) tests.push((item) => !exclude.some((flag) => kind.flags(item).includes(flag)));
  return tests;
}

/** Those of the fields that were named; an empty list is none named. */
function fieldsOf<Field>(
  fields: Readonly<Record<string, Field>>,
  named: readonly string[] | undefined,
  usual: string,
): readonly Field[] {
  const wanted = named === undefined || named.length === 0 ? [usual] : named;
  const all = Object.entries(fields).filter(([name]) => wanted.includes('all') || wanted.includes(name));
  return all.map(([, field]) => field);
}

function boundsOf(
  part: SearchPart,
  { now, problems, path }: Scope,
): { readonly from: number; readonly to: number } | null {
  const [from, to] = (['startTimestamp', 'endTimestamp'] as const).map((field) => {
    const text = part[field];
    const instant = text === undefined ? undefined : parseTime(text, now);
    if (instant === null) problems.push(semanticProblem('body', [...path, field], text));
    return instant ?? undefined;
  });
  return from === undefined && to === undefined ? null : { from: from ?? -Infinity, to: to ?? Infinity };
}

/** Keys are chained; what is equal by all of them is told apart by the usual order. */
export function orderOf<Item>(
  { orders, usualOrder }: Pick<Searchable<Item, SearchPart>, 'orders' | 'usualOrder'>,
  sortBy: readonly string[],
): (one: Item, other: Item) => number {
  const signs = new Map<string, -1 | 1>();
  for (const text of [...sortBy, usualOrder]) {
    const name = text.replace(/^-/, '');
    // What a key leaves equal, it leaves equal again.
    if (!signs.has(name)) signs.set(name, text.startsWith('-') ? -1 : 1);
  }
  const keys = [...signs].flatMap(([name, sign]) => {
    const key = orders[name];
    return key === undefined ? [] : [{ key, sign }];
  });
  return (one, other) => {
    for (const { key, sign } of keys) {
      const [former, latter] = [key(one), key(other)];
      if (former !== latter) return former < latter ? -sign : sign;
    }
    return 0;
  };
}

/** Passes what is in the list, by any of its names; an empty list does not narrow: clients send all of them (docs/contract/argus.md §9). */
export function oneOf<Item>(
  list: readonly (string | number)[] | undefined,
  names: (item: Item) => readonly (string | number)[],
): readonly Test<Item>[] {
  if (list === undefined || list.length === 0) return [];
  const wanted = new Set(list.map((name) => nameOf(name)));
  return [(item) => names(item).some((name) => wanted.has(nameOf(name)))];
}

/** Ids may come as text with leading zeros, short names in any letter case. */
const nameOf = (name: string | number): string => {
  const text = String(name);
  return /^\d{1,15}$/.test(text) ? String(Number(text)) : text.toLowerCase();
};
