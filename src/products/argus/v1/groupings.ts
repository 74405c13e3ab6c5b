/** What v1 statistics can group by: one entry a value of `groupBy`. Source: contract/argus.md §6.6; member names are assumed. */
import type { Dimension } from '../../../corpus/group.ts';
import type { CodeColumn } from '../../../corpus/predicate.ts';
import type { Columns } from '../../../model/columns.ts';
import { severities } from '../../../model/detection.ts';
import type { Host, World } from '../../../model/world.ts';
import type { StatsRequest } from '../generated/types.ts';

export interface Grouping {
  /** The member of a key that tells the group. */
  readonly name: string;
  readonly dimension: Dimension;
  readonly describe: (code: number) => unknown;
}

type Make = (world: World, columns: Columns) => Grouping;

export const groupings: { readonly [Name in NonNullable<StatsRequest['groupBy']>[number]]: Make } = {
  ATTACK_IDENTIFIER: (world, columns) =>
    folded(
      'signature',
      columns,
      'detail',
      world.details.map((detail) => detail.signature),
    ),
  ATTACK_CATEGORY: (world, columns) =>
    folded(
      'attackCategory',
      columns,
      'detail',
      world.details.map(({ category: { id, shortName, name } }) => ({ id, shortName, name })),
    ),
  ALARM: (world, columns) =>
    folded(
      'alarm',
      columns,
      'detail',
      world.details.map(({ alarm: { id, shortName, name } }) => ({ id, shortName, name })),
    ),
  LOCATION: (world, columns) =>
    folded(
      'location',
      columns,
      'sensor',
      world.sensors.map(({ location: { id, shortName, name } }) => ({ id, shortName, name })),
    ),
  EVENT_SEVERITY: (_, columns) => folded('severity', columns, 'severity', severities),
  SOURCEIP: (world, columns) => folded('sourceIP', columns, 'source', world.hosts.map(textOf)),
  DESTINATIONIP: (world, columns) => folded('destinationIP', columns, 'destination', world.hosts.map(textOf)),
  PROTOCOL: (world, columns) =>
    folded(
      'protocol',
      columns,
      'detail',
      world.details.map((detail) => detail.detection.transport ?? '0'),
    ),
  CUSTOMER: (world, columns) =>
    folded(
      'customer',
      columns,
      'sensor',
      world.sensors.map(({ customer: { id, shortName, name } }) => ({ id, shortName, name })),
    ),
  SENSOR: (world, columns) =>
    folded(
      'sensor',
      columns,
      'sensor',
      world.sensors.map(({ id, hostName }) => ({ id, hostName })),
    ),
  SOURCE_GEOIP_LOCATION: (world, columns) =>
    folded(
      'sourceGeoLocation',
      columns,
      'source',
      world.hosts.map((host) => host.place?.city ?? null),
    ),
  SOURCE_GEOIP_COUNTRY: (world, columns) =>
    folded(
      'sourceGeoCountry',
      columns,
      'source',
      world.hosts.map((host) => host.place?.countryCode ?? null),
    ),
  DESTINATION_GEOIP_LOCATION: (world, columns) =>
    folded(
      'destinationGeoLocation',
      columns,
      'destination',
      world.hosts.map((host) => host.place?.city ?? null),
    ),
  DESTINATION_GEOIP_COUNTRY: (world, columns) =>
    folded(
      'destinationGeoCountry',
      columns,
      'destination',
      world.hosts.map((host) => host.place?.countryCode ?? null),
    ),
};

const textOf = (host: Host): string => (host.members.length > 1 ? `${host.address}/${host.range.bits}` : host.address);

/** A dictionary of which several entries may mean the same: equal values become one group. */
function folded(name: string, columns: Columns, column: CodeColumn, values: readonly unknown[]): Grouping {
  const numbers = new Map<string, number>();
  const distinct: unknown[] = [];
  const group = Uint16Array.from(values, (value) => {
    const text = JSON.stringify(value);
    const known = numbers.get(text) ?? distinct.push(value) - 1;
    numbers.set(text, known);
    return known;
  });
  const codes = columns[column];
  return {
    name,
    dimension: { size: distinct.length, code: (row) => group[codes[row] ?? 0] ?? 0 },
    describe: (code) => distinct[code],
  };
}
