/** Hosts: the customers' own, the rest of the internet, and the networks that events were aggregated over. */
import { addressIn, addressText, isPublic, networkOf, parseRange, widthOf, type Range } from '../../kernel/net.ts';
import { stream, type Stream } from '../../kernel/random.ts';
import { insideOf } from '../../model/inside.ts';
import type { Customer, Host, GeoPlace } from '../../model/world.ts';
import { regions } from './geography.ts';
import { makeWeightedPicker, zipf } from './weighted-picker.ts';

/** Host codes to draw from, likely ones often: a picker of codes. */
export type Pool = Uint16Array;

export interface CustomerPools {
  /** Workstations and the like, which open connections. */
  readonly clients: Pool;
  /** Servers that only the inside reaches. */
  readonly servers: Pool;
  /** Servers that the internet reaches. */
  readonly exposed: Pool;
}

export interface Hosts {
  readonly all: readonly Host[];
  /** Pools per customer: IPv4, and IPv6 where the customer has it. */
  readonly inside: readonly { readonly v4: CustomerPools; readonly v6: CustomerPools | null }[];
  readonly outside: { readonly v4: Pool; readonly v6: Pool };
  /** The wider range that events from this host may be aggregated over; 0 when there is none (code 0 is no such range). */
  readonly widened: Uint16Array;
}

const poolSlots = 4096;

/** Makes all hosts of a World. `external` is how many hosts outside the customers' networks there are. */
export function makeHosts(
  seed: string,
  customers: readonly Customer[],
  hostsOf: readonly number[],
  external: number,
): Hosts {
  const all: Host[] = [];
  const taken = new Set<string>();
  const add = (range: Range, place: GeoPlace | null, customer: Customer | null): Host => {
    const host: Host = {
      code: all.length,
      range,
      address: addressText(range),
      place,
      customer,
      inside: insideOf(range, customer),
      members: [all.length],
    };
    all.push(host);
    return host;
  };
  const some = (
    network: Range,
    count: number,
    chance: Stream,
    place: GeoPlace | null,
    customer: Customer | null,
  ): Host[] => {
    const found: Host[] = [];
    const size = 1n << BigInt(widthOf(network.version) - network.bits);
    // A small network holds fewer hosts than asked: try a bounded number of times.
    for (let tries = 0; tries < count * 8 && found.length < count; tries++) {
      const address = addressIn(network, offset(size, chance));
      const key = addressText(address);
      if (taken.has(key)) continue;
      taken.add(key);
      found.push(add(address, place, customer));
    }
    return found;
  };
  const inside = customers.map((customer, index) => {
    const chance = stream(seed, `hosts/${customer.shortName}`);
    const count = hostsOf[index] ?? 60;
    const pools = (version: 4 | 6): CustomerPools | null => {
      const networks = customer.networks.filter((network) => network.version === version);
      const hidden = networks.filter((network) => !isPublic(network) || version === 6);
      const open = networks.filter((network) => isPublic(network));
      if (networks.length === 0) return null;
      const share = Math.max(4, Math.floor(count / (version === 4 ? 1 : 5)));
      const hosts = (hidden.length > 0 ? hidden : networks).flatMap((network, _, of) =>
        some(network, Math.ceil(share / of.length), chance, null, customer),
      );
      const servers = hosts.filter((_, rank) => rank % 4 === 0);
      const clients = hosts.filter((_, rank) => rank % 4 !== 0);
      const exposed = version === 6 ? servers : open.flatMap((network) => some(network, 10, chance, null, customer));
      return {
        clients: poolOf(clients),
        servers: poolOf(servers),
        exposed: poolOf(exposed.length > 0 ? exposed : servers),
      };
    };
    return { v4: pools(4) ?? pools(6), v6: pools(6) };
  });
  const chance = stream(seed, 'hosts/outside');
  const v4: Host[] = [];
  const v6: Host[] = [];
  const totalWeight = regions.reduce((sum, region) => sum + region.weight, 0);
  for (const region of regions) {
    const count = Math.max(2, Math.floor((external * region.weight) / totalWeight));
    const place = (host: number): GeoPlace | null => (host % 23 === 22 ? null : region.place);
    const [network4, network6] = [rangeOf(region.v4), rangeOf(region.v6)];
    for (let host = 0; host < count; host++) {
      if (host % 9 === 8) v6.push(...some(network6, 1, chance, place(host), null));
      else v4.push(...some(network4, 1, chance, place(host), null));
    }
    if (count < 9) v6.push(...some(network6, 1, chance, region.place, null));
  }
  const outside = { v4: poolOf(shuffled(v4, chance)), v6: poolOf(shuffled(v6, chance)) };
  const widened = widen(all, add);
  return { all, inside: inside.map((pools) => ({ v4: pools.v4 as CustomerPools, v6: pools.v6 })), outside, widened };
}

function rangeOf(text: string): Range {
  const range = parseRange(text);
  if (range === null) throw new Error(`not a network: ${text}`);
  return range;
}

/** An offset that is neither the network's own address nor its last. */
function offset(size: bigint, chance: Stream): bigint {
  if (size <= 2n) return 0n;
  const span = size - 2n > 0xffff_ffffn ? 0xffff_ffffn : size - 2n;
  return 1n + BigInt(chance.below(Number(span)));
}

const poolOf = (hosts: readonly Host[]): Pool =>
  makeWeightedPicker(zipf(hosts.length), poolSlots).map((choice) => hosts[choice]?.code ?? 0);

function shuffled<T>(items: readonly T[], chance: Stream): readonly T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = chance.below(last + 1);
    const [one, two] = [result[last], result[other]];
    if (one !== undefined && two !== undefined) [result[last], result[other]] = [two, one];
  }
  return result;
}

/** Adds the /24 of every IPv4 host that shares it with another; events may be aggregated over it. */
function widen(
  all: Host[],
  add: (range: Range, place: GeoPlace | null, customer: Customer | null) => Host,
): Uint16Array {
  const neighbours = new Map<string, Host[]>();
  for (const host of all) {
    if (host.range.version !== 4) continue;
    const key = `${addressText(networkOf(host.range, 24))} ${host.customer?.index ?? '-'}`;
    const members = neighbours.get(key);
    if (members === undefined) neighbours.set(key, [host]);
    else members.push(host);
  }
  const pairs: (readonly [Host, Host])[] = [];
  for (const members of neighbours.values()) {
    const [first] = members;
    if (first === undefined || members.length < 2) continue;
    const wide = add(networkOf(first.range, 24), first.place, first.customer);
    all[wide.code] = { ...wide, members: members.map((member) => member.code) };
    for (const member of members) pairs.push([member, wide]);
  }
  const widened = new Uint16Array(all.length);
  for (const [member, wide] of pairs) widened[member.code] = wide.code;
  return widened;
}
