/** Criteria of v1 together: several fields, empty ones, ones that exclude each other. */
import { test, expect } from 'vitest';
import { contains, overlaps, parseRange } from '../../../../src/kernel/net.ts';
import { fieldsOf, service } from '../../../support/service.ts';

type Event = any;
const rank = (severity: string): number => ['low', 'medium', 'high', 'critical'].indexOf(severity);
const rangeOf = (end: Event) => parseRange(`${end.networkAddress.address}/${end.networkAddress.maskBits}`)!;
const reaches = (end: Event, text: string, minBits = 0): boolean => {
  const wanted = parseRange(text)!;
  const range = rangeOf(end);
  const isNamed = contains(wanted, range) && contains(range, wanted);
  return overlaps(wanted, range) && (isNamed || range.bits >= minBits);
};
const day = 86_400_000;
const start = 1_792_972_800_000;
const noon = start + 3 * day + day / 2;

test('criteria of several fields must all hold', async () => {
  const { search } = await service({ events: 3000 });
  const all = (await search({ limit: 0 })).data;
  const { data } = await search({
    limit: 0,
    customer: ['demo'],
    minSeverity: 'high',
    destinationPort: [80],
    startTimestamp: noon,
  });
  expect(data).toEqual(
    all.filter(
      (event) =>
        event.customerInfo.id === 2171 &&
        rank(event.severity) >= 2 &&
        event.destination.port === 80 &&
        event.endTimestamp >= noon,
    ),
  );
  expect(data.length).toBeGreaterThan(0);
});

test('an empty list or object is no filter, as clients send every list they know', async () => {
  const { search } = await service({ events: 30 });
  const empty = {
    severity: [],
    customer: [],
    customerID: [],
    alarmID: [],
    ip: [],
    sourceIP: [],
    port: [],
    signature: [],
    sortBy: [],
    includeFlags: [],
    excludeFlags: [],
    subCriteria: [],
    properties: {},
    eventIdentifier: [],
    timeFieldStrategy: [],
    associatedCaseID: [],
  };
  expect(await search(empty)).toMatchObject({ status: 200, count: 30 });
});

test('what the newest client always sends is understood', async () => {
  const { searchRaw } = await service({ events: 30 });
  expect(
    (
      await searchRaw({
        skipFutureEvents: false,
        exactMatchProperties: true,
        multivaluePropertySeparator: 'comma',
        includeUnpublished: true,
      })
    ).status,
  ).toBe(200);
});

test('events are found by their identifiers, as objects and as text', async () => {
  const { search, searchRaw } = await service({ events: 60 });
  const [one, two] = (await search({ limit: 2 })).data;
  const [type, timestamp, customerID, eventID] = one.id.split('/');
  const found = await search({
    eventIdentifier: [{ type, timestamp, customerID: Number(customerID), eventID }, two.id],
  });
  expect(found.data.map((event) => event.id)).toEqual([one.id, two.id]);
  expect((await searchRaw({ eventIdentifier: [one.detailedEventIDS[0]] })).data.map((event) => event.id)).toEqual([
    one.detailedEventIDS[0],
  ]);
  expect((await search({ eventIdentifier: ['AGGR/1/1/nothing'] })).count).toBe(0);
});

test.each([{ minSeverity: 'low' }, { maxSeverity: 'high' }])('severity together with %j is a 412', async (bound) => {
  const { search, searchRaw } = await service({ events: 1 });
  expect(fieldsOf(await search({ severity: ['low'], ...bound }))).toEqual(['severity']);
  expect(fieldsOf(await searchRaw({ severity: ['low'], ...bound }))).toEqual(['severity']);
});

test('lastUpdatedTimestamp together with timeFieldStrategy is a 412', async () => {
  const { search } = await service({ events: 1 });
  const refused = await search({ lastUpdatedTimestamp: 0, timeFieldStrategy: ['timestamp'] });
  expect([refused.status, fieldsOf(refused)]).toEqual([412, ['lastUpdatedTimestamp']]);
});

test.each([
  ['ip', ['10.0.0.0/33']],
  ['ip', ['example.com']],
  ['sourceIP', ['10.0.0']],
  ['port', ['70000']],
  ['port', ['90-80']],
  ['port', [-1]],
  ['alarmID', ['x']],
  ['customer', ['no-such-customer']],
  ['includeFlags', ['NO_SUCH_FLAG']],
  ['timeFieldStrategy', ['created']],
  ['minCount', -1],
  ['multivaluePropertySeparator', 'tab'],
  ['productionCustomers', 'perhaps'],
  ['signature', 'not a list'],
  ['signature', ['twice', 'twice']],
  ['signature', Array.from({ length: 1025 }, (_, index) => `s${index}`)],
] as const)('%s: %j is a 412 of that field', async (field, value) => {
  const { search } = await service({ events: 1 });
  const refused = await search({ [field]: value });
  expect([refused.status, fieldsOf(refused)]).toEqual([412, [field]]);
});

test('several values of a property are joined by the separator asked for', async () => {
  const { search, world } = await service({ events: 10_000 });
  const detail = world.details.find(({ variant }) =>
    Object.values(variant.properties).some((values) => values.length > 1),
  )!;
  const [key, values] = Object.entries(detail.variant.properties).find(([, several]) => several.length > 1)!;
  const criteria = { signature: [detail.signature], limit: 0 };
  const valuesOf = async (separator: object): Promise<readonly string[]> =>
    (await search({ ...criteria, ...separator })).data.map((event) => event.properties[key]);
  expect(await valuesOf({})).toContain(values.join(','));
  expect(await valuesOf({ multivaluePropertySeparator: 'newline' })).toContain(values.join('\n'));
});

test('a property matches any one of its values, exactly or by words', async () => {
  const { search } = await service({ events: 10_000 });
  const count = async (criteria: object): Promise<readonly [number, number]> => {
    const { data, count: counted } = await search({ ...criteria, limit: 0 });
    return [data.length, counted];
  };
  const [exact] = await count({ properties: { 'http.user_agent': 'Nikto' } });
  const [words] = await count({ properties: { 'http.user_agent': 'nikto' }, exactMatchProperties: false });
  expect(exact).toBe(0);
  expect(words).toBeGreaterThan(0);
});

test('exact matches are made after the search: the count is not adjusted, and the page holds only exact ones', async () => {
  const { search } = await service({ events: 10_000 });
  const words = await search({ properties: { 'http.protocol': 'HTTP' }, exactMatchProperties: false, limit: 0 });
  const agent = (words.data.find((event) => event.properties['http.user_agent']?.includes('Nikto')) as Event)
    .properties['http.user_agent'];
  const exact = await search({ properties: { 'http.user_agent': agent }, limit: 0 });
  const loose = await search({ properties: { 'http.user_agent': agent }, exactMatchProperties: false, limit: 0 });
  expect(exact.data.every((event) => event.properties['http.user_agent'] === agent)).toBe(true);
  expect(exact.count).toBe(loose.count);
});

test('skipFutureEvents ends the search now', async () => {
  const { search, world } = await service({ events: 50 });
  expect((await search({ skipFutureEvents: true, startTimestamp: world.end + 1 })).count).toBe(0);
  expect((await search({ skipFutureEvents: 'True' })).count).toBe(50);
});

test('the simple lists take customer, signature and address, repeated, and look at the last 24 hours', async () => {
  const { ask, world } = await service({ events: 10_000 });
  for (const kind of ['aggregated', 'nids']) {
    const all = (await ask(`/events/v1/${kind}?limit=0`)).data;
    expect(all.every((event: Event) => (event.endTimestamp ?? event.timestamp) >= world.end - day)).toBe(true);
    const asked = (
      await ask(`/events/v1/${kind}?limit=0&customerID=204&customerID=2171&ip=10.5.0.0/16&ip=10.20.0.0%2F16`)
    ).data;
    expect(asked).toEqual(
      all.filter(
        (event: Event) =>
          [204, 2171].includes(event.customerInfo.id) &&
          [event.source, event.destination].some((end) => reaches(end, '10.5.0.0/16') || reaches(end, '10.20.0.0/16')),
      ),
    );
    expect(asked.length).toBeGreaterThan(0);
    const { signature } = all[0].attackInfo;
    expect((await ask(`/events/v1/${kind}?limit=0&signature=${encodeURIComponent(signature)}`)).data).toEqual(
      all.filter((event: Event) => event.attackInfo.signature === signature),
    );
  }
});
