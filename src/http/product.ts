/** What a product is to the router: a table of endpoints, and a dialect to speak in. */
import type { ApiError } from '../kernel/fault.ts';
import type { Sliced } from '../kernel/slices.ts';
import type { Memory } from '../state/side-state.ts';
import type { Call, Endpoint, EndpointRow, Handler, Outcome, Reply } from './endpoint.ts';

/** The parts of a request that authentication looks at. */
export interface RequestHead {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  /** The query as it came, without the question mark. */
  readonly search: string;
  /** Address of the client. */
  readonly source: string;
}

/** One thing wrong with a request, before the dialect words it. */
export interface Problem {
  readonly where: 'params' | 'query' | 'body';
  readonly path: readonly (string | number)[];
  readonly keyword: string;
  readonly message: string;
  readonly value: unknown;
}

/** What the vendor does for reasons that no request shows, for a fault to bring about. */
export interface VendorFaults {
  /** Statuses that the vendor gives so. */
  readonly statuses: readonly number[];
  /** The vendor's error of one of these statuses. */
  readonly error: (status: number, request: RequestHead) => ApiError;
  /** The key, session or token that a request came with, so that equal ones are equal; null when there is none. */
  readonly credential: (request: RequestHead) => string | null;
  /** How a request is refused whose credential has stopped working. */
  readonly revoked: (request: RequestHead) => ApiError;
  /** Null for a product without such lists. */
  readonly paging: PageForm | null;
}

/** How the lists of a product are paged, and what a page looks like in an answer. */
export interface PageForm {
  /** The parameter, in query or body, that says where in its list a page begins. */
  readonly position: string;
  /** The parameter that says how long it is. */
  readonly length: string;
  /** What asks for all there are, where a number does. */
  readonly endless?: number;
  /** How long it is where nobody says; null where positions count pages. */
  readonly usualLength: number | null;
  /** Parameters in which the pages of one walk may differ. */
  readonly free: readonly string[];
  /** Reads the page in the body of a success; null for what is none. */
  readonly read: (body: unknown) => PageContents | null;
  /** The same body with other items; its totals stay as they are. */
  readonly rewrite: (body: unknown, items: readonly unknown[]) => object;
  /** Members that name a record, the first that it has. */
  readonly names: readonly string[];
  /** The record in the body of a success that is no list; null for what has none. */
  readonly readRecord: (body: unknown) => unknown;
  /** The same body with another record. */
  readonly rewriteRecord: (body: unknown, record: unknown) => unknown;
  /** The same JSON answer with another count, such as the -1 of one that took too long; left out where the vendor never gives up. */
  readonly withCount?: (body: Uint8Array, count: number) => Uint8Array;
}

export interface PageContents {
  readonly items: readonly unknown[];
  /** Position of the page after it: an offset, or a number. */
  readonly next: number;
  readonly isLast: boolean;
}

/** A product's table and what it says of all its rows: plain data, which is read without a World. */
export interface Table {
  readonly name: string;
  readonly title: string;
  /** Paths that begin so belong to the product, known or not. */
  readonly prefixes: readonly string[];
  readonly rows: readonly EndpointRow[];
  /** Patterns, such as `(^\\d+$)`, of path parameters by name, where two paths would be told apart by nothing else. */
  readonly patterns?: Readonly<Record<string, string>>;
  /** Schema file of the whole answer, a success or a failure; data stand in the success's member of that name, or alone when there is none. */
  readonly envelope: {
    readonly success: string | null;
    readonly failure: string;
    /** Media type of a failure; JSON when left out. */
    readonly failureType?: string;
  };
  /** True where a slash after a path makes no difference. */
  readonly ignoresTrailingSlash?: boolean;
  /** Headers, in lower case, that answers depend on besides Host. */
  readonly variesOn?: readonly string[];
  /** OpenAPI security schemes, by name. */
  readonly security: Readonly<Record<string, object>>;
}

/** A table being served: its handlers over their services, and the dialect that it speaks. */
export interface Product<Principal = unknown, Services = unknown> extends Table {
  /** What handlers work with: one shape a product. */
  readonly services: Services;
  /** By operation id. */
  readonly handlers: Readonly<Record<string, Handler<Services, Principal>>>;
  /** Called before a caller is told that a path or method does not exist; throws ApiError 401 where that is a secret. */
  readonly guard?: (credentials: RequestHead) => void;
  /** Throws ApiError 401, or 403 where credentials are good but not for this endpoint. Answers at once unless that takes real work. */
  readonly authenticate: (credentials: RequestHead, endpoint: Endpoint) => Principal | Promise<Principal>;
  /** Whether knowing who asks changes anything, as where a nonce is used up or a request counted; it does not when left out. */
  readonly countsCaller?: (credentials: RequestHead) => boolean;
  /** What it keeps beside the state of its World; nothing when left out. */
  readonly kept?: Memory;
  /** Throws ApiError 403 when the caller lacks the endpoint's function. */
  readonly authorize: (endpoint: Endpoint, principal: Principal) => void;
  /** What is made once for many requests, in pieces, before one of this endpoint is answered; null when all is there. */
  readonly prepare?: (endpoint: Endpoint) => Sliced<unknown> | null;
  /** A name for the caller, under which equal requests have equal answers. */
  readonly callerOf: (principal: Principal) => string;
  /** Makes the bytes of a success; `data` is the schema file of the endpoint's data. */
  readonly success: (outcome: Outcome, mediaType: string, data: string | null) => Reply;
  /** Turns any throwable into the product's refusal; what is not an ApiError is our bug and says no more than that. */
  readonly failure: (error: unknown, request?: RequestHead) => Reply;
  /** Words all that is wrong with a request as one ApiError. */
  readonly invalid: (problems: readonly Problem[]) => Error;
  readonly vendorFaults: VendorFaults;
  /** Words what the HTTP layer itself refuses. */
  readonly refuse: {
    readonly notFound: (path: string) => Error;
    readonly methodNotAllowed: (allow: readonly string[]) => Error;
    readonly mediaType: (allow: readonly string[]) => Error;
    /** For a body that does not say it is JSON. */
    readonly bodyType: (allow: readonly string[]) => Error;
    /** For a body in a coding that is not taken: all but gzip. */
    readonly coding: () => Error;
    readonly malformedJson: (reason: string) => Error;
    readonly tooLarge: (bytes: number) => Error;
    readonly tooSlow: () => Error;
    /** For a body that would take more memory than is left. */
    readonly overloaded: () => Error;
  };
}

/** What a document of operations is made from: a table, and a dialect that is asked what it answers. */
export type DocumentedProduct = Table & Pick<Product, 'failure' | 'invalid' | 'refuse' | 'vendorFaults'>;

/** Answers a call of one operation. */
export type Handle = (call: Call<unknown>) => Outcome | Promise<Outcome> | Sliced<Outcome>;

/** What each row of a product does, by operation id. */
export const handlersOf = ({ rows, services, handlers }: Product): ReadonlyMap<string, Handle> =>
  new Map(
    rows.map(({ id }) => {
      const handler = handlers[id];
      if (handler === undefined) throw new Error(`${id} has no handler`);
      return [id, (call) => handler(services, call)];
    }),
  );
