/** A request as a check words it, and the answer as it came. */
import type { Json } from '../../kernel/schema.ts';
import type { Operation } from './operation.ts';
import type { ClientCredential, KeyCredential, Role } from './target.ts';

export type QueryValue = string | number | boolean | readonly (string | number | boolean)[];

/** A request; whatever is left out is the operation's own, or nothing. */
export interface Ask {
  /** Another operation than the unit's. */
  readonly operation?: Operation;
  readonly method?: string;
  /** Values of the path's parameters; they are percent-encoded. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** The whole path as it goes out, in place of the operation's. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Query as it goes out, without the question mark, after `query`. */
  readonly search?: string;
  /** Sent as JSON. */
  readonly body?: Json;
  /** Sent as it is, in place of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Who asks: a role, whose key or token is added; a key or client; or null for nobody. The role `full` when left out. Other
   * ways to say who one is (sessions, signatures) come as `headers`, with null here.
   */
  readonly as?: Role | KeyCredential | ClientCredential | null;
  /** Follows no wait that the server asks for with 429 or 503, but hands the refusal over. */
  readonly isImpatient?: boolean;
  /** Sent also when the budget is spent or the run interrupted: it puts back what the run changed. */
  readonly isOwed?: boolean;
  /** Bytes of the answer that are read at most; 64 MiB when left out. */
  readonly maxBytes?: number;
}

/** What went out. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | null;
  readonly ask: Ask;
}

export interface Answer {
  readonly sent: Sent;
  readonly operation: Operation;
  /** True when the request went to the operation's own path by its own method. */
  readonly isOwn: boolean;
  readonly status: number;
  readonly headers: Headers;
  /** Empty when there was no answer. */
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The body as JSON; undefined when it is none. Parsed once, when first asked for. */
  readonly json: Json | undefined;
  /** Argus: the member `data` of the envelope. USM Anywhere: the whole body. Undefined when there is none. */
  readonly data: Json | undefined;
  /** What broke off the exchange: no answer in time, a connection that ended, a body past the bound; null when none did. */
  readonly fault: string | null;
  /** 1 for the first request of the run. */
  readonly number: number;
}

/** A member of a JSON object; undefined for anything else. */
export const member = (value: Json | undefined, name: string): Json | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as { readonly [key: string]: Json })[name]
    : undefined;

/** The list that a JSON value is; empty for anything else. */
export const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];
