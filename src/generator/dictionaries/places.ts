/** The geo database of a World: where addresses are, for its own hosts and for those that clients and stories bring. */
import { lazy } from '../../kernel/lazy.ts';
import { contains, overlaps, parseRange, rangeText, type Range } from '../../kernel/net.ts';
import type { Customer, GeoPlace, Host } from '../../model/world.ts';
import { regions } from './geography.ts';

/** Makes the function that finds a place; null in customers' networks, outside of the map, and for the hosts that nobody has placed. */
export function makePlaces(hosts: readonly Host[], customers: readonly Customer[]): (range: Range) => GeoPlace | null {
  const known = lazy(() => new Map(hosts.map(({ range, place }) => [rangeText(range), place])));
  const map = regions.map(({ v4, v6, place }) => ({ networks: [parseRange(v4), parseRange(v6)], place }));
  return (range) => {
    const own = known().get(rangeText(range));
    if (own !== undefined) return own;
    if (customers.some(({ networks }) => networks.some((network) => overlaps(network, range)))) return null;
    const region = map.find(({ networks }) => networks.some((one) => one !== null && contains(one, range)));
    return region?.place ?? null;
  };
}
