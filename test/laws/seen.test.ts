/** Laws of when a tenant sees what: nothing says that it was stored long before it can be seen, and whoever polls loses nothing. */
import { bytesFrom } from '../../src/kernel/bytes.ts';
import { expect, test } from 'vitest';
import { shippedScenarios } from '../../src/generator/scenario.ts';
import { drawn } from '../support/drawn.ts';
import { hour, lived, minute } from '../support/living.ts';
import { tenantOf, timesOf, type Told } from '../support/tenant.ts';
import { makeV1Writer } from '../../src/products/argus/v1/view.ts';
import { worldOf } from '../support/worlds.ts';

/** Long and short steps of the clock, across the World's end. */
const steps = [1700, 7, 2300, 59, 3000, 1, 61, 33, 13, 2286].map((seconds) => seconds * 1000);
const begin = 90 * minute;

/** The records that were received last, and what they are by their ids. */
const newest = (list: (query: Record<string, string>) => readonly Told[]): ReadonlyMap<string, Told> =>
  new Map(list({ sort: 'timestamp_received,desc' }).map((told) => [told.id, told]));

const polled = drawn('scenarios of which nothing is told late', shippedScenarios(), 6);
test.each(polled)('nothing was received more than a minute before it can be seen: %s', (scenario) => {
  const world = worldOf({ scenario, events: 400 });
  const at = lived(world, world.end - begin);
  const tenant = tenantOf(at, scenario === 'ransomware' ? 'documented' : 'live', 2000);
  const both = () => [newest(tenant.alarms), newest(tenant.events)] as const;
  let known = both();
  let before = at.clock.now();
  const strays: (readonly number[])[] = [];
  let fresh = 0;
  for (const step of steps.slice(0, world.baseline.length > 100_000 ? 4 : 7)) {
    const now = before + step;
    at.to(now);
    const all = both();
    for (const [list, told] of all.entries())
      for (const { id, json } of told.values()) {
        const [, received = 0, , stored = 0] = timesOf(json);
        // A page is full of what is newest; what was seen before stands behind it, or was there.
        if (known[list]?.has(id) === true || stored <= before - hour) continue;
        fresh += 1;
        if (received <= before - minute || stored <= before - minute || received > now || stored > now)
          strays.push(timesOf(json));
      }
    [known, before] = [all, now];
  }
  expect(strays).toEqual([]);
  // In months of few events, an hour may pass without one.
  const isSparse = world.end - world.start > 600 * hour;
  if (scenario !== 'paging-traps' && !isSparse) expect(fresh).toBeGreaterThan(0);
});

test.each(shippedScenarios())('an alarm is told with the last of its events, and after all of them: %s', (scenario) => {
  const world = worldOf({ scenario, events: 400 });
  const strays = tenantOf(lived(world), 'live', 2000)
    .alarms()
    .filter(({ json }) => {
      const [occured = 0, received = 0, , stored = 0] = timesOf(json);
      const events: readonly (readonly number[])[] = json.events.map((event: any) => timesOf(event.message));
      const waits = json.events.map((event: any) => event.timeStamp - Number(event.message.timestamp_received));
      // What happened within the last second has had no time to wait.
      const isNow = occured > world.end - 1000;
      return (
        occured !== events.at(-1)?.[0] ||
        events.some((times) => (times[1] ?? 0) > received || (times[3] ?? 0) > stored) ||
        waits.some((wait: number) => wait > 800 || (wait < 20 && !isNow))
      );
    });
  expect(strays.map(({ id }) => id)).toEqual([]);
});

test('sensors tell at once, agents within a minute or so, and one record in 32 comes minutes to days late', () => {
  const world = worldOf({ events: 4000 });
  const alarms = tenantOf(lived(world), 'live').alarms();
  const lagOf = ({ json }: Told): number => (timesOf(json)[1] ?? 0) - (timesOf(json)[0] ?? 0);
  const isLate = (told: Told): boolean => lagOf(told) > 10 * minute;
  const share = alarms.filter(isLate).length / alarms.length;
  // Alarms of more events than are kept wait for those that nobody sees besides.
  expect([share > 1 / 60, share < 1 / 10]).toEqual([true, true]);
  const lagsOf = (plugin: string): readonly number[] =>
    alarms
      .filter((told) => !isLate(told))
      .flatMap(({ json }) => json.events.map(({ message }: any) => message))
      .filter((message: any) => message.plugin === plugin)
      .map((message: any) => Number(message.timestamp_received) - Number(message.timestamp_occured));
  const [sensors, agents] = [lagsOf('AlienVault NIDS'), lagsOf('AlienVault Agent - Windows EventLog')];
  expect([sensors.length > 500, agents.length > 20]).toEqual([true, true]);
  expect(sensors.filter((lag) => lag < 1000).length / sensors.length).toBeGreaterThan(0.99);
  expect(agents.filter((lag) => lag >= 30_000 && lag <= 80_000).length / agents.length).toBeGreaterThan(0.9);
});

/** Polls a list by the time of receipt, from where it last came to. */
function poller(list: (query: Record<string, string>) => readonly Told[], direction: 'asc' | 'desc') {
  const had = new Set<string>();
  let mark = 0;
  const poll = (): void => {
    const receivedOf = ({ json }: Told): number => Number(json.timestamp_received);
    const fresh = list({ sort: `timestamp_received,${direction}` }).filter((one) => receivedOf(one) > mark);
    for (const { id } of fresh) had.add(id);
    for (const one of fresh) mark = Math.max(mark, receivedOf(one));
  };
  return { had, poll };
}

test.each(['asc', 'desc'] as const)('whoever polls by the time of receipt, %s, misses nothing', (direction) => {
  for (const back of [6 * hour, 0]) {
    const world = worldOf({ scenario: 'ransomware', events: 150 });
    const at = lived(world, world.end - back);
    const tenant = tenantOf(at, 'live');
    const pollers = [poller(tenant.alarms, direction), poller(tenant.events, direction)] as const;
    for (const step of [0, ...steps.slice(0, 7)]) {
      at.to(at.clock.now() + step);
      for (const { poll } of pollers) poll();
    }
    const missed = [tenant.alarms(), tenant.events()].map((told, list) =>
      told.filter(({ id }) => pollers[list]?.had.has(id) !== true).map(({ json }) => timesOf(json)),
    );
    expect([back, missed]).toEqual([back, [[], []]]);
  }
});

test('an event of Argus comes into view with its last change, and not later', () => {
  for (const back of [6 * hour, 0]) {
    const world = worldOf({ scenario: 'ransomware', events: 600 });
    const at = lived(world, world.end - back);
    const writer = makeV1Writer(at.world);
    let fresh = 0;
    for (const step of steps) {
      const [before, from] = [at.clock.now(), at.world.aggregated.length];
      at.to(before + step);
      for (let row = from; row < at.world.aggregated.length; row++) {
        const { lastUpdatedTimestamp: changed } = JSON.parse(
          String(bytesFrom((sheet) => writer.aggregated(sheet, at.world.aggregated, row, 'comma'))),
        );
        fresh += 1;
        expect([changed > before, changed <= before + step]).toEqual([true, true]);
      }
    }
    expect(fresh).toBeGreaterThan(0);
  }
});
