/** The World's hosts as stories see them: found by address, and joined by those that only stories know. */
import { addressIn, addressText, contains, parseRange, widthOf, type Range } from '../../kernel/net.ts';
import type { Stream } from '../../kernel/random.ts';
import { insideOf } from '../../model/inside.ts';
import type { Customer, Host } from '../../model/world.ts';
import { makePlaces } from '../dictionaries/places.ts';
import { regions } from '../dictionaries/geography.ts';
import type { Hosts } from '../dictionaries/hosts.ts';

export interface HostDirectory {
  /** Hosts that stories added, in order of their codes. */
  readonly added: readonly Host[];
  /** The host at this address; made when nobody knows it yet. */
  readonly at: (address: Range) => Host;
  /** The code of a customer's own hosts of one kind, each once. */
  readonly own: (customer: Customer, kind: 'clients' | 'servers' | 'exposed', version: 4 | 6) => readonly Host[];
  /** The family that a customer's hosts talk in where nothing says otherwise. */
  readonly familyOf: (customer: Customer) => 4 | 6;
  /** A host of the rest of the internet that the background does not use, in a country or anywhere. */
  readonly stranger: (chance: Stream, version: 4 | 6, country: string | null) => Host;
}

/** Ranges that nobody real owns, and outside hosts of stories may lie in (RFC 5737, RFC 2544, RFC 3849). */
export const reservedRanges = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15', '2001:db8::/32'];
const reserved = reservedRanges.map(parseRange).filter((range) => range !== null);

/** What is wrong with an address, or network, of an outside host; null for nothing. */
export function strangenessOf(range: Range, networks: readonly Range[]): string | null {
  if (!reserved.some((one) => contains(one, range))) return `lies in none of ${reservedRanges.join(', ')}`;
  const taken = networks.find((network) => contains(network, range) || contains(range, network));
  return taken === undefined ? null : `lies in a customer's network, ${addressText(taken)}/${taken.bits}`;
}

export const countries = [...new Set(regions.map(({ place }) => place.countryCode))].sort();

export function makeHostDirectory(hosts: Hosts, customers: readonly Customer[]): HostDirectory {
  const added: Host[] = [];
  const byAddress = new Map<string, Host>();
  for (const host of hosts.all) if (host.members.length === 1) byAddress.set(host.address, host);
  const placeOf = makePlaces(hosts.all, customers);
  const at = (range: Range): Host => {
    const known = byAddress.get(addressText(range));
    if (known !== undefined) return known;
    const code = hosts.all.length + added.length;
    const customer = customers.find(({ networks }) => networks.some((network) => contains(network, range))) ?? null;
    const host: Host = {
      code,
      range,
      address: addressText(range),
      place: placeOf(range),
      customer,
      inside: insideOf(range, customer),
      members: [code],
    };
    added.push(host);
    byAddress.set(host.address, host);
    return host;
  };
  const isStranger = (range: Range): boolean =>
    (byAddress.get(addressText(range))?.code ?? Infinity) >= hosts.all.length &&
    !customers.some(({ networks }) => networks.some((network) => contains(network, range)));
  return {
    added,
    at,
    own: (customer, kind, version) => {
      const pools = hosts.inside[customer.index];
      const pool = (version === 6 ? pools?.v6 : pools?.v4)?.[kind] ?? new Uint16Array(0);
      const found = [...new Set(pool)].map((code) => hosts.all[code]);
      return found.filter((host) => host !== undefined);
    },
    familyOf: (customer) => (hosts.inside[customer.index]?.v4 === null ? 6 : 4),
    stranger: (chance, version, country) => {
      const among = regions.filter(({ place }) => country === null || place.countryCode === country);
      for (let tries = 0; ; tries++) {
        const region = chance.weighted(among);
        const network = parseRange(version === 4 ? region.v4 : region.v6);
        if (network === null) throw new RangeError(`no network of ${region.place.city}`);
        const size = version === 4 ? Number(1n << BigInt(widthOf(4) - network.bits)) : 0xffff_ffff;
        const address = addressIn(network, BigInt(chance.between(1, size - 2)));
        // A region holds 4,094 hosts: rather share one with the background than look for ever.
        if (isStranger(address) || tries > 100) return at(address);
      }
    },
  };
}
