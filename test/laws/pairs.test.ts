import { expect, test } from 'vitest';
import { hostAt } from '../../src/corpus/raw-view.ts';
import { readScenario, shippedScenarios, type Scenario } from '../../src/generator/scenario.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { pairRefusal } from '../../src/model/pairing.ts';
import { UserError } from '../../src/kernel/fault.ts';
import { contains } from '../../src/kernel/net.ts';
import type { Columns } from '../../src/model/columns.ts';
import type { Detail, Host, World } from '../../src/model/world.ts';

const looked = 8000;

/** What is wrong with the ends of a World's rows: its own, those of the next two days, and those that stories bring later. */
function wrongPairs(world: World): readonly string[] {
  const { arrivals } = world;
  return [world.aggregated, arrivals.day(0).columns, arrivals.day(1).columns, arrivals.later().columns].flatMap(
    (columns) =>
      Array.from({ length: Math.min(looked, columns.length) }, (_, at) => at).flatMap((at) => {
        const row = Math.floor((at * columns.length) / Math.min(looked, columns.length));
        const kept = Math.min(30, columns.count[row] ?? 1);
        const ordinals = [null, ...Array.from({ length: kept }, (_, ordinal) => ordinal)];
        return ordinals.flatMap((ordinal) => wrongPair(world, columns, row, ordinal) ?? []);
      }),
  );
}

/** Null where an aggregate, or one of its raw events, joins two that may talk and stand where the attack says. */
function wrongPair(world: World, columns: Columns, row: number, ordinal: number | null): string | null {
  const end = (code = 0): Host => world.hosts[ordinal === null ? code : hostAt(world, code, ordinal)] as Host;
  const [source, destination] = [end(columns.source[row]), end(columns.destination[row])];
  const { detection } = world.details[columns.detail[row] ?? 0] as Detail;
  const customer = world.sensors[columns.sensor[row] ?? 0]?.customer;
  const [initiator, responder] = detection.trigger === 'initiator' ? [source, destination] : [destination, source];
  const isPlaced =
    (initiator.customer === customer) === (detection.direction !== 'inbound') &&
    (responder.customer === customer) === (detection.direction !== 'outbound');
  const isMapped = [source, destination].every(({ members, customer: own, range }) => {
    const owners = world.customers.filter(({ networks }) => networks.some((network) => contains(network, range)));
    return members.length > 1 || (own === null ? owners.length === 0 : owners.includes(own));
  });
  const refusal = pairRefusal(initiator, responder, detection);
  if (refusal === null && isPlaced && isMapped) return null;
  return `row ${row}/${ordinal}: ${detection.name} at ${customer?.shortName}: ${initiator.address} → ${responder.address}, ${refusal}`;
}

test.each(shippedScenarios())('in %s only those talk who can, and they stand where the attack says', (name) => {
  const { volume, ...rest } = readScenario(name);
  const events = Math.min(volume.events ?? 0, 4000);
  expect(wrongPairs(makeWorld({ seed: '1', scenario: { volume, ...rest }, events }))).toEqual([]);
});

/** The default scenario with one customer of these networks, and a story that leaves everything to chance. */
function withNetworks(...networks: readonly string[]): Scenario {
  const { customers, cases, groups, keys, ...rest } = readScenario('default');
  const [first] = customers;
  if (first === undefined) throw new Error('no customer');
  return { ...rest, customers: [{ ...first, networks }, ...customers.slice(1)], cases, groups, keys } as Scenario;
}

const told = (count: number): NonNullable<Scenario['stories']> => ({
  told: {
    title: 'Told',
    at: '-1d',
    actors: { all: { role: 'client', count } },
    steps: {
      in: { alarm: 'scan-syn' },
      out: { alarm: 'beacon-pixel' },
      within: { alarm: 'smb-ms17-010' },
      ...(count > 1 && { among: { alarm: 'smb-ms17-010', from: 'all', to: 'all', repeat: 9, every: '1m' } }),
    },
  },
});

test.each([
  ['IPv6 alone', ['fd00:7::/64', '2001:db8:7::/48'], 3],
  ['one IPv6 network of four addresses', ['2001:db8:7::/126'], 1],
  ['two addresses', ['10.9.0.0/31'], 1],
  ['one address of each kind', ['10.9.0.1/32', '203.0.113.9/32', '2001:db8:9::1/128'], 1],
  ['one IPv4 address beside IPv6', ['10.9.0.1/32', '2001:db8:9::/64'], 3],
  ['public addresses alone', ['203.0.113.0/28'], 3],
  ['a part of what stands for the internet', ['198.18.0.0/18', '2001:db8:f000::/44'], 3],
])('a customer with %s is paired as any other', (_, networks, clients) => {
  const scenario = { ...withNetworks(...networks), stories: told(clients) };
  expect(wrongPairs(makeWorld({ seed: '1', scenario, events: 3000 }))).toEqual([]);
});

test.each([
  ['one address', ['10.9.0.1/32'], 'hold no two hosts'],
  ['one address in each family', ['10.9.0.1/32', '2001:db8:9::1/128'], 'hold no two hosts'],
  ['all that stands for the internet', ['198.18.0.0/15'], 'leave no address to the rest of the internet'],
])('networks with %s are refused', (_, networks, message) => {
  expect(() => makeWorld({ seed: '1', scenario: withNetworks(...networks) })).toThrow(UserError);
  expect(() => makeWorld({ seed: '1', scenario: withNetworks(...networks) })).toThrow(message);
});
