/** Pieces of JSON about who talked to whom, made once for each host. Source: contract/usm.md §7, §8. */
import type { Host, World } from '../../model/world.ts';
import type { Ids } from './identity.ts';

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
  const known = new Map<string, string>();
  const kept = (name: string, make: () => object): string => {
    const text = known.get(name) ?? JSON.stringify(make()).slice(1, -1);
    known.set(name, text);
    return text;
  };
  const names = (role: Role, host: Host, service: string | null): object => ({
    [`${role}_name`]: service ?? host.address,
    [`${role}_canonical`]: service ?? assetOf(host) ?? host.address,
    ...(assetOf(host) !== null && service === null && { [`${role}_asset_id`]: assetOf(host) }),
    ...(host.place !== null && service === null && { [`${role}_country`]: host.place.countryCode }),
  });
  return {
    ofEvent: (role, code, service) =>
      kept(`event ${role} ${code} ${service}`, () => {
        const host = hostOf(code);
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
      }),
    ofAlarm: (role, code, service) =>
      kept(`alarm ${role} ${code} ${service}`, () => names(role, hostOf(code), service)),
    lists: (role, codes) =>
      // Several hosts are rare, and their combinations many: only single ones are worth keeping.
      codes.length === 1
        ? kept(`lists ${role} ${codes[0]}`, () => listsOf(role, codes.map(hostOf), assetOf))
        : JSON.stringify(listsOf(role, codes.map(hostOf), assetOf)).slice(1, -1),
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
