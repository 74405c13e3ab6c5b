/** Hooks around exchanges: who watches sees each of them once, and who disturbs decides what goes out. */
import { connect } from 'node:net';
import { test, expect } from 'vitest';
import { ApiError } from '../../src/kernel/fault.ts';
import type { RoutedRequest, Exchange, Hooks } from '../../src/http/exchange.ts';
import { hooked } from '../support/hooked.ts';
import { fullKey } from '../support/service.ts';

/** As it is, so that bytes on the wire are those of the text. */
const withKey = { 'Argus-API-Key': fullKey, 'Accept-Encoding': 'identity' };
const listPath = '/events/v1/aggregated?limit=2';
const search = { method: 'POST', headers: { ...withKey, 'Content-Type': 'application/json' } };

interface Seen extends Omit<Exchange, 'product' | 'request' | 'endpoint' | 'took'> {
  readonly product: string;
  readonly operation: string | null;
  readonly path: string;
}

/** A watcher, and what it saw. */
function watcher(): { readonly seen: Seen[]; readonly took: number[]; readonly hooks: Hooks } {
  const seen: Seen[] = [];
  const took: number[] = [];
  const watch = ({ product, request, endpoint, took: spent, ...rest }: Exchange): void => {
    took.push(spent);
    seen.push({ ...rest, product: product.name, operation: endpoint?.id ?? null, path: request.path });
  };
  return { seen, took, hooks: { watch } };
}

/** Waits until the watcher has seen so many. */
async function until(seen: readonly unknown[], many: number): Promise<void> {
  while (seen.length < many) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a success is seen once, with its operation, caller, size and duration', async () => {
  const { seen, took, hooks } = watcher();
  const { url } = await hooked(hooks);
  const response = await fetch(url + listPath, { headers: withKey });
  const text = await response.text();
  expect(seen).toEqual([
    {
      product: 'argus',
      operation: 'listAggregatedEvents',
      path: '/events/v1/aggregated',
      params: {},
      caller: '1/2@127.0.0.1',
      text: '',
      refusal: null,
      status: 200,
      bytes: Buffer.byteLength(text),
    },
  ]);
  expect(took[0]).toBeGreaterThan(0);
});

test('a search is seen with its body, also when the answer comes from the cache', async () => {
  const { seen, hooks } = watcher();
  const { url } = await hooked(hooks);
  const body = '{"startTimestamp":0,"limit":1}';
  for (let turn = 0; turn < 4; turn++) {
    const response = await fetch(`${url}/events/v1/aggregated/search`, { ...search, body });
    await response.text();
  }
  expect(seen.map(({ operation, text, status }) => [operation, text, status])).toEqual(
    Array.from({ length: 4 }, () => ['findAggregatedEvents', body, 200]),
  );
  expect(new Set(seen.map(({ bytes }) => bytes)).size).toBe(1);
});

test.each<readonly [string, string, RequestInit, Partial<Seen>]>([
  ['an unknown caller', listPath, {}, { status: 401, caller: null, operation: 'listAggregatedEvents' }],
  ['an unknown path', '/events/v1/nowhere', { headers: withKey }, { status: 404, caller: null, operation: null }],
  ['a wrong method', '/events/v1/aggregated', { method: 'DELETE', headers: withKey }, { status: 405, operation: null }],
  [
    'a bad value',
    '/events/v1/aggregated?limit=x',
    { headers: withKey },
    { status: 412, caller: '1/2@127.0.0.1', operation: 'listAggregatedEvents' },
  ],
  [
    'a body that is no JSON',
    '/events/v1/aggregated/search',
    { ...search, body: '{' },
    { status: 400, text: '{', operation: 'findAggregatedEvents' },
  ],
  [
    'a body that is too large',
    '/events/v1/aggregated/search',
    { ...search, body: `"${'x'.repeat(3_000_000)}"` },
    { status: 413, text: '', operation: 'findAggregatedEvents' },
  ],
  ['no token', '/api/2.0/alarms', {}, { status: 401, product: 'usm', caller: null }],
])('%s is seen once', async (_, path, request, expected) => {
  const { seen, hooks } = watcher();
  const { url } = await hooked(hooks);
  const response = await fetch(url + path, request);
  const text = await response.text();
  expect(seen).toEqual([expect.objectContaining({ ...expected, bytes: Buffer.byteLength(text) })]);
});

test('path parameters are seen', async () => {
  const { seen, hooks } = watcher();
  const { url } = await hooked(hooks);
  await fetch(`${url}/events/v1/AGGR/1/2/abc`, { headers: withKey });
  expect(seen[0]?.params).toEqual({ type: 'AGGR', timestamp: '1', customerID: '2', eventID: 'abc' });
});

test('a client that goes away in the middle of its body is seen with status 0', async () => {
  const { seen, hooks } = watcher();
  const { port } = await hooked(hooks);
  const head = `POST /events/v1/aggregated/search HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`;
  const socket = connect(port, '127.0.0.1', () => socket.write(head, () => setTimeout(() => socket.destroy(), 20)));
  await until(seen, 1);
  expect(seen).toEqual([expect.objectContaining({ status: 0, bytes: 0 })]);
});

test('a client that goes away while its answer is delayed is seen with status 0', async () => {
  const { seen, hooks } = watcher();
  const { port } = await hooked({ ...hooks, after: (_, reply) => ({ reply, delay: 60_000 }) });
  const head = `GET ${listPath} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\n\r\n`;
  const socket = connect(port, '127.0.0.1', () => socket.write(head, () => setTimeout(() => socket.destroy(), 20)));
  await until(seen, 1);
  expect(seen).toEqual([expect.objectContaining({ status: 0, bytes: 0 })]);
});

test('HEAD is seen without bytes', async () => {
  const { seen, hooks } = watcher();
  const { url } = await hooked(hooks);
  await fetch(url + listPath, { method: 'HEAD', headers: withKey });
  expect(seen).toEqual([expect.objectContaining({ status: 200, bytes: 0 })]);
});

test('all three hooks are handed the same object for one request', async () => {
  const asked: RoutedRequest[] = [];
  const { url } = await hooked({
    before: (given) => (asked.push(given), null),
    after: (given, reply) => (asked.push(given), { reply }),
    watch: (given) => void asked.push(given),
  });
  await fetch(url + listPath, { headers: withKey });
  expect(asked).toHaveLength(3);
  expect(new Set(asked).size).toBe(1);
});

test('an answer given before the product leaves the product unasked, and goes out as it is', async () => {
  const { url } = await hooked({
    before: () => ({
      reply: { status: 299, headers: { 'Content-Type': 'text/plain', 'X-A': ['1', '2'] }, body: Buffer.from('mine') },
    }),
    after: () => {
      throw new Error('must not be asked');
    },
  });
  const response = await fetch(`${url}/events/v1/aggregated?limit=x`, { headers: withKey });
  expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([299, '1, 2', 'mine']);
});

test.each(['/events/v1/aggregated', '/api/2.0/oauth/token'])('what is thrown before is worded for %s', async (path) => {
  const { seen, hooks } = watcher();
  const complaint = { message: 'Gone to lunch', template: 'lunch', field: null };
  const before = (): never => {
    throw new ApiError(503, [complaint], { 'Retry-After': '7' });
  };
  const { url } = await hooked({ ...hooks, before });
  const method = path.startsWith('/api') ? 'POST' : 'GET';
  const response = await fetch(url + path, { method, headers: withKey });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
  expect(await response.text()).toContain('Gone to lunch');
  expect(seen).toEqual([expect.objectContaining({ status: 503 })]);
});

test('the hook before is not asked for callers that nobody knows, and the hook after is', async () => {
  const { url } = await hooked({
    before: () => {
      throw new Error('must not be asked');
    },
    after: (_, reply) => ({ reply: { ...reply, headers: { ...reply.headers, 'X-After': String(reply.status) } } }),
  });
  const response = await fetch(url + listPath);
  expect([response.status, response.headers.get('x-after')]).toEqual([401, '401']);
});

test('a bent reply never spoils what is kept for others', async () => {
  let isBent = false;
  const after: Hooks['after'] = (_, reply) => ({
    reply: isBent ? { ...reply, body: reply.body.subarray(0, 10) } : reply,
  });
  const { url } = await hooked({ after });
  const text = async (): Promise<string> => (await fetch(url + listPath, { headers: withKey })).text();
  const whole = [await text(), await text(), await text()];
  isBent = true;
  const bent = await text();
  isBent = false;
  expect([...whole, await text()]).toEqual(Array.from({ length: 4 }, () => whole[0]));
  expect(bent).toBe(whole[0]?.slice(0, 10));
});

/** What is heard of one raw request until the connection ends. */
