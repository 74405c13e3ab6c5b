/** The tenant follows what people do in Argus: events that they submit, and what they make of events. */
import { tenantOf } from '../../../src/products/usm/records/tenant.ts';
import { expect, test } from 'vitest';
import {
  conforms,
  dialects,
  followed,
  good,
  idOf,
  itemsOf,
  restricted,
  tenant,
  type Dialect,
  type Tenant,
} from './support.ts';

const submitted = {
  id: { customer: 'demo', type: 'aggregated' },
  signature: 'SNORT-1:41336',
  severity: 'high',
  count: 4,
  location: 'demo-stavanger',
  protocol: 'tcp',
  source: { ip: '10.5.1.77', port: 50_000 },
  destination: { ip: '203.0.113.200', port: 80 },
  properties: { 'http.method': ['POST'] },
  uri: '/submitted',
  fqdn: 'submitted.example',
};

/** A tenant with the Argus of the same World beside it. */
async function both(dialect: Dialect) {
  const usm = await tenant(dialect);
  const argus = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await fetch(usm.url + path, {
      method,
      headers: { 'Argus-API-Key': '1/2/mysecretapikey', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json = (await response.json()) as any;
    expect([200, 201]).toContain(json.responseCode);
    return json.data;
  };
  const submit = async (event: object = {}): Promise<string> =>
    (await argus('POST', '/events/v2/event', { ...submitted, ...event })).id;
  return { ...usm, argus, submit };
}

const total = async ({ ask }: Pick<Tenant, 'ask'>, path: string): Promise<number> =>
  (await ask(path)).json.page.totalElements;

test.each(dialects)('a submitted event is an alarm with its events at once, in the %s dialect', async (dialect) => {
  const world = await both(dialect);
  const before = [await total(world, '/alarms'), await total(world, '/events')];
  await world.submit();
  expect([await total(world, '/alarms'), await total(world, '/events')]).toEqual([before[0]! + 1, before[1]! + 4]);
  const [newest] = itemsOf(await world.ask('/alarms?size=1'));
  const { json: alarm } = await world.ask(`/alarms/${idOf(newest)}`);
  conforms(`${dialect}/alarm`, alarm);
  expect(alarm).toMatchObject({
    status: 'open',
    priority_label: 'high',
    suppressed: false,
    alarm_events_count: 4,
    alarm_source_names: ['host-10-5-1-77'],
    alarm_destination_names: ['203.0.113.200'],
    alarm_labels: [],
  });
  const events = await Promise.all(alarm.packet_data.map((uuid: string) => world.ask(`/events/${uuid}`)));
  expect(events).toHaveLength(4);
  for (const { status, json: event } of events) {
    expect(status).toBe(200);
    conforms(`${dialect}/event`, event);
    expect(event).toMatchObject({
      source_address: '10.5.1.77',
      in_alarms: [alarm.uuid],
      event_subcategory: 'andr-trojan-sysch',
    });
    expect(event.request_url).toBe('http://submitted.example/submitted');
  }
});

test('it takes its place in every order, filter and page, and the links lead to it', async () => {
  const world = await both('live');
  const all = await followed(world, '/alarms?size=700');
  const between = Number(all[40].timestamp_occured);
  await world.submit({ id: { ...submitted.id, timestamp: between - 1 } });
  const now = await followed(world, '/alarms?size=700');
  const times = now.map((alarm) => Number(alarm.timestamp_occured));
  expect(times).toEqual([...times].sort((one, other) => other - one));
  const known = new Set(all.map(({ uuid }) => uuid));
  const added = now.filter(({ uuid }) => !known.has(uuid));
  expect([now.length, added.length]).toEqual([all.length + 1, 1]);
  const [{ uuid, sensor_uuid: sensor, rule_method: method }] = added;
  const queries = [
    `timestamp_occured_gte=${between - 1}&timestamp_occured_lte=${between - 1}`,
    'status=open',
    'priority_label=high',
    `rule_method=${encodeURIComponent(method)}`,
    `alarm_sensor_sources=${sensor}`,
    'suppressed=false',
  ];
  for (const query of queries)
    expect([query, (await followed(world, `/alarms?${query}&size=2000`)).some((alarm) => alarm.uuid === uuid)]).toEqual(
      [query, true],
    );
  expect((await followed(world, '/alarms?status=closed&size=2000')).some((alarm) => alarm.uuid === uuid)).toBe(false);
  for (const field of ['timestamp_occured', 'timestamp_received', 'priority', 'status', 'event_name', 'source_name']) {
    const up = (await followed(world, `/alarms?sort=${field},asc&size=2000`)).map((alarm) => alarm.uuid);
    const down = (await followed(world, `/alarms?sort=${field},desc&size=2000`)).map((alarm) => alarm.uuid);
    expect([field, up.length, new Set(up).has(uuid)]).toEqual([field, now.length, true]);
    expect(down).toEqual(up.reverse());
  }
});

test('nothing is known before it happened or after it was submitted, and it never changes', async () => {
  const world = await both('live');
  const { end } = world.world;
  const day = 86_400_000;
  const timesOf = (record: any): number[] =>
    ['occured', 'received', 'arrived', 'to_storage'].map((name) => Number(record[`timestamp_${name}`]));
  const alarmOf = async (address: string, begun: number, more: object): Promise<any> => {
    await world.submit({ id: { ...submitted.id, timestamp: begun }, source: { ip: address }, count: 40, ...more });
    const found = itemsOf(await world.ask(`/alarms?timestamp_occured_gte=${begun}&size=2000`));
    const alarm = found.find(({ alarm_source_names: names }) => names[0] === `host-${address.replaceAll('.', '-')}`);
    for (const times of [alarm, ...alarm.events.map(({ message }: any) => message)].map(timesOf)) {
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times[3]).toBeLessThanOrEqual(end + 10);
    }
    return alarm;
  };
  const late = await alarmOf('10.5.1.77', end - 3 * day, { endTimestamp: end - 3 * day + 60_000 });
  expect(timesOf(late)[1]).toBeGreaterThan(end - 60_000);
  const unended = await alarmOf('10.5.1.78', end - 3 * day, { endTimestamp: end + day });
  for (const { uuid, events } of [late, unended])
    expect((await world.ask(`/alarms/${uuid}`)).json.events).toEqual(events.map(({ message }: any) => message));
});

test('a reset takes it away again, and a restore brings the same one back', async () => {
  const world = await both('live');
  const first = (await world.ask('/alarms?size=50')).text;
  await world.submit();
  const then = (await world.ask('/alarms?size=50')).text;
  const snapshot = world.state.snapshot();
  const [{ uuid }] = itemsOf(await world.ask('/alarms?size=1'));
  world.state.reset();
  // A token dies with the state that it was issued in.
  expect((await world.ask('/alarms?size=50')).status).toBe(401);
  const again = await world.as(good);
  expect((await again.ask('/alarms?size=50')).text === first).toBe(true);
  expect((await again.ask(`/alarms/${uuid}`)).status).toBe(404);
  await world.submit({ source: { ip: '10.5.1.78' } });
  expect(itemsOf(await again.ask('/alarms?size=1'))[0].alarm_source_names).toEqual(['host-10-5-1-78']);
  world.state.restore(snapshot);
  expect((await (await world.as(good)).ask('/alarms?size=50')).text === then).toBe(true);
});

test('what no data source of the tenant could have reported is not there', async () => {
  const world = await both('live');
  const before = [await total(world, '/alarms'), await total(world, '/events')];
  await world.submit({ signature: 'MINE-1' });
  await world.submit({ signature: 'MINE-1', id: { customer: 'demo', type: 'raw' }, count: 1 });
  expect([await total(world, '/alarms'), await total(world, '/events')]).toEqual(before);
});

test('a low event is no alarm, yet its events are there', async () => {
  const world = await both('live');
  const before = [await total(world, '/alarms'), await total(world, '/events')];
  await world.submit({ severity: 'low' });
  expect([await total(world, '/alarms'), await total(world, '/events')]).toEqual([before[0], before[1]! + 4]);
  expect(itemsOf(await world.ask('/events?size=1'))[0]).toMatchObject({ has_alarm: false, in_alarms: [] });
});

test('an aggregate of submitted raw events is an alarm of these', async () => {
  const world = await both('live');
  const raw = (port: number): Promise<string> =>
    world.submit({
      id: { customer: 'demo', type: 'raw' },
      count: 1,
      source: { ip: '10.5.1.77', port },
      payload: { payloadType: 'string', payload: `line "${port}"` },
    });
  const ids = [await raw(1001), await raw(1002)];
  const [lone] = itemsOf(await world.ask('/events?size=1'));
  expect(lone).toMatchObject({ source_port: 1002, log: 'line "1002"', has_alarm: false, in_alarms: [] });
  const before = await total(world, '/events');
  await world.submit({ count: 2, subEvents: [ids[1], ids[0]!.split('/').at(-1)] });
  expect(await total(world, '/events')).toBe(before);
  const [alarm] = itemsOf(await world.ask('/alarms?size=1'));
  const messages = alarm.events.map(({ message }: any) => message);
  expect(messages.map((message: any) => [message.source_port, message.in_alarms])).toEqual([
    [1001, [alarm.uuid]],
    [1002, [alarm.uuid]],
  ]);
  expect(alarm.packet_data).toEqual(messages.map(({ uuid }: any) => uuid).reverse());
  const { json } = await world.ask(`/events/${lone.uuid}`);
  expect(json).toMatchObject({ has_alarm: true, in_alarms: [alarm.uuid] });
});

test('a log-only event that somebody submitted has its properties for a line', async () => {
  const world = await both('live');
  await world.submit({
    signature: 'SNORT-1:1000411',
    protocol: undefined,
    properties: { 'event.action': ['ConsoleLogin'], 'user.name': ['root'] },
  });
  const [event] = itemsOf(await world.ask('/events?size=1'));
  expect(event).toMatchObject({ plugin: 'Amazon AWS CloudTrail', event_name: 'ConsoleLogin', source_username: 'root' });
  expect(JSON.parse(event.log)).toMatchObject({ 'event.action': ['ConsoleLogin'] });
  expect(event).not.toHaveProperty('source_port');
});

test('a restricted client sees what was submitted for its customer only', async () => {
  const world = await both('live');
  const { ask } = await world.as(restricted);
  const sees = async (): Promise<number> => (await ask('/alarms')).json.page.totalElements;
  const before = await sees();
  await world.submit();
  const own = tenantOf(world.world).clients.find(({ id }) => id === restricted.id)?.customers ?? [];
  const isOwn = own.some(({ shortName }) => shortName === 'demo');
  expect(await sees()).toBe(before + Number(isOwn));
  const [{ uuid }] = itemsOf(await world.ask('/alarms?size=1'));
  expect((await ask(`/alarms/${uuid}`)).status).toBe(isOwn ? 200 : 404);
});
