/** Whether an entry of the journal is what somebody expected, and if not, where it differs. */
import type { Json } from '../../kernel/schema.ts';
import { isStatus, type Filter } from './journal.ts';
import type { JournalEntry } from './entry.ts';

/** What a request is expected to be; what is left out may be anything. */
export interface Pattern extends Omit<Filter, 'since' | 'limit'> {
  /** The path as it came; a `*` at its end stands for any rest. */
  readonly path?: string;
  /** Parameters that the query has, besides others. */
  readonly query?: { readonly [name: string]: Json };
  /** What the body has, besides other members: objects match what holds them, lists what has the same items in order. */
  readonly body?: Json;
}

/** Where an entry is not as expected. */
export interface Difference {
  readonly where: string;
  readonly expected: Json;
  readonly seen: Json;
}

/** All the differences; empty when the entry is as expected. */
export function differences(entry: JournalEntry, pattern: Pattern): readonly Difference[] {
  const found: Difference[] = [];
  for (const name of ['product', 'operation', 'method', 'principal'] as const) {
    const expected = pattern[name];
    if (expected !== undefined && entry[name] !== expected) found.push({ where: name, expected, seen: entry[name] });
  }
  const { path, status, query, body } = pattern;
  if (path !== undefined && !isPath(entry.path, path)) found.push({ where: 'path', expected: path, seen: entry.path });
  if (status !== undefined && !isStatus(entry.status, status))
    found.push({ where: 'status', expected: status, seen: entry.status });
  if (query !== undefined) compare(asTexts(query), entry.query as Json, 'query', found);
  if (body !== undefined) compare(body, entry.body, 'body', found);
  return found;
}

/** A query holds texts, so `limit: 25` is `"25"` there. */
const asTexts = (query: { readonly [name: string]: Json }): Json =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const mostDifferences = 20;

function compare(expected: Json, seen: Json | undefined, where: string, found: Difference[]): void {
  if (found.length >= mostDifferences) return;
  if (isObject(expected) && isObject(seen)) {
    for (const [name, member] of Object.entries(expected))
      compare(member, Object.hasOwn(seen, name) ? seen[name] : undefined, `${where}.${name}`, found);
  } else if (Array.isArray(expected) && Array.isArray(seen) && expected.length === seen.length) {
    expected.forEach((item, at) => compare(item as Json, seen[at] as Json, `${where}[${at}]`, found));
  } else if (!isEqual(expected, seen)) found.push({ where, expected, seen: seen ?? null });
}

const isEqual = (one: Json, other: Json | undefined): boolean =>
  one === other || (one !== null && typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

const isPath = (path: string, wanted: string): boolean =>
  wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
