/** Requests as operators bend them: members of the query or the body by one name, sort keys, callers. */
import type { Json } from '../../../src/kernel/schema.ts';
import { claiming, jsonOf, type Given, type Next, type Sent } from '../mutant.ts';
import { isMembers, type Members } from './answers.ts';
import type { Door } from './doors.ts';
import type { Misbehaviour } from './operator.ts';

/** The members of a JSON body; null where it has none. */
export function bodyOf(sent: Sent): Members | null {
  if (!sent.body.startsWith('{')) return null;
  try {
    const json = JSON.parse(sent.body) as Json;
    return isMembers(json) ? json : null;
  } catch {
    return null;
  }
}

/** What a request asks for by a name: a list for a parameter that was sent more than once. */
export function asked(sent: Sent, name: string, door: Door): Json | undefined {
  if (door.asksIn === 'body') return bodyOf(sent)?.[name];
  const all = new URLSearchParams(sent.search).getAll(name);
  return all.length > 1 ? all : all[0];
}

/** The request with another value under a name; undefined takes it away. */
export function asking(sent: Sent, name: string, value: Json | undefined, door: Door): Sent {
  if (door.asksIn === 'body') {
    const body = bodyOf(sent);
    if (body === null) return sent;
    const rest = Object.entries(body).filter(([other]) => other !== name);
    const all = Object.fromEntries([...rest, ...(value === undefined ? [] : [[name, value] as const])]);
    return { ...sent, body: JSON.stringify(all) };
  }
  const query = new URLSearchParams(sent.search);
  query.delete(name);
  const values = value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as readonly Json[]);
  for (const one of values) query.append(name, String(one));
  return { ...sent, search: query.toString() };
}

/** The values asked for under a name, whether they came as a list, as one, or with commas between in a query. */
export function valuesAsked(sent: Sent, name: string, door: Door): readonly Json[] {
  const value = asked(sent, name, door);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  return door.asksIn === 'query' && typeof value === 'string' ? value.split(',') : [value];
}

export const limitOf = (sent: Sent, door: Door): number | undefined =>
  numberAsked(sent, door.paging?.style === 'page' ? 'size' : 'limit', door);

/** Rows before the page that is asked for. */
export const offsetOf = (sent: Sent, door: Door): number =>
  door.paging?.style === 'page'
    ? (numberAsked(sent, 'page', door) ?? 0) * (limitOf(sent, door) ?? 20)
    : (numberAsked(sent, 'offset', door) ?? 0);

function numberAsked(sent: Sent, name: string, door: Door): number | undefined {
  const value = asked(sent, name, door);
  const number = value === undefined || value === null || value === '' ? Number.NaN : Number(value);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

/** The request for another part of the list. */
export function withPlace(sent: Sent, place: { readonly limit?: number; readonly offset?: number }, door: Door): Sent {
  const { limit, offset } = place;
  if (door.paging?.style !== 'page') {
    const limited = limit === undefined ? sent : asking(sent, 'limit', limit, door);
    return offset === undefined ? limited : asking(limited, 'offset', offset, door);
  }
  const sized = limit === undefined ? sent : asking(sent, 'size', limit, door);
  const size = limit ?? limitOf(sent, door) ?? 20;
  return offset === undefined ? sized : asking(sized, 'page', Math.floor(offset / Math.max(1, size)), door);
}

/** Asks for something else; the answer says the page that the client meant, and what would be refused is refused. */
export const hearing =
  (bend: (sent: Sent) => Sent): Misbehaviour =>
  async (sent, next) => {
    const bent = bend(sent);
    const plain = await next(sent);
    if (plain.status >= 300 || isSameRequest(bent, sent)) return plain;
    return claimed(sent, plain, await next(bent));
  };

/** The answer to another request, saying limit and offset as they were asked for. */
export const claimed = (sent: Sent, plain: Given, other: Given): Given => {
  const json = jsonOf(plain);
  return isMembers(json) ? claiming(sent, json, other) : other;
};

const isSameRequest = (one: Sent, other: Sent): boolean =>
  one.body === other.body && one.search === other.search && one.path === other.path && one.method === other.method;

/** Sort keys with `-` in front for the other way round, as they were asked for. */
export function sortsOf(sent: Sent, door: Door): readonly string[] {
  if (door.paging?.style === 'page')
    return new URLSearchParams(sent.search)
      .getAll('sort')
      .map((text) => text.split(','))
      .map(([key = '', way]) => (way?.toLowerCase() === 'desc' ? `-${key}` : key));
  return valuesAsked(sent, 'sortBy', door).map(String);
}

export const withSorts = (sent: Sent, keys: readonly string[], door: Door): Sent =>
  door.paging?.style === 'page'
    ? asking(
        sent,
        'sort',
        keys.map((key) => (key.startsWith('-') ? `${key.slice(1)},desc` : `${key},asc`)),
        door,
      )
    : asking(sent, 'sortBy', keys.length === 0 ? undefined : keys, door);

/** The request as somebody else sends it. */
export const as = (sent: Sent, headers: Readonly<Record<string, string>>): Sent => ({
  ...sent,
  headers: {
    ...Object.fromEntries(
      Object.entries(sent.headers).filter(
        ([name]) => !['argus-api-key', 'authorization', 'cookie'].includes(name.toLowerCase()),
      ),
    ),
    ...headers,
  },
});

export const headerOf = (sent: Sent, name: string): string | undefined =>
  Object.entries(sent.headers).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];

/** What a caller shows, in one text; empty for nobody. */
export const credentialOf = (sent: Sent): string =>
  ['argus-api-key', 'authorization', 'cookie'].map((name) => headerOf(sent, name) ?? '').join('');

export type Asks = (sent: Sent, next: Next) => Promise<Given>;
