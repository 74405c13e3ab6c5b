import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

const uuid = '11111111-1111-4111-8111-111111111111';
const given = {
  id: { customer: 'demo', type: 'aggregated', timestamp: 1_793_000_000_000, uuid },
  signature: 'MINE-1',
  severity: 'high',
  count: 4,
  flags: ['ESTABLISHED', 'BLOCKED'],
  properties: { colour: ['red'], size: ['1'] },
  source: { ip: '198.18.0.1', port: 5000 },
  uri: '/first',
} as const;

const submit = ({ ask }: Service, more: object) => ask('/events/v2/event', { body: { id: given.id, ...more } });
const first = async (simulator: Service, more: object = {}): Promise<string> =>
  (await submit(simulator, { ...given, ...more })).data.id;
const read = async ({ ask }: Service, id: string) => (await ask(`/events/v1/${id}`)).data;

test("nothing is required: the service gives an id, and the caller's customer is that of the event", async () => {
  const simulator = await service();
  const { ask, search } = simulator;
  const { status, data } = await ask('/events/v2/event', { body: {} });
  expect([status, data.status, data.message]).toEqual([200, 'accepted', null]);
  const event = await read(simulator, data.id);
  expect(event).toMatchObject({ id: data.id, severity: 'low', count: 1 });
  expect(event.flags).toContain('MISSING_TIMESTAMP');
  expect((await search({ eventIdentifier: [data.id] })).count).toBe(1);
  const narrow = await ask('/events/v2/event', { key: '1/4/bankonlykey', body: {} });
  expect(narrow.status).toBe(403);
});

test('the same id again is the same event: flags are added, properties overwritten, the rest kept or replaced', async () => {
  const simulator = await service();
  const { ask, search } = simulator;
  const id = await first(simulator, { flags: ['ESTABLISHED'] });
  const before = await read(simulator, id);
  const again = await submit(simulator, {
    flags: ['AUTO_REPORT', 'EVENT_FROM_RESTRICTED_IT_ENVIRONMENT'],
    properties: { colour: ['blue'], shape: ['round'] },
    uri: '/second',
  });
  expect(again.data).toEqual({ id, status: 'accepted', message: null });
  const after = await read(simulator, id);
  expect(after).toMatchObject({
    severity: 'high',
    count: 4,
    uri: '/second',
    properties: { colour: 'blue', size: '1', shape: 'round' },
    source: before.source,
    attackInfo: before.attackInfo,
    timestamp: given.id.timestamp,
  });
  expect(after.flags).toEqual(
    expect.arrayContaining(['ESTABLISHED', 'AUTO_REPORT', 'EVENT_FROM_RESTRICTED_IT_ENVIRONMENT']),
  );
  expect(after.lastUpdatedTimestamp).toBeGreaterThan(before.lastUpdatedTimestamp);
  expect((await search({ signature: ['MINE-1'] })).count).toBe(1);
  expect((await search({ properties: { colour: 'blue' } })).data.map((event) => event.id)).toEqual([id]);
  expect((await search({ properties: { colour: 'red' } })).data).toEqual([]);
  const lineage = await ask(`/events/v2/event/${id}/lineage?sortBy=createdTimestamp`);
  expect(lineage.data.map(({ type }: { type: string }) => type).slice(0, 2)).toEqual(['created', 'updated']);
});

test('an id without its other parts is enough to update, and severity and count change when they are given', async () => {
  const simulator = await service();
  const id = await first(simulator);
  const again = await simulator.ask('/events/v2/event', { body: { id: { uuid }, severity: 'critical', count: 9 } });
  expect(again.data.id).toBe(id);
  expect(await read(simulator, id)).toMatchObject({ severity: 'critical', count: 9 });
});

test.each(['flag', 'member'])('what is finalized by its %s stays as it is', async (way) => {
  const simulator = await service();
  const id = await first(simulator);
  await submit(simulator, way === 'flag' ? { flags: ['FINALIZED'] } : { finalized: 'True' });
  const before = await simulator.ask(`/events/v1/${id}`);
  expect(before.data.flags).toContain('FINALIZED');
  const late = await submit(simulator, { severity: 'low', properties: { colour: ['blue'] }, flags: ['AUTO_REPORT'] });
  expect(late.data).toEqual({ id, status: 'accepted', message: expect.stringContaining('finalized') });
  expect((await simulator.ask(`/events/v1/${id}`)).text).toBe(before.text);
});

test('a flag that old and new members differ in holds in part, and what was acknowledged is so in part when more comes', async () => {
  const simulator = await service();
  const { ask } = simulator;
  const id = await first(simulator);
  await submit(simulator, { flags: [], properties: {}, subEvents: [] });
  expect((await read(simulator, id)).flags).toContain('BLOCKED');
  await submit(simulator, { flags: ['ESTABLISHED'] });
  const { flags } = await read(simulator, id);
  expect(flags).toContain('PARTIALLY_BLOCKED');
  expect(flags).not.toContain('BLOCKED');
  await ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: {} });
  await submit(simulator, { properties: { more: ['1'] } });
  const later = (await read(simulator, id)).flags;
  expect(later).toContain('PARTIALLY_ACKNOWLEDGED');
  expect(later).not.toContain('ACKNOWLEDGED');
});

test('user and host of an end are those that were submitted, until the end is submitted again', async () => {
  const simulator = await service();
  const end = { ip: '198.18.0.1', port: 5000, user: 'alice', host: 'laptop.example' };
  const id = await first(simulator, { source: end });
  const ends = async () => (await simulator.ask(`/events/v2/event/${id}`)).data;
  expect((await ends()).source).toMatchObject({
    address: '198.18.0.1',
    port: 5000,
    user: 'alice',
    host: 'laptop.example',
  });
  await submit(simulator, { destination: { ip: '198.18.0.2', host: 'server.example' } });
  expect(await ends()).toMatchObject({
    source: { user: 'alice' },
    destination: { host: 'server.example', user: null },
  });
  await submit(simulator, { source: { ip: '198.18.0.3' } });
  expect((await ends()).source).toMatchObject({ address: '198.18.0.3', user: null, host: null });
});

test('sub-events are added once, and may not exist yet', async () => {
  const simulator = await service();
  const parts = ['2', '3'].map((digit) => `NIDS/1/2171/${digit}2222222-1111-4111-8111-111111111111`);
  const id = await first(simulator, { subEvents: parts.slice(0, 1) });
  await submit(simulator, { subEvents: parts });
  expect((await read(simulator, id)).detailedEventIDS).toEqual(parts);
  const v2 = await simulator.ask(`/events/v2/event/${id}?includeSubEvents=true`);
  expect(v2.data.subEvents).toEqual(parts);
});

test('a raw event is updated too, and only its own flags, severity and properties of one that nobody submitted', async () => {
  const simulator = await service();
  const { ask, searchRaw, search } = simulator;
  const raw = { customer: 'demo', type: 'raw', uuid };
  const { data } = await ask('/events/v2/event', { body: { id: raw, signature: 'MINE-2', flags: ['ESTABLISHED'] } });
  await ask('/events/v2/event', { body: { id: raw, flags: ['AUTO_REPORT'], severity: 'critical' } });
  const [event] = (await searchRaw({ signature: ['MINE-2'] })).data;
  expect([event.id, event.severity]).toEqual([data.id, 'critical']);
  expect(event.flags).toEqual(expect.arrayContaining(['ESTABLISHED', 'AUTO_REPORT']));
  const open = (await search({ customer: ['demo'], excludeFlags: ['FINALIZED', 'SNAPSHOT'], limit: 1 })).data[0];
  const [, timestamp, , own] = open.id.split('/');
  const id = { customer: 2171, type: 'aggregated', timestamp: Number(timestamp), uuid: own };
  const update = { id, signature: 'MINE-3', properties: { colour: ['red'] }, flags: ['AUTO_REPORT'] };
  expect((await ask('/events/v2/event', { body: update })).data.id).toBe(open.id);
  const after = await read(simulator, open.id);
  expect([after.attackInfo, after.properties.colour]).toEqual([open.attackInfo, 'red']);
  expect(after.flags).toContain('AUTO_REPORT');
});

test('one request may bring an event twice: the second updates the first', async () => {
  const simulator = await service();
  const events = [given, { id: given.id, properties: { colour: ['green'] } }];
  const { status, data } = await simulator.ask('/events/v2/event/bulk', { body: { events } });
  expect([status, data.accepted, data.rejected]).toEqual([200, 2, 0]);
  expect(data.events[0].id).toBe(data.events[1].id);
  expect((await read(simulator, data.events[0].id)).properties).toMatchObject({ colour: 'green', size: '1' });
  expect((await simulator.search({ signature: ['MINE-1'] })).count).toBe(1);
});

test('keys and values are cut, and of keys that are then equal one wins', async () => {
  const simulator = await service();
  const key = 'k'.repeat(50);
  const id = await first(simulator, { properties: { [`${key}1`]: ['one'], [`${key}2`]: ['v'.repeat(2000)] } });
  const { properties } = await read(simulator, id);
  expect(Object.keys(properties).filter((name) => name.startsWith('kk'))).toEqual([key]);
  expect(properties[key]).toBe('v'.repeat(1024));
});

test('concurrent submissions get ids of their own, and of one id they make one event', async () => {
  const simulator = await service();
  const { ask, search } = simulator;
  const many = await Promise.all(
    Array.from({ length: 20 }, () => ask('/events/v2/event', { body: { signature: 'N' } })),
  );
  expect(new Set(many.map(({ data }) => data.id)).size).toBe(20);
  await Promise.all(Array.from({ length: 20 }, () => submit(simulator, given)));
  expect((await search({ signature: ['MINE-1'] })).count).toBe(1);
});

test('a snapshot of the state brings submissions and their updates back, and a reset takes them away', async () => {
  const simulator = await service();
  const { state } = simulator;
  const id = await first(simulator);
  await submit(simulator, { properties: { colour: ['blue'] }, flags: ['AUTO_REPORT'], uri: '/second' });
  const before = (await simulator.ask(`/events/v1/${id}`)).text;
  const [hash, snapshot] = [state.hash(), JSON.parse(JSON.stringify(state.snapshot()))];
  state.reset();
  expect((await simulator.ask(`/events/v1/${id}`)).status).toBe(404);
  state.restore(snapshot);
  expect([(await simulator.ask(`/events/v1/${id}`)).text, state.hash()]).toEqual([before, hash]);
});
