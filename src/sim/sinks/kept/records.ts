/** Deliveries taken apart: values of JSON where they are such, lines of text where they are not. */
import type { KeptDelivery } from './store.ts';

/** One thing that was handed on. */
export interface SinkRecord {
  /** A value of JSON, or a text. */
  readonly value: unknown;
  /** Where the client said that it belongs, so that what comes there again takes its place; null where it said nothing. */
  readonly address: string | null;
}

/** What a delivery holds, each thing by itself. */
export function recordsOf({
  form,
  body,
  left,
  path,
}: Pick<KeptDelivery, 'form' | 'body' | 'left' | 'path'>): readonly SinkRecord[] {
  const text = body.toString();
  if (form === 'bulk') return documentsOf(text, path, new Set(left));
  return valuesOf(form, text).map((value) => ({ value, address: form === 'document' ? addressIn(path) : null }));
}

/** Where a document by itself belongs: its index and its id, as bulk bodies say them. */
function addressIn(path: string): string | null {
  const [, index, id] = /^([^/]+)\/(?:_doc|_create)\/(.+)$/s.exec(path) ?? [];
  return id === undefined ? null : `${index}/${id}`;
}

function valuesOf(form: KeptDelivery['form'], text: string): readonly unknown[] {
  if (form === 'syslog') return [text];
  if (form === 'hec') return concatenated(text).values;
  if (form === 'hec-raw') return linesOf(text);
  return loose(text);
}

/** JSON, a list or one thing; where it is none, each line by itself. */
export function loose(text: string): readonly unknown[] {
  const whole = jsonIn(text);
  if (whole !== undefined) return Array.isArray(whole) ? (whole as readonly unknown[]) : [whole];
  return linesOf(text).map((line) => jsonIn(line) ?? line);
}

const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');

/** The value of a text that is JSON; undefined for one that is none. */
export function jsonIn(text: string): unknown {
  const first = text.trimStart().charCodeAt(0);
  // Only objects and lists: a line `17` is a text.
  if (first !== 0x7b && first !== 0x5b) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The documents of a bulk body: what follows a line that says what to do with it; but not those that were refused, by their places. */
function documentsOf(text: string, path: string, left: ReadonlySet<number>): readonly SinkRecord[] {
  const found: SinkRecord[] = [];
  const [ofPath] = path.split('/');
  let next: { readonly address: string | null } | null = null;
  let place = 0;
  for (const line of text.split('\n')) {
    if (next !== null) {
      if (!left.has(place++)) found.push({ value: jsonIn(line) ?? line, ...next });
      next = null;
      continue;
    }
    const value = Object(jsonIn(line)) as Readonly<Record<string, unknown>>;
    const [action = ''] = Object.keys(value);
    if (action === '' || action === 'delete') continue;
    const { _index: index = ofPath, _id: id } = Object(value[action]) as Readonly<Record<string, unknown>>;
    next = { address: id === undefined || id === null ? null : `${String(index)}/${String(id)}` };
  }
  return found;
}

/** Objects of JSON, one after the other, with or without anything blank between them; `rest` is where it is no longer such, null where all is. */
export function concatenated(text: string): { readonly values: readonly unknown[]; readonly rest: number | null } {
  const values: unknown[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    if (at === text.length) return { values, rest: null };
    const end = endOfObject(text, at);
    try {
      values.push(JSON.parse(text.slice(at, end)));
    } catch {
      return { values, rest: at };
    }
    at = end;
  }
}

const isBlank = (code: number): boolean => code === 0x20 || (code >= 9 && code <= 13);

/** Where the object or list ends that begins at a place; the end of the text where it does not. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
    } else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth <= 0) return at + 1;
    // A value that is neither ends with its line.
    else if (depth === 0 && code === 0x0a) return at;
  }
  return text.length;
}
