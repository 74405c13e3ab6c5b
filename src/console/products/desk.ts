/** What the console knows of a product beyond its document: who shows what, where a search begins, how things are named. */
import { askPlane } from '../data/client.ts';
import type { FormValues } from '../forms/model.ts';
import type { PrintedAccess } from './printed.ts';

/** One thing that was found, as the table shows it. */
export interface FoundThing {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly severity: string;
  readonly what: string;
  readonly source: string;
  readonly destination: string;
  readonly customer: string;
  readonly count: number;
}

/** A search that the product offers, by the operation that it is. */
export interface ProductSearch {
  readonly operation: string;
  readonly title: string;
  /** Filled in to begin with. */
  readonly begin: FormValues;
  /** Fields that most people want, in their order; the others are a press away. */
  readonly usual: readonly string[];
  readonly found: (answer: unknown) => { readonly things: readonly FoundThing[]; readonly count: number };
}

/** One view of an event that the product has. */
export interface EventSide {
  readonly name: string;
  readonly title: string;
  /** Null where the product does not have the event; `missing` says so. */
  readonly path: string | null;
  readonly missing: string;
}

/** What can be written into fields of searches: where the list is, and what of it. */
export interface ListedValues {
  readonly fields: readonly string[];
  readonly path: string;
  readonly values: (answer: unknown) => readonly { readonly value: string; readonly label?: string }[];
}

export type EventIds = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface ProductDesk {
  readonly name: string;
  readonly title: string;
  /** How the holder of a credential shows it, at the address of the world. */
  readonly accessOf: (credential: string, address: string) => PrintedAccess;
  /** Whether the journal names the holder of this credential so. */
  readonly isOf: (principal: string, credential: string) => boolean;
  /** Whether an id is of the form that its events have. */
  readonly isIdOf: (id: string) => boolean;
  readonly searches: readonly ProductSearch[];
  readonly known: readonly ListedValues[];
  readonly sidesOf: (ids: EventIds) => readonly EventSide[];
  /** Where the payload of an event is; null where the product has none. */
  readonly payload?: {
    readonly path: (ids: EventIds) => string | null;
    /** Its bytes in base64; null for what has none. */
    readonly base64: (answer: unknown) => string | null;
    readonly capture: (ids: EventIds) => string | null;
  };
}

export interface ProductAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string | null;
  readonly base64: string | null;
}

export interface ProductQuestion {
  readonly method: string;
  readonly path: string;
  readonly access: PrintedAccess | null;
  /** The control plane of its world, from the page's own; that itself when left out. */
  readonly plane?: string;
  readonly body?: unknown;
  readonly until?: AbortSignal;
}

type TokenAccess = Extract<PrintedAccess, { readonly kind: 'token' }>;

const tokens = new Map<string, string>();

const placeOf = ({ user, password }: TokenAccess, plane: string): string => `${plane} ${user}:${password}`;

async function tokenOf(access: TokenAccess, plane: string): Promise<string> {
  const place = placeOf(access, plane);
  const known = tokens.get(place);
  if (known !== undefined) return known;
  const { pathname, search } = new URL(access.path, 'http://any.invalid');
  const headers = { Authorization: `Basic ${btoa(`${access.user}:${access.password}`)}` };
  const { text } = await askPlane<ProductAnswer>(`${plane}/ask`, {
    method: 'POST',
    body: { method: 'POST', path: pathname + search, headers },
  });
  const { access_token: token = '' } = Object(JSON.parse(text ?? '{}')) as { readonly access_token?: string };
  tokens.set(place, token);
  return token;
}

async function headersOf(access: PrintedAccess | null, plane: string): Promise<Readonly<Record<string, string>>> {
  if (access === null) return {};
  return access.kind === 'header'
    ? { [access.name]: access.value }
    : { Authorization: `Bearer ${await tokenOf(access, plane)}` };
}

/** Asks a product as the holder of a credential would; no journal notes it, and no fault is met. */
export async function askAsClient(question: ProductQuestion): Promise<ProductAnswer> {
  const { method, path, access, plane = '', body, until } = question;
  const ask = async (): Promise<ProductAnswer> => {
    const headers = await headersOf(access, plane);
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const sent = { method, path, headers: { ...headers, ...type } };
    return askPlane<ProductAnswer>(`${plane}/ask`, {
      method: 'POST',
      body: body === undefined ? sent : { ...sent, body: JSON.stringify(body) },
      signal: until,
    });
  };
  const answer = await ask();
  // Tokens end with the World that they were handed out in.
  if (answer.status !== 401 || access?.kind !== 'token' || !tokens.delete(placeOf(access, plane))) return answer;
  return ask();
}
