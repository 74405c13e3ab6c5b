/** Quotas over HTTP: each is refused in the words of whoever is asked, can be set, and is told by the metrics. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { quotaNames, type QuotaLimits, type QuotaName } from '../../src/kernel/quota.ts';
import { service } from '../support/service.ts';
import { controlled } from '../support/control.ts';
import { labelId, tenant } from '../products/usm/support.ts';
import { logIn } from '../products/argus/identity/client.ts';

const argus = { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' };

const limited = (quotas: QuotaLimits) => service({ events: 100, quotas });
const note = { criteria: { startTimestamp: 0, limit: 1 }, update: { comment: 'Seen.' } };
type Service = Awaited<ReturnType<typeof limited>>;
const assess = ({ ask }: Service) => ask('/events/v1/aggregated/bulk', { method: 'PUT', body: note });

/** What the metrics say is used of a quota. */
async function used({ url }: { readonly url: string }, name: QuotaName): Promise<number> {
  const text = await (await fetch(`${url}/_sim/metrics`)).text();
  return Number(new RegExp(`^siem_sim_quota_used\\{name="${name}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
}

const refused = {
  status: 402,
  messages: [{ message: 'Resource limit exceeded', messageTemplate: 'resource.limit.exceeded', type: 'ACTION_ERROR' }],
};

test('a world keeps so many writes; Argus refuses more as it refuses what exceeds a limit, and a reset makes room', async () => {
  const world = await limited({ commands: 2 });
  expect([(await assess(world)).status, (await assess(world)).status]).toEqual([200, 200]);
  expect(await assess(world)).toMatchObject(refused);
  expect(await used(world, 'commands')).toBe(2);
  world.reset();
  expect((await assess(world)).status).toBe(200);
});

test('USM Anywhere refuses a write for which there is no room as one that is not available', async () => {
  const { ask } = await tenant('documented', { events: 300, quotas: { commands: 1 } });
  const { uuid } = (await ask('/alarms?size=1')).json._embedded.alarms[0];
  const label = () => ask(`/alarms/${uuid}/labels/${labelId}`, { method: 'PUT' });
  expect((await label()).status).toBe(200);
  expect(await label()).toMatchObject({ status: 503, json: { result: 'failure', error: 'Service Unavailable' } });
});

test('a world keeps so many bytes of writes and of what they changed', async () => {
  const world = await limited({ 'state-bytes': 10_000 });
  const long = { ...note, update: { comment: 'x'.repeat(4000) } };
  const write = () => world.ask('/events/v1/aggregated/bulk', { method: 'PUT', body: long });
  expect([(await write()).status, (await write()).status]).toEqual([200, 200]);
  expect(await write()).toMatchObject(refused);
  expect(await used(world, 'state-bytes')).toBeGreaterThan(8000);
});

test('so many events are submitted, and no more', async () => {
  const world = await limited({ 'submitted-events': 2 });
  const submit = (count: number) =>
    world.ask('/events/v2/event/bulk', { body: { events: Array.from({ length: count }, () => ({})) } });
  expect((await submit(3)).status).toBe(402);
  expect((await submit(2)).status).toBe(200);
  expect((await world.ask('/events/v2/event', { body: {} })).status).toBe(402);
  expect(await used(world, 'submitted-events')).toBe(2);
});

test('the oldest session makes room', async () => {
  const world = await limited({ sessions: 1 });
  const [first, second] = [await logIn(world), await logIn(world)];
  const status = async ({ bearer }: typeof first): Promise<number> =>
    (await world.ask('/events/v1/aggregated', { key: null, headers: bearer })).status;
  expect([await status(first), await status(second)]).toEqual([401, 200]);
  expect(await used(world, 'sessions')).toBe(1);
});

test('so many API keys are made, and no more', async () => {
  const world = await limited({ 'api-keys': 1 });
  const { bearer } = await logIn(world);
  const make = () => world.ask('/authentication/v1/apikey', { key: null, headers: bearer, body: { description: 'x' } });
  expect([(await make()).status, (await make()).status]).toEqual([201, 402]);
  expect(await used(world, 'api-keys')).toBe(1);
});

test('so many bytes are attached, and no more', async () => {
  const world = await limited({ 'upload-bytes': 10 });
  const [entry] = world.world.cases;
  const attach = () =>
    world.ask(`/cases/v2/case/${entry?.id}/attachments`, {
      body: { name: 'a.txt', mimeType: 'text/plain', data: Buffer.from('12345678').toString('base64') },
    });
  expect([(await attach()).status, (await attach()).status]).toEqual([201, 412]);
  expect(await used(world, 'upload-bytes')).toBe(8);
});

test('so many snapshots are kept, and so many bytes of them', async () => {
  const few = await controlled({ quotas: { snapshots: 1 } });
  expect((await few.tell('PUT', '/_sim/snapshots/one')).status).toBe(201);
  expect((await few.tell('PUT', '/_sim/snapshots/one')).status).toBe(200);
  expect((await few.tell('PUT', '/_sim/snapshots/two')).json).toMatchObject({
    status: 409,
    type: 'urn:problem-type:siem-sim:too-many',
  });
  const small = await controlled({ quotas: { 'snapshot-bytes': 1 } });
  await fetch(`${small.url}/events/v1/aggregated/bulk`, { method: 'PUT', headers: argus, body: JSON.stringify(note) });
  expect((await small.tell('PUT', '/_sim/snapshots/one')).status).toBe(409);
});

test('a state with more than may be kept is not imported', async () => {
  const from = await controlled();
  for (let count = 0; count < 2; count++)
    await fetch(`${from.url}/events/v1/aggregated/bulk`, { method: 'PUT', headers: argus, body: JSON.stringify(note) });
  const state = (await from.tell('GET', '/_sim/state')).json;
  const into = await controlled({ quotas: { commands: 1 } });
  const { status, json } = await into.tell('PUT', '/_sim/state', state);
  expect([status, json.type]).toEqual([422, 'urn:problem-type:siem-sim:bad-state']);
  expect(json.detail).toContain('no more than 1 commands');
  expect((await into.tell('GET', '/_sim')).json.counts.commands).toBe(0);
});

test('the journal keeps so many bytes; the oldest make room', async () => {
  const { url, tell } = await controlled({ quotas: { 'journal-bytes': 3000 } });
  for (let count = 0; count < 40; count++)
    await (await fetch(`${url}/events/v1/aggregated`, { headers: argus })).text();
  const { entries, forgotten } = (await tell('GET', '/_sim/journal')).json;
  expect([entries.length + forgotten, forgotten > 0]).toEqual([40, true]);
  expect(await used({ url }, 'journal-bytes')).toBeLessThanOrEqual(3000);
});

test('a world that keeps more than its even share of a full server is refused, and another is not', async () => {
  const server = await service({ events: 100, quotas: { 'server-state-bytes': 8000 } });
  const other = server.ownWorld('other');
  const write = (url: string, key: string) =>
    fetch(`${url}/events/v1/aggregated/bulk`, {
      method: 'PUT',
      headers: { ...argus, 'Argus-API-Key': key },
      body: JSON.stringify({ ...note, update: { comment: 'x'.repeat(3000) } }),
    });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count++) statuses.push((await write(server.url, '1/2/mysecretapikey')).status);
  expect(statuses).toEqual([200, 200, 200, 402]);
  expect((await write(other.url, '1/2/mysecretapikey')).status).toBe(200);
  expect(await used(server, 'server-state-bytes')).toBeGreaterThan(8000);
});

test('so many listeners follow a journal, and one that does not read is cut off', async () => {
  const { url, tell } = await controlled({ quotas: { listeners: 1, 'listener-bytes': 4000 } });
  const { hostname, port } = new URL(url);
  const listener = connect(Number(port), hostname);
  listener.write(`GET /_sim/journal/stream HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
  await new Promise((resolve) => listener.once('data', resolve));
  listener.pause();
  expect((await tell('GET', '/_sim/journal/stream')).status).toBe(503);
  expect(await used({ url }, 'listeners')).toBe(1);
  const body = JSON.stringify({ text: 'x'.repeat(100_000) });
  for (let count = 0; (await used({ url }, 'listeners')) > 0; count++) {
    expect(count).toBeLessThan(1000);
    await (await fetch(`${url}/events/v1/aggregated/search`, { method: 'POST', headers: argus, body })).text();
  }
  listener.destroy();
});

test('the metrics tell of each quota how much may be kept, and how much is', async () => {
  const { url } = await controlled({ quotas: { commands: 7 } });
  const text = await (await fetch(`${url}/_sim/metrics`)).text();
  for (const name of quotaNames) {
    expect(text).toMatch(new RegExp(`^siem_sim_quota\\{name="${name}"\\} \\d+$`, 'm'));
    expect(text).toMatch(new RegExp(`^siem_sim_quota_used\\{name="${name}"\\} \\d+$`, 'm'));
  }
  expect(text).toContain('siem_sim_quota{name="commands"} 7\n');
});
