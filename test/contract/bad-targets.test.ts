/** Whatever a target does, the suite ends, and says what happened. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test, expect, onTestFinished } from 'vitest';
import { generate } from 'selfsigned';
import { runContract, startSimulator, type Target } from '../../src/index.ts';

const targetAt = (url: string, changes: Partial<Target> = {}): Target => ({
  url,
  isLive: true,
  products: ['argus'],
  usmDialect: 'live',
  credentials: [{ kind: 'api key', role: 'full', variable: 'ARGUS_API_KEY', value: '1/2/mysecretapikey' }],
  writes: [],
  ...changes,
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

const serving = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer(listener))}`;

const fast = { rps: 10_000, timeoutMs: 500 };

test('nobody listens', async () => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  const report = await runContract(targetAt(`http://127.0.0.1:${port}`), fast);
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringContaining('ECONNREFUSED') });
  expect(report.summary.requests).toBe(1);
});

test('a name that does not resolve', async () => {
  const report = await runContract(targetAt('http://no-such-host.invalid'), fast);
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) });
});

test('a certificate that nobody trusts', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const port = await listening(
    createSecureServer({ key, cert }, (_, response) => response.end('{}')) as unknown as Server,
  );
  const report = await runContract(targetAt(`https://127.0.0.1:${port}`), fast);
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringMatching(/certificate/) });
});

test('plain HTTP where TLS is spoken', async () => {
  const url = await serving((_, response) => response.end('{}'));
  const report = await runContract(targetAt(url.replace('http:', 'https:')), fast);
  expect(report.isUnreachable).toBe(true);
  expect(report.ended).toMatch(/does not answer/);
});

test('a web page in place of the API', async () => {
  const url = await serving((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><p>Hello'),
  );
  const report = await runContract(targetAt(url), fast);
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringContaining('web page') });
});

test('a redirect is named, not followed', async () => {
  const url = await serving((_, response) => response.writeHead(301, { Location: 'https://elsewhere.example/' }).end());
  const report = await runContract(targetAt(url), fast);
  expect(report).toMatchObject({
    isUnreachable: true,
    ended: expect.stringContaining('redirects to https://elsewhere.example/'),
  });
});

test('silence', async () => {
  const url = await serving(() => {});
  const report = await runContract(targetAt(url), fast);
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringContaining('no answer within 0.5 s') });
});

test('a body that never ends', async () => {
  const url = await serving((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => response.write(' '.repeat(100)), 5);
    response.on('close', () => clearInterval(timer));
  });
  const report = await runContract(targetAt(url), fast);
  expect(report).toMatchObject({
    isUnreachable: true,
    ended: expect.stringContaining('no end of the answer within 0.5 s'),
  });
});

test('a body past all bounds is cut off, and memory stays small', async () => {
  const block = Buffer.alloc(1 << 20, 0x20);
  const url = await serving((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const pour = (): void => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', pour);
    pour();
  });
  const report = await runContract(targetAt(url), { ...fast, timeoutMs: 20_000 });
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringContaining('the body is longer than') });
  expect(report.findings[0]).toMatchObject({ check: 'schema/complete', rank: 'critical' });
});

test('half an answer', async () => {
  const url = await serving((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"responseCode":200', () => request.socket.destroy());
  });
  const report = await runContract(targetAt(url), fast);
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringContaining('does not finish') });
});

test('credentials that are refused end a live run at once', async () => {
  const simulator = await startSimulator({ events: 100 });
  onTestFinished(simulator.close);
  const credentials = [
    { kind: 'api key', role: 'full', variable: 'ARGUS_API_KEY', value: '1/2/not-the-secret' },
  ] as const;
  const report = await runContract(targetAt(simulator.url, { credentials }), { ...fast, timeoutMs: 30_000 });
  expect(report).toMatchObject({ isUnreachable: true, ended: expect.stringContaining('refuses the credentials') });
  expect(report.summary.requests).toBe(1);
  expect(JSON.stringify(report)).not.toContain('not-the-secret');
});

test('one secondary credential that is refused is one notice, and no violation', async () => {
  const simulator = await startSimulator({ events: 100 });
  onTestFinished(simulator.close);
  const variable = 'ARGUS_API_KEY_READ_ONLY';
  const credentials = [
    { kind: 'api key', role: 'full', variable: 'ARGUS_API_KEY', value: '1/2/mysecretapikey' },
    { kind: 'api key', role: 'read only', variable, value: '1/2/of-another-year', functions: [] },
  ] as const;
  const only = (unit: string): boolean => /searchEvents\/access|assessEvent\/access/.test(unit);
  const report = await runContract(targetAt(simulator.url, { credentials }), { rps: 10_000, only });
  expect(report.findings).toMatchObject([{ kind: 'notice', expected: expect.stringContaining(`$${variable}`) }]);
});

/** Time enough for a busy machine. */
