/** What a mutant is: a simulator that does one thing wrong, as real servers do, by bending what goes in or comes out. */
import type { Json } from '../../src/kernel/schema.ts';

/** A request on its way to the simulator. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  /** The query as it came, without the question mark. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer on its way to the client. */
export interface Given {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
  /** The length that the server claims; the body's when left out. */
  readonly claimedLength?: number;
}

/** Asks the simulator. */
export type Next = (sent: Sent) => Promise<Given>;

/** What a mutant may use beside the request: it knows the simulator as a server knows itself. */
export interface Surroundings {
  /** Headers of a caller who may see and do everything. */
  readonly full: (product: string) => Promise<Readonly<Record<string, string>>>;
  /** Whether a credential, as it stands in its header, is of such a caller. */
  readonly isFull: (credential: string) => boolean;
  /** Lets `work` change what is stored, and puts it back as it was. */
  readonly forgetting: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface Mutant {
  /** Kebab-case, unique. */
  readonly name: string;
  /** One sentence: what the server does wrong. */
  readonly says: string;
  /** Keys of the operations that it breaks, such as `argus.findAggregatedEvents`; the suite is asked about these. */
  readonly operations: readonly string[];
  /** True when the server speaks USM Anywhere's live dialect; the documented one when left out. */
  readonly isLiveDialect?: boolean;
  /** True for one that tells HEAD from GET; the others say the same of both. */
  readonly isOfHead?: boolean;
  /** Makes the misbehaviour anew, with a memory of its own. */
  readonly wrap: (around: Surroundings) => (sent: Sent, next: Next) => Promise<Given>;
}

/** The members of a request's body; none where it has no JSON. */
export const bodyOf = (sent: Sent): Record<string, Json> => {
  try {
    return JSON.parse(sent.body) as Record<string, Json>;
  } catch {
    return {};
  }
};

type Members = { readonly [name: string]: Json };

/** Something that bends a JSON value; undefined leaves the answer as it is. */
export type Bend = (json: Members, sent: Sent) => Json | undefined;

/** The JSON of an answer; undefined when it is none. */
export function jsonOf(given: Given): Json | undefined {
  if (!String(given.headers['content-type'] ?? '').includes('json')) return undefined;
  try {
    return JSON.parse(Buffer.from(given.body).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

/** The answer with another body. */
export const withJson = (given: Given, json: Json): Given => ({ ...given, body: Buffer.from(JSON.stringify(json)) });

/** Bends the JSON of successes. */
export const bendSuccess =
  (bend: Bend) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    const json = given.status < 300 ? jsonOf(given) : undefined;
    const bent = json === undefined ? undefined : bend(json as Members, sent);
    return bent === undefined ? given : withJson(given, bent);
  };

/** Bends the JSON of refusals with a status. */
export const bendRefusal =
  (status: number, bend: Bend) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    const json = given.status === status ? jsonOf(given) : undefined;
    const bent = json === undefined ? undefined : bend(json as Members, sent);
    return bent === undefined ? given : withJson(given, bent);
  };

/** True for what is asked about events; sessions, keys and the like are answered as they should be. */
export const isOfEvents = ({ path }: Sent): boolean =>
  (path.startsWith('/events/') && !/\/stat(?:s|istics)$/.test(path)) || path.startsWith('/api/');

/** Bends the list of a success of Argus: its items and the numbers beside them. */
export const bendList = (bend: (items: readonly Json[], page: Members, sent: Sent) => Partial<Record<string, Json>>) =>
  bendSuccess((json, sent) =>
    isOfEvents(sent) && Array.isArray(json['data'])
      ? ({ ...json, ...bend(json['data'], json, sent) } as Json)
      : undefined,
  );

/** Bends every object of a success's data that is an event, an alarm or the like: the list's items, or the one. */
export const bendItems = (bend: (item: Members, sent: Sent) => Json) =>
  bendSuccess((json, sent) => {
    const { data } = json;
    if (!isOfEvents(sent) || data === undefined || data === null || typeof data !== 'object') return undefined;
    const bent = Array.isArray(data) ? data.map((item) => bend(item as Members, sent)) : bend(data as Members, sent);
    return { ...json, data: bent } as Json;
  });

/** The answer with the page's place as the client asked for it: a server that errs does not know that it does. */
export function claiming(sent: Sent, asked: Members, given: Given): Given {
  const json = jsonOf(given) as Members | undefined;
  if (json === undefined || given.status >= 300) return given;
  if ('page' in json) return claimingPage(sent, asked, given, json);
  const place = Object.fromEntries(
    ['limit', 'offset'].flatMap((name) =>
      typeof json[name] === 'number' && typeof asked[name] === 'number' ? [[name, asked[name]]] : [],
    ),
  );
  return withJson(given, { ...json, ...place } as Json);
}

/** The same for USM Anywhere, whose links go on from the page that was asked for, with the query that was sent. */
function claimingPage(sent: Sent, asked: Members, given: Given, json: Members): Given {
  const numbers = json['page'] as Readonly<Record<string, number>>;
  const number = (asked['page'] as typeof numbers | undefined)?.['number'] ?? 0;
  const pages = numbers['totalPages'] ?? 0;
  const { self } = json['_links'] as unknown as { readonly self: { readonly href: string } };
  const to = (page: number | null): object => {
    const url = new URL(self.href);
    url.search = sent.search;
    if (page !== null) url.searchParams.set('page', String(page));
    if (page !== null) url.searchParams.set('size', String(numbers['size'] ?? 20));
    return { ...self, href: url.href };
  };
  const links = {
    ...(pages > 1 && { first: to(0) }),
    ...(number > 0 && { prev: to(number - 1) }),
    self: to(null),
    ...(number < pages - 1 && { next: to(number + 1) }),
    ...(pages > 1 && { last: to(pages - 1) }),
  };
  return withJson(given, { ...json, _links: links, page: { ...numbers, number } } as unknown as Json);
}

const isSearch = /\/(?:search|stats|statistics)$/;

/** Bends the JSON body of searches before the simulator hears them; what it would refuse is refused. */
export const hear =
  (bend: (body: Members, sent: Sent) => Json) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    if (!isSearch.test(sent.path) || !sent.body.startsWith('{')) return next(sent);
    const plain = await next(sent);
    if (plain.status >= 300) return plain;
    const bent = JSON.stringify(bend(JSON.parse(sent.body) as Members, sent));
    return bent === JSON.stringify(JSON.parse(sent.body))
      ? plain
      : claiming(sent, (jsonOf(plain) ?? {}) as Members, await next({ ...sent, body: bent }));
  };

/** Bends the JSON body of requests that were refused, as a server does that checks less. */
export const forgive =
  (bend: (body: Members) => Json | undefined) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const plain = await next(sent);
    if (plain.status !== 412 || !sent.body.startsWith('{')) return plain;
    try {
      const body = JSON.parse(sent.body) as Members;
      const bent = bend(body);
      return bent === undefined ? plain : claiming(sent, body, await next({ ...sent, body: JSON.stringify(bent) }));
    } catch {
      return plain;
    }
  };

/** Bends the query of requests before the simulator hears them; what it would refuse is refused. */
export const hearQuery =
  (bend: (query: URLSearchParams, sent: Sent) => void) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const plain = await next(sent);
    const query = new URLSearchParams(sent.search);
    const before = query.toString();
    bend(query, sent);
    return plain.status >= 300 || query.toString() === before
      ? plain
      : claiming(sent, (jsonOf(plain) ?? {}) as Members, await next({ ...sent, search: query.toString() }));
  };

/** An object without some members. */
export const without = (members: Members, ...names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
