/** Pieces of JSON about who talked to whom, made once for each host. Source: contract/usm.md §7, §8. */
import type { Host, World } from '../../model/world.ts';
import type { Ids } from './identity.ts';
import { inner } from './text.ts';

export type Role = 'source' | 'destination';

export interface Ends {
  /** Members of an event about one end; `service` stands for the host's name where a service answered. */
  readonly ofEvent: (role: Role, host: number, service: string | null) => string;
  /** Members of an alarm about its first source or destination. */
  readonly ofAlarm: (role: Role, host: number, service: string | null) => string;
  /** The lists of an alarm about all of its sources or destinations. */
  readonly lists: (role: Role, hosts: readonly number[]) => string;
}

/** The product misspells the list of destination assets (contract/usm.md §5). */
const assetList = { source: 'alarm_source_asset_ids', destination: 'alarm_destination_assset_ids' } as const;

export function makeEnds(world: World, ids: Ids): Ends {
  const hostOf = (code: number): Host => world.hosts[code] as Host;
  const assetOf = ({ customer, code }: Host): string | null => (customer === null ? null : ids.asset(code));
  const rest = new Map<string, string>();
  /** Texts by host, for each use and role; the few ends that are services are kept apart. */
  const byHost = (use: (role: Role, host: Host, service: string | null) => object): Ends['ofEvent'] => {
    const known: Readonly<Record<Role, string[]>> = { source: [], destination: [] };
    const make = (role: Role, code: number, service: string | null): string => inner(use(role, hostOf(code), service));
    return (role, code, service) => {
      if (service === null) return (known[role][code] ??= make(role, code, null));
      const key = `${use.name} ${role} ${code} ${service}`;
      const text = rest.get(key) ?? make(role, code, service);
      rest.set(key, text);
      return text;
    };
  };
  const names = (role: Role, host: Host, service: string | null): object => ({
    [`${role}_name`]: service ?? host.address,
    [`${role}_canonical`]: service ?? assetOf(host) ?? host.address,
    ...(assetOf(host) !== null && service === null && { [`${role}_asset_id`]: assetOf(host) }),
    ...(host.place !== null && service === null && { [`${role}_country`]: host.place.countryCode }),
  });
  const details = (role: Role, host: Host, service: string | null): object => {
    const { place } = host;
    return {
      ...names(role, host, service),
      [`${role}_address`]: host.address,
      [`${role}_hostname`]: service ?? host.address,
      ...(place !== null &&
        service === null && {
          [`${role}_city`]: place.city,
          [`${role}_latitude`]: String(place.latitude),
          [`${role}_longitude`]: String(place.longitude),
        }),
    };
  };
  const alone = byHost((role, host) => listsOf(role, [host], assetOf));
  return {
    ofEvent: byHost(details),
    ofAlarm: byHost(names),
    lists: (role, codes) => {
      const [first] = codes;
      // Several hosts are rare, and their combinations many: only single ones are worth keeping.
      return codes.length === 1 && first !== undefined
        ? alone(role, first, null)
        : inner(listsOf(role, codes.map(hostOf), assetOf));
    },
  };
}

function listsOf(role: Role, hosts: readonly Host[], assetOf: (host: Host) => string | null): object {
  const places = hosts.flatMap(({ place }) => (place === null ? [] : [place]));
  const unique = (values: readonly (string | null)[]): readonly string[] => [
    ...new Set(values.filter((value) => value !== null)),
  ];
  return {
    [`alarm_${role}s`]: unique(hosts.map((host) => assetOf(host) ?? host.address)),
    [`alarm_${role}_names`]: unique(hosts.map((host) => host.address)),
    [assetList[role]]: unique(hosts.map(assetOf)),
    ...(role === 'source' && {
      alarm_source_countries: unique(places.map((place) => place.countryCode)),
      alarm_source_cities: unique(places.map((place) => place.city)),
      alarm_source_latitudes: unique(places.map((place) => String(place.latitude))),
      alarm_source_longitudes: unique(places.map((place) => String(place.longitude))),
      alarm_source_blacklist_activity: [],
    }),
  };
}
