import { get } from 'node:https';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished } from 'vitest';
import { createApp, startSimulator, UserError, type ServerOptions, type Simulator } from '../src/index.ts';

test('a simulator takes a free port, serves, and stops', async () => {
  const simulator = await startSimulator({ events: 20 });
  const [key] = simulator.keys;
  const answer = await fetch(`${simulator.url}/events/v1/aggregated?startTimestamp=0`, {
    headers: { 'Argus-API-Key': key?.value ?? '' },
  });
  expect(await answer.json()).toMatchObject({ responseCode: 200, count: 20 });
  await simulator.close();
  await expect(fetch(`${simulator.url}/health`)).rejects.toThrow();
});

test('simulators beside each other do not meet', async () => {
  const [one, two] = await Promise.all([startSimulator({ events: 3 }), startSimulator({ events: 5, seed: '2' })]);
  expect(one.url).not.toBe(two.url);
  expect([one.model.aggregated.length, two.model.aggregated.length]).toEqual([3, 5]);
  await Promise.all([one.close(), two.close()]);
});

test('it listens on IPv6 too', async () => {
  const simulator = await startSimulator({ events: 1, host: '::1' });
  expect(simulator.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await fetch(`${simulator.url}/health`)).status).toBe(200);
  await simulator.close();
});

test("a scenario that does not exist is the user's mistake", () => {
  expect(() => createApp({ scenario: 'nowhere' })).toThrow(UserError);
});

test('the application of the same options is the same World', () => {
  const [one, two] = [createApp({ events: 50, seed: 'x' }), createApp({ events: 50, seed: 'x' })];
  expect(two.model.aggregated).toEqual(one.model.aggregated);
  expect(two.keys).toEqual(one.keys);
});

/** Starts a simulator of a few events, stopped when the test ends. */
async function started(options: ServerOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ events: 30, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

const countOf = async (simulator: Pick<Simulator, 'argus'>, query = ''): Promise<number> => {
  const { url, headers } = simulator.argus;
  const answer = await fetch(`${url}/events/v1/aggregated?startTimestamp=0${query}`, { headers });
  return ((await answer.json()) as { count: number }).count;
};

test('ready addresses and headers reach both products', async () => {
  const { argus, usm, ...simulator } = await started();
  expect(await countOf({ argus })).toBe(30);
  const headers = { Authorization: `Bearer ${await usm.token()}` };
  expect((await fetch(`${usm.url}/alarms`, { headers })).status).toBe(200);
  const [, disabled] = simulator.clients;
  await expect(usm.token(disabled)).rejects.toThrow();
});

test('the clock is turned, and everything that tells time follows', async () => {
  const simulator = await started({ clock: 'frozen' });
  const { clock } = simulator;
  const began = clock.now();
  expect(began).toBe(simulator.model.end);
  clock.advance('1h');
  clock.advance(1000);
  clock.set(began + 7_200_000);
  expect(clock.now()).toBe(began + 7_200_000);
  const { url, headers } = simulator.argus;
  const answer = await fetch(`${url}/world/v1/time?timestring=-1hour`, { headers });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(String(began + 3_600_000))]);
  clock.resume(1000);
  expect(clock.speed()).toBe(1000);
  clock.freeze();
  expect(clock.now()).toBeGreaterThanOrEqual(began + 7_200_000);
  expect(() => clock.set(began)).toThrow(UserError);
  expect(() => clock.advance('soon')).toThrow(UserError);
  expect(() => clock.resume(0)).toThrow(UserError);
  simulator.reset();
  expect([clock.now(), clock.speed()]).toEqual([began, 0]);
});

test('a live clock runs from now, and the World ends there', async () => {
  const before = Date.now();
  const simulator = await started({ clock: 'live:60' });
  expect(simulator.model.end).toBeGreaterThan(before - 60_000);
  expect(simulator.model.end).toBeLessThanOrEqual(Date.now());
  const first = simulator.clock.now();
  expect(first).toBeGreaterThanOrEqual(before);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(simulator.clock.now() - first).toBeGreaterThanOrEqual(49 * 60);
});

test('events arrive while a live clock runs, in the worlds that it drives', async () => {
  const simulator = await started();
  const world = simulator.world('fast', { events: 10_000 });
  const before = await countOf(world);
  world.clock.advance('2h');
  expect(await countOf(world)).toBeGreaterThan(before);
  expect(await countOf(simulator)).toBe(30);
});

test.each(['yesterday', 'live:5000'])('a clock of %s is the user’s mistake', (clock) => {
  expect(() => createApp({ clock })).toThrow(UserError);
});

test('snapshots go from one simulator to another of the same World', async () => {
  const [one, other] = [await started(), await started()];
  one.clock.advance('30m');
  const snapshot = JSON.parse(JSON.stringify(one.snapshot()));
  other.restore(snapshot);
  expect([other.state.hash(), other.clock.now()]).toEqual([one.state.hash(), one.clock.now()]);
  const elsewhere = await started({ seed: 'other' });
  const before = elsewhere.state.hash();
  expect(() => elsewhere.restore(snapshot)).toThrow(UserError);
  expect(() => elsewhere.restore({ ...snapshot, version: '7.0.0' })).toThrow(/is of siem-sim 7\.0\.0/);
  expect(elsewhere.state.hash()).toBe(before);
});

test('another scenario is played on the same address, and a bad one leaves everything as it was', async () => {
  const simulator = await started();
  expect(() => simulator.play({ scenario: 'nowhere' })).toThrow(UserError);
  expect(await countOf(simulator)).toBe(30);
  simulator.play({ scenario: 'empty' });
  expect([simulator.model.scenario, await countOf(simulator)]).toEqual(['empty', 0]);
});

test('worlds are bounded, named, replaced by name, and gone when closed', async () => {
  const simulator = await started({ maxWorlds: 2 });
  const one = simulator.world();
  const again = simulator.world('again', { seed: 'x' });
  expect([one.name, again.model.seed]).toEqual(['world-1', 'x']);
  expect(() => simulator.world('third')).toThrow(/there are 2 worlds already/);
  expect(() => simulator.world('no/slash')).toThrow(UserError);
  again.clock.advance('1h');
  const fresh = simulator.world('again', { seed: 'x' });
  expect(fresh.clock.now()).toBe(fresh.model.end);
  await again.close();
  expect((await fetch(`${fresh.url}/health`)).status).toBe(200);
  await fresh.close();
  expect((await fetch(`${fresh.url}/health`)).status).toBe(404);
});

test('over TLS links are https, and the certificate is one to trust', async () => {
  const simulator = await started({ tls: true });
  const { url, certificate } = simulator;
  expect(url).toMatch(/^https:/);
  const asked = (path: string, headers: Record<string, string>): Promise<string> =>
    new Promise((resolve, reject) => {
      get(url + path, { ca: certificate ?? '', headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString())).once('end', () => resolve(text));
      }).once('error', reject);
    });
  expect(JSON.parse(await asked('/health', {}))).toMatchObject({ status: 'ok' });
  const page = JSON.parse(await asked('/api/2.0/alarms', { Authorization: `Bearer ${await simulator.usm.token()}` }));
  expect(page._links.self.href).toBe(`${url}/api/2.0/alarms`);
  await expect(startSimulator({ tls: { cert: '/nowhere.pem', key: '/nowhere.pem' } })).rejects.toThrow(
    'cannot read /nowhere.pem: ENOENT',
  );
  const own = fileURLToPath(import.meta.url);
  await expect(startSimulator({ tls: { cert: own, key: own } })).rejects.toThrow(
    /the certificate and key cannot be used/,
  );
});

test('closing lets what is in flight finish', async () => {
  const simulator = await startSimulator({ events: 30 });
  simulator.faults.add({ match: { product: 'argus' }, effect: { latency: 200 } });
  const answer = countOf(simulator);
  while (simulator.journal.entries().length === 0 && simulator.faults.list()[0]?.hits === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all([simulator.close(), expect(answer).resolves.toBe(30)]);
  await expect(fetch(`${simulator.url}/health`)).rejects.toThrow();
});
