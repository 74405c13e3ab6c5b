/** Pieces of JSON about who talked to whom, made once for each host. Source: docs/contract/usm.md §7, §8. */
import type { Host } from '../../../model/world.ts';
import { domainNameOf, hostLabel } from '../records/host-names.ts';
import type { Ids } from '../records/usm-id.ts';
import { inner, kept, piece } from './pieces.ts';

export type EndRole = 'source' | 'destination';

/** Members about one end; `service` stands for the host's name where a service answered. */
type ByEnd = (role: EndRole, host: Host, service: string | null) => Uint8Array;

/** The product misspells the list of destination assets (docs/contract/usm.md §5). */
const assetList = { source: 'alarm_source_asset_ids', destination: 'alarm_destination_assset_ids' } as const;

/** `ofAlarm` writes the members of an alarm that it has in the year. */
export function makeEnds(ids: Ids, ofAlarm: (members: object) => string) {
  const assetOf = ({ customer, code }: Host): string | null => (customer === null ? null : ids.asset(code));
  /** Pieces by host, for each role; the few ends that are services are kept apart. */
  const byHost = (write: (role: EndRole, host: Host, service: string | null) => string): ByEnd => {
    const alone = {
      source: kept((host: Host) => write('source', host, null)),
      destination: kept((host: Host) => write('destination', host, null)),
    };
    const services = new WeakMap<Host, Map<string, Uint8Array>>();
    return (role, host, service) => {
      if (service === null) return alone[role](host.code, host);
      const texts = services.get(host) ?? new Map<string, Uint8Array>();
      services.set(host, texts);
      const key = `${role} ${service}`;
      const text = texts.get(key) ?? piece(write(role, host, service));
      texts.set(key, text);
      return text;
    };
  };
  const names = (role: EndRole, host: Host, service: string | null): object => ({
    [`${role}_name`]: service ?? hostLabel(host),
    [`${role}_canonical`]: service ?? assetOf(host) ?? host.address,
    ...assetMember(role, host, service),
    ...(host.place !== null && service === null && { [`${role}_country`]: host.place.countryCode }),
  });
  // Every recording has that of the destination (docs/contract/usm.md §15, §16). Assumed: what is no asset stands there as it is called.
  const assetMember = (role: EndRole, host: Host, service: string | null): object => {
    const asset = service === null ? assetOf(host) : null;
    if (asset === null && role === 'source') return {};
    return { [`${role}_asset_id`]: asset ?? service ?? host.address };
  };
  const details = (role: EndRole, host: Host, service: string | null): object => {
    const { place } = host;
    return {
      ...names(role, host, service),
      [`${role}_address`]: host.address,
      [`${role}_hostname`]: service ?? hostLabel(host),
      ...(service === null && domainNameOf(host) !== null && { [`${role}_fqdn`]: domainNameOf(host) }),
      ...(place !== null &&
        service === null && {
          [`${role}_city`]: place.city,
          [`${role}_latitude`]: String(place.latitude),
          [`${role}_longitude`]: String(place.longitude),
        }),
    };
  };
  const lists = (role: EndRole, hosts: readonly Host[]): string => `,${ofAlarm(listsOf(role, hosts, assetOf))}`;
  const alone = byHost((role, host) => lists(role, [host]));
  return {
    /** Members of an event about one end, with a comma behind. */
    ofEvent: byHost((...end) => `${inner(details(...end))},`),
    /** Members of an alarm about its first source or destination, with a comma before. */
    ofAlarm: byHost((...end) => `,${ofAlarm(names(...end))}`),
    /** The lists of an alarm about all of its sources or destinations, with a comma before. */
    lists: (role: EndRole, hosts: readonly Host[]): Uint8Array => {
      const [first] = hosts;
      // Several hosts are rare, and their combinations many: only single ones are worth keeping.
      return hosts.length === 1 && first !== undefined ? alone(role, first, null) : piece(lists(role, hosts));
    },
  };
}

function listsOf(role: EndRole, hosts: readonly Host[], assetOf: (host: Host) => string | null): object {
  const places = hosts.flatMap(({ place }) => (place === null ? [] : [place]));
  const unique = (values: readonly (string | null)[]): readonly string[] => [
    ...new Set(values.filter((value) => value !== null)),
  ];
  return {
    [`alarm_${role}s`]: unique(hosts.map((host) => assetOf(host) ?? host.address)),
    [`alarm_${role}_names`]: unique(hosts.map(hostLabel)),
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
