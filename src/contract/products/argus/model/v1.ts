/** The criteria of v1 searches as an outsider judges them, from what an event shows. Source: contract/argus.md §6.5, §6.8; seed 000. */
import type { Json } from '../../../../kernel/schema.ts';
import type { AggregatedCriteria, NidsCriteria } from '../../../../products/argus/generated/types.ts';
import { listOf } from '../../../terms/exchange.ts';
import { at, numberAt, textsAt } from '../../../lists/item.ts';
import { ends, isPort, isReached, eventPortAt, portLists, rangeAt, telling, type EventEnd } from './addresses.ts';
import type { Criterion } from '../../../terms/model.ts';
import { among, flagged, hidden, occurring, some, every } from '../../../criteria/verdict.ts';

/** Members that select nothing by themselves: pages, order, or how others are read. */
export type V1Modifier =
  | 'limit'
  | 'offset'
  | 'sortBy'
  | 'exclude'
  | 'required'
  | 'exactMatchProperties'
  | 'multivaluePropertySeparator'
  | 'sourceIPMinBits'
  | 'destinationIPMinBits'
  | 'startTimestamp'
  | 'endTimestamp'
  | 'timeFieldStrategy'
  | 'skipFutureEvents'
  | 'includeDeleted'
  | 'includeUnpublished'
  | 'includeFlag'
  | 'excludeFlag'
  | 'subCriteria';

type Name = Exclude<keyof AggregatedCriteria | keyof NidsCriteria, V1Modifier>;

const severities: readonly (Json | undefined)[] = ['low', 'medium', 'high', 'critical'];
const lower = (value: Json): string => String(value).toLowerCase();
const valueAt = (path: string) => (item: Json) => {
  const value = at(item, path);
  return value === undefined || value === null ? [] : [value];
};
const country = (end: EventEnd) => valueAt(`${end}.geoLocation.countryCode`);

/** One value of an ordered scale. */
const compared = (values: Criterion['values'], holds: (item: Json, bound: number) => boolean | null): Criterion => ({
  values,
  holds: (item, bound) => holds(item, Number(bound)),
});

const address = (where: readonly EventEnd[]): Criterion => ({
  values: (items) => telling(items, where).map((text) => [text]),
  holds: (item, wanted, all) =>
    some(where.map((end) => isReached(rangeAt(item, end), wanted, Number(all[`${end}IPMinBits`] ?? 0)))),
});

const port = (where: readonly EventEnd[]): Criterion => ({
  values: (items) => portLists(items, where, true),
  holds: (item, wanted) => some(where.map((end) => isPort(eventPortAt(item, end), wanted))),
});

const bySeverity = (isEnough: (severity: number, bound: number) => boolean): Criterion => ({
  values: () => ['medium', 'high'],
  holds: (item, bound) => isEnough(severities.indexOf(at(item, 'severity')), severities.indexOf(bound)),
});

/** Days of UTC, in milliseconds: the indices are daily (contract/argus.md §4). */
const day = 86_400_000;
const createdDay = (item: Json): number | null => {
  const time = numberAt(item, 'timestamp');
  return time === undefined ? null : Math.floor(time / day);
};
const times = (path: string) => (items: readonly Json[]) => {
  const found = items.flatMap((item) => numberAt(item, path) ?? []).toSorted((one, other) => one - other);
  const middle = found[found.length >> 1];
  return middle === undefined ? [] : [middle];
};

/** A time within, and one so many days away, which leaves less or nothing. */
const days = (path: string, away: number) => (items: readonly Json[]) =>
  times(path)(items).flatMap((time) => [time, time + away * day]);

export const v1: { readonly [Key in Name]: Criterion } = {
  customerID: among(valueAt('customerInfo.id')),
  customer: among((item) => [...valueAt('customerInfo.shortName')(item), ...valueAt('customerInfo.id')(item)]),
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
  locationID: among(valueAt('location.id')),
  sensorID: among(valueAt('sensor.sensorID')),
  severity: among(valueAt('severity')),
  minSeverity: bySeverity((severity, bound) => severity >= bound),
  maxSeverity: bySeverity((severity, bound) => severity <= bound),
  alarmID: among(valueAt('attackInfo.alarmID')),
  attackCategoryID: among(valueAt('attackInfo.attackCategoryID')),
  signature: among(valueAt('attackInfo.signature')),
  domain: among(valueAt('domain.fqdn'), lower),
  sourceGeoCountry: among(country('source'), lower),
  destinationGeoCountry: among(country('destination'), lower),
  geoCountry: among((item) => ends.flatMap((end) => country(end)(item)), lower),
  properties: {
    values: (items) => {
      const pairs = occurring(items, (item) =>
        Object.entries(propertiesOf(item)).filter(([, value]) => isPlain(value)),
      );
      return [pairs[0], pairs.at(-1)].flatMap((pair) =>
        pair === undefined ? [] : [Object.fromEntries([pair as [string, Json]])],
      );
    },
    more: (items) => {
      const pairs = occurring(items, (item) =>
        Object.entries(propertiesOf(item)).filter(([, value]) => isPlain(value)),
      );
      const several = pairs.find((pair) => wordsOf((pair as readonly Json[])[1] ?? '').length > 1) as
        | [string, Json]
        | undefined;
      if (several === undefined) return [];
      const [key, value] = several;
      const properties = { [key]: (wordsOf(value).at(-1) ?? '').toUpperCase() };
      return [{ properties, exactMatchProperties: false }, { properties }];
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
  associatedCaseID: among((item) => {
    const ids = listOf(at(item, 'associatedCases')).flatMap((entry) => numberAt(entry, 'id') ?? []);
    return ids.length === 0 ? [0] : ids;
  }),
  ip: address(ends),
  sourceIP: address(['source']),
  destinationIP: address(['destination']),
  port: port(ends),
  sourcePort: port(['source']),
  destinationPort: port(['destination']),
  includeFlags: flagged((item) => textsAt(item, 'flags'), false),
  excludeFlags: flagged((item) => textsAt(item, 'flags'), true),
  lastUpdatedTimestamp: compared(times('lastUpdatedTimestamp'), (item, bound) => {
    const time = numberAt(item, 'lastUpdatedTimestamp');
    return time === undefined ? null : time >= bound;
  }),
  indexStartTime: compared(days('timestamp', 1), (item, bound) => {
    const created = createdDay(item);
    return created === null ? null : created >= Math.floor(bound / day);
  }),
  indexEndTime: compared(days('timestamp', -1), (item, bound) => {
    const created = createdDay(item);
    return created === null ? null : created <= Math.floor(bound / day);
  }),
};

const propertiesOf = (item: Json): Readonly<Record<string, Json>> =>
  (at(item, 'properties') ?? {}) as Record<string, Json>;
/** A value that stands for itself: no separator in it, so that it cannot be several. */
const isPlain = (value: Json): boolean => typeof value === 'string' && value !== '' && !/[,\n]/.test(value);

const wordsOf = (value: Json): readonly string[] =>
  String(value)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

function hasProperty(item: Json, key: string, wanted: Json, all: Readonly<Record<string, Json>>): boolean | null {
  const properties = propertiesOf(item);
  const value = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (value === undefined) return false;
  if (String(value) === String(wanted)) return true;
  // Several values are joined by a separator that they may hold themselves.
  if (!isPlain(value)) return null;
  return all['exactMatchProperties'] === false && wordsOf(wanted).every((word) => wordsOf(value).includes(word));
}
