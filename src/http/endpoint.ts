/** What an endpoint is: one row of a product's table, read by the router, the OpenAPI document and the contract suite. */
import { bytesFrom, type Sheet } from '../kernel/bytes.ts';
import type { Json } from '../kernel/schema.ts';
import type { Sliced } from '../kernel/slices.ts';
import { factsOf, type Facts, type RowFacts } from './facts.ts';
import type { RequestHead } from './product.ts';

/** How we know: the vendor says so, it was seen on the wire, or it is what clients would expect. */
export type Evidence = 'documented' | 'observed' | 'assumed';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request that matched a row, was authenticated and validated. */
export interface Call<Principal> {
  readonly params: Readonly<Record<string, string>>;
  /** Validated against `query`; names that the schema does not know are left out. */
  readonly query: { readonly [name: string]: string | readonly string[] };
  /** Validated against `body`; members that were null are left out. */
  readonly body: Json;
  /** The body as it came; empty when the endpoint takes none. */
  readonly text: string;
  readonly principal: Principal;
  readonly request: RequestHead;
}

/** JSON as text, or as the bytes of it where the same event is sent again and again. */
export type JsonText = string | Uint8Array;

/** What a list holds, each written when it is asked for: an array, or one like it. */
export interface Items {
  readonly length: number;
  readonly at: (place: number) => JsonText | undefined;
  /** Writes one where the answer is written, which spares a copy. */
  readonly put?: (sheet: Sheet, place: number) => void;
}

/** JSON in fragments, and numbers for the work between them. */
export type Fragments = () => Generator<JsonText | number, void, void>;

/** A list of what is written for each of some values, when it is asked for. */
export const writtenFor = <Value>(values: readonly Value[], write: (value: Value) => JsonText): Items => ({
  length: values.length,
  at: (place) => (place < values.length ? write(values[place] as Value) : undefined),
});

/** The same, where one is written as bytes. */
export const putFor = <Value>(values: readonly Value[], put: (sheet: Sheet, value: Value) => void): Items => ({
  length: values.length,
  at: (place) => (place < values.length ? bytesFrom((sheet) => put(sheet, values[place] as Value)) : undefined),
  put: (sheet, place) => put(sheet, values[place] as Value),
});

/** What a handler returns; the product's dialect makes the bytes. JSON comes as text, so that rows are written once. */
export type Outcome =
  | { readonly kind: 'one'; readonly json: JsonText; readonly status?: number; readonly headers?: ReplyHeaders }
  | {
      readonly kind: 'list';
      readonly items: Items;
      readonly limit: number;
      readonly offset: number;
      readonly count: number;
    }
  /** One thing that may be long. */
  | { readonly kind: 'fragments'; readonly fragments: Fragments; readonly headers?: ReplyHeaders }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly type: string; readonly bytes: Uint8Array; readonly headers: ReplyHeaders };

/** A header with several values, such as Set-Cookie, is a list. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>;

/** What a call does: nothing, a change of data, or a change of who is known to the server. */
export type Effect = 'reads' | 'writes' | 'session';

/** A row of a product's table as it is written: facts only, and what is usual left out. */
export interface EndpointRow extends Facts {
  /** The vendor's operation id, or one like it; no two products have the same. */
  readonly id: string;
  readonly method: Method;
  /** Path with `{name}` for parameters. */
  readonly path: string;
  /** Patterns, such as `(^\\d+$)`, of this path's parameters by name, where another path would be told apart by nothing else. */
  readonly patterns?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly evidence: Evidence;
  /** Where the facts come from: files of the repository, such as `docs/contract/usm.md §3`, and titles of public documents. */
  readonly source: string;
  /** What a reader of the document should know besides the summary, in sentences. */
  readonly note?: string;
  /** `reads` for a GET and `writes` for anything else when left out; a search by POST reads. */
  readonly effect?: Effect;
  /** The function that a caller needs; being known is enough when left out. */
  readonly permission?: string;
  /** True when callers need not say who they are. */
  readonly isPublic?: boolean;
  /** True when a caller that merely holds a key may not do it. */
  readonly isPrivileged?: boolean;
  /** Schema files, below `schemas/`; left out where there is nothing to describe. */
  readonly params?: string;
  readonly query?: string;
  readonly body?: string;
  /** Schema file of the data of a success; left out when a success has no body. */
  readonly data?: string;
  /**
   * What a body may be: JSON, the default; JSON or none at all, which is then an empty object; or anything, which the
   * handler reads from `text`. `bytes` come to the handler as they are, a character of `text` for each.
   */
  readonly consumes?: 'json' | 'json or none' | 'anything' | 'bytes';
  /** Largest body, in bytes; the server's own limit when left out. */
  readonly mostBytes?: number;
  /** Bodies that the handler reads from `text` itself, such as forms: their schema files by media type. */
  readonly readByHandler?: Readonly<Record<string, string>>;
  /** Security schemes that it takes, by name; all of the product's when left out. */
  readonly security?: readonly string[];
  /** Media types of a success, the default first; JSON alone when left out. */
  readonly produces?: readonly string[];
  /** Statuses of a success; 200 alone when left out. */
  readonly successes?: readonly number[];
  /** Refusals that the vendor declares for it; none when left out. */
  readonly refusals?: readonly number[];
}

/** A row as it is read, with nothing left out: one shape for all, so that the way of a request stays monomorphic. */
export interface Endpoint extends Required<Omit<EndpointRow, NullWhenAbsent | keyof Facts>>, RowFacts {
  /** Null for all of the product's. */
  readonly security: readonly string[] | null;
  readonly permission: string | null;
  readonly params: string | null;
  readonly query: string | null;
  readonly body: string | null;
  readonly data: string | null;
  readonly mostBytes: number | null;
  readonly note: string | null;
}
type NullWhenAbsent = 'security' | 'permission' | 'params' | 'query' | 'body' | 'data' | 'mostBytes' | 'note';

const json = ['application/json'] as const;
const successAlone = [200] as const;

/** What a request may have. */
const requestOf = (
  row: EndpointRow,
): Pick<Endpoint, 'params' | 'query' | 'body' | 'readByHandler' | 'consumes' | 'mostBytes'> => ({
  params: row.params ?? null,
  query: row.query ?? null,
  body: row.body ?? null,
  readByHandler: row.readByHandler ?? {},
  consumes: row.consumes ?? 'json',
  mostBytes: row.mostBytes ?? null,
});

/** Whether a row reads or writes. */
export const rowEffect = ({ effect, method }: Pick<EndpointRow, 'effect' | 'method'>): Effect =>
  effect ?? (method === 'GET' ? 'reads' : 'writes');

/** A row with what it leaves out. */
export const endpointOf = (row: EndpointRow): Endpoint => ({
  id: row.id,
  method: row.method,
  path: row.path,
  patterns: row.patterns ?? {},
  summary: row.summary,
  evidence: row.evidence,
  source: row.source,
  effect: rowEffect(row),
  permission: row.permission ?? null,
  isPublic: row.isPublic ?? false,
  isPrivileged: row.isPrivileged ?? false,
  ...requestOf(row),
  data: row.data ?? null,
  note: row.note ?? null,
  security: row.security ?? null,
  produces: row.produces ?? json,
  successes: row.successes ?? successAlone,
  refusals: row.refusals ?? [],
  ...factsOf(row),
});

const completed = new WeakMap<readonly EndpointRow[], readonly Endpoint[]>();

/** The rows of a table, complete; the same objects for the same table, which many worlds share. */
export function endpointsOf(rows: readonly EndpointRow[]): readonly Endpoint[] {
  const known = completed.get(rows);
  if (known !== undefined) return known;
  const made = rows.map(endpointOf);
  completed.set(rows, made);
  return made;
}

/** Does what a row says. Reads answer at once, or in pieces where they may be long; writes when their command has its place in the log. */
export type Handler<Services, Principal> = (
  services: Services,
  call: Call<Principal>,
) => Outcome | Promise<Outcome> | Sliced<Outcome>;

/** A handler for every row of a table, by operation id: the type check fails for a row without one. */
export type Handlers<Row extends Pick<EndpointRow, 'id'>, Services, Principal> = Readonly<
  Record<Row['id'], Handler<Services, Principal>>
>;

/** The bytes of an answer. */
export interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Uint8Array;
  /** A long body, written while it is sent, in place of `body`; numbers among its bytes are work done (`kernel/slices.ts`). */
  readonly pieces?: () => Generator<Uint8Array | number, void, void>;
  /** The same with other items, where `pieces` are a list in JSON: each is changed when it is written. */
  readonly withItems?: (change: (item: string) => string) => Reply;
  /** True where the vendor sends chunks and no Content-Length. */
  readonly isChunked?: boolean;
  /** True where it is kept for requests that come again. */
  readonly isKept?: boolean;
}
