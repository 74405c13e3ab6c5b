/** What v1 statistics can group by: one entry a value of `groupBy`. Source: docs/contract/argus.md §6.6; member names are assumed. */
import type { Dimension } from '../../../corpus/group.ts';
import type { CodeColumn } from '../../../corpus/predicate.ts';
import { severities } from '../../../model/detection.ts';
import type { Host, World } from '../../../model/world.ts';
import { foldBy } from '../events/fold.ts';
import type { StatsRequest } from '../generated/types.ts';

type GroupingName = NonNullable<StatsRequest['groupBy']>[number];

export interface Grouping {
  /** The member of a key that tells the group. */
  readonly name: string;
  readonly dimension: Dimension;
  readonly describe: (code: number) => unknown;
}

const textOf = (host: Host): string => (host.members.length > 1 ? `${host.address}/${host.range.bits}` : host.address);
const city = ({ place }: Host): string | null => place?.city ?? null;
const country = ({ place }: Host): string | null => place?.countryCode ?? null;
const named = ({ id, shortName, name }: { readonly id: number | string; shortName: string; name: string }) => ({
  id,
  shortName,
  name,
});

/** The member of a key, the column, and what the entries of its dictionary mean. */
type Facts = readonly [name: string, column: CodeColumn, values: (world: World) => readonly unknown[]];

const facts: Readonly<Record<GroupingName, Facts>> = {
  ATTACK_IDENTIFIER: ['signature', 'detail', ({ details }) => details.map(({ signature }) => signature)],
  ATTACK_CATEGORY: ['attackCategory', 'detail', ({ details }) => details.map(({ category }) => named(category))],
  ALARM: ['alarm', 'detail', ({ details }) => details.map(({ alarm }) => named(alarm))],
  LOCATION: ['location', 'sensor', ({ sensors }) => sensors.map(({ location }) => named(location))],
  EVENT_SEVERITY: ['severity', 'severity', () => severities],
  SOURCEIP: ['sourceIP', 'source', ({ hosts }) => hosts.map(textOf)],
  DESTINATIONIP: ['destinationIP', 'destination', ({ hosts }) => hosts.map(textOf)],
  PROTOCOL: ['protocol', 'detail', ({ details }) => details.map(({ detection }) => detection.transport ?? '0')],
  CUSTOMER: ['customer', 'sensor', ({ sensors }) => sensors.map(({ customer }) => named(customer))],
  SENSOR: ['sensor', 'sensor', ({ sensors }) => sensors.map(({ id, hostName }) => ({ id, hostName }))],
  SOURCE_GEOIP_LOCATION: ['sourceGeoLocation', 'source', ({ hosts }) => hosts.map(city)],
  SOURCE_GEOIP_COUNTRY: ['sourceGeoCountry', 'source', ({ hosts }) => hosts.map(country)],
  DESTINATION_GEOIP_LOCATION: ['destinationGeoLocation', 'destination', ({ hosts }) => hosts.map(city)],
  DESTINATION_GEOIP_COUNTRY: ['destinationGeoCountry', 'destination', ({ hosts }) => hosts.map(country)],
};

export function groupingOf(world: World, groupBy: GroupingName): Grouping {
  const [name, column, values] = facts[groupBy];
  const { numbers, groups } = foldBy(values(world), JSON.stringify, (value) => value);
  const codes = world.aggregated[column];
  return {
    name,
    dimension: { size: groups.length, code: (row) => numbers[codes[row] ?? 0] ?? 0 },
    describe: (code) => groups[code],
  };
}
