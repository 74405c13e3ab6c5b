/** Answers as operators bend them: pages with rows and totals, single things, and members by their paths. */
import type { Json } from '../../../src/kernel/schema.ts';
import { jsonOf, withJson, type Given, type Next, type Sent } from '../mutant.ts';
import type { Misbehaviour } from './operator.ts';

export type Members = { readonly [name: string]: Json };

export const isMembers = (value: Json | undefined): value is Members =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A list in an answer, whichever product's. */
export interface Page {
  readonly rows: readonly Json[];
  readonly count: number;
  /** The answer with other rows, which counts them where it says how many came. */
  readonly withRows: (rows: readonly Json[]) => Json;
  readonly withCount: (count: number) => Json;
}

export function pageOf(json: Json | undefined): Page | null {
  if (!isMembers(json)) return null;
  const { data, _embedded: embedded, page } = json;
  if (Array.isArray(data))
    return {
      rows: data,
      count: Number(json['count'] ?? data.length),
      withRows: (rows) => ({ ...json, data: rows, ...('size' in json && { size: rows.length }) }),
      withCount: (count) => ({ ...json, count }),
    };
  if (!isMembers(embedded) || !isMembers(page)) return null;
  const [name, rows] = Object.entries(embedded)[0] ?? [];
  if (name === undefined || !Array.isArray(rows)) return null;
  return {
    rows,
    count: Number(page['totalElements']),
    withRows: (some) => ({ ...json, _embedded: { ...embedded, [name]: some } }),
    withCount: (totalElements) => ({ ...json, page: { ...page, totalElements } }),
  };
}

/** Bends successes in JSON; undefined leaves them as they are. */
export const bendJson =
  (bend: (json: Json, sent: Sent) => Json | undefined): Misbehaviour =>
  async (sent, next) => {
    const given = await next(sent);
    const json = given.status < 300 ? jsonOf(given) : undefined;
    const bent = json === undefined ? undefined : bend(json, sent);
    return bent === undefined ? given : withJson(given, bent);
  };

/** Bends pages; undefined leaves them as they are. */
export const bendPage = (bend: (page: Page, sent: Sent) => Json | undefined): Misbehaviour =>
  bendJson((json, sent) => {
    const page = pageOf(json);
    return page === null ? undefined : bend(page, sent);
  });

/** Bends the rows of pages, totals left as they are. */
export const bendRows = (bend: (rows: readonly Json[], sent: Sent) => readonly Json[]): Misbehaviour =>
  bendPage((page, sent) => {
    const rows = bend(page.rows, sent);
    return rows === page.rows ? undefined : page.withRows(rows);
  });

/** Bends each thing of a success: the rows of its list, or the one thing. */
export const bendThings = (bend: (thing: Members, at: number, all: readonly Json[]) => Json): Misbehaviour =>
  bendJson((json) => {
    const page = pageOf(json);
    if (page !== null)
      return page.withRows(page.rows.map((row, at) => (isMembers(row) ? bend(row, at, page.rows) : row)));
    if (!isMembers(json)) return undefined;
    const { data } = json;
    if (isMembers(data)) return { ...json, data: bend(data, 0, [data]) };
    return 'responseCode' in json ? undefined : bend(json, 0, [json]);
  });

/** A thing with the value at a path bent, in each of the lists on the way; undefined takes the member away. */
export function bendAt(thing: Json, path: readonly string[], bend: (value: Json) => Json | undefined): Json {
  if (Array.isArray(thing)) return thing.map((one: Json) => bendAt(one, path, bend));
  const [name = '', ...rest] = path;
  if (!isMembers(thing) || !(name in thing)) return thing;
  const inner = thing[name] ?? null;
  if (rest.length > 0) return { ...thing, [name]: bendAt(inner, rest, bend) };
  const bent = bend(inner);
  if (bent !== undefined) return { ...thing, [name]: bent };
  return Object.fromEntries(Object.entries(thing).filter(([other]) => other !== name));
}

/** The value at a path, where no list is on the way. */
export function valueAt(thing: Json | undefined, path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return thing;
  return isMembers(thing) ? valueAt(thing[name], rest) : undefined;
}

/** An empty page in the form of one that was given. */
export const emptied = (given: Given): Given => {
  const page = pageOf(jsonOf(given));
  if (page === null) return given;
  return withJson(given, pageOf(page.withRows([]))?.withCount(0) ?? null);
};

/** Every text in a value. */
export const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((inner) => textsIn(inner as Json));
};

/** Asks once, and again for what was found out. */
export type Twice = (given: Given, sent: Sent, next: Next) => Promise<Given> | Given;
