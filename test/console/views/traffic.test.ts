/** Requests of the journal: filtered, grouped by what was wrong, turned into expectations that hold. */
import { expect, test } from 'vitest';
import { isWantedRequest, withArrivals, type JournalRequest } from '../../../src/console/views/traffic/entries.ts';
import { expectationOf } from '../../../src/console/views/traffic/expectation.ts';
import { groupedRefusals } from '../../../src/console/views/traffic/refusals.ts';
import { controlled } from '../../support/control.ts';

const entry = (given: Partial<JournalRequest> = {}): JournalRequest => ({
  seq: 1,
  at: '2026-11-02T00:00:00.000Z',
  product: 'argus',
  operation: 'search',
  method: 'POST',
  path: '/p',
  query: {},
  body: null,
  truncated: false,
  principal: '1/2',
  faults: [],
  status: 200,
  bytes: 0,
  took: 1,
  refusal: null,
  ...given,
});
const refused = (rule: string, field: string | null, given: Partial<JournalRequest> = {}): JournalRequest =>
  entry({ status: 412, refusal: { complaints: [{ message: 'Invalid', rule, field }], body: '{}' }, ...given });
const all = { product: '', operation: '', principal: '', status: '', text: '' };

test.each([
  [{ status: 'refused' }, [2, 3, 4]],
  [{ status: '4xx' }, [2]],
  [{ status: '0' }, [4]],
  [{ product: 'usm' }, [3]],
  [{ principal: '1/2' }, [1, 2, 4]],
  [{ text: 'needle' }, [1]],
])('the filter %j leaves %j', (given, seqs) => {
  const entries = [
    entry({ query: { q: 'a needle' } }),
    entry({ seq: 2, status: 404 }),
    entry({ seq: 3, status: 500, product: 'usm', principal: null }),
    entry({ seq: 4, status: 0 }),
  ];
  expect(entries.filter((one) => isWantedRequest(one, { ...all, ...given })).map(({ seq }) => seq)).toEqual(seqs);
});

test('refusals are grouped by status, operation, rule and field, the most frequent first', () => {
  const entries = [
    refused('bad.limit', 'limit'),
    refused('bad.time', 'startTimestamp', { seq: 2 }),
    refused('bad.limit', 'limit', { seq: 3 }),
    refused('bad.limit', 'limit', { seq: 4, operation: 'other' }),
    entry({ seq: 5 }),
    entry({ seq: 6, status: 503, faults: ['busy'], refusal: { complaints: [], body: '' } }),
    entry({ seq: 7, status: 404, product: null, operation: null, path: '/nowhere' }),
  ];
  expect(groupedRefusals(entries).map(({ rule, field, count, latest }) => [rule, field, count, latest])).toEqual([
    ['bad.limit', 'limit', 2, 3],
    ['no such path', '', 1, 7],
    ['fault busy', '', 1, 6],
    ['bad.limit', 'limit', 1, 4],
    ['bad.time', 'startTimestamp', 1, 2],
  ]);
});

test('arrivals come once, and the oldest make room', () => {
  const before = [1, 2, 3].map((seq) => entry({ seq }));
  const arrived = [2, 3, 4, 5].map((seq) => entry({ seq }));
  expect(withArrivals(before, arrived, 3).map(({ seq }) => seq)).toEqual([3, 4, 5]);
});

test('what is blotted out, cut or unknown is expected of nobody', () => {
  const query = { token: '[redacted]', page: '1' };
  expect(expectationOf(entry({ query, body: { password: '[redacted]', a: 1 } }))).toMatchObject({
    query: { page: '1' },
    body: { a: 1 },
  });
  expect(expectationOf(entry({ body: '{"a":', truncated: true }))).not.toHaveProperty('body');
  expect(expectationOf(entry({ operation: null, principal: null }))).toEqual({
    method: 'POST',
    path: '/p',
    status: 200,
  });
});

test('a request of the journal, as an expectation, is met by it', async () => {
  const simulator = await controlled();
  const key = { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' };
  const bodies = ['{"startTimestamp":0,"severity":["high"]}', '{"limit":-1,"keywords":["<script>"]}', 'no json'];
  for (const body of bodies)
    await fetch(`${simulator.url}/events/v1/aggregated/search`, { method: 'POST', headers: key, body });
  await fetch(`${simulator.url}/events/v1/aggregated?limit=1&keywords=a&keywords=b`, { headers: key });
  await fetch(`${simulator.url}/nowhere?a=1`);
  const { entries } = (await simulator.tell('GET', '/_sim/journal')).json as { entries: readonly JournalRequest[] };
  expect(entries).toHaveLength(5);
  for (const one of entries) {
    const verdict = (await simulator.tell('POST', '/_sim/journal/verify', { expect: [expectationOf(one)] })).json;
    expect([one.seq, verdict.matched]).toEqual([one.seq, true]);
  }
});
