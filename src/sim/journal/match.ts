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

/** Notes where what was seen is not as expected. */
type Comparison = (seen: Json | undefined, where: string, found: Difference[]) => void;

/** A pattern that is made ready once for all entries: what it costs with one follows from what that entry holds, however large the pattern is. */
export type ReadyPattern = (entry: JournalEntry) => readonly Difference[];

/** Gives all the differences; none when the entry is as expected. */
export function madeReady(pattern: Pattern): ReadyPattern {
  const { path, status } = pattern;
  const query = pattern.query === undefined ? null : comparison(asTexts(pattern.query));
  const body = pattern.body === undefined ? null : comparison(pattern.body);
  return (entry) => {
    const found: Difference[] = [];
    for (const name of ['product', 'operation', 'method', 'principal'] as const) {
      const expected = pattern[name];
      if (expected !== undefined && entry[name] !== expected) found.push({ where: name, expected, seen: entry[name] });
    }
    if (path !== undefined && !isPath(entry.path, path))
      found.push({ where: 'path', expected: path, seen: entry.path });
    if (status !== undefined && !isStatus(entry.status, status))
      found.push({ where: 'status', expected: status, seen: entry.status });
    query?.(entry.query as Json, 'query', found);
    body?.(entry.body, 'body', found);
    return found;
  };
}

/** A query holds texts, so `limit: 25` is `"25"` there. */
const asTexts = (query: { readonly [name: string]: Json }): Json =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const mostDifferences = 20;

function comparison(expected: Json): Comparison {
  const differs: Comparison = (seen, where, found) => void found.push({ where, expected, seen: seen ?? null });
  if (isObject(expected)) {
    const members = Object.entries(expected).map(([name, member]) => ({ name, judge: comparison(member) }));
    return (seen, where, found) => {
      if (!isObject(seen)) return differs(seen, where, found);
      for (const { name, judge } of members) {
        if (found.length >= mostDifferences) return;
        judge(Object.hasOwn(seen, name) ? seen[name] : undefined, `${where}.${name}`, found);
      }
    };
  }
  if (!Array.isArray(expected))
    return (seen, where, found) => (seen === expected ? undefined : differs(seen, where, found));
  const items = (expected as readonly Json[]).map(comparison);
  return (seen, where, found) => {
    if (!Array.isArray(seen) || seen.length !== items.length) return differs(seen as Json | undefined, where, found);
    for (const [at, judge] of items.entries()) {
      if (found.length >= mostDifferences) return;
      judge(seen[at] as Json, `${where}[${at}]`, found);
    }
  };
}

const isPath = (path: string, wanted: string): boolean =>
  wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
