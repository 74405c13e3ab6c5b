/** What an endpoint is: one row of a product's table, read by the router, the OpenAPI document and the contract suite. */
import type { Json } from '../kernel/schema.ts';
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

/** What a handler returns; the product's dialect makes the bytes. JSON comes as text, so that rows are written once. */
export type Outcome =
  | { readonly kind: 'one'; readonly json: JsonText; readonly status?: number; readonly headers?: ReplyHeaders }
  | {
      readonly kind: 'list';
      readonly items: readonly JsonText[];
      readonly limit: number;
      readonly offset: number;
      readonly count: number;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'file'; readonly type: string; readonly bytes: Uint8Array; readonly headers: ReplyHeaders };

/** A header with several values, such as Set-Cookie, is a list. */
export type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>;

export interface Endpoint<Principal = unknown> {
  /** The vendor's operation id. */
  readonly id: string;
  readonly method: Method;
  /** Path with `{name}` for parameters. */
  readonly path: string;
  /** Patterns, such as `(^\\d+$)`, of this path's parameters by name, where another path would be told apart by nothing else. */
  readonly patterns?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly evidence: Evidence;
  /** Where the facts come from. */
  readonly source: string;
  /** The function that a caller needs; null when being known is enough. */
  readonly permission: string | null;
  /** True when callers need not say who they are. */
  readonly isPublic?: boolean;
  /** True when a caller that merely holds a key may not do it. */
  readonly isPrivileged?: boolean;
  /** Schema files, below `schemas/`. */
  readonly params: string | null;
  readonly query: string | null;
  readonly body: string | null;
  /**
   * What a body may be: JSON only, the default, or anything, which the handler reads from `text`. Where it is anything and
   * there is a schema, it is read as JSON whatever its type claims, and no body is an empty object.
   */
  readonly consumes?: 'json' | 'anything';
  /** True for a POST that only reads, such as a search: equal requests may get the same bytes. */
  readonly isRead?: boolean;
  /** Security schemes that it takes, by name; all of the product's when left out. */
  readonly security?: readonly string[];
  /** Schema file of the data of a success; null when a success has no body. */
  readonly data: string | null;
  /** Media types of a success, the default first. */
  readonly produces: readonly string[];
  /** Refusals that the vendor declares for it. */
  readonly refusals: readonly number[];
  /** Reads answer at once; writes when their command has its place in the log. */
  readonly handle: (call: Call<Principal>) => Outcome | Promise<Outcome>;
}

/** The bytes of an answer. */
export interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Uint8Array;
  /** True where the vendor sends chunks and no Content-Length. */
  readonly isChunked?: boolean;
}
