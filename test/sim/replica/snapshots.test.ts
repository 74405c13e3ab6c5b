import { expect, test, vi } from 'vitest';
import { replica, type Replica } from '../../support/replicas.ts';
import { password, sessionOf, signed } from '../../products/argus/identity/client.ts';
import { memoryStore, StoreMemory } from '../../../src/store/memory.ts';

const options = { scenario: 'default', events: 2000 } as const;

const firstId = async ({ ask }: Replica): Promise<string> => {
  const { body } = await ask('/events/v2/event/search', {
    body: { limit: 1, type: ['aggregated'], customer: ['demo'] },
  });
  return body.data[0].id;
};

/** Some of all that can be kept. */
async function busy(one: Replica): Promise<void> {
  const id = await firstId(one);
  await one.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: 'kept' } });
  await one.control('PUT /_sim/snapshots/then');
  await one.control('POST /_sim/clock/advance', { by: '3h' });
  await one.control('POST /_sim/clock/resume', { speed: 1.37 });
  await one.ask('/authentication/v1/password/authentication', { key: null, body: password });
  await one.ask('/authentication/v1/password/authentication', { key: null, body: { ...password, password: 'wrong' } });
  await one.ask('/_sink/mine', { key: null, body: { hello: 1 } });
  const basic = Buffer.from('demo-client:demo-secret').toString('base64');
  await one.ask('/api/2.0/oauth/token?grant_type=client_credentials', {
    method: 'POST',
    key: null,
    headers: { Authorization: `Basic ${basic}` },
  });
  await one.control('POST /_sim/faults', { id: 'slow', match: { nth: { every: 2 } }, effect: { rateLimit: 50 } });
  await one.control('POST /_sim/faults', { id: 'old', effect: { stale: 'first' } });
  await one.ask('/authentication/v1/session', {
    headers: await signed(`${one.url}/authentication/v1/session`),
    key: null,
  });
  for (let turn = 0; turn < 5; turn++) await one.ask('/events/v1/aggregated?limit=2');
  await one.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: 'once more' } });
}

const told = async (one: Replica): Promise<unknown> => {
  const all = [];
  for (const path of ['', '/state', '/faults', '/journal', '/sinks/mine', '/snapshots', '/snapshots/then'])
    all.push((await one.control(`GET /_sim${path}`)).body);
  return JSON.parse(JSON.stringify(all, (name, value) => (['clock', 'now', 'instant'].includes(name) ? 0 : value)));
};

test('a replica that begins with a snapshot is as one that has carried out all', async () => {
  const memory = new StoreMemory();
  vi.stubEnv('SIEM_SIM_TEST_SNAPSHOT_EVERY', '7');
  const one = await replica(memoryStore(memory), options);
  await busy(one);
  expect(memory.streams.get('w/#0')?.snapshot?.seq).toBeGreaterThan(7);
  const other = await replica(memoryStore(memory), options);
  expect(await told(other)).toEqual(await told(one));
  // What either does from now on is the same for both.
  await other.ask('/events/v1/aggregated?limit=2');
  await busy(other);
  expect(await told(one)).toEqual(await told(other));
});

test('all that is served goes on after the last replica has ended', async () => {
  const memory = new StoreMemory();
  const one = await replica(memoryStore(memory), options);
  const opened = await one.ask('/authentication/v1/password/authentication', { key: null, body: password });
  const { bearer } = sessionOf(opened.body.data);
  const made = await one.control('PUT /_sim/worlds/mine', { scenario: 'empty' });
  await one.simulator.close();
  const other = await replica(memoryStore(memory), options);
  expect((await other.ask('/authentication/v1/session', { key: null, headers: bearer })).status).toBe(200);
  expect((await other.ask('/authentication/v1/session', { key: made.body.keys[0].value })).status).toBe(200);
});
