/** The criteria of v1 searches as an outsider judges them, from what an event shows. Source: docs/contract/argus.md §6.5, §6.8; seed 000. */
import type { Json } from '../../../../kernel/schema.ts';
import type { AggregatedCriteria, NidsCriteria } from '../../../../products/argus/generated/types.ts';
import { listOf } from '../../../terms/exchange.ts';
import { at, numberAt, textsAt } from '../../../lists/item.ts';
import { byCase, byIndex, inLowerCase, middleTime, presentAt, searchWordsOf, type ArgusModifier } from './members.ts';
import {
  ends,
  isPort,
  isReached,
  eventPortAt,
  mistakenNetwork,
  mistakenPorts,
  networksApart,
  portLists,
  rangeAt,
  rangesIn,
  telling,
  type EventEnd,
} from './addresses.ts';
import type { Criterion } from '../../../terms/model.ts';
import { among, flagged, hidden, occurring, some, every } from '../../../criteria/verdict.ts';

type Name = Exclude<
  keyof AggregatedCriteria | keyof NidsCriteria,
  ArgusModifier | 'skipFutureEvents' | 'includeDeleted' | 'includeFlag' | 'excludeFlag'
>;

const severities: readonly (Json | undefined)[] = ['low', 'medium', 'high', 'critical'];
const country = (end: EventEnd) => presentAt(`${end}.geoLocation.countryCode`);

/** One value of an ordered scale. */
const compared = (values: Criterion['values'], holds: (item: Json, bound: number) => boolean | null): Criterion => ({
  values,
  holds: (item, bound) => holds(item, Number(bound)),
});

const address = (where: readonly EventEnd[], ...confused: readonly string[]): Criterion => ({
  each: (items) => [...networksApart(items, where), ...rangesIn(items, where)],
  mistaken: mistakenNetwork,
  confused,
  values: (items) => telling(items, where).map((text) => [text]),
  holds: (item, wanted, all) =>
    some(where.map((end) => isReached(rangeAt(item, end), wanted, Number(all[`${end}IPMinBits`] ?? 0)))),
});

const port = (where: readonly EventEnd[], ...confused: readonly string[]): Criterion => ({
  each: (items) => occurring(items, (item) => where.flatMap((end) => eventPortAt(item, end) ?? [])).map(String),
  values: (items) => portLists(items, where, true),
  mistaken: mistakenPorts,
  confused,
  holds: (item, wanted) => some(where.map((end) => isPort(eventPortAt(item, end), wanted))),
});

const countries = (where: readonly EventEnd[], ...confused: readonly string[]): Criterion => ({
  ...among((item) => where.flatMap((end) => country(end)(item)), inLowerCase),
  confused,
});

const bySeverity = (isEnough: (severity: number, bound: number) => boolean): Criterion => ({
  values: () => ['medium', 'high'],
  each: () => ['low', 'medium', 'high', 'critical'],
  holds: (item, bound) => isEnough(severities.indexOf(at(item, 'severity')), severities.indexOf(bound)),
});

export const v1: { readonly [Key in Name]: Criterion } = {
  customerID: { ...among(presentAt('customerInfo.id')), isSight: true },
  customer: {
    ...among((item) => [...presentAt('customerInfo.shortName')(item), ...presentAt('customerInfo.id')(item)]),
    isSight: true,
  },
  eventIdentifier: {
    values: (items) => {
      const ids = items.map((item) => String(at(item, 'id')));
      const [first = '', second = first] = ids;
      const [type = '', timestamp = '', customerID = '', eventID = ''] = second.split('/');
      return [[first], [{ type, timestamp: Number(timestamp), customerID: Number(customerID), eventID }]];
    },
    holds: (item, wanted) =>
      listOf(wanted).some((id) =>
        typeof id === 'string'
          ? id === at(item, 'id')
          : ['type', 'timestamp', 'customerID', 'eventID'].map((name) => at(id, name)).join('/') === at(item, 'id'),
      ),
  },
  locationID: among(presentAt('location.id')),
  sensorID: among(presentAt('sensor.sensorID')),
  severity: among(presentAt('severity')),
  minSeverity: bySeverity((severity, bound) => severity >= bound),
  maxSeverity: bySeverity((severity, bound) => severity <= bound),
  alarmID: among(presentAt('attackInfo.alarmID')),
  attackCategoryID: among(presentAt('attackInfo.attackCategoryID')),
  signature: among(presentAt('attackInfo.signature')),
  domain: among(presentAt('domain.fqdn'), inLowerCase),
  sourceGeoCountry: countries(['source'], 'destinationGeoCountry'),
  destinationGeoCountry: countries(['destination'], 'sourceGeoCountry'),
  geoCountry: countries(ends, 'sourceGeoCountry', 'destinationGeoCountry'),
  properties: {
    isAfterCount: true,
    values: (items) => {
      const pairs = plainPairs(items);
      return [pairs[0], pairs.at(-1)].flatMap((pair) => (pair === undefined ? [] : [Object.fromEntries([pair])]));
    },
    more: (items) => {
      const several = plainPairs(items).find(([, value]) => searchWordsOf(value).length > 1);
      // A name that every object has already.
      const inherited = { properties: JSON.parse('{"__proto__":"x","constructor":"x"}') as Json };
      if (several === undefined) return [inherited];
      const [key, value] = several;
      const properties = { [key]: (searchWordsOf(value).at(-1) ?? '').toUpperCase() };
      return [{ properties, exactMatchProperties: false }, { properties }, inherited];
    },
    holds: (item, wanted, all) =>
      every(Object.entries(wanted as Record<string, Json>).map(([key, value]) => hasProperty(item, key, value, all))),
  },
  productionCustomers: hidden(true, false),
  minCount: compared(
    (items) => {
      const counts = items.flatMap((item) => numberAt(item, 'count') ?? []).toSorted((one, other) => one - other);
      return [...new Set([counts[counts.length >> 1] ?? 1, counts.at(-1) ?? 1])];
    },
    (item, bound) => (numberAt(item, 'count') ?? 0) >= bound,
  ),
  associatedCaseID: byCase,
  ip: address(ends, 'sourceIP', 'destinationIP'),
  sourceIP: address(['source'], 'destinationIP'),
  destinationIP: address(['destination'], 'sourceIP'),
  port: port(ends, 'sourcePort', 'destinationPort'),
  sourcePort: port(['source'], 'destinationPort'),
  destinationPort: port(['destination'], 'sourcePort'),
  includeFlags: flagged((item) => textsAt(item, 'flags'), false),
  excludeFlags: flagged((item) => textsAt(item, 'flags'), true),
  lastUpdatedTimestamp: compared(middleTime('lastUpdatedTimestamp'), (item, bound) => {
    const time = numberAt(item, 'lastUpdatedTimestamp');
    return time === undefined ? null : time >= bound;
  }),
  indexStartTime: byIndex('timestamp', 1, (created, bound) => created >= bound),
  indexEndTime: byIndex('timestamp', -1, (created, bound) => created <= bound),
};

const propertiesOf = (item: Json): Readonly<Record<string, Json>> =>
  (at(item, 'properties') ?? {}) as Record<string, Json>;
/** A value that stands for itself: no separator in it, so that it cannot be several. */
const isPlain = (value: Json): boolean => typeof value === 'string' && value !== '' && !/[,\n]/.test(value);

const plainPairs = (items: readonly Json[]) =>
  occurring(items, (item) =>
    Object.entries(propertiesOf(item)).filter(([, value]) => isPlain(value)),
  ) as readonly (readonly [string, Json])[];

function hasProperty(item: Json, key: string, wanted: Json, all: Readonly<Record<string, Json>>): boolean | null {
  const properties = propertiesOf(item);
  const value = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (value === undefined) return false;
  if (String(value) === String(wanted)) return true;
  // Several values are joined by a separator that they may hold themselves.
  if (!isPlain(value)) return null;
  return (
    all['exactMatchProperties'] === false && searchWordsOf(wanted).every((word) => searchWordsOf(value).includes(word))
  );
}
