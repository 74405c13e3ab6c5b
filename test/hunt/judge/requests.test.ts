/** What a client is told of its requests: each rule with a client that keeps it by a hair, and one that does not. */
import { expect, test } from 'vitest';
import { requestFindings } from '../../../src/hunt/judge/requests.ts';
import { rowEffect } from '../../../src/http/endpoint.ts';
import type { HuntExpect } from '../../../src/hunt/judge/expect.ts';
import { plugins } from '../../../src/products/index.ts';
import type { JournalEntry } from '../../../src/sim/journal/entry.ts';

const facts = plugins.map(({ name, tables, vendorFaults }) => ({
  name,
  rows: Object.values(tables).flatMap((table) => table.rows),
  vendorFaults,
}));

const start = Date.parse('2026-10-14T10:00:00Z');

/** Requests in order: each is a search of Argus at the start, answered 200, but for what is said. */
const asked = (
  ...requests: readonly (Partial<JournalEntry> & { readonly after?: number })[]
): readonly JournalEntry[] =>
  requests.map(
    ({ after = 0, ...told }, index) =>
      ({
        seq: index + 1,
        at: new Date(start + after).toISOString(),
        product: 'argus',
        operation: 'findAggregatedEvents',
        method: 'POST',
        path: '/events/v1/aggregated/search',
        query: {},
        body: {},
        status: 200,
        ...told,
      }) as JournalEntry,
  );

const found = (entries: readonly JournalEntry[], rules: HuntExpect['requests']) =>
  requestFindings(entries, rules ?? {}, facts).map(({ kind, affected }) => [kind, affected[0]?.requests[0]]);

const times = (count: number, apart: number) =>
  asked(...Array.from({ length: count }, (_, index) => ({ after: index * apart })));

test('requests in a minute are counted over any minute, and the one too many is named', () => {
  expect(found(times(60, 1000), { perMinute: 60 })).toEqual([]);
  expect(found(times(61, 1000), { perMinute: 60 })).toEqual([]);
  expect(found(times(61, 999), { perMinute: 60 })).toEqual([['too many requests', 61]]);
  // Half of them before the hour strikes, half after.
  expect(found(asked({ after: 59_000 }, { after: 59_500 }, { after: 60_500 }), { perMinute: 2 })).toEqual([
    ['too many requests', 3],
  ]);
});

test.each([
  [{ body: { limit: 100 } }, []],
  [{ body: { limit: 101 } }, [['page too large', 1]]],
  [{ body: { limit: '101' } }, [['page too large', 1]]],
  [{ query: { limit: '101' } }, [['page too large', 1]]],
  [{ query: { limit: ['5', '500'] } }, [['page too large', 1]]],
  // docs/contract/argus.md §1: a limit of 0 is none.
  [{ body: { limit: 0 } }, [['page too large', 1]]],
  [{ body: [] }, []],
  [{ body: 'limit=500' }, []],
  [{ product: null, body: { limit: 500 } }, []],
] as const)('a page of %j is held to a hundred rows', (request, findings) => {
  expect(found(asked(request as Partial<JournalEntry>), { page: 100 })).toEqual(findings);
});

test('a client may ask again after a 429, but not over and over while no time passes', () => {
  const refused = { status: 429 };
  const rules = { backsOff: true };
  expect(found(asked(refused, refused, refused, {}), rules)).toEqual([]);
  expect(found(asked(refused, refused, refused, refused), rules)).toEqual([['does not back off', 4]]);
  expect(found(asked(refused, refused, refused, { ...refused, after: 1000 }), rules)).toEqual([]);
  expect(found(asked(refused, refused, refused, refused), { backsOff: false })).toEqual([]);
});

test('a client asks once with a token that has expired, whatever else it asks in between', () => {
  const usm = { product: 'usm', operation: 'getAlarms', method: 'GET', path: '/api/2.0/alarms' };
  const token = { ...usm, operation: 'getToken', method: 'POST', path: '/api/2.0/oauth/token' };
  const [expired, rules] = [{ ...usm, status: 401 }, { renewsToken: true }];
  expect(facts.flatMap(({ rows }) => rows).find(({ id }) => id === token.operation)?.isPublic).toBe(true);
  expect(found(asked(expired, token, usm), rules)).toEqual([]);
  expect(found(asked(expired, token, expired), rules)).toEqual([]);
  expect(found(asked(expired, expired), rules)).toEqual([['asks with an expired token', 2]]);
  // Argus knows nothing of the other's tokens.
  expect(found(asked(expired, {}, expired), rules)).toEqual([['asks with an expired token', 3]]);
});

test('a write whose answer was cut off is done, and is not to be done again', () => {
  const rows = facts.flatMap(({ rows: own, name }) => (name === 'argus' ? own : []));
  const { id, path } =
    rows.find((row) => row.method === 'POST' && rowEffect(row) === 'writes' && row.isPublic !== true) ?? {};
  const one = { operation: id ?? null, path: path ?? '' };
  const rules = { writesOnce: true };
  expect(found(asked({ ...one, status: 0 }, one), rules)).toEqual([['writes twice', 2]]);
  expect(found(asked({ ...one, status: 503 }, one), rules)).toEqual([]);
  expect(found(asked(one, { ...one, body: { comment: 'other' } }), rules)).toEqual([]);
});

test('what is read may be read again, by whatever method', () => {
  const get = { operation: 'listAggregatedEvents', method: 'GET', path: '/events/v1/aggregated', body: null };
  expect(found(asked({}, {}, get, get), { writesOnce: true })).toEqual([]);
});
