/** Single criteria of v1 as predicates: which rows a list of customers, addresses, ports or flags selects. Source: contract/argus.md §6.5, §6.8. */
import { reachedBy } from '../../../corpus/addresses.ts';
import { any, codes, nothing, type CodeColumn, type Predicate } from '../../../corpus/predicate.ts';
import { parseRange } from '../../../kernel/net.ts';
import { severities } from '../../../model/detection.ts';
import { flagNames, flagSet, type Flag } from '../common/flag.ts';
import type { Detail, Host, World } from '../../../model/world.ts';
import { accessDenied, maySee } from '../access/access.ts';
import { isTrue } from '../common/booleans.ts';
import type { CriteriaContext, Criteria, Scope } from '../v1/criteria.ts';

export const isIn = (ids: readonly (string | number)[], id: number): boolean =>
  ids.some((candidate) => Number(candidate) === id);
export const has = (names: readonly string[], name: string): boolean =>
  names.some((candidate) => candidate.toLowerCase() === name.toLowerCase());

export const sensors = ({ world }: Scope, passes: (sensor: World['sensors'][number]) => boolean): Predicate =>
  codes('sensor', world.sensors.length, (code) => passes(world.sensors[code] as World['sensors'][number]));
export const details = ({ world }: Scope, passes: (detail: Detail) => boolean): Predicate =>
  codes('detail', world.details.length, (code) => passes(world.details[code] as Detail));
export const hosts = ({ world }: Scope, end: CodeColumn, passes: (host: Host) => boolean): Predicate =>
  codes(end, world.hosts.length, (code) => passes(world.hosts[code] as Host));
export const eitherEnd = (make: (end: 'source' | 'destination') => Predicate): Predicate =>
  any([make('source'), make('destination')]);
export const inCountry = (host: Host, countries: readonly string[]): boolean =>
  host.place !== null && has(countries, host.place.countryCode);

/** A customer asked for by name that the caller may not see is refused, whether it exists or not. */
export function customers(scope: Scope, criteria: Criteria, ids: readonly number[]): Predicate {
  const found = ids.map((id) => scope.world.customers.find((customer) => customer.id === id));
  const isRefused = found.some((customer) => customer === undefined || !maySee(scope.principal, customer));
  if (isRefused && !isTrue(criteria.exclude, false)) throw accessDenied();
  return sensors(scope, (sensor) => ids.includes(sensor.customer.id));
}

export function severityBetween(least: string, most: string): Predicate {
  const [from, to] = [severities.findIndex((name) => name === least), severities.findIndex((name) => name === most)];
  return codes('severity', severities.length, (code) => code >= from && code <= to);
}

export function addresses(
  { scope, criteria }: CriteriaContext,
  end: 'source' | 'destination',
  texts: readonly string[],
): Predicate {
  const searched = texts.map(parseRange).filter((range) => range !== null);
  const minBits = Number((end === 'source' ? criteria.sourceIPMinBits : criteria.destinationIPMinBits) ?? 0);
  const table = reachedBy(scope.world.hosts, searched, minBits);
  return codes(end, table.length, (code) => table[code] === 1);
}

export function ports(
  context: CriteriaContext,
  field: 'port' | 'sourcePort' | 'destinationPort',
  column: 'sourcePort' | 'destinationPort',
  ranges: readonly (string | number)[],
): Predicate {
  const bounded = ranges.map((text) => {
    const [low = 0, high = low] = String(text).split('-').map(Number);
    return { low, high };
  });
  const wrong = bounded.findIndex(({ low, high }) => low > high || high > 65_535);
  if (wrong >= 0) return context.complain(field, ranges[wrong]);
  return codes(column, 65_536, (port) => bounded.some(({ low, high }) => port >= low && port <= high));
}

/** Flags that no event of this World can have, because a flag word is full, are never set. */
export function flagsAre(set: readonly string[], clear: readonly string[]): Predicate {
  const isStored = (name: string): name is Flag => (flagNames as readonly string[]).includes(name);
  if (!set.every(isStored)) return nothing;
  return { kind: 'flags', set: flagSet(set), clear: flagSet(clear.filter(isStored)) };
}
