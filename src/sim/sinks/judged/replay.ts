/** A request of the journal asked once more of a product as it was: which things its page held, or all pages would have. */
import { withLists } from '../../../http/bare.ts';
import { parseJson } from '../../../http/json.ts';
import { endpointsOf, type Call, type Endpoint, type JsonText, type Outcome } from '../../../http/endpoint.ts';
import { parseQuery } from '../../../http/validate.ts';
import type { Json } from '../../../kernel/schema.ts';
import { isSliced, type Sliced } from '../../../kernel/slices.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import { identified } from './identity.ts';
import { lookupIn, type KnownKind } from './known.ts';

/** What a search was asked with: parameters that its operation knows, and its body. */
export interface AskedAgain {
  readonly endpoint: Endpoint;
  readonly query: Call<unknown>['query'];
  readonly body: Json;
  readonly viewer: unknown;
}

/** An entry as a search of this kind; null for what is none, and for what is not known whole. */
export function askedAgain({ product, searches, truths }: KnownKind, entry: JournalEntry): AskedAgain | null {
  const { operation, truncated, query, body, principal } = entry;
  if (operation === null || truncated || !Object.hasOwn(searches, operation)) return null;
  const endpoint = endpointsOf(product.rows).find(({ id }) => id === operation);
  if (endpoint === undefined) return null;
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  );
  const given = body === null ? {} : parseJson(JSON.stringify(body), mostDepth);
  try {
    return {
      endpoint,
      query: parseQuery(search.toString(), endpoint.query),
      body: endpoint.body === null ? null : withLists(endpoint.body, given),
      viewer: truths.viewer(product, principal?.split('@')[0]),
    };
  } catch {
    return null;
  }
}

const mostDepth = 64;

/** Keys of all that a search means, without its page; nothing where the product refuses it. */
export function* meantBy(kind: KnownKind, { endpoint, query, body, viewer }: AskedAgain): Sliced<ReadonlySet<number>> {
  const criteria = kind.searches[endpoint.id]?.({ query, body }) ?? {};
  try {
    return new Set(yield* kind.truth.select(criteria, viewer, endpoint.id));
  } catch {
    return new Set();
  }
}

/** Where a page begins, and how long it is. */
export interface PageAsked {
  /** Whether positions count pages, and not what is on them. */
  readonly countsPages: boolean;
  readonly position: number | null;
  readonly length: number | null;
}

export function pageAskedBy({ product }: KnownKind, { endpoint, query, body }: AskedAgain): PageAsked {
  const form = product.vendorFaults.paging;
  const given = (endpoint.body === null ? query : Object(body)) as Readonly<Record<string, unknown>>;
  const number = (name: string): number | null => {
    const value = given[name];
    return value === undefined || Number.isNaN(Number(value)) ? null : Number(value);
  };
  return form === null
    ? { countsPages: false, position: null, length: null }
    : { countsPages: form.usualLength === null, position: number(form.position), length: number(form.length) };
}

/** Keys of the page that a search was answered with, in order; of its first page of another length where one is given. */
export function* answeredBy(kind: KnownKind, asked: AskedAgain, length?: number): Sliced<readonly number[]> {
  const { product } = kind;
  const { endpoint, viewer } = asked;
  const form = product.vendorFaults.paging;
  const first =
    length === undefined || form === null
      ? {}
      : {
          [form.position]: endpoint.body === null ? '0' : 0,
          [form.length]: endpoint.body === null ? String(length) : length,
        };
  const [query, body] =
    endpoint.body === null
      ? [{ ...asked.query, ...(first as Call<unknown>['query']) }, asked.body]
      : [asked.query, { ...(Object(asked.body) as object), ...first } as Json];
  const request = { headers: {}, method: endpoint.method, path: endpoint.path, search: '', source: '' };
  const call = { params: {}, query, body, text: '', principal: viewer, request };
  try {
    const work = product.handlers[endpoint.id]?.(product.services, call);
    if (work === undefined || work instanceof Promise) return [];
    return keysIn(kind, isSliced(work) ? yield* work : work);
  } catch {
    return [];
  }
}

function keysIn(kind: KnownKind, outcome: Outcome): readonly number[] {
  const lookUp = lookupIn([kind]);
  const isNumber = kind.ids === 'number';
  const options = { lookUp: isNumber ? () => null : lookUp, lookUpNumber: isNumber ? lookUp : null, idAt: null };
  return valuesIn(outcome).flatMap((value) => [
    ...new Set(identified(value, options).named.map(({ named }) => named.key)),
  ]);
}

function valuesIn(outcome: Outcome): readonly unknown[] {
  if (outcome.kind === 'list')
    return Array.from({ length: outcome.items.length }, (_, place) => parsed([outcome.items.at(place) ?? 'null']));
  if (outcome.kind === 'one') return [parsed([outcome.json])];
  if (outcome.kind !== 'fragments') return [];
  const texts: string[] = [];
  for (const fragment of outcome.fragments()) if (typeof fragment !== 'number') texts.push(textOf(fragment));
  return [parsed(texts)];
}

// Bytes may be written over when the next are asked for.
const textOf = (text: JsonText): string => (typeof text === 'string' ? text : Buffer.from(text).toString());
const parsed = (texts: readonly JsonText[]): unknown => JSON.parse(texts.map(textOf).join('')) as unknown;
