/** Law: v1 and v2 tell the same of the same event. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Departure } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { isMoving } from '../../../../lists/hits.ts';
import { at, shown, setDifference, textsAt } from '../../../../lists/item.ts';
import { listFor, askPage, type Page } from '../../../../lists/list.ts';
import { wholeLimit, fixtureOf, type Fixture } from '../../../../lists/fixture.ts';
import { networkText } from '../../model/groups.ts';
import { camelCase } from '../../writing/writers.ts';
import { everyView } from './views-agree.ts';

export const versionsAgree: Check = {
  id: 'law/versions-agree',
  asks: 'Does v2 tell of an event, member by member, what v1 tells?',
  source: 'seed 000 and seed 001 event models; docs/contract/argus.md §6.2, §6.3, §7.1, §7.3',
  applies: (operation) => operation.method === 'POST' && ['aggregated', 'raw'].includes(operation.model ?? ''),
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const list = listFor(named(context.api, 'searchEvents'));
    const criteria = { eventIdentifier: [...fixture.whole.ids], ...everyView };
    const page = await askPage(context, list, criteria, { limit: wholeLimit });
    const missing = setDifference(page.ids, fixture.whole.ids);
    if (missing !== null) {
      const expected = 'v2 finds by their ids the events that v1 has';
      context.violation({ key: 'ids', expected, seen: missing, answer: page.answer });
    }
    const faults = unlike(fixture, page);
    if (faults.length === 0 || (await isMoving(context, fixture))) return;
    faults.forEach(context.violation);
  },
};

function unlike({ whole, model }: Fixture, page: Page): readonly Departure[] {
  const faults: Departure[] = [];
  for (const [place, id] of page.ids.entries()) {
    const [one, two] = [whole.items[whole.ids.indexOf(id)], page.items[place]];
    if (one === undefined || two === undefined) continue;
    for (const { name, v1, v2 } of model?.name === 'raw' ? [...common, ...raw] : [...common, ...aggregated]) {
      const [first, second] = [v1(one), v2(two)];
      if (JSON.stringify(first) === JSON.stringify(second)) continue;
      const expected = `${name} of ${id} as v1 has it: ${shown(first)}`;
      faults.push({ key: name, expected, seen: shown(second), answer: page.answer });
    }
  }
  return faults;
}

interface Same {
  readonly name: string;
  readonly v1: (event: Json) => Json;
  readonly v2: (event: Json) => Json;
}

const of =
  (path: string) =>
  (event: Json): Json =>
    at(event, path) ?? null;
const same = (name: string, v1: string, v2 = v1): Same => ({ name, v1: of(v1), v2: of(v2) });
const texts =
  (path: string) =>
  (event: Json): Json =>
    textsAt(event, path).toSorted();
const ids =
  (path: string) =>
  (event: Json): Json =>
    listOf(at(event, path)).map((entry) => member(entry, 'id') ?? null);

const end = (name: 'source' | 'destination'): readonly Same[] => [
  same(`${name} port`, `${name}.port`),
  {
    name: `${name} address`,
    v1: (event) => networkText(event, name) ?? 'undefined',
    v2: of(`${name}.address`),
  },
  ...['countryCode', 'countryName', 'locationName', 'latitude', 'longitude'].map((part) =>
    same(`${part} of the ${name}`, `${name}.geoLocation.${part}`, `${name}.geoInfo.${part}`),
  ),
  {
    name: `flags of the ${name}`,
    v1: (event) =>
      textsAt(event, 'flags')
        .flatMap((flag) => endFlags[flag.replace(name.toUpperCase(), 'END')] ?? [])
        .toSorted(),
    v2: texts(`${name}.flags`),
  },
];

/** Flags of v1 that v2 puts on an end (docs/contract/argus.md §7.3). */
const endFlags: Readonly<Record<string, string>> = {
  END_IS_CUSTOMERNET: 'isCustomerNet',
  END_IS_PARTIAL_CUSTOMERNET: 'isPartialCustomerNet',
  CUSTOM_END_AGGREGATION: 'customAggregation',
  END_IS_MANAGED_BY_SOC: 'isManagedBySoc',
};
const byName = (properties: readonly (readonly [string, string])[]): Json =>
  Object.fromEntries(properties.toSorted(([one], [other]) => (one < other ? -1 : 1)));

const comments = (event: Json): Json =>
  listOf(at(event, 'comments')).map((entry) => [member(entry, 'comment') ?? null, member(entry, 'timestamp') ?? null]);

const common: readonly Same[] = [
  same('id', 'id'),
  same('customer id', 'customerInfo.id', 'customer.id'),
  same('customer short name', 'customerInfo.shortName', 'customer.shortName'),
  same('customer name', 'customerInfo.name', 'customer.name'),
  same('location', 'location.id'),
  same('location short name', 'location.shortName'),
  same('location name', 'location.name'),
  same('alarm', 'attackInfo.alarmID', 'alarm.id'),
  same('alarm description', 'attackInfo.alarmDescription', 'alarm.description'),
  same('attack category', 'attackInfo.attackCategoryID', 'attackCategory.id'),
  same('attack category name', 'attackInfo.attackCategoryName', 'attackCategory.name'),
  same('signature', 'attackInfo.signature', 'signature.name'),
  same('domain', 'domain.fqdn', 'domain'),
  same('uri', 'uri'),
  same('severity', 'severity'),
  same('created', 'timestamp', 'timestamps.created'),
  ...end('source'),
  ...end('destination'),
  {
    name: 'flags',
    v1: (event) =>
      textsAt(event, 'flags')
        .filter((flag) => !/SOURCE_|DESTINATION_|INTRUDER_|VICTIM_/.test(flag))
        .map(camelCase)
        .toSorted(),
    v2: texts('flags'),
  },
  {
    name: 'properties',
    v1: (event) => byName(Object.entries((at(event, 'properties') ?? {}) as Record<string, string>)),
    v2: (event) =>
      byName(
        listOf(at(event, 'properties')).map((property) => [
          String(member(property, 'key')),
          textsAt(property, 'values').join(','),
        ]),
      ),
  },
  { name: 'comments', v1: comments, v2: comments },
];

const aggregated: readonly Same[] = [
  same('count', 'count'),
  same('first event', 'startTimestamp', 'timestamps.firstEvent'),
  same('last event', 'endTimestamp', 'timestamps.lastEvent'),
  same('last update', 'lastUpdatedTimestamp', 'timestamps.lastUpdated'),
  { name: 'sub-events', v1: texts('detailedEventIDS'), v2: texts('subEvents') },
  { name: 'cases', v1: ids('associatedCases'), v2: ids('associatedCases') },
  {
    name: 'protocol',
    v1: (event) => (at(event, 'protocol') === '0' ? 'unknown' : (at(event, 'protocol') ?? null)),
    v2: of('protocol'),
  },
];

const raw: readonly Same[] = [
  same('engine time', 'engineTimestamp', 'timestamps.enginePersisted'),
  same('sensor', 'sensor.sensorID', 'sensor.id'),
  same('sensor host', 'sensor.hostName', 'sensor.hostName'),
  same('sensor address', 'sensor.hostIpString', 'sensor.ip'),
];
