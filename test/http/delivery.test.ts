/** What hooks do to an answer on its way: delays, pace, cuts, and the order of answers on one connection. */
import { connect } from 'node:net';
import { test, expect } from 'vitest';
import type { Exchange, Hooks } from '../../src/http/exchange.ts';
import { hooked, setting } from '../support/hooked.ts';
import { fullKey } from '../support/service.ts';

const withKey = { 'Argus-API-Key': fullKey };
const listPath = '/events/v1/aggregated?limit=2';
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

const heardOf = (port: number, path: string, method = 'GET'): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nConnection: close\r\n\r\n`),
    );
    socket
      .on('data', (chunk) => (heard += chunk.toString('latin1')))
      .on('error', () => {})
      .on('close', () => resolve(heard));
  });

test.each([
  ['before the status', 0, 'GET', 0, 0],
  ['in the body', 40, 'GET', 200, 40],
  ['after a body that is shorter', 1e9, 'GET', 200, null],
  ['before the status of a HEAD', 0, 'HEAD', 0, 0],
] as const)('a connection can be cut %s', async (_, cutAfter, method, status, bytes) => {
  const { seen, hooks } = watcher();
  const { port } = await hooked({ ...hooks, after: (__, reply) => ({ reply, cutAfter }) });
  const heard = await heardOf(port, listPath, method);
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  const announced = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  expect(head === '').toBe(status === 0);
  expect(body.length).toBe(bytes ?? announced);
  expect(seen).toEqual([expect.objectContaining({ status, bytes: bytes ?? announced })]);
});

test('chunks are cut without the last one', async () => {
  const given = setting();
  const usm = await hooked({ after: (_, reply) => ({ reply: { ...reply, isChunked: true }, cutAfter: 30 }) }, given);
  const heard = await heardOf(usm.port, listPath);
  expect(heard).toMatch(/transfer-encoding: chunked/i);
  expect(heard).not.toMatch(/0\r\n\r\n$/);
});

test('a slow body comes whole, in pieces', async () => {
  const { seen, hooks } = watcher();
  const pieces: number[] = [];
  const body = Buffer.from('x'.repeat(2500));
  const before: Hooks['before'] = () => ({ reply: { status: 200, headers: {}, body }, pace: 20_000 });
  const { url } = await hooked({ ...hooks, before });
  const response = await fetch(url + listPath, { headers: withKey });
  for await (const chunk of response.body ?? []) pieces.push((chunk as Uint8Array).length);
  expect(pieces.reduce((sum, piece) => sum + piece, 0)).toBe(2500);
  expect(pieces.length).toBeGreaterThan(1);
  expect(Math.max(...pieces)).toBeLessThan(2500);
  await until(seen, 1);
  expect(seen).toEqual([expect.objectContaining({ status: 200, bytes: 2500 })]);
});

test('a slow body that is cut ends early', async () => {
  const { seen, hooks } = watcher();
  const { port } = await hooked({ ...hooks, after: (_, reply) => ({ reply, pace: 1000, cutAfter: 120 }) });
  const [, body] = (await heardOf(port, listPath)).split('\r\n\r\n');
  expect(body).toHaveLength(120);
  expect(seen).toEqual([expect.objectContaining({ status: 200, bytes: 120 })]);
});

test('a hook that fails is logged as our bug, and the answer goes out as it was', async () => {
  const bugs: string[] = [];
  const broken = (): never => {
    throw new Error('broken hook');
  };
  const onBug = (error: unknown): void => void bugs.push(String(error));
  const { url } = await hooked({ watch: broken, after: broken }, setting(), { onBug });
  const response = await fetch(url + listPath, { headers: withKey });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ responseCode: 200, size: 2 });
  await until(bugs, 2);
  expect(bugs).toEqual(['Error: broken hook', 'Error: broken hook']);
});

test('answers that wait do not hold up those of others', async () => {
  const order: string[] = [];
  const after: Hooks['after'] = ({ request }, reply) => ({
    reply,
    ...(request.search === 'limit=1' && { delay: 150 }),
  });
  const { url } = await hooked({ after });
  const ask = async (limit: number): Promise<void> => {
    await (await fetch(`${url}/events/v1/aggregated?limit=${limit}`, { headers: withKey })).text();
    order.push(String(limit));
  };
  await Promise.all([ask(1), ask(2), ask(3)]);
  expect(order.at(-1)).toBe('1');
});

test('requests sent all at once down one connection are answered in their order, the late ones too', async () => {
  const after: Hooks['after'] = ({ request }, reply) => ({
    reply,
    ...(request.search === 'limit=1' && { delay: 80 }),
    ...(request.search === 'limit=2' && { pace: 100_000 }),
  });
  const { seen, hooks } = watcher();
  const { port } = await hooked({ ...hooks, after });
  const limits = [1, 2, 3, 1, 3];
  const heard = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        limits
          .map((limit, at) => {
            const last = at === limits.length - 1 ? 'Connection: close\r\n' : '';
            return `GET /events/v1/aggregated?limit=${limit} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\n${last}\r\n`;
          })
          .join(''),
      ),
    );
    socket.on('data', (chunk) => (text += chunk.toString('latin1'))).on('close', () => resolve(text));
  });
  expect(Array.from(heard.matchAll(/"responseCode":200,"limit":(\d)/g), ([, limit]) => Number(limit))).toEqual(limits);
  expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});

test('of requests sent all at once, none is answered after one that was cut', async () => {
  const after: Hooks['after'] = ({ request }, reply) => ({
    reply,
    ...(request.search === 'limit=2' && { cutAfter: 0 }),
  });
  const { port } = await hooked({ after });
  const heard = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        [1, 2, 3]
          .map(
            (limit) =>
              `GET /events/v1/aggregated?limit=${limit} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\n\r\n`,
          )
          .join(''),
      ),
    );
    socket
      .on('data', (chunk) => (text += chunk.toString('latin1')))
      .on('error', () => {})
      .on('close', () => resolve(text));
  });
  expect(Array.from(heard.matchAll(/"limit":(\d)/g), ([, limit]) => limit).filter((limit) => limit !== '1')).toEqual(
    [],
  );
});
