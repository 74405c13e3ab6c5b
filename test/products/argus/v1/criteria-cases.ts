/** What each criterion of v1 is tried with, and what its hits must be like. */
import { contains, overlaps, parseRange } from '../../../../src/kernel/net.ts';
import type { Service } from '../../../support/service.ts';

// Clients see untyped JSON; so do these.
type Event = any;

export interface Case {
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
export const day = 86_400_000;
export const start = 1_792_972_800_000;
const noon = start + 3 * day + day / 2;

/** Every criterion that selects events, at least once. */
export const cases: Readonly<Record<string, readonly Case[]>> = {
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
