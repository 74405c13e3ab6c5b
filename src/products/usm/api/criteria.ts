/** Filters: each parameter with the test that it is. All are ANDed, repeated values are ORed. Source: docs/contract/usm.md §4. */
import { codeTest, type Test } from '../../../corpus/table.ts';
import type { World } from '../../../model/world.ts';
import type { Ids } from '../records/usm-id.ts';
import { accountName, dataSources, type RecordKind } from '../records/kinds.ts';
import { givenValues, type Query } from './paging.ts';
import type { Style } from '../json/style.ts';
import { hostLabel } from '../records/host-names.ts';
import { priorityLabels } from '../records/disposition.ts';
import { statuses } from '../records/status.ts';
import type { AlarmColumn, EventColumn } from '../records/record-tables.ts';
import type { AlarmQuery, EventQuery } from '../generated/types.ts';

export interface FilterContext {
  readonly world: World;
  readonly ids: Ids;
  readonly kinds: readonly RecordKind[];
  readonly style: Style;
}

/** The tests of one parameter; none when its values restrict nothing. */
type Filter<Column extends string> = (values: readonly string[], context: FilterContext) => readonly Test<Column>[];

type Paging = 'page' | 'size' | 'sort';
type Time = 'timestamp_occured_gte' | 'timestamp_occured_lte' | 'timestamp_occurred_gte' | 'timestamp_occurred_lte';

const byKind =
  (nameOf: (kind: RecordKind) => string | null): Filter<'kind'> =>
  (values, { kinds }) => {
    const wanted = new Set(values);
    return [
      codeTest('kind', kinds.length, (code) => {
        const kind = kinds[code];
        const name = kind === undefined ? null : nameOf(kind);
        return name !== null && wanted.has(name);
      }),
    ];
  };

const bySensor: Filter<'sensor'> = (values, { world, ids }) => {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return [
    codeTest('sensor', world.sensors.length, (code) => {
      const sensor = world.sensors[code];
      return sensor !== undefined && wanted.has(ids.sensor(sensor));
    }),
  ];
};

/** Any spelling that a boolean has in a client's language; the query schema has refused the rest. */
const suppressed: Filter<'suppressed'> = (values) => [
  codeTest('suppressed', 2, (code) => values.some((value) => (value.toLowerCase() === 'true') === (code === 1))),
];

const from: Filter<never> = ([value]) => [{ kind: 'time', from: Number(value), to: Infinity }];
const to: Filter<never> = ([value]) => [{ kind: 'time', from: -Infinity, to: Number(value) }];
const time: Readonly<Record<Time, Filter<never>>> = {
  timestamp_occured_gte: from,
  timestamp_occured_lte: to,
  timestamp_occurred_gte: from,
  timestamp_occurred_lte: to,
};

/**
 * Values of a list parameter. The documentation shows several joined by commas (seed 003);
 * the product does nothing with such a value (docs/contract/usm.md §4).
 */
function listed(values: readonly string[], { style }: FilterContext): readonly string[] {
  const items = style.splitsLists
    ? values.flatMap((value) => value.split(','))
    : values.filter((value) => !value.includes(','));
  return items.map((value) => value.trim()).filter((value) => value !== '');
}

const byName =
  <Column extends string>(column: Column, names: readonly string[], same = (text: string) => text): Filter<Column> =>
  (values, context) => {
    const wanted = new Set(listed(values, context).map(same));
    return wanted.size === 0 ? [] : [codeTest(column, names.length, (code) => wanted.has(names[code] ?? ''))];
  };

const alarmFilters = {
  ...time,
  suppressed,
  // One client writes "in review", the vendor's schema in_review.
  status: byName('status', statuses, (text) => text.replace(' ', '_')),
  rule_intent: byKind(({ detail }) => detail.detection.killChain.intent),
  rule_method: byKind(({ detail }) => detail.detection.killChain.method),
  rule_strategy: byKind(({ detail }) => detail.detection.killChain.strategy),
  priority_label: byName('severity', priorityLabels),
  alarm_sensor_sources: bySensor,
} satisfies Record<Exclude<keyof AlarmQuery, Paging>, Filter<AlarmColumn>>;

const eventFilters = {
  ...time,
  suppressed,
  account_name: (values, { world, kinds }) => {
    const wanted = new Set(values);
    return [
      codeTest('kind', kinds.length, (code) => kinds[code]?.source === 'cloudtrail'),
      codeTest('sensor', world.sensors.length, (code) =>
        wanted.has(accountName(world.sensors[code]?.customer.shortName ?? '')),
      ),
    ];
  },
  plugin: byKind(({ source }) => dataSources[source].plugin),
  event_name: byKind(({ eventName }) => eventName),
  source_name: (values, { world }) => {
    const wanted = new Set(values);
    return [
      codeTest('source', world.hosts.length, (code) => {
        const host = world.hosts[code];
        return host !== undefined && wanted.has(hostLabel(host));
      }),
    ];
  },
  source_username: byKind(({ sourceUser }) => sourceUser),
  sensor_uuid: bySensor,
} satisfies Record<Exclude<keyof EventQuery, Paging>, Filter<EventColumn>>;

const testsOf =
  <Column extends string>(filters: Readonly<Record<string, Filter<Column>>>) =>
  (query: Query, context: FilterContext): readonly Test<Column>[] =>
    Object.entries(filters).flatMap(([name, filter]) => {
      const values = givenValues(query, name);
      return values.length === 0 ? [] : filter(values, context);
    });

/** The tests that a query for alarms makes. */
export const alarmTests = testsOf<AlarmColumn>(alarmFilters);

/** The tests that a query for events makes. */
export const eventTests = testsOf<EventColumn>(eventFilters);
