import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';

const aggregated = {
  id: { customer: 'demo', type: 'aggregated' },
  signature: 'SNORT-1:41336',
  severity: 'high',
  count: 4,
  location: 'demo-stavanger',
  protocol: 'tcp',
  source: { ip: '10.5.1.77', port: 50_000 },
  destination: { ip: '203.0.113.200', port: 80, geoLocation: { countryCode: 'NO', latitude: 59.9, longitude: 10.7 } },
  properties: { 'http.method': ['POST'], multi: ['a', 'b'] },
  uri: '/submitted',
  fqdn: 'submitted.example',
  associatedCaseID: 12342345,
};

test('a submitted event is created, and every read of both versions has it', async () => {
  const { ask, search } = await service();
  const created = await ask('/events/v2/event', { body: aggregated });
  expect([created.status, created.responseCode, created.data]).toEqual([
    200,
    200,
    { id: expect.stringMatching(/^AGGR\/\d+\/2171\//), status: 'accepted', message: null },
  ]);
  const { id } = created.data;
  const v1 = await ask(`/events/v1/${id}`);
  expect(v1.data).toMatchObject({
    count: 4,
    severity: 'high',
    uri: '/submitted',
    domain: { fqdn: 'submitted.example' },
    properties: { 'http.method': 'POST', multi: 'a,b' },
    location: { shortName: 'demo-stavanger' },
    attackInfo: { signature: 'SNORT-1:41336', alarmID: 58_129 },
    associatedCase: { id: 12342345 },
  });
  expect(v1.data.flags).toEqual(expect.arrayContaining(['SOURCE_IS_CUSTOMERNET', 'NOTIFIED', 'MISSING_TIMESTAMP']));
  const found = await search({ ip: ['10.5.1.77'], destinationGeoCountry: ['NO'], domain: ['submitted.example'] });
  expect(found.data.map((event) => event.id)).toEqual([id]);
  const newest = await search({ limit: 1, sortBy: ['-timestamp'] });
  expect(newest.data[0].id).toBe(id);
  const lineage = await ask(`/events/v2/event/${id}/lineage?sortBy=createdTimestamp`);
  expect(lineage.data[0]).toMatchObject({ type: 'created', createdByUser: { shortName: 'all-access' } });
});

test('a submitted raw event is among the raw events, and no aggregate', async () => {
  const { ask, search, searchRaw } = await service();
  const { data } = await ask('/events/v2/event', {
    body: { id: { customer: 2171, type: 'raw' }, signature: 'MINE-1' },
  });
  expect((await searchRaw({ signature: ['MINE-1'] })).data.map((event) => event.id)).toEqual([data.id]);
  expect((await search({ signature: ['MINE-1'] })).count).toBe(0);
  expect((await ask(`/events/v1/${data.id}`)).data.attackInfo).toMatchObject({ alarmID: 0, signature: 'MINE-1' });
});

test('an event of the past takes its place in every order', async () => {
  const { ask, search } = await service();
  const { data: all } = await search({ limit: 0, sortBy: ['timestamp'] });
  const between = Math.floor((all[10].timestamp + all[11].timestamp) / 2);
  const { data } = await ask('/events/v2/event', {
    body: { ...aggregated, id: { ...aggregated.id, timestamp: between } },
  });
  const after = await search({ limit: 3, offset: 10, sortBy: ['timestamp'] });
  expect(after.data.map((event) => event.id)).toEqual([all[10].id, data.id, all[11].id]);
  const bounded = await search({ startTimestamp: between, endTimestamp: between, timeFieldStrategy: ['timestamp'] });
  expect(bounded.data.map((event) => event.id)).toEqual([data.id]);
});

test('a time in the future is cut to now and flagged', async () => {
  const { ask, world } = await service();
  const { data } = await ask('/events/v2/event', {
    body: { ...aggregated, id: { ...aggregated.id, timestamp: world.end + 5000 } },
  });
  const event = await ask(`/events/v2/event/${data.id}`);
  expect(event.data.timestamps.created).toBe(world.end);
  expect(event.data.flags).toContain('clockOutOfSync');
});

test('what was submitted can be assessed, and a reset takes it away', async () => {
  const { ask, state } = await service();
  const { data } = await ask('/events/v2/event', { body: aggregated });
  const assessed = await ask(`/events/v2/event/${data.id}/assess`, {
    method: 'PUT',
    body: { newSeverity: 'low', comment: 'mine' },
  });
  expect(assessed.data.severity).toBe('low');
  state.reset();
  expect((await ask(`/events/v1/${data.id}`)).status).toBe(404);
});

test('dictionaries that grew are forgotten with a reset, and other entries may take their place', async () => {
  const { ask, state } = await service();
  const submit = async (signature: string, uri: string) =>
    (await ask('/events/v2/event', { body: { ...aggregated, signature, uri } })).data.id as string;
  await submit('FIRST-1', '/first');
  state.reset();
  const id = await submit('SECOND-1', '/second');
  expect((await ask(`/events/v1/${id}`)).data).toMatchObject({ uri: '/second', attackInfo: { signature: 'SECOND-1' } });
});

test.each([
  ['a count of nothing', { count: 0 }, 'count'],
  ['a raw event of many', { id: { customer: 'demo', type: 'raw' }, count: 2, associatedCaseID: 0 }, 'count'],
  ['an unknown location', { location: 'nowhere' }, 'location'],
  ['a case of another customer', { associatedCaseID: 12342402 }, 'associatedCaseID'],
  ['a flag of an intruder', { flags: ['INTRUDER_IS_CUSTOMERNET'] }, 'flags'],
  ['a flag of later', { flags: ['NOTIFIED_UNPUBLISHED'] }, 'flags'],
  [
    'a sub-event of another customer',
    { subEvents: [`NIDS/1/204/${'0'.repeat(8)}-1111-4111-8111-111111111111`] },
    'subEvents',
  ],
  ['a sub-event that is no id', { subEvents: ['7'] }, 'subEvents'],
  ['another domain', { id: { customer: 'demo', customerDomain: 'ELSEWHERE' } }, 'id.customerDomain'],
  ['an address that is none', { source: { ip: '300.1.1.1' } }, 'source.ip'],
  ['times the wrong way round', { startTimestamp: 2000, endTimestamp: 1000 }, 'endTimestamp'],
  ['an unknown member', { colour: 'red' }, 'colour'],
])('%s is refused with 412', async (_, change, field) => {
  const { ask } = await service();
  const answer = await ask('/events/v2/event', { body: { ...aggregated, ...change } });
  expect([answer.status, answer.messages.map((message) => message.field)]).toEqual([
    412,
    expect.arrayContaining([field]),
  ]);
});

test('an id of other parts than the event of its UUID has is refused, and a customer that the caller may not see with 403', async () => {
  const { ask, search } = await service();
  const { data } = await search({ limit: 1, customer: ['demo'] });
  const [, timestamp, , uuid] = data[0].id.split('/');
  for (const [id, field] of [
    [{ customer: 'bank', uuid }, 'id.customer'],
    [{ customer: 'demo', type: 'raw', uuid }, 'id.type'],
    [{ customer: 'demo', timestamp: Number(timestamp) - 1, uuid }, 'id.timestamp'],
  ] as const) {
    const taken = await ask('/events/v2/event', { body: { id, signature: 'MINE-1' } });
    expect([taken.status, taken.messages[0]?.field]).toEqual([412, field]);
  }
  const foreign = await ask('/events/v2/event', { key: '1/4/bankonlykey', body: aggregated });
  expect(foreign.status).toBe(403);
});

const mixed = [aggregated, { ...aggregated, count: 0 }, { ...aggregated, id: { customer: 'nobody', type: 'raw' } }];

test('rejectAll, the default, accepts nothing when one event is wrong', async () => {
  const { ask, search } = await service();
  const { status, data, messages } = await ask('/events/v2/event/bulk', { body: { events: mixed } });
  expect([status, data, messages.map(({ field }) => field)]).toEqual([412, null, ['events[1].count']]);
  const denied = await ask('/events/v2/event/bulk', { body: { events: [mixed[0], mixed[2]] } });
  expect(denied.status).toBe(403);
  expect((await search({ domain: ['submitted.example'] })).count).toBe(0);
});

test('dropInvalid accepts those that are right and says what is wrong with the others', async () => {
  const { ask, search } = await service();
  const { data } = await ask('/events/v2/event/bulk', { body: { events: mixed, onError: 'dropInvalid' } });
  expect([data.accepted, data.rejected]).toEqual([1, 2]);
  expect(data.events[1]).toMatchObject({ id: null, status: 'rejected', message: expect.stringContaining('count') });
  const found = await search({ domain: ['submitted.example'] });
  expect(found.data.map((event) => event.id)).toEqual([data.events[0].id]);
});
