/** The law that what is searched for costs its size once: the work on rows is the same for one value and for thousands, and for one group of a kind and for hundreds. */
import { expect, test } from 'vitest';
import { uuidOf } from '../../src/model/event-id.ts';
import { freshOrders, eventTableOf, type EventKind } from '../../src/products/argus/events/table.ts';
import { compileV1, type V1Criteria } from '../../src/products/argus/v1/criteria.ts';
import { compileV2, type V2Selection } from '../../src/products/argus/v2/criteria.ts';
import type { Sliced } from '../../src/kernel/slices.ts';
import { worldOf } from '../support/worlds.ts';

const world = worldOf({ events: 3000 });
const viewer = { customers: null };

/** What work gives, and how many units it was. */
function driven<Result>(work: Sliced<Result>): { readonly result: Result; readonly units: number } {
  for (let units = 0; ;) {
    const step = work.next();
    if (step.done === true) return { result: step.value, units };
    units += step.value;
  }
}

const scopeOf = (kind: EventKind) => ({
  table: eventTableOf(world, kind, freshOrders()),
  viewer,
  now: world.end,
  problems: [],
});

/** Units of looking at the rows of both tables, the criteria being read before. */
const unitsOfV1 = (criteria: V1Criteria): number => {
  const scope = scopeOf('aggregated');
  return driven(scope.table.scan(driven(compileV1(criteria, scope)).result)).units;
};
const unitsOfV2 = (criteria: V2Selection): number =>
  (['aggregated', 'raw'] as const).reduce((sum, kind) => {
    const scope = scopeOf(kind);
    return sum + driven(scope.table.scan(driven(compileV2(criteria, scope)).result)).units;
  }, 0);

const listOf = <Item>(length: number, item: (at: number) => Item): Item[] =>
  Array.from({ length }, (_, at) => item(at));
const network = (at: number): string => `10.${at >>> 8}.${at & 255}.0/${24 + (at % 8)}`;
const id = (at: number): string => uuidOf(world.rowKey, at, null);

/** A list of so many values of each kind. */
const listsOfV1: Readonly<Record<string, (length: number) => V1Criteria>> = {
  ports: (length) => ({ port: listOf(length, (at) => `${at * 3}-${at * 3 + 1}`) }),
  networks: (length) => ({ ip: listOf(length, network) }),
  'ids of events': (length) => ({ eventIdentifier: listOf(length, (at) => `AGGR/1/1/${id(at)}`) }),
  signatures: (length) => ({ signature: listOf(length, (at) => `SNORT-1:${at}`) }),
  domains: (length) => ({ domain: listOf(length, (at) => `host${at}.example`) }),
  locations: (length) => ({ locationID: listOf(length, (at) => at) }),
  cases: (length) => ({ associatedCaseID: listOf(length, (at) => at) }),
  'words of a property': (length) => ({
    exactMatchProperties: false,
    properties: { 'http.user_agent': listOf(length, (at) => `word${at}`).join(' ') },
  }),
  'groups by port': (length) => ({ subCriteria: listOf(length, (at) => ({ port: [at] })) }),
  'groups by network': (length) => ({ subCriteria: listOf(length, (at) => ({ ip: [network(at)] })) }),
  'groups by severity': (length) => ({
    subCriteria: listOf(length, (at) => ({ severity: [at % 2 === 0 ? 'high' : 'low'] })),
  }),
  'groups by id': (length) => ({ subCriteria: listOf(length, (at) => ({ eventIdentifier: [`AGGR/1/1/${id(at)}`] })) }),
  'groups by a time that no sensor reported': (length) => ({
    subCriteria: listOf(length, (at) => ({ properties: { 'agent.parseTimestamp': String(world.end - at) } })),
  }),
};

const listsOfV2: Readonly<Record<string, (length: number) => V2Selection>> = {
  'networks of an endpoint': (length) => ({ endpoint: [{ ip: listOf(length, network) }] }),
  'ports of an endpoint': (length) => ({ endpoint: [{ port: listOf(length, (at) => at) }] }),
  endpoints: (length) => ({ endpoint: listOf(Math.min(length, 60), (at) => ({ port: [at], ip: [network(at)] })) }),
  'values of any property': (length) => ({
    property: [
      {
        value: listOf(length, (at) => String(world.end - at)),
        valueMatchStrategy: 'any',
        valueSearchStrategy: 'tokenized',
      },
    ],
  }),
  'ids of events': (length) => ({ eventIdentifier: listOf(length, id) }),
};

test.each(Object.keys(listsOfV1))('v1 looks at rows as often for many %s as for two', (kind) => {
  const criteria = listsOfV1[kind];
  expect(unitsOfV1(criteria?.(1000) ?? {})).toBeLessThanOrEqual(2 * unitsOfV1(criteria?.(2) ?? {}) + 1000);
});

test.each(Object.keys(listsOfV2))('v2 looks at rows as often for many %s as for two', (kind) => {
  const criteria = listsOfV2[kind];
  const [few, many] = [criteria?.(2) ?? {}, criteria?.(1000) ?? {}].map(unitsOfV2);
  expect(many).toBeLessThanOrEqual(2 * (few ?? 0) + 1000);
});

test('what is read of rows is read once, however many groups with other criteria ask for it', () => {
  const groups = (length: number): V1Criteria => ({
    subCriteria: listOf(length, (at) => ({
      minCount: 1 + (at % 3),
      startTimestamp: world.start,
      endTimestamp: world.end - at,
      properties: { 'agent.parseTimestamp': String(world.end - at) },
    })),
  });
  const [one, many] = [unitsOfV1(groups(1)), unitsOfV1(groups(100))];
  expect(many).toBeLessThan(20 * one);
});

test('what details say is asked as often for a thousand properties as for two', () => {
  let reads = 0;
  const details = world.details.map((detail) => ({
    ...detail,
    get variant() {
      reads++;
      return detail.variant;
    },
  }));
  const seen = Object.create(world, { details: { value: details } }) as typeof world;
  const readsOf = (length: number): number => {
    reads = 0;
    const properties = Object.fromEntries(listOf(length, (at) => [`key${at}`, `word${at}`]));
    driven(
      compileV1({ properties }, { ...scopeOf('aggregated'), table: eventTableOf(seen, 'aggregated', freshOrders()) }),
    );
    return reads;
  };
  expect(readsOf(2)).toBeGreaterThan(0);
  expect(readsOf(1000)).toBe(readsOf(2));
});
