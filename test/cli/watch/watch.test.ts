import { spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator, type ServerOptions } from '../../../src/index.ts';

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(10);
}

async function served(options: ServerOptions = {}) {
  const simulator = await startSimulator({ scenario: 'ransomware', events: 500, ...options });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) await simulator.close();
    isClosed = true;
  };
  onTestFinished(close);
  return { simulator, close };
}

/** A terminal that watches, once it says that it does. */
async function watched(...flags: readonly string[]) {
  const child = spawn(process.execPath, [program, 'watch', ...flags]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await until(() => said.error.includes(' watches '));
  const lines = (): readonly string[] => said.out.split('\n').slice(0, -1);
  return {
    child,
    said,
    exit,
    lines,
    told: (): readonly any[] => lines().map((line) => JSON.parse(line)),
    interrupted: () => {
      child.kill('SIGINT');
      return exit;
    },
  };
}

async function truth(url: string) {
  const events: any[] = [];
  for (;;) {
    const page: any = await (await fetch(`${url}/_sim/truth/events?limit=999&offset=${events.length}`)).json();
    events.push(...page.events);
    if (events.length >= page.count) break;
  }
  const { stories }: any = await (await fetch(`${url}/_sim/truth`)).json();
  return { events, steps: stories.flatMap(({ steps }: any) => steps) as any[] };
}

const askAs = (url: string, headers: Record<string, string>, query = '') =>
  fetch(`${url}/events/v1/aggregated?limit=1${query}`, { headers });

test('a day that passes is told whole: each event, alarm and step once, in order, and what a client asks', async () => {
  const { simulator } = await served();
  const { url } = simulator;
  const before = await truth(url);
  const from = simulator.clock.now();
  const { told, interrupted, said } = await watched('--url', url, '--json');
  simulator.clock.advance('7d');
  const after = await truth(url);
  const fresh = after.events.slice(before.events.length);
  const begun = after.steps.filter(
    ({ begin }) => Date.parse(begin) > from && Date.parse(begin) <= simulator.clock.now(),
  );
  const of = (kind: string) => told().filter((happening) => happening.kind === kind);
  await until(() => of('event').length >= fresh.length && of('step').length >= begun.length);
  expect(fresh.length).toBeGreaterThan(100);
  expect(begun.length).toBeGreaterThan(10);
  expect(new Set(of('event').map(({ detail }) => JSON.stringify(detail)))).toEqual(
    new Set(fresh.map((event) => JSON.stringify(event))),
  );
  expect(of('event').length).toBe(fresh.length);
  expect(
    of('alarm')
      .map(({ detail }) => detail.ids.usm.alarms)
      .toSorted(),
  ).toEqual(fresh.flatMap(({ ids }) => ids.usm?.alarms ?? []).toSorted());
  expect(of('step').map(({ at }) => at)).toEqual(begun.map(({ begin }) => begin).toSorted());

  await askAs(url, simulator.argus.headers, '&x=%1B%5B31m');
  await until(() => of('request').length === 1);
  expect(of('request')[0]).toMatchObject({ severity: null, detail: { seq: 1, operation: 'listAggregatedEvents' } });
  expect(said.out).not.toContain('\u001B');
  expect(await interrupted()).toBe(0);
});

test('a running clock is followed without a gap and without a double', async () => {
  const { simulator } = await served({ clock: 'live:1000', events: 50_000 });
  const { url } = simulator;
  const { told, interrupted } = await watched('--url', url, '--json', '--only', 'events');
  await until(() => new Set(told().map(({ at }) => at.slice(0, 13))).size > 1 && told().length > 30);
  expect(await interrupted()).toBe(0);
  const ids = told().map(({ detail }) => JSON.stringify(detail.ids));
  const all = (await truth(url)).events.map((event) => JSON.stringify(event.ids));
  // In a list of some events those that came late stand first.
  const places = ids.map((id) => all.indexOf(id)).toSorted((one, other) => one - other);
  const [first = -1] = places;
  expect(first).toBeGreaterThan(0);
  expect(places).toEqual(places.map((_, at) => first + at));
});

test('lines for people have time, kind, severity and text, and only what was asked for', async () => {
  const { simulator } = await served();
  const { url } = simulator;
  simulator.faults.add({ match: { product: 'argus' }, effect: { error: 503 }, times: 1 });
  const { lines, interrupted } = await watched('--url', `${url}/_sim/`, '--only', 'requests');
  const whole = await watched('--url', url, '--only', 'alarms,steps');
  simulator.clock.advance('2h');
  await until(() => whole.lines().some((line) => / step {5}-/.test(line)));
  // Who watches meets no fault and stands in no journal.
  expect(simulator.journal.entries()).toEqual([]);
  expect((await askAs(url, simulator.argus.headers)).status).toBe(503);
  await until(() => lines().length > 0);
  expect(lines()[0]).toMatch(
    /^20\S+Z {2}request {2}- {9}503 GET \/events\/v1\/aggregated\?limit=1 {2}listAggregatedEvents {2}by \S+ {2}\d+ ms {2}met fault-1$/,
  );
  expect(whole.lines().some((line) => / (?:event|request) /.test(line.slice(0, 34)))).toBe(false);
  expect(whole.said.out).not.toContain('\u001B');
  expect([await interrupted(), await whole.interrupted()]).toEqual([0, 0]);
});

test('a reset and another scenario begin anew, from their present on', async () => {
  const { simulator } = await served();
  const { told, said, interrupted } = await watched('--url', simulator.url, '--json', '--only', 'events');
  simulator.clock.advance('1h');
  await until(() => told().length > 0);
  simulator.reset();
  await until(() => said.error.includes('another World is played'));
  const before = told().length;
  simulator.clock.advance('1h');
  await until(() => told().length > before);
  // What is lived again is told again.
  await until(() => told().length === 2 * before);
  expect(told().slice(before)).toEqual(told().slice(0, before));
  expect(await interrupted()).toBe(0);
});

test('a world on the server is watched at its own address', async () => {
  const { simulator } = await served();
  const world = simulator.world('mine', { seed: '7' });
  const { lines, interrupted } = await watched('--url', world.url, '--only', 'requests');
  await askAs(simulator.url, simulator.argus.headers, '&of=server');
  await askAs(world.url, world.argus.headers, '&of=mine');
  await until(() => lines().length > 0);
  expect(lines().join('\n')).toContain('of=mine');
  expect(lines().join('\n')).not.toContain('of=server');
  expect(await interrupted()).toBe(0);
});

test('a server that goes away is one line, and is watched again once it is back', async () => {
  const first = await served();
  const { url } = first.simulator;
  const { told, said, child, interrupted } = await watched('--url', url, '--json');
  await askAs(url, first.simulator.argus.headers);
  await until(() => told().length === 1);
  await first.close();
  await until(() => said.error.includes('trying again'));
  await pause(2500);
  expect(said.error.split('\n').filter((line) => line.includes('trying again'))).toHaveLength(1);
  expect(child.exitCode).toBeNull();
  const second = await served({ port: Number(new URL(url).port) });
  await until(() => said.error.includes('answers again'));
  await askAs(url, second.simulator.argus.headers);
  await until(() => told().length === 2);
  expect(await interrupted()).toBe(0);
});

test('what a client asks of a server that has just been started again is told too', async () => {
  const first = await served();
  const { url } = first.simulator;
  const { told, interrupted } = await watched('--url', url, '--json', '--only', 'requests');
  await askAs(url, first.simulator.argus.headers, '&of=first');
  await until(() => told().length === 1);
  await first.close();
  const second = await served({ port: Number(new URL(url).port) });
  await askAs(url, second.simulator.argus.headers, '&of=second');
  await until(() => told().length === 2);
  expect(told().map(({ detail }) => [detail.seq, detail.query.of])).toEqual([
    [1, 'first'],
    [1, 'second'],
  ]);
  expect(await interrupted()).toBe(0);
});

test('a reader that has seen enough is no fault', async () => {
  const { simulator } = await served();
  const { child, exit, said } = await watched('--url', simulator.url);
  child.stdout.destroy();
  simulator.clock.advance('2h');
  expect(await exit).toBe(0);
  expect(said.error.trim().split('\n')).toHaveLength(1);
});

const refused = (...flags: readonly string[]) => {
  const child = spawn(process.execPath, [program, 'watch', ...flags]);
  let error = '';
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  return new Promise<{ status: number | null; lines: readonly string[] }>((resolve) =>
    child.once('close', (status) => resolve({ status, lines: error.trim().split('\n') })),
  );
};

test('what is no simulator, or lets nobody in, is one line and exit 2', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const stranger = createHttpServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  await new Promise((resolve) => stranger.once('listening', resolve));
  const closed = await served({ control: false });
  const guarded = await served({ control: { token: 'open-sesame-open-sesame' } });
  const cases: readonly (readonly [flags: readonly string[], message: RegExp])[] = [
    [['--url', `http://127.0.0.1:${port}`], /nothing answers at http:\/\/127\.0\.0\.1:\d+: ECONNREFUSED/],
    [['--url', `127.0.0.1:${(stranger.address() as AddressInfo).port}`], /is no siem-sim/],
    [['--url', closed.simulator.url], /without a control plane/],
    [['--url', guarded.simulator.url], /say --token/],
    [['--url', guarded.simulator.url, '--token', 'other'], /say --token/],
    [['--url', 'ftp://example'], /--url must be an address/],
    [['--only', 'cases'], /It must be some of events, alarms, steps, requests/],
  ];
  for (const [flags, message] of cases) {
    const { status, lines } = await refused(...flags);
    expect([flags, status, lines.length]).toEqual([flags, 2, 1]);
    expect(lines[0]).toMatch(message);
  }
  const { interrupted } = await watched('--url', guarded.simulator.url, '--token', 'open-sesame-open-sesame');
  expect(await interrupted()).toBe(0);
});

test('the token comes from the environment too, and is in no line of help', () => {
  const { stdout } = spawnSync(process.execPath, [program, 'watch', '--help'], { encoding: 'utf8' });
  expect(stdout).toContain('SIEM_SIM_WATCH_TOKEN');
});
