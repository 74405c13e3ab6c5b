/** Who takes part in an occurrence of a story: hosts and people behind the names of its actors, each drawn from a stream of its own. */
import { addressIn, parseRange, widthOf } from '../../kernel/net.ts';
import { stream } from '../../kernel/random.ts';
import type { Account, Customer, Host, Sensor } from '../../model/world.ts';
import { people } from '../detections/shared/words.ts';
import type { HostDirectory } from './host-directory.ts';
import { customerNamed, streamName, type Actor, type Occurrence } from './story.ts';
import type { Fail, Scenario } from '../scenario/scenario.ts';

export type HostRole = 'client' | 'server' | 'exposed' | 'outside';

export interface Cast {
  /** The hosts of an actor; of an unnamed one who suits the role when `name` is null. */
  readonly hosts: (name: string | null, role: HostRole, customer: Customer, version: 4 | 6) => readonly Host[];
  /** The family that a customer's hosts talk in where a story does not say: IPv4 where there is any. */
  readonly familyOf: (customer: Customer) => 4 | 6;
  /** The user name of a person, or of the one person whom a story has. */
  readonly person: (name: string) => string;
  /** Index of the account of an analyst; of an unnamed one when `name` is null. */
  readonly analyst: (name: string | null) => number;
  /** The sensor that sees what an inside actor does. */
  readonly sensor: (actor: string | null, customer: Customer, hostName: string | undefined) => Sensor;
}

/** What casting needs of the World. */
export interface StorySetting {
  readonly scenario: Scenario;
  readonly customers: readonly Customer[];
  readonly sensors: readonly Sensor[];
  readonly accounts: readonly Account[];
}

const kinds = { client: 'clients', server: 'servers', exposed: 'exposed' } as const;

export function makeCast(
  occurrence: Occurrence,
  setting: StorySetting,
  hostDirectory: HostDirectory,
  fail: Fail,
): Cast {
  const actors = occurrence.story.actors ?? {};
  const taken = new Set<number>();
  const cast = new Map<string, readonly Host[]>();
  const hostsOf = (name: string, actor: Actor, customer: Customer, version: 4 | 6): readonly Host[] => {
    const known = cast.get(name);
    if (known !== undefined) return known;
    const found = find(name, actor, customer, version);
    for (const { code } of found) taken.add(code);
    cast.set(name, found);
    return found;
  };
  const find = (name: string, actor: Actor, customer: Customer, version: 4 | 6): readonly Host[] => {
    const chance = stream(occurrence.seed, streamName(occurrence, `actor/${name}`));
    const wanted = actor.count ?? 1;
    const given = actor.address === undefined ? null : parseRange(actor.address);
    if (given !== null) {
      const size = 1n << BigInt(widthOf(given.version) - given.bits);
      if (size === 1n) return [hostDirectory.at(given)];
      const span = size - 2n > 0xffff_ffffn ? 0xffff_ffff : Number(size > 2n ? size - 2n : 1n);
      return several(wanted, () => hostDirectory.at(addressIn(given, 1n + BigInt(chance.below(span)))));
    }
    if (actor.role === 'outside')
      return several(wanted, () => hostDirectory.stranger(chance, version, actor.country ?? null));
    const pool = hostDirectory.own(customer, kinds[actor.role as keyof typeof kinds], version);
    const free = pool.filter(({ code }) => !taken.has(code));
    if (pool.length === 0 || wanted > pool.length) {
      const has = `${customer.shortName} has ${pool.length} with IPv${version}`;
      return fail(
        [...occurrence.path, 'actors', name],
        `asks for ${wanted} ${kinds[actor.role as keyof typeof kinds]}: ${has}`,
      );
    }
    return several(wanted, () => chance.pick(free.length >= wanted ? free : pool));
  };
  // Actors who are named are cast first, in their order, so that a drawn one is nobody else.
  for (const [name, actor] of Object.entries(actors)) {
    if (actor.role === 'person' || actor.role === 'analyst') continue;
    const customer = customerNamed(setting.customers, actor.customer ?? occurrence.customer);
    hostsOf(name, actor, customer, actor.family ?? hostDirectory.familyOf(customer));
  }
  return {
    hosts: (name, role, customer, version) =>
      name === null
        ? hostsOf(`(${role} ${role === 'outside' ? '' : customer.shortName} v${version})`, { role }, customer, version)
        : (cast.get(name) ?? []),
    familyOf: hostDirectory.familyOf,
    person: (name) =>
      actors[name]?.name ?? stream(occurrence.seed, streamName(occurrence, `actor/${name}`)).pick(people),
    analyst: (name) => analystOf(occurrence, name, setting, fail),
    sensor: (actor, customer, hostName) => {
      const own = setting.sensors.filter((sensor) => sensor.customer === customer);
      const given = own.find((sensor) => sensor.hostName === hostName);
      return (
        given ??
        stream(occurrence.seed, streamName(occurrence, `sensor/${actor ?? '()'}/${customer.shortName}`)).pick(own)
      );
    },
  };
}

/** Different hosts, as far as they can be found: a small network may hold fewer than asked. */
function several(wanted: number, make: () => Host): readonly Host[] {
  const found = new Map<number, Host>();
  for (let tries = 0; tries < wanted * 16 && found.size < wanted; tries++) {
    const host = make();
    found.set(host.code, host);
  }
  return [...found.values()];
}

function analystOf(
  occurrence: Occurrence,
  name: string | null,
  { accounts, customers, scenario: { permissions } }: StorySetting,
  fail: Fail,
): number {
  const given = name === null ? undefined : occurrence.story.actors?.[name]?.user;
  if (given !== undefined) {
    const account = accounts.find(({ id }) => id === given);
    return account?.index ?? fail([...occurrence.path, 'actors', name ?? '', 'user'], `names no user: ${given}`);
  }
  const customer = customerNamed(customers, occurrence.customer);
  const able = accounts.filter(
    ({ analyst, functions, customers: visible }) =>
      analyst && functions.includes(permissions.assess) && (visible === null || visible.includes(customer)),
  );
  // Accounts with a name of their own are there for clients to log in with.
  const nameless = able.filter(({ userName }) => userName === null);
  const among = nameless.length > 0 ? nameless : able;
  if (among.length === 0)
    fail([...occurrence.path, 'steps'], `needs an analyst who may assess events of ${customer.shortName}`);
  return stream(occurrence.seed, streamName(occurrence, `actor/${name ?? '(analyst)'}`)).pick(among).index;
}
