import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished, vi } from 'vitest';

/** A busy machine takes long. */
const patience = { timeout: 60_000 };

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `${root}dist/main.js`;

/** Starts the command and resolves with all that it said once it serves. */
async function serving(...flags: readonly string[]) {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...flags], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('curl')) await new Promise((resolve) => setTimeout(resolve, 10));
  const url = /https?:\/\/[\w.:[\]]+/.exec(said)?.[0] ?? '';
  return { child, said, url, exit: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

test('serve tells where, what, with which keys, and a line that works when pasted', async () => {
  const { said, url } = await serving('--events', '50', '--seed', 'abc');
  expect(said).toContain(url);
  for (const told of [
    'default',
    'abc',
    '1/2/mysecretapikey',
    '1/6/expiredexpired',
    'expired yesterday',
    `${url}/openapi.json`,
  ])
    expect(said).toContain(told);
  const line = said
    .split('\n')
    .find((text) => text.trim().startsWith('curl'))!
    .trim();
  const answer = JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' }));
  expect(answer).toMatchObject({ responseCode: 200, size: 1 });
});

test('serve stops when it is told to, and says nothing of it', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const { child, url, exit } = await serving('--events', '5');
    await (await fetch(`${url}/health`)).text();
    child.kill(signal);
    expect(await exit).toBe(0);
  }
});

test('a later start, from code that was kept, answers as the first did', async () => {
  const caches = mkdtempSync(join(tmpdir(), 'caches-'));
  onTestFinished(() => rmSync(caches, { recursive: true, force: true }));
  vi.stubEnv('XDG_CACHE_HOME', caches);
  onTestFinished(() => void vi.unstubAllEnvs());
  for (let start = 0; start < 2; start++) {
    const { child, url, said, exit } = await serving('--events', '20');
    const [id = '', secret = ''] = (/(siem-sim:[\w-]+)/.exec(said)?.[1] ?? '').split(':');
    const answer = await fetch(`${url}/api/2.0/oauth/token?grant_type=client_credentials`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    });
    expect(await answer.json()).toMatchObject({ access_token: expect.stringContaining('.') });
    child.kill();
    expect(await exit).toBe(0);
    expect(readdirSync(join(caches, 'siem-sim'))).toHaveLength(1);
  }
});

test('--end now moves the World to the present', async () => {
  const before = Date.now();
  const { url } = await serving('--events', '50', '--end', 'now');
  const { now } = (await (await fetch(`${url}/health`)).json()) as { now: number };
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test('a port in use is one line and exit 2', async () => {
  vi.stubEnv('npm_lifecycle_event', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const { status, stderr } = spawnSync(process.execPath, [program, 'serve', '--events', '1', '--port', String(port)], {
    encoding: 'utf8',
  });
  expect([status, stderr.trim()]).toEqual([
    2,
    `siem-sim: port ${port} on 127.0.0.1 is in use; choose another, such as siem-sim serve --port ${port < 65_000 ? port + 10 : 8080}, or --port 0 for any`,
  ]);
});

test('help and version are no mistakes', () => {
  const said = (...flags: readonly string[]) => spawnSync(process.execPath, [program, ...flags], { encoding: 'utf8' });
  expect(said('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  for (const flags of [['--help'], ['serve', '--help'], ['generate', '--help']])
    expect(said(...flags)).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage') });
});

const refused = (...flags: readonly string[]) =>
  spawnSync(process.execPath, [program, 'serve', ...flags], { encoding: 'utf8' });

test.each([
  [['--clock', 'yesterday'], /"yesterday" is no clock: say frozen/],
  [['--clock', 'live:5000'], /"live:5000" is no clock/],
  [['--world-idle', 'long'], /It must be a duration/],
  [['--journal', '-1'], /whole number/],
  [['--log-level', 'loud'], /Allowed choices are silent, error, warn, info, debug/],
  [['--client-clock', 'sundial'], /Allowed choices are wall, simulated/],
  [['--tls-cert', 'a.pem'], /--tls-cert and --tls-key go together/],
  [['--tls-cert', '/nowhere.pem', '--tls-key', '/nowhere.pem'], /cannot read \/nowhere\.pem: ENOENT/],
  [['--no-control', '--control-port', '9000'], /contradict each other/],
  [['--scenario', 'nowhere'], /no scenario "nowhere"/],
])('serve %o is one line and exit 2', (flags, message) => {
  const { status, stderr } = refused('--port', '0', '--events', '1', ...flags);
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toMatch(message);
});

test('the control plane is greeted with, guarded by a token from the environment', async () => {
  const { said, url } = await serving('--events', '5', '--control-token', 'open-sesame');
  expect(said).toContain(`control ${url}/_sim   with the control token`);
  expect(said).not.toContain('open-sesame');
  expect((await fetch(`${url}/_sim`)).status).toBe(401);
  const headers = { Authorization: 'Bearer open-sesame' };
  for (const path of ['/_sim', '/_sim/metrics', '/_sim/openapi.json'])
    expect([path, (await fetch(url + path, { headers })).status]).toEqual([path, 200]);
});

test('a server that others can reach has a token, and prints it', async () => {
  const { said, url } = await serving('--events', '5', '--host', '0.0.0.0');
  const [, token = ''] = /control token (\S+)/.exec(said) ?? [];
  expect(token).toMatch(/^[\w-]{24}$/);
  const ask = (headers: Record<string, string>) => fetch(`${url}/_sim`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ Authorization: `Bearer ${token}` })).status).toBe(200);
});

test('with --no-control-token it has none', async () => {
  const { said, url } = await serving('--events', '5', '--host', '0.0.0.0', '--no-control-token');
  expect(said).not.toContain('control token');
  expect((await fetch(`${url}/_sim`)).status).toBe(200);
});

test('with --clock live the World runs', async () => {
  const { said, url } = await serving('--events', '50', '--clock', 'live:1000');
  expect(said).toContain('clock live:1000');
  const now = async (): Promise<number> => ((await (await fetch(`${url}/health`)).json()) as { now: number }).now;
  const first = await now();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await now()) - first).toBeGreaterThanOrEqual(15_000);
});

test('with --tls it serves https and tells the fingerprint, and its line works', async () => {
  const { said, url } = await serving('--events', '5', '--tls');
  expect(url).toMatch(/^https:/);
  expect(said).toMatch(/certificate SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  const line = said.split('\n').find((text) => text.trim().startsWith('curl')) ?? '';
  expect(JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' }))).toMatchObject({ responseCode: 200 });
});

test('at log level info each request is a line of JSON, without secrets', async () => {
  const { child, url } = await serving('--events', '5', '--log-level', 'info');
  let logged = '';
  child.stderr.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const headers = { 'Argus-API-Key': '1/2/mysecretapikey' };
  await (await fetch(`${url}/events/v1/aggregated?limit=1&token=s3cret`, { headers })).text();
  while (!logged.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(JSON.parse(logged.split('\n')[0] ?? '')).toMatchObject({
    msg: 'request',
    product: 'argus',
    operation: 'listAggregatedEvents',
    principal: '1/2',
    status: 200,
  });
  expect(logged).not.toMatch(/s3cret|mysecretapikey/);
});

test('SIGTERM ends streams and lets what is in flight finish', async () => {
  const { child, url, exit } = await serving('--events', '5');
  const stream = await fetch(`${url}/_sim/journal/stream`);
  const rule = JSON.stringify({ match: { product: 'argus' }, effect: { latency: 300 } });
  await (
    await fetch(`${url}/_sim/faults`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: rule })
  ).text();
  const slow = fetch(`${url}/events/v1/aggregated?limit=1`, { headers: { 'Argus-API-Key': '1/2/mysecretapikey' } });
  let hits = 0;
  while (hits === 0) hits = ((await (await fetch(`${url}/_sim/faults/fault-1`)).json()) as { hits: number }).hits;
  child.kill('SIGTERM');
  expect((await slow).status).toBe(200);
  await stream.text();
  expect(await exit).toBe(0);
});

test('a second signal ends it at once', async () => {
  const { child, url, exit } = await serving('--events', '5');
  const rule = JSON.stringify({ match: { product: 'argus' }, effect: { latency: 600_000 } });
  await (
    await fetch(`${url}/_sim/faults`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: rule })
  ).text();
  const slow = fetch(`${url}/events/v1/aggregated?limit=1`, { headers: { 'Argus-API-Key': '1/2/mysecretapikey' } });
  const cut = expect(slow).rejects.toThrow();
  let hits = 0;
  while (hits === 0) hits = ((await (await fetch(`${url}/_sim/faults/fault-1`)).json()) as { hits: number }).hits;
  child.kill('SIGTERM');
  await expect.poll(async () => (await fetch(`${url}/health`)).status, patience).toBe(503);
  child.kill('SIGTERM');
  expect(await exit).toBe(143);
  await cut;
});

test('work that nobody waits for any more holds nobody up once the grace is over', { timeout: 120_000 }, async () => {
  const { child, url, exit } = await serving('--events', '100000', '--grace', '1s');
  const send = (method: string, path: string, body: object): Promise<Response> =>
    fetch(`${url}${path}`, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const now = async (name: string): Promise<number> =>
    ((await (await fetch(`${url}/w/${name}/_sim/clock`)).json()) as { now: number }).now;
  // Years in a dozen worlds are minutes of work.
  const worlds = Array.from({ length: 12 }, (_, at) => `w${at}`);
  for (const name of worlds) expect((await send('PUT', `/_sim/worlds/${name}`, {})).status).toBe(201);
  const before = await now('w11');
  const cut = worlds.map((name) =>
    expect(send('POST', `/w/${name}/_sim/clock/advance`, { by: 'P3000D' })).rejects.toThrow(),
  );
  while ((await now('w11')) === before);
  child.kill('SIGTERM');
  await Promise.all(cut);
  expect(await exit).toBe(0);
});
