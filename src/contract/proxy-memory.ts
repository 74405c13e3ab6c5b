/** What the proxy remembers of a client's traffic, within bounds: pages, so that the next can be compared, and items, so that each by itself can. */
import type { Json } from '../kernel/schema.ts';
import type { Check, Departure } from './terms/check.ts';
import { member, type Answer } from './terms/exchange.ts';
import { named } from './lists/counterpart.ts';
import { firstDifference, idOf } from './lists/item.ts';
import { isList, pageIn } from './lists/list.ts';
import { modelOf } from './lists/fixture.ts';
import type { Api, Operation } from './terms/operation.ts';

const never = (): Promise<void> => Promise.resolve();

/** Laws that need more than one exchange, as far as a client's own traffic shows them. */
export const pagesJoinHere: Check = {
  id: 'law/pages-join',
  asks: 'Does a page hold nothing of the page before it?',
  applies: isList,
  run: never,
};
export const oneIsAsListedHere: Check = {
  id: 'law/one-is-as-listed',
  asks: 'Is what is fetched by its id as the list showed it?',
  applies: ({ itemOf }) => itemOf.length > 0,
  run: never,
};

export interface Remembered {
  readonly check: Check;
  readonly operation: Operation;
  /** Null where all was well. */
  readonly fault: Departure | null;
}

export interface ProxyMemory {
  /** Compares an answer with what is remembered, and remembers it. */
  readonly see: (answer: Answer) => readonly Remembered[];
}

const mostItems = 10_000;
const mostPages = 500;

interface SeenPage {
  readonly end: number;
  readonly count: number | null;
  readonly ids: readonly string[];
  readonly answer: Answer;
}

/** Remembers the latest so many things. */
function latest<Value>(most: number) {
  const kept = new Map<string, Value>();
  return {
    get: (key: string): Value | undefined => kept.get(key),
    set: (key: string, value: Value): void => {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}

export function makeProxyMemory(apis: readonly Api[]): ProxyMemory {
  const pages = latest<SeenPage>(mostPages);
  const items = latest<{ readonly item: Json; readonly list: Operation; readonly answer: Answer }>(mostItems);

  const seePage = (answer: Answer): Remembered => {
    const { operation } = answer;
    const { key, offset, limit } = placeOf(answer);
    const { ids, items: listed, count } = pageIn(answer);
    const before = pages.get(key);
    for (const [at, item] of listed.entries())
      if (ids[at] !== '') items.set(`${operation.product} ${ids[at]}`, { item, list: operation, answer });
    pages.set(key, { end: offset + (limit ?? ids.length), count, ids, answer });
    const isNext = before !== undefined && offset > 0 && before.end === offset && before.count === count;
    const twice = isNext ? ids.find((id) => before.ids.includes(id)) : undefined;
    const fault =
      twice === undefined || before === undefined
        ? null
        : {
            key: 'twice',
            expected: 'a page that holds nothing of the page before it',
            seen: `${twice} on both`,
            answer,
            against: before.answer,
          };
    return { check: pagesJoinHere, operation, fault };
  };

  const seeOne = (answer: Answer): Remembered | null => {
    const { operation } = answer;
    const one = answer.data ?? null;
    const seen = items.get(`${operation.product} ${idOf(one)}`);
    const api = apis.find(({ name }) => name === operation.product);
    if (seen === undefined || api === undefined) return null;
    const isOfList = ({ id, model }: Operation): boolean =>
      id === seen.list.id || (model !== null && model === seen.list.model);
    if (!operation.itemOf.some((id) => isOfList(named(api, id)))) return null;
    const wrong = (modelOf(seen.list)?.difference ?? difference)(one, seen.item);
    const fault =
      wrong === null || isChanged(one, seen.item)
        ? null
        : {
            key: wrong.split(':')[0] ?? '',
            expected: `${idOf(one)} as the list showed it`,
            seen: `by itself and in the list: ${wrong}`,
            answer,
            against: seen.answer,
          };
    return { check: oneIsAsListedHere, operation, fault };
  };

  return {
    see: (answer) => {
      if (answer.status !== 200 || !answer.isOwn || answer.json === undefined) return [];
      if (isList(answer.operation)) return [seePage(answer)];
      const told = answer.operation.itemOf.length > 0 ? seeOne(answer) : null;
      return told === null ? [] : [told];
    },
  };
}

/** Whether it was changed between the two, as it says itself. */
function isChanged(one: Json, listed: Json): boolean {
  const told = (value: Json): string =>
    JSON.stringify(value)
      .match(/"[^"]*[uU]pdated[^"]*":[^,}]*/g)
      ?.join() ?? '';
  return told(one) !== told(listed);
}

/** Members that a list leaves out need not be there; those that it shows must be the same. */
function difference(one: Json, listed: Json): string | null {
  const shared = Object.keys((listed ?? {}) as object).filter((name) => member(one, name) !== undefined);
  return firstDifference(Object.fromEntries(shared.map((name) => [name, member(one, name) ?? null])), listed);
}

/** What tells a list from others, and which part of it was asked for. */
function placeOf({ operation, sent }: Answer): {
  readonly key: string;
  readonly offset: number;
  readonly limit: number | null;
} {
  const url = new URL(sent.url);
  const inBody = operation.paging?.where === 'body';
  const members: Readonly<Record<string, unknown>> = inBody
    ? bodyOf(sent.text)
    : Object.fromEntries([...url.searchParams].map(([name, value]) => [name, value] as const));
  const { limitName, offsetName, byPage } = pagingNames(operation);
  const limit = numberIn(members[limitName]);
  const first = numberIn(members[offsetName]) ?? 0;
  const rest = Object.entries(members).filter(([name]) => name !== limitName && name !== offsetName);
  const who = Object.entries(sent.headers).filter(([name]) => !/^(?:accept|content-type)$/i.test(name));
  const key = JSON.stringify([operation.key, url.pathname, limit, rest.toSorted(), who]);
  return { key, offset: byPage ? first * (limit ?? usualSize) : first, limit: limit ?? (byPage ? usualSize : null) };
}

/** Rows of a page where nobody says how many. */
const usualSize = 20;

const numberIn = (value: unknown): number | null => {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isInteger(number) && number >= 0 ? number : null;
};

function bodyOf(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** What the product calls limit and offset, found by asking it for the second page of seven. */
function pagingNames({ adapter }: Operation): {
  readonly limitName: string;
  readonly offsetName: string;
  readonly byPage: boolean;
} {
  const placed = Object.entries(adapter.placed?.({ limit: 7, offset: 14 }) ?? { limit: 7, offset: 14 });
  const nameOf = (number: number): string | undefined => placed.find(([, value]) => value === number)?.[0];
  const byItem = nameOf(14);
  return { limitName: nameOf(7) ?? 'limit', offsetName: byItem ?? nameOf(2) ?? 'offset', byPage: byItem === undefined };
}
