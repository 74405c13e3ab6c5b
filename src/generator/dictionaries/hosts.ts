/** Hosts: the customers' own, the rest of the internet, and the networks that events were aggregated over. */
import {
  addressIn,
  addressText,
  contains,
  isPublic,
  networkOf,
  overlaps,
  parseRange,
  widthOf,
  type Range,
} from '../../kernel/net.ts';
import { UserError } from '../../kernel/fault.ts';
import type { Sliced } from '../../kernel/slices.ts';
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
  /** Pools per customer, by family; null where it has no hosts of the family that could talk to each other. */
  readonly inside: readonly { readonly v4: CustomerPools | null; readonly v6: CustomerPools | null }[];
  readonly outside: { readonly v4: Pool; readonly v6: Pool };
  /** The wider range that events from this host may be aggregated over; 0 when there is none (code 0 is no such range). */
  readonly widened: Uint16Array;
}

const poolSlots = 4096;

/** Units of work that a host takes, before the engine has warmed up. */
const unitsAHost = 500;

/** Makes all hosts of a World. `external` is how many hosts outside the customers' networks there are. */
export function* makeHosts(
  seed: string,
  customers: readonly Customer[],
  hostsOf: readonly number[],
  external: number,
): Sliced<Hosts> {
  const register = makeRegister(customers);
  const inside: Hosts['inside'][number][] = [];
  for (const [index, customer] of customers.entries()) {
    inside.push(poolsOf(register, seed, customer, hostsOf[index] ?? 60));
    yield (hostsOf[index] ?? 60) * unitsAHost;
  }
  const outside = yield* internetOf(register, seed, external);
  for (const family of ['v4', 'v6'] as const)
    if (outside[family].length === 0 && inside.some((pools) => pools[family] !== null))
      throw new UserError(`the networks of the customers leave no address to the rest of the internet (IP${family})`);
  const widened = widen(register.all, register.add);
  return { all: register.all, inside, outside: { v4: poolOf(outside.v4), v6: poolOf(outside.v6) }, widened };
}

type AddHost = (range: Range, address: string, place: GeoPlace | null, customer: Customer | null) => Host;

interface Register {
  readonly all: Host[];
  readonly add: AddHost;
  /** Up to `count` new hosts of a network; a small one holds fewer. */
  readonly some: (
    network: Range,
    count: number,
    chance: Stream,
    place: GeoPlace | null,
    customer: Customer | null,
  ) => readonly Host[];
}

function makeRegister(customers: readonly Customer[]): Register {
  const all: Host[] = [];
  const taken = new Set<string>();
  // Nobody outside has an address of a customer.
  const internet = regions.flatMap(({ v4, v6 }) => [rangeOf(v4), rangeOf(v6)]);
  const owned = customers.flatMap(({ networks }) =>
    networks.filter((own) => internet.some((one) => overlaps(own, one))),
  );
  const add: AddHost = (range, address, place, customer) => {
    const host: Host = {
      code: all.length,
      range,
      address,
      place,
      customer,
      inside: insideOf(range, customer),
      members: [all.length],
    };
    all.push(host);
    return host;
  };
  return {
    all,
    add,
    some: (network, count, chance, place, customer) => {
      const found: Host[] = [];
      const size = 1n << BigInt(widthOf(network.version) - network.bits);
      for (let tries = 0; tries < count * 8 && found.length < count; tries++) {
        const address = addressIn(network, offset(size, chance));
        const key = addressText(address);
        if (taken.has(key) || (customer === null && owned.some((one) => contains(one, address)))) continue;
        taken.add(key);
        found.push(add(address, key, place, customer));
      }
      return found;
    },
  };
}

/** A customer's own hosts, by family. Throws UserError where no two could talk to each other. */
function poolsOf({ some }: Register, seed: string, customer: Customer, count: number): Hosts['inside'][number] {
  const chance = stream(seed, `hosts/${customer.shortName}`);
  const pools = (version: 4 | 6): CustomerPools | null => {
    const networks = customer.networks.filter((network) => network.version === version);
    const hidden = networks.filter((network) => !isPublic(network) || version === 6);
    const open = networks.filter((network) => isPublic(network));
    // Where a customer has both families, most of its hosts are told by their IPv4 address.
    const isSecond = version === 6 && networks.length < customer.networks.length;
    const share = Math.max(4, Math.floor(count / (isSecond ? 5 : 1)));
    const from = (among: readonly Range[]): readonly Host[] =>
      among.flatMap((network) => some(network, Math.ceil(share / among.length), chance, null, customer));
    const first = from(hidden);
    const hosts = first.length < 2 ? [...first, ...from(open)] : first;
    if (hosts.length < 2) return null;
    const servers = hosts.filter((_, rank) => rank % 4 === 0);
    const clients = hosts.filter((_, rank) => rank % 4 !== 0);
    const exposed = version === 6 ? servers : open.flatMap((network) => some(network, 10, chance, null, customer));
    return {
      clients: poolOf(clients),
      servers: poolOf(servers),
      exposed: poolOf(exposed.length > 0 ? exposed : servers),
    };
  };
  const found = { v4: pools(4), v6: pools(6) };
  if (found.v4 !== null || found.v6 !== null) return found;
  throw new UserError(`the networks of customer ${customer.shortName} hold no two hosts that could talk to each other`);
}

/** Hosts of the rest of the internet, by family. */
function* internetOf(
  { some }: Register,
  seed: string,
  external: number,
): Sliced<{ readonly v4: readonly Host[]; readonly v6: readonly Host[] }> {
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
    yield count * unitsAHost;
  }
  return { v4: shuffled(v4, chance), v6: shuffled(v6, chance) };
}

function rangeOf(text: string): Range {
  const range = parseRange(text);
  if (range === null) throw new Error(`not a network: ${text}`);
  return range;
}

/** An offset that is neither the network's own address nor its last, where it has others. */
function offset(size: bigint, chance: Stream): bigint {
  if (size <= 2n) return size === 1n ? 0n : BigInt(chance.below(2));
  const span = size - 2n > 0xffff_ffffn ? 0xffff_ffffn : size - 2n;
  return 1n + BigInt(chance.below(Number(span)));
}

const poolOf = (hosts: readonly Host[]): Pool =>
  makeWeightedPicker(zipf(hosts.length), poolSlots, (choice) => hosts[choice]?.code ?? 0);

function shuffled<T>(items: readonly T[], chance: Stream): readonly T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = chance.below(last + 1);
    const kept = result[last] as T;
    result[last] = result[other] as T;
    result[other] = kept;
  }
  return result;
}

/** Adds the /24 of every IPv4 host that shares it with another; events may be aggregated over it. */
function widen(all: Host[], add: AddHost): Uint16Array {
  const neighbours = new Map<number, Host[]>();
  for (const host of all) {
    if (host.range.version !== 4) continue;
    const key = (host.customer?.index ?? -1) * 0x100_0000 + (Number(host.range.base) >>> 8);
    const members = neighbours.get(key);
    if (members === undefined) neighbours.set(key, [host]);
    else members.push(host);
  }
  const pairs: (readonly [Host, Host])[] = [];
  for (const members of neighbours.values()) {
    const [first] = members;
    if (first === undefined || members.length < 2) continue;
    const network = networkOf(first.range, 24);
    const wide = add(network, addressText(network), first.place, first.customer);
    all[wide.code] = { ...wide, members: members.map((member) => member.code) };
    for (const member of members) pairs.push([member, wide]);
  }
  const widened = new Uint16Array(all.length);
  for (const [member, wide] of pairs) widened[member.code] = wide.code;
  return widened;
}
