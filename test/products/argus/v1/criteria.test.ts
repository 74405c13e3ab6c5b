/** Each criterion finds all that it should and nothing else, against a plain filter over every event. */
import { test, expect } from 'vitest';
import { contains, overlaps, parseRange } from '../../../../src/kernel/net.ts';
import { schemaDocument } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service, type Service } from '../../../support/service.ts';

type Event = any;
interface Case {
  readonly criteria: object;
  readonly holds: (event: Event, service: Service) => boolean;
  /** Only for one kind of events. */
  readonly only?: 'aggregated' | 'raw';
}

const has = (event: Event, flag: string): boolean => event.flags.includes(flag);
const rank = (severity: string): number => ['low', 'medium', 'high', 'critical'].indexOf(severity);
const rangeOf = (end: Event) => parseRange(`${end.networkAddress.address}/${end.networkAddress.maskBits}`)!;
const reaches = (end: Event, text: string, minBits = 0): boolean => {
  const wanted = parseRange(text)!;
  const range = rangeOf(end);
  const isNamed = contains(wanted, range) && contains(range, wanted);
  return overlaps(wanted, range) && (isNamed || range.bits >= minBits);
};
const country = (end: Event): string | undefined => end.geoLocation?.countryCode;
const production = (event: Event, { world }: Service): boolean =>
  world.customers.find(({ id }) => id === event.customerInfo.id)!.production;
const day = 86_400_000;
const start = 1_792_972_800_000;
const noon = start + 3 * day + day / 2;

/** Every criterion that selects events, at least once. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  customerID: [
    { criteria: { customerID: [204, '310'] }, holds: (event) => [204, 310].includes(event.customerInfo.id) },
  ],
  customer: [
    { criteria: { customer: ['bank'] }, holds: (event) => event.customerInfo.id === 204 },
    { criteria: { customer: ['310', 'demo'] }, holds: (event) => [310, 2171].includes(event.customerInfo.id) },
  ],
  locationID: [{ criteria: { locationID: [11, '71'] }, holds: (event) => [11, 71].includes(event.location.id) }],
  sensorID: [
    { only: 'raw', criteria: { sensorID: [101, 111] }, holds: (event) => [101, 111].includes(event.sensor.sensorID) },
  ],
  severity: [
    { criteria: { severity: ['low', 'critical'] }, holds: (event) => ['low', 'critical'].includes(event.severity) },
  ],
  minSeverity: [
    { criteria: { minSeverity: 'high' }, holds: (event) => rank(event.severity) >= 2 },
    {
      criteria: { minSeverity: 'medium', maxSeverity: 'high' },
      holds: (event) => [1, 2].includes(rank(event.severity)),
    },
  ],
  maxSeverity: [{ criteria: { maxSeverity: 'medium' }, holds: (event) => rank(event.severity) <= 1 }],
  alarmID: [
    { criteria: { alarmID: ['58501', 58701] }, holds: (event) => [58501, 58701].includes(event.attackInfo.alarmID) },
  ],
  attackCategoryID: [
    { criteria: { attackCategoryID: [304] }, holds: (event) => event.attackInfo.attackCategoryID === 304 },
  ],
  signature: [
    {
      criteria: { signature: ['SNORT-1:1000041', 'SNORT-1:1000081'] },
      holds: (event) => ['SNORT-1:1000041', 'SNORT-1:1000081'].includes(event.attackInfo.signature),
    },
  ],
  domain: [
    { criteria: { domain: ['PORTAL.example.net'] }, holds: (event) => event.domain?.fqdn === 'portal.example.net' },
  ],
  sourceGeoCountry: [
    {
      criteria: { sourceGeoCountry: ['US', 'cn'] },
      holds: (event) => ['US', 'CN'].includes(country(event.source) ?? ''),
    },
  ],
  destinationGeoCountry: [
    {
      criteria: { destinationGeoCountry: ['RU', 'US', 'CN', 'NL'] },
      holds: (event) => ['RU', 'US', 'CN', 'NL'].includes(country(event.destination) ?? ''),
    },
  ],
  geoCountry: [
    {
      criteria: { geoCountry: ['DE'] },
      holds: (event) => [event.source, event.destination].some((end) => country(end) === 'DE'),
    },
  ],
  properties: [
    { criteria: { properties: { 'http.method': 'GET' } }, holds: (event) => event.properties['http.method'] === 'GET' },
    {
      criteria: { properties: { 'http.method': 'GET', 'http.status': '200' } },
      holds: (event) => event.properties['http.method'] === 'GET' && event.properties['http.status'] === '200',
    },
  ],
  productionCustomers: [
    { criteria: { productionCustomers: true }, holds: production },
    { criteria: { productionCustomers: false }, holds: (event, given) => !production(event, given) },
  ],
  minCount: [{ only: 'aggregated', criteria: { minCount: '7' }, holds: (event) => event.count >= 7 }],
  associatedCaseID: [
    { only: 'aggregated', criteria: { associatedCaseID: [0] }, holds: (event) => event.associatedCases.length === 0 },
    {
      only: 'aggregated',
      criteria: { associatedCaseID: [12342345, '12342360'] },
      holds: (event) => event.associatedCases.some(({ id }: Event) => [12342345, 12342360].includes(id)),
    },
  ],
  ip: [
    {
      criteria: { ip: ['10.5.0.0/16'] },
      holds: (event) => [event.source, event.destination].some((end) => reaches(end, '10.5.0.0/16')),
    },
    {
      criteria: { ip: ['2001:db8:a::/48', '203.0.113.0/28'] },
      holds: (event) =>
        [event.source, event.destination].some(
          (end) => reaches(end, '2001:db8:a::/48') || reaches(end, '203.0.113.0/28'),
        ),
    },
  ],
  sourceIP: [{ criteria: { sourceIP: ['198.18.0.0/17'] }, holds: (event) => reaches(event.source, '198.18.0.0/17') }],
  destinationIP: [
    { criteria: { destinationIP: ['203.0.113.0/27'] }, holds: (event) => reaches(event.destination, '203.0.113.0/27') },
  ],
  sourceIPMinBits: [
    {
      only: 'aggregated',
      criteria: { sourceIP: ['198.18.0.0/16'], sourceIPMinBits: 32 },
      holds: (event) => reaches(event.source, '198.18.0.0/16', 32),
    },
  ],
  destinationIPMinBits: [
    {
      only: 'aggregated',
      criteria: { destinationIP: ['203.0.113.0/28'], destinationIPMinBits: 25 },
      holds: (event) => reaches(event.destination, '203.0.113.0/28', 25),
    },
  ],
  port: [
    {
      criteria: { port: [22, '3380-3400'] },
      holds: (event) =>
        [event.source.port, event.destination.port].some((port) => port === 22 || (port >= 3380 && port <= 3400)),
    },
  ],
  sourcePort: [
    {
      criteria: { sourcePort: ['40000-50000'] },
      holds: (event) => event.source.port >= 40_000 && event.source.port <= 50_000,
    },
  ],
  destinationPort: [
    { criteria: { destinationPort: ['80', 443] }, holds: (event) => [80, 443].includes(event.destination.port) },
  ],
  includeFlags: [
    {
      criteria: { includeFlags: ['ESTABLISHED', 'DESTINATION_IS_CUSTOMERNET'] },
      holds: (event) => has(event, 'ESTABLISHED') && has(event, 'DESTINATION_IS_CUSTOMERNET'),
    },
    {
      only: 'aggregated',
      criteria: { includeFlags: ['HANDLED_BY_ANALYST', 'COMMENTED'] },
      holds: (event) => has(event, 'HANDLED_BY_ANALYST') && has(event, 'COMMENTED'),
    },
  ],
  excludeFlags: [
    {
      criteria: { excludeFlags: ['ESTABLISHED', 'HAS_STRING_PAYLOAD', 'FAILURE'] },
      holds: (event) => !has(event, 'ESTABLISHED') && !has(event, 'HAS_STRING_PAYLOAD'),
    },
  ],
  startTimestamp: [
    { only: 'aggregated', criteria: { startTimestamp: noon }, holds: (event) => event.endTimestamp >= noon },
    { only: 'raw', criteria: { startTimestamp: String(noon) }, holds: (event) => event.timestamp >= noon },
  ],
  endTimestamp: [
    { criteria: { endTimestamp: noon }, holds: (event) => event.timestamp <= noon },
    {
      only: 'aggregated',
      criteria: { startTimestamp: noon, endTimestamp: noon + 60_000 },
      holds: (event) => event.startTimestamp <= noon + 60_000 && event.endTimestamp >= noon,
    },
  ],
  timeFieldStrategy: [
    {
      only: 'aggregated',
      criteria: { startTimestamp: noon, endTimestamp: noon + day, timeFieldStrategy: ['timestamp'] },
      holds: (event) => event.timestamp >= noon && event.timestamp <= noon + day,
    },
    {
      only: 'aggregated',
      criteria: { startTimestamp: noon, endTimestamp: noon + day, timeFieldStrategy: ['endTimestamp'] },
      holds: (event) => event.endTimestamp >= noon && event.endTimestamp <= noon + day,
    },
    {
      only: 'aggregated',
      criteria: { startTimestamp: noon, endTimestamp: noon + day, timeFieldStrategy: ['all'] },
      holds: (event) => [event.timestamp, event.endTimestamp].some((time) => time >= noon && time <= noon + day),
    },
    {
      only: 'raw',
      criteria: { startTimestamp: noon, timeFieldStrategy: ['all'] },
      holds: (event) => event.timestamp >= noon,
    },
  ],
  lastUpdatedTimestamp: [
    {
      only: 'aggregated',
      criteria: { lastUpdatedTimestamp: '-2days' },
      holds: (event, { world }) => event.lastUpdatedTimestamp >= world.end - 2 * day,
    },
  ],
  indexStartTime: [{ criteria: { indexStartTime: noon }, holds: (event) => event.timestamp >= noon - day / 2 }],
  indexEndTime: [
    { criteria: { indexEndTime: noon }, holds: (event) => event.timestamp < noon + day / 2 },
    {
      criteria: { indexStartTime: noon - day, indexEndTime: String(noon) },
      holds: (event) => event.timestamp >= noon - 1.5 * day && event.timestamp < noon + day / 2,
    },
  ],
  subCriteria: [
    {
      criteria: { subCriteria: [{ severity: ['critical'] }, { customer: ['bank'] }] },
      holds: (event) => event.severity === 'critical' || event.customerInfo.id === 204,
    },
    {
      criteria: { customer: ['bank'], subCriteria: [{ severity: ['low'], exclude: true }] },
      holds: (event) => event.customerInfo.id === 204 && event.severity !== 'low',
    },
    {
      criteria: {
        subCriteria: [{ severity: ['low'] }, { customer: ['bank'] }, { destinationPort: [80, 443], required: true }],
      },
      holds: (event) =>
        [80, 443].includes(event.destination.port) && (event.severity === 'low' || event.customerInfo.id === 204),
    },
    {
      criteria: {
        subCriteria: [
          { customer: ['demo'], subCriteria: [{ severity: ['low'] }, { severity: ['high'], exclude: true }] },
          { severity: ['critical'], exclude: 'True' },
        ],
      },
      holds: (event) => event.severity !== 'critical' && event.customerInfo.id === 2171 && event.severity === 'low',
    },
    { criteria: { subCriteria: [{}] }, holds: () => true },
    { criteria: { subCriteria: [{ exclude: true }] }, holds: () => false },
  ],
};
/** Members that change how others are read, or select nothing in this World; tested below or elsewhere. */
const others = [
  'limit',
  'offset',
  'sortBy',
  'includeDeleted',
  'includeUnpublished',
  'skipFutureEvents',
  'exactMatchProperties',
  'multivaluePropertySeparator',
  'exclude',
  'required',
  'eventIdentifier',
  'includeFlag',
  'excludeFlag',
];

const propertiesOf = (kind: 'aggregated' | 'nids'): readonly string[] =>
  Object.keys((schemaDocument(`argus/${kind}-criteria.schema.json`) as { properties: object }).properties);

test('every criterion of both kinds is tried', () => {
  const known = [...Object.keys(cases), ...others];
  for (const kind of ['aggregated', 'nids'] as const)
    expect(propertiesOf(kind).filter((name) => !known.includes(name))).toEqual([]);
});

/** One server and all its events for the whole table: fetching them anew for each criterion would take a minute. */
const shared = service.held({ events: 3000 });
const everything = shared.then(async (given) => ({
  aggregated: (await given.search({ limit: 0 })).data,
  raw: (await given.searchRaw({ limit: 0 })).data,
}));

/** These select everything or nothing by their nature. */
const untelling = new Set(['{"subCriteria":[{}]}', '{"subCriteria":[{"exclude":true}]}']);

test.each(Object.entries(cases))('%s finds exactly what it says', async (_, tried) => {
  const [given, all] = [await shared, await everything];
  for (const { criteria, holds, only } of tried) {
    for (const kind of ['aggregated', 'raw'] as const) {
      if (only !== undefined && only !== kind) continue;
      const find = kind === 'aggregated' ? given.search : given.searchRaw;
      const { data, count } = await find({ ...criteria, limit: 0 });
      const expected = all[kind].filter((event) => holds(event, given)).map((event) => event.id);
      expect({ criteria, kind, ids: data.map((event) => event.id) }).toEqual({ criteria, kind, ids: expected });
      expect(count).toBe(expected.length);
      const isTelling = expected.length > 0 && expected.length < all[kind].length;
      expect([criteria, kind, isTelling || untelling.has(JSON.stringify(criteria))]).toEqual([criteria, kind, true]);
    }
  }
});

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
