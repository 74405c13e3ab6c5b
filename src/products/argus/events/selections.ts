/** Single criteria as predicates: which rows a list of customers, flags or cases selects, in either version. Source: docs/contract/argus.md §6.5, §6.8, §7.4. */
import { all, any, codes, not, ofValues, type CodeColumn, type Predicate } from '../../../corpus/predicate.ts';
import { severities } from '../../../model/detection.ts';
import { eventKeyOf, type Addition } from '../../../model/addition.ts';
import type { RowId } from '../../../model/event-id.ts';
import { flagSet, hasBit } from '../common/flag.ts';
import type { Case, Detail, Host, Sensor, World } from '../../../model/world.ts';
import { accessDenied, maySee, type Viewer } from '../access/access.ts';
import type { EventTable } from './table.ts';

/** Tests of ids and of names in any case: lists are read once, whatever they are asked. */
export function idTest(ids: readonly (string | number)[]): (id: number) => boolean {
  const wanted = new Set(ids.map(Number));
  return (id) => wanted.has(id);
}
export function nameTest(names: readonly string[]): (name: string) => boolean {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return (name) => wanted.has(name.toLowerCase());
}

export const ofSensors = ({ sensors }: World, passes: (sensor: Sensor) => boolean): Predicate =>
  codes('sensor', sensors.length, (code) => passes(sensors[code] as Sensor));
export const ofDetails = ({ details }: World, passes: (detail: Detail) => boolean): Predicate =>
  codes('detail', details.length, (code) => passes(details[code] as Detail));
export const ofHosts = ({ hosts }: World, end: CodeColumn, passes: (host: Host) => boolean): Predicate =>
  codes(end, hosts.length, (code) => passes(hosts[code] as Host));
export const eitherEnd = (make: (end: 'source' | 'destination') => Predicate): Predicate =>
  any([make('source'), make('destination')]);
export function countryTest(countries: readonly string[]): (host: Host) => boolean {
  const isWanted = nameTest(countries);
  return ({ place }) => place !== null && isWanted(place.countryCode);
}

/** Customers by id or short name; null for a name that nobody has. */
export function customerIds({ customers }: World, names: readonly (number | string)[]): readonly (number | null)[] {
  const idOf = new Map<number | string, number>(customers.map(({ shortName, id }) => [shortName, id]));
  return names.map((name) => {
    const id = idOf.get(name) ?? Number(name);
    return Number.isNaN(id) ? null : id;
  });
}

/** Customers by id. One that the caller may not see is refused, whether it exists or not, unless it is merely excluded. */
export function ofCustomers(
  world: World,
  viewer: Viewer,
  ids: ReadonlySet<number | null>,
  isExcluded: boolean,
): Predicate {
  const visible = world.customers.filter((customer) => ids.has(customer.id) && maySee(viewer, customer));
  if (visible.length < ids.size && !isExcluded) throw accessDenied();
  return ofSensors(world, ({ customer }) => ids.has(customer.id));
}

export const ofSeverities = (names: readonly string[]): Predicate =>
  codes('severity', severities.length, (code) => names.some((name) => severities[code] === name));

export function ofDomains(world: World, names: readonly string[]): Predicate {
  const isWanted = nameTest(names);
  return ofDetails(world, ({ variant: { domain } }) => domain !== null && isWanted(domain));
}

/** Events that are associated with one of these cases; 0 stands for none. */
export function ofCases({ caseSets }: World, ids: readonly (number | string)[]): Predicate {
  const wanted = new Set(ids.map(Number));
  const isWanted = (set: readonly Case[]): boolean =>
    set.length === 0 ? wanted.has(0) : set.some(({ id }) => wanted.has(id));
  return codes('cases', caseSets.length, (code) => isWanted(caseSets[code] ?? []));
}

const keyOf = ({ row, ordinal }: RowId): number => eventKeyOf(row, ordinal);

/** These very events; null for one that does not exist. */
export const ofEvents = (table: EventTable, ids: readonly (RowId | null)[]): Predicate =>
  withKeys(table, new Set(ids.flatMap((id) => (id === null ? [] : [keyOf(id)]))));

const withKeys = ({ identify }: EventTable, keys: ReadonlySet<number>): Predicate =>
  ofValues('event', (row) => keyOf(identify(row)), keys);

/** All of `set` and none of `clear`, by their stored names. */
export function flagsAre(table: EventTable, set: readonly string[], clear: readonly string[]): Predicate {
  const further = (names: readonly string[]): readonly string[] => names.filter((name) => !hasBit(name));
  const stored: Predicate = { kind: 'flags', set: flagSet(set.filter(hasBit)), clear: flagSet(clear.filter(hasBit)) };
  const marked = further(set).map((name) => ofAdded(table, ({ marks }) => marks.includes(name)));
  const unmarked = further(clear).map((name) => not(ofAdded(table, ({ marks }) => marks.includes(name))));
  return all([stored, ...marked, ...unmarked]);
}

/** Events with an addition that passes; the others do not. */
export const ofAdded = (table: EventTable, passes: (addition: Addition) => boolean): Predicate =>
  withKeys(table, new Set([...table.world.additions].flatMap(([key, addition]) => (passes(addition) ? [key] : []))));
