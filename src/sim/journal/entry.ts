/** One request in the journal: what is kept of it, and how it is shown. */
import type { Json } from '../../kernel/schema.ts';
import { isoUtc } from '../../kernel/clock.ts';
import type { Exchange, KeptAnswer, KeptRefusal } from '../../http/exchange.ts';
import { callerName, redacted, redactedText, withoutTokens, type IsSecret } from './redact.ts';

/** Bytes of a path, a query or a body that are kept. */
const longestPath = 2048;
const longestQuery = 8192;
const longestBody = 16_384;
/** Complaints of one refusal that are shown. */
const mostComplaints = 20;

/** As it was noted; secrets are still in it. */
export interface Kept {
  /** Counts from 1. */
  readonly seq: number;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  /** Null for a path that is nobody's. */
  readonly product: string | null;
  /** Null where the product has no such path or method. */
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly text: string;
  readonly isCut: boolean;
  readonly principal: string | null;
  /** Names of the fault rules that it met. */
  readonly faults: readonly string[];
  /** 0 when the connection was cut before a status went out. */
  readonly status: number;
  readonly bytes: number;
  /** Real milliseconds. */
  readonly took: number;
  /** Null for what was not refused. */
  readonly refusal: KeptRefusal | null;
  /** The operation changes nothing; left out where it may. */
  readonly reads?: boolean | undefined;
  /** Left out where nothing is kept of it. */
  readonly answer?: KeptAnswer | undefined;
}

/** As it is shown: criteria taken apart, secrets blotted out. */
export interface JournalEntry extends Omit<Kept, 'at' | 'search' | 'text' | 'isCut' | 'refusal' | 'answer'> {
  /** Simulated instant, ISO-8601. */
  readonly at: string;
  /** Parameters of the query; one that came several times is a list. */
  readonly query: { readonly [name: string]: string | readonly string[] };
  /** The body: as JSON where it is that, else as text; null when there was none. */
  readonly body: Json;
  /** True when the body was longer than is kept; it is then text. */
  readonly truncated: boolean;
  /** Why it was refused; null for what was not. */
  readonly refusal: ShownRefusal | null;
  /** The body that went out, as JSON where it is that and whole, else as text; left out where it was not kept. */
  readonly answer?: { readonly body: Json; readonly truncated: boolean };
}

/** What a client got wrong, as far as the product says. */
export interface ShownRefusal {
  /** Empty where no product refused, but a fault rule or nobody's path. */
  readonly complaints: readonly { readonly message: string; readonly rule: string; readonly field: string | null }[];
  /** The beginning of the answer's body, as it went out. */
  readonly body: string;
}

/** A copy of the beginning, so that the rest of a long text is not kept with it. */
const beginning = (text: string, most: number): string =>
  text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();

/** What is noted of a request but for its number, which follows from its place. */
export type KeptNote = Omit<Kept, 'seq'>;

export function noteOf(exchange: Exchange, at: number, faults: readonly string[]): KeptNote {
  const { request, product, endpoint, text, caller, status, bytes, took, refusal, answer } = exchange;
  return {
    at,
    product: product.name,
    operation: endpoint?.id ?? null,
    method: request.method,
    path: beginning(request.path, longestPath),
    search: beginning(request.search, longestQuery),
    text: beginning(text, longestBody),
    isCut: text.length > longestBody,
    principal: caller,
    faults,
    status,
    bytes,
    took,
    refusal,
    reads: endpoint?.effect === 'reads' || undefined,
    answer,
  };
}

/** Member by member, which is many times faster than copying what there is. */
export const keptUnder = (note: KeptNote, seq: number): Kept => ({
  seq,
  at: note.at,
  product: note.product,
  operation: note.operation,
  method: note.method,
  path: note.path,
  search: note.search,
  text: note.text,
  isCut: note.isCut,
  principal: note.principal,
  faults: note.faults,
  status: note.status,
  bytes: note.bytes,
  took: note.took,
  refusal: note.refusal,
  reads: note.reads,
  answer: note.answer,
});

/** What an entry weighs in memory, roughly. */
export const weightOf = ({ path, search, text, refusal, answer }: Kept): number =>
  256 + path.length + search.length + text.length + (refusal?.text.length ?? 0) + (answer?.text.length ?? 0);

export function shownEntry(kept: Kept, isSecret: IsSecret): JournalEntry {
  const { seq, product, operation, method, path, principal, faults, status, bytes, took, isCut, refusal } = kept;
  const { reads, answer, text } = kept;
  return {
    seq,
    at: isoUtc(kept.at),
    product,
    operation,
    method,
    path: withoutTokens(path),
    query: queryOf(kept.search, isSecret),
    body: bodyOf({ text, isCut }, isSecret),
    truncated: isCut,
    principal: principal === null ? null : callerName(principal),
    faults,
    status,
    bytes,
    took: Math.round(took * 1000) / 1000,
    refusal: refusal === null ? null : shownRefusal(refusal, isSecret),
    ...(reads === true && { reads }),
    ...(answer && { answer: { body: bodyOf(answer, isSecret), truncated: answer.isCut } }),
  };
}

function shownRefusal({ complaints, text }: KeptRefusal, isSecret: IsSecret): ShownRefusal {
  const shown = complaints.slice(0, mostComplaints).map(({ message, template, field }) => ({
    message: redactedText(message ?? '', isSecret),
    rule: template ?? '',
    field: field === null ? null : withoutTokens(field),
  }));
  return { complaints: shown, body: redactedText(text, isSecret) };
}

function queryOf(search: string, isSecret: IsSecret): JournalEntry['query'] {
  const query: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  if (search === '') return query;
  const given = new URLSearchParams(search);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name).map((value) => (isSecret(name) ? '[redacted]' : withoutTokens(value)));
    // A name without a value may be a secret that lost its name.
    query[withoutTokens(name)] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

function bodyOf({ text, isCut }: KeptAnswer, isSecret: IsSecret): Json {
  if (text === '') return null;
  try {
    if (!isCut) return redacted(JSON.parse(text), isSecret) as Json;
  } catch {
    // A body that is no JSON is shown as the text that it is.
  }
  return redactedText(text, isSecret);
}
