/**
 * What a real browser lets a page of somebody else's do to the control plane: a page of another site, and one whose name leads here
 * (DNS rebinding). Debian's chromium, without a window; skipped where it is not installed, which CI does not accept.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { controlled, type Controlled } from '../../support/control.ts';

const hasBrowser = spawnSync('chromium', ['--version']).status === 0;
if (!hasBrowser) console.warn('skipped: chromium is not installed, so no real browser tries the control plane');
const browsed = test.skipIf(!hasBrowser);

test.runIf(process.env['CI'] !== undefined)('a CI run has the browser, so that these are never skipped there', () => {
  expect(hasBrowser).toBe(true);
});

/** What a page tried, and what it could read of the answer: a status, or nothing. */
interface Tried {
  readonly name: string;
  readonly status: number | null;
}

/** Tries everything that a page can send to a control plane at `base`. */
const script = (base: string): string => `
  const base = ${JSON.stringify(base)};
  const json = { 'Content-Type': 'application/json' };
  const tries = [
    ['read', '', { method: 'GET' }],
    ['reset as text', '/reset', { method: 'POST', mode: 'no-cors', body: '{}' }],
    ['reset as form', '/reset', { method: 'POST', mode: 'no-cors', body: new URLSearchParams('a=1') }],
    ['reset as JSON', '/reset', { method: 'POST', headers: json, body: '{}' }],
    ['seed', '/seed', { method: 'PUT', headers: json, body: '{"seed":"stolen"}' }],
    ['clear faults', '/faults', { method: 'DELETE' }],
    ['world', '/worlds/evil', { method: 'PUT', headers: json, body: '{}' }],
  ];
  const form = () => new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'frame', onload: () => resolve() });
    const sent = Object.assign(document.createElement('form'), {
      method: 'POST', action: base + '/reset', enctype: 'text/plain', target: 'frame' });
    sent.append(Object.assign(document.createElement('input'), { name: '{"keepFaults":true,"x":"', value: '"}' }));
    document.body.append(frame, sent);
    setTimeout(resolve, 3000);
    sent.submit();
  });
  (async () => {
    const results = [];
    for (const [name, path, options] of tries)
      results.push(await fetch(base + path, options).then(({ status }) => ({ name, status: status || null }),
        () => ({ name, status: null })));
    await form();
    await fetch('/report', { method: 'POST', body: JSON.stringify(results) });
  })();
`;

/** Serves the page, and sends whatever else it is asked on to the simulator, as if the name of the page led there. */
async function pageServer(simulator: Controlled, target: (own: number) => string) {
  let told: (results: readonly Tried[]) => void = () => {};
  const report = new Promise<readonly Tried[]>((resolve) => (told = resolve));
  const passed: number[] = [];
  const server = createServer((asked, answer) => {
    if (asked.url === '/') {
      answer.writeHead(200, { 'Content-Type': 'text/html' });
      answer.end(`<body><script>${script(target((server.address() as AddressInfo).port))}</script></body>`);
    } else if (asked.url === '/report') {
      let text = '';
      asked.on('data', (chunk: Buffer) => (text += chunk.toString()));
      asked.on('end', () => {
        answer.end();
        told(JSON.parse(text) as readonly Tried[]);
      });
    } else if (asked.url?.startsWith('/_sim') === true) passOn(simulator, asked, answer, passed);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, report, passed };
}

function passOn({ url }: Controlled, asked: IncomingMessage, answer: ServerResponse, passed: number[]): void {
  const { hostname, port } = new URL(url);
  const { method, url: path, headers } = asked;
  const sent = request({ hostname, port, method, path, headers }, (got) => {
    passed.push(got.statusCode ?? 0);
    answer.writeHead(got.statusCode ?? 500, got.headers);
    got.pipe(answer);
  });
  asked.pipe(sent);
}

/** Opens an address in a browser to which `evil.example` is this machine. */
function browse(url: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-browser-'));
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--no-proxy-server',
    '--host-resolver-rules=MAP evil.example 127.0.0.1',
    `--user-data-dir=${folder}`,
  ];
  // A group of its own: its helpers write to the folder until they have ended as well.
  const child = spawn('chromium', [...flags, url], { detached: true });
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
}

/** A simulator with a fault and a write, and what is left of them. */
async function prepared() {
  const simulator = await controlled();
  await simulator.tell('POST', '/_sim/faults', { match: { product: 'usm' }, effect: { error: 503 } });
  const left = async () => {
    const { seed, faults, worlds } = (await simulator.tell('GET', '/_sim')).json;
    return { seed, faults, worlds };
  };
  return { simulator, left, before: await left() };
}

const statuses = (tried: readonly Tried[]): Readonly<Record<string, number | null>> =>
  Object.fromEntries(tried.map(({ name, status }) => [name, status]));

browsed('a page of another site can neither read nor change anything', async () => {
  const { simulator, left, before } = await prepared();
  const { port, report } = await pageServer(simulator, () => `${simulator.url}/_sim`);
  browse(`http://evil.example:${port}/`);
  for (const [name, status] of Object.entries(statuses(await report))) expect([name, status]).toEqual([name, null]);
  expect(await left()).toEqual(before);
});

browsed('a page whose name leads here is of the same site, and is refused by its name', async () => {
  const { simulator, left, before } = await prepared();
  const { port, report, passed } = await pageServer(simulator, (own) => `http://evil.example:${own}/_sim`);
  browse(`http://evil.example:${port}/`);
  // What is no JSON is refused as that first.
  expect(statuses(await report)).toEqual({
    read: 403,
    'reset as text': 415,
    'reset as form': 415,
    'reset as JSON': 403,
    seed: 403,
    'clear faults': 403,
    world: 403,
  });
  expect([...new Set(passed)].sort()).toEqual([403, 415]);
  expect(await left()).toEqual(before);
});

browsed(
  'the same page of this machine itself may do all that, so that the others are refused for what they are',
  async () => {
    const { simulator, left } = await prepared();
    const { port, report } = await pageServer(simulator, (own) => `http://localhost:${own}/_sim`);
    browse(`http://localhost:${port}/`);
    expect(statuses(await report)).toMatchObject({
      read: 200,
      'reset as JSON': 200,
      seed: 200,
      'clear faults': 204,
      world: 201,
    });
    expect(await left()).toMatchObject({ seed: 'stolen', faults: 0, worlds: 1 });
  },
);
