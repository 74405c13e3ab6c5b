import { test, expect } from 'vitest';
import { contains, parseRange } from '../../src/kernel/net.ts';
import { caseStatuses } from '../../src/model/world.ts';
import { worldOf, tally } from '../support/worlds.ts';

test('the default World is one week of at least six customers, one of them not in production', () => {
  const world = worldOf();
  expect(world.end - world.start).toBe(7 * 86_400_000);
  expect(world.customers.length).toBeGreaterThanOrEqual(6);
  expect(world.customers.filter(({ production }) => !production)).toHaveLength(1);
  expect(world.aggregated.length).toBe(10_000);
});

test('it has at least 12 sensors, 40 users and 25 cases in all statuses, one merged into another', () => {
  const world = worldOf();
  expect(world.sensors.length).toBeGreaterThanOrEqual(12);
  expect(world.users().length).toBeGreaterThanOrEqual(40);
  expect(world.cases.length).toBeGreaterThanOrEqual(25);
  expect(new Set(world.cases.map(({ status }) => status))).toEqual(new Set(caseStatuses));
  expect(world.cases.some(({ mergedInto }) => mergedInto !== null)).toBe(true);
});

test('the alarm catalogue has at least 60 alarms in 15 categories, all told apart', () => {
  const { details } = worldOf({ events: 0 });
  const alarms = [...new Set(details.map(({ alarm }) => alarm))];
  expect(alarms.length).toBeGreaterThanOrEqual(60);
  expect(new Set(details.map(({ category }) => category.id)).size).toBeGreaterThanOrEqual(15);
  for (const of of ['id', 'shortName', 'name', 'sid'] as const)
    expect(tally(alarms.map((alarm) => alarm[of])).filter(([, times]) => times > 1)).toEqual([]);
  for (const { signature } of details) expect(signature).toMatch(/^SNORT-\d+:\d+$/);
});

test('users have names of people, and no two share a login', () => {
  const users = worldOf({ events: 0 }).users();
  expect(new Set(users.map(({ userName }) => userName)).size).toBe(users.length);
  for (const { name, email } of users) {
    expect(name).toMatch(/^\p{L}[\p{L}' .-]+ \p{L}[\p{L}' -]+$/u);
    expect(email).toMatch(/^[a-z0-9.-]+@[a-z0-9.-]+\.example$/);
  }
});

test('the same seed, scenario and end make the same people and events; another seed makes others', () => {
  const [one, same, other] = [worldOf({ events: 500 }), worldOf({ events: 500 }), worldOf({ events: 500, seed: '2' })];
  expect(same.users()).toEqual(one.users());
  expect(same.aggregated).toEqual(one.aggregated);
  expect(other.users().map(({ name }) => name)).not.toEqual(one.users().map(({ name }) => name));
  expect(other.aggregated.source).not.toEqual(one.aggregated.source);
});

test('moving the end moves the whole World by as much', () => {
  const world = worldOf({ events: 300 });
  const week = 7 * 86_400_000;
  const moved = worldOf({ events: 300, end: world.end + week });
  expect(moved.aggregated.timestamp).toEqual(world.aggregated.timestamp.map((at) => at + week));
  expect(moved.aggregated.updated).toEqual(world.aggregated.updated.map((at) => at + week));
  expect(moved.cases.map(({ opened }) => opened - week)).toEqual(world.cases.map(({ opened }) => opened));
});

test('the empty scenario has everything but events', () => {
  const world = worldOf({ scenario: 'empty' });
  expect([world.aggregated.length, world.raw().length]).toEqual([0, 0]);
  expect(world.customers.length).toBeGreaterThan(0);
});

test('customers own the addresses of their hosts and sensors, and nobody else does', () => {
  const world = worldOf({ events: 0 });
  for (const sensor of world.sensors)
    expect(sensor.customer.networks.some((network) => contains(network, sensor.address))).toBe(true);
  for (const host of world.hosts) {
    if (host.members.length > 1) continue;
    const owners = world.customers.filter(({ networks }) => networks.some((network) => contains(network, host.range)));
    expect(owners).toEqual(host.customer === null ? [] : [host.customer]);
  }
});

test('every address is private or reserved for documentation and benchmarking', () => {
  const harmless = [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '192.0.2.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '198.18.0.0/15',
    '2001:db8::/32',
    'fc00::/7',
  ]
    .map(parseRange)
    .filter((range) => range !== null);
  for (const { range, address } of worldOf({ events: 0 }).hosts)
    expect([address, harmless.some((network) => contains(network, range))]).toEqual([address, true]);
});
