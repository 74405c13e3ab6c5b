/** The event model of v2: what is in it, what is only in it when asked for, and that v1 tells the same. */
import { test, expect } from 'vitest';
import { violations } from '../../../../src/kernel/schema.ts';
import { service, type Service } from '../../../support/service.ts';

type Event = any;
const all = { limit: 0, includeAllProperties: true, includeComments: true, includeSubEvents: true };
const search = (at: Service, body: object) => at.ask<Event[]>('/events/v2/event/search', { body });
const pathOf = ({ id }: Event): string => `/events/v2/event/${id.split('/').slice(1).join('/')}`;

test('the default event has no properties, comments and sub-events; each comes alone when asked for', async () => {
  const at = await service({ events: 200 });
  const { data } = await search(at, { limit: 1, type: ['aggregated'], includeFlag: ['commented'] });
  const extras = ['properties', 'comments', 'subEvents'];
  const has = (event: Event) => extras.filter((name) => name in event);
  expect(has(data[0])).toEqual([]);
  const asked = async (query: string) => has((await at.ask(`${pathOf(data[0])}?${query}`)).data);
  // Python clients always send all three, with Python's spelling (docs/contract/argus.md §11).
  expect(await asked('includeAllProperties=False&includeComments=False&includeSubEvents=False')).toEqual([]);
  expect(await asked('includeAllProperties=True')).toEqual(['properties']);
  expect(await asked('includeComments=true')).toEqual(['comments']);
  expect(await asked('includeSubEvents=TRUE')).toEqual(['subEvents']);
  expect(await asked('includeProperties=no.such.key')).toEqual(['properties']);
  expect(await asked('includeAllProperties=true&includeComments=true&includeSubEvents=true')).toEqual(extras);
});

test('properties are a list of typed entries; a choice of keys is kept to, and overridden by all', async () => {
  const at = await service({ events: 200 });
  const { data } = await search(at, { ...all, limit: 200 });
  const types = { long: /^-?\d+$/, double: /^-?\d+\.\d+$/, boolean: /^(?:true|false)$/, string: /[^]*/ };
  const typeOf = new Map<string, string>();
  for (const { properties } of data) {
    for (const { type, key, values } of properties) {
      expect([key, values.every((value: string) => types[type as keyof typeof types].test(value))]).toEqual([
        key,
        true,
      ]);
      expect([key, typeOf.get(key) ?? type]).toEqual([key, type]);
      typeOf.set(key, type);
    }
  }
  expect([typeOf.get('agent.parseTimestamp'), typeOf.get('tcp.window'), typeOf.get('tcp.flags')]).toEqual([
    'long',
    'long',
    'string',
  ]);
  const event = data.find(({ properties }) => properties.some(({ key }: Event) => key === 'tcp.window'));
  const keysOf = async (query: string) =>
    (await at.ask(`${pathOf(event)}?${query}`)).data.properties.map(({ key }: Event) => key);
  expect(await keysOf('includeProperties=tcp.window&includeProperties=agent.parseTimestamp')).toEqual([
    'tcp.window',
    'agent.parseTimestamp',
  ]);
  expect(await keysOf('includeProperties=tcp.window&includeAllProperties=true')).toEqual(
    event.properties.map(({ key }: Event) => key),
  );
});

test('every event keeps the laws of the model', async () => {
  const at = await service({ events: 400 });
  const { data } = await search(at, all);
  expect(violations('argus/v2-events.schema.json', data)).toEqual([]);
  for (const event of data) {
    const { created, firstEvent, lastEvent, lastUpdated, enginePersisted, firstAssessed, firstNotified } =
      event.timestamps;
    const isRaw = event.type === 'raw';
    expect(event.id).toBe(`${isRaw ? 'NIDS' : 'AGGR'}/${created}/${event.customer.id}/${event.uuid}`);
    expect(event.count > 0).toBe(!isRaw);
    expect(event.subEvents === null).toBe(isRaw);
    expect([firstEvent, lastEvent].every((time) => (time === null) === isRaw)).toBe(true);
    if (!isRaw) expect(created === firstEvent && firstEvent <= lastEvent && lastEvent <= lastUpdated).toBe(true);
    expect(enginePersisted).toBeGreaterThan(created);
    expect(firstAssessed !== null).toBe(event.flags.includes('acknowledged'));
    expect(firstNotified !== null).toBe(event.associatedCases.length > 0);
    if (isRaw) expect(event.associatedCases).toEqual([]);
    for (const end of [event.source, event.destination]) {
      expect(end.host === null || end.flags.includes('isCustomerNet')).toBe(true);
      expect(end.address.includes('/')).toBe(!isRaw && end.flags.includes('customAggregation'));
    }
  }
});

test('sub-events are the raw events of their aggregate', async () => {
  const at = await service({ events: 100 });
  const { data } = await search(at, all);
  const raw = new Map(data.filter(({ type }) => type === 'raw').map((event) => [event.id, event]));
  for (const { subEvents, customer, signature, timestamps } of data.filter(({ type }) => type === 'aggregated')) {
    for (const id of subEvents) {
      const sub = raw.get(id);
      expect([sub.customer.id, sub.signature.name]).toEqual([customer.id, signature.name]);
      expect(sub.timestamps.created >= timestamps.firstEvent && sub.timestamps.created <= timestamps.lastEvent).toBe(
        true,
      );
      raw.delete(id);
    }
  }
  expect(raw.size).toBe(0);
});

test('a single event, a search, a list and a case listing tell the same event alike', async () => {
  const at = await service({ events: 600 });
  const { data } = await search(at, { limit: 100, type: ['aggregated'], associatedCase: [12342345, 12342360] });
  expect(data.length).toBeGreaterThan(0);
  for (const event of data.slice(0, 20)) {
    expect((await at.ask(pathOf(event))).data).toEqual(event);
    expect((await at.ask(`/events/v2/event/${event.id}`)).data).toEqual(event);
    const listed = await at.ask(
      `/events/v2/event?type=aggregated&startTimestamp=${event.timestamps.created}&endTimestamp=${event.timestamps.created}`,
    );
    expect(listed.data).toContainEqual(event);
    const ofCase = await at.ask(`/events/v2/case/${event.associatedCases[0].id}?limit=0`);
    expect(ofCase.data).toContainEqual(event);
  }
});

test('v1 and v2 tell of the same events, each in its own words', async () => {
  const at = await service({ events: 400 });
  const { data } = await search(at, all);
  const [aggregated, raw] = await Promise.all([at.search({ limit: 0 }), at.searchRaw({ limit: 0 })]);
  const old = new Map<string, Event>([...aggregated.data, ...raw.data].map((event: Event) => [event.id, event]));
  expect(data.length).toBe(old.size);
  for (const event of data) {
    const other = old.get(event.id);
    const isRaw = event.type === 'raw';
    const end = ({ address, port, geoInfo }: Event) => ({ address: address.split('/')[0], port, geo: geoInfo });
    const oldEnd = ({ networkAddress, port, geoLocation }: Event) => ({
      address: networkAddress.address,
      port,
      geo: geoLocation,
    });
    const seen = {
      customer: event.customer,
      severity: event.severity,
      signature: event.signature.name,
      alarm: event.alarm.id,
      category: event.attackCategory.name,
      domain: event.domain,
      uri: event.uri,
      created: event.timestamps.created,
      source: end(event.source),
      destination: end(event.destination),
      comments: event.comments.map(({ comment }: Event) => comment),
      cases: event.associatedCases.map(({ id }: Event) => id),
      properties: Object.fromEntries(event.properties.map(({ key, values }: Event) => [key, values.join(',')])),
    };
    expect(seen).toEqual({
      customer: other.customerInfo,
      severity: other.severity,
      signature: other.attackInfo.signature,
      alarm: other.attackInfo.alarmID,
      category: other.attackInfo.attackCategoryName,
      domain: other.domain?.fqdn ?? null,
      uri: other.uri,
      created: other.timestamp,
      source: oldEnd(other.source),
      destination: oldEnd(other.destination),
      comments: other.comments.map(({ comment }: Event) => comment),
      cases: (other.associatedCases ?? []).map(({ id }: Event) => id),
      properties: other.properties,
    });
    const camel = (flag: string) => flag.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    const isOfEnd = (flag: string) => /SOURCE|DESTINATION|INTRUDER|VICTIM/.test(flag);
    expect(event.flags).toEqual(other.flags.filter((flag: string) => !isOfEnd(flag)).map(camel));
    expect(event.source.flags.includes('isCustomerNet')).toBe(other.flags.includes('SOURCE_IS_CUSTOMERNET'));
    expect(event.destination.flags.includes('customAggregation')).toBe(
      other.flags.includes('CUSTOM_DESTINATION_AGGREGATION'),
    );
    if (isRaw) continue;
    expect([event.count, event.timestamps.lastUpdated, event.timestamps.lastEvent, event.subEvents]).toEqual([
      other.count,
      other.lastUpdatedTimestamp,
      other.endTimestamp,
      other.detailedEventIDS,
    ]);
  }
});

test('v1 and v2 list the same events of a case', async () => {
  const at = await service({ events: 600 });
  for (const { id } of at.world.cases) {
    const [one, two] = await Promise.all([
      at.ask(`/events/v1/case/${id}?limit=0`),
      at.ask(`/events/v2/case/${id}?limit=0&includeSubEvents=true`),
    ]);
    expect(two.data.map((event: Event) => event.id)).toEqual(one.data.map((event: Event) => event.id));
    expect([two.count, violations('argus/v2-events.schema.json', two.data)]).toEqual([one.count, []]);
  }
});
