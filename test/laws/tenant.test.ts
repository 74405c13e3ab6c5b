/** Laws of a tenant in time: alarms and events come with the World, stay what they are, and are the same however it was lived through. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DialectName } from '../../src/products/usm/records/tenant.ts';
import { day, hour, lived, minute, type Lived } from '../support/living.ts';
import { tenantOf, timesOf, type Told } from '../support/tenant.ts';
import { worldOf } from '../support/worlds.ts';

const dialects = ['live', 'documented'] as const;
const plain = worldOf({ events: 300 });
const storied = worldOf({ scenario: 'ransomware', events: 300 });
const worlds = [
  ['plain', plain],
  ['with stories', storied],
] as const;

test.each(worlds)(
  'a day lived in one step is a day lived in any steps, and asking changes nothing: %s',
  async (_, world) => {
    const write = async (at: Lived): Promise<void> => {
      await at.assess(at.world.aggregated.length - 2, { enable: ['TUNING_CANDIDATE'] });
      await at.submit('0c0ffee0-0000-4000-8000-000000000001');
    };
    const dayOf = async (stops: readonly number[], dialect: DialectName): Promise<string> => {
      const at = lived(world);
      const tenant = tenantOf(at, dialect);
      const half = stops.filter((stop) => stop <= day / 2);
      for (const stop of half) {
        at.to(world.end + stop);
        tenant.text();
      }
      at.to(world.end + day / 2);
      await write(at);
      for (const stop of stops.slice(half.length)) {
        at.to(world.end + stop);
        tenant.text();
      }
      at.to(world.end + day);
      return tenant.text();
    };
    for (const dialect of dialects) {
      const once = await dayOf([], dialect);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: day }), { maxLength: 12 }), async (stops) => {
          const again = await dayOf(
            stops.toSorted((one, other) => one - other),
            dialect,
          );
          expect(again === once).toBe(true);
        }),
        { seed: 3, numRuns: 2 },
      );
    }
  },
);

/** What may be said otherwise of a record later. */
const changing = new Set(['status', 'suppressed', 'alarm_labels', 'has_alarm', 'in_alarms', 'events']);

test.each([
  ['at the end', 0],
  ['before the end', -3 * day],
])('nothing is there before it happened, and what was told stays, beginning %s', (_, begin) => {
  for (const [, world] of worlds) {
    const at = lived(world, world.end + begin);
    const tenant = tenantOf(at, 'live');
    let before = new Map<string, string>();
    const fixed = ({ json }: Told): string =>
      JSON.stringify(json, (name, value: unknown) => (changing.has(name) ? undefined : value));
    for (const after of [0, 10 * minute, 3 * hour, 2 * day, 4 * day]) {
      at.to(world.end + begin + after);
      const now = [...tenant.alarms(), ...tenant.events()];
      const late = now.filter(({ json }) => {
        const times = timesOf(json);
        return times.some((time, place) => time < (times[place - 1] ?? 0) || time > at.clock.now());
      });
      expect(late.map(({ id }) => id)).toEqual([]);
      const told = new Map(now.map((one) => [one.id, fixed(one)]));
      expect([...before].filter(([id, text]) => told.get(id) !== text)).toEqual([]);
      if (after > hour) expect(told.size).toBeGreaterThan(before.size);
      before = told;
    }
  }
});

test('a World that begins before its end becomes the World', () => {
  for (const [, world] of worlds) {
    const whole = tenantOf(lived(world), 'live');
    for (const back of [minute, 5 * hour, 3 * day]) {
      const at = lived(world, world.end - back);
      const tenant = tenantOf(at, 'live');
      const begun = tenant.alarms().length;
      at.to(world.end);
      const textsOf = (told: readonly Told[]): readonly string[] => told.map(({ json }) => JSON.stringify(json)).sort();
      expect(textsOf(tenant.events())).toEqual(textsOf(whole.events()));
      expect(textsOf(tenant.alarms())).toEqual(textsOf(whole.alarms()));
      if (back > hour) expect(tenant.alarms().length).toBeGreaterThan(begun);
    }
  }
});

test('at any time alarms lead to their events and events to their alarms, whatever arrived', async () => {
  for (const begin of [0, -2 * day]) {
    const at = lived(storied, storied.end + begin);
    const tenant = tenantOf(at, 'live');
    for (const after of [0, hour, 26 * hour]) {
      at.to(storied.end + begin + after);
      const alarms = tenant.alarms();
      for (const { id, json } of alarms.slice(0, 40)) {
        expect(tenant.alarm(id).uuid).toBe(id);
        for (const uuid of json.packet_data) expect(tenant.event(uuid).in_alarms).toEqual([id]);
      }
      const events = tenant.events();
      const known = new Set(alarms.map(({ id }) => id));
      for (const { json } of events) for (const id of json.in_alarms) expect(known.has(id)).toBe(true);
      expect(events.filter(({ json }) => json.has_alarm).length).toBeGreaterThan(0);
    }
  }
});

test('filters and sorts hold for what arrived as for what was there', () => {
  const at = lived(plain);
  const tenant = tenantOf(at, 'live');
  const begun = tenant.alarms().length;
  at.to(plain.end + 3 * day);
  const alarms = tenant.alarms();
  expect(alarms.length).toBeGreaterThan(begun + 20);
  const occured = alarms.map(({ json }) => Number(json.timestamp_occured));
  expect(occured).toEqual(occured.toSorted((one, other) => other - one));
  for (const name of ['status', 'priority_label', 'rule_method', 'suppressed']) {
    const values = new Set(alarms.map(({ json }) => String(json[name])));
    const counts = [...values].map((value) => tenant.alarms({ [name]: value }).length);
    expect([name, counts.reduce((sum, count) => sum + count, 0)]).toEqual([name, alarms.length]);
  }
  const since = tenant.alarms({ timestamp_occured_gte: String(plain.end) });
  expect(since.map(({ id }) => id)).toEqual(
    alarms.filter(({ json }) => Number(json.timestamp_occured) >= plain.end).map(({ id }) => id),
  );
  const up = tenant.alarms({ sort: 'timestamp_received,asc' }).map(({ json }) => Number(json.timestamp_received));
  expect(up).toEqual(up.toSorted((one, other) => one - other));
});

test('a story is told to the tenant as it happens: alarms open, are taken into a case, labelled and closed', () => {
  const at = lived(storied);
  const tenant = tenantOf(at, 'live');
  const before = new Set(tenant.alarms().map(({ id }) => id));
  const { events, actions } = storied.stories;
  const future = events.filter(({ arrives }) => arrives > storied.end);
  const isOf = (told: any): boolean =>
    future.some(
      ({ timestamp, count }) =>
        Number(told.events[0].message.timestamp_occured) === timestamp && told.alarm_events_count === count,
    );
  const seen = new Map<string, Set<string>>();
  const labelled = new Set<string>();
  const instants = [...future.map(({ arrives }) => arrives), ...actions.map((action) => action.at)];
  for (const instant of [...new Set(instants.filter((one) => one > storied.end))].toSorted((a, b) => a - b)) {
    at.to(instant);
    for (const { id, json } of tenant.alarms())
      if (!before.has(id) && isOf(json)) {
        seen.set(id, (seen.get(id) ?? new Set()).add(json.status));
        if (json.alarm_labels.length > 0) labelled.add(id);
      }
  }
  const raised = future.filter(({ severity }) => severity !== 'low');
  expect(raised.length).toBeGreaterThan(2);
  expect(seen.size).toBe(raised.length);
  const through = [...seen.values()].filter((statuses) => [...statuses].join() === 'open,in_review,closed');
  expect(through.length).toBeGreaterThan(0);
  if (actions.some((action) => action.kind === 'label' && action.at > storied.end))
    expect(labelled.size).toBeGreaterThan(0);
});

test('a reset and a restore go back and forth in time', () => {
  const at = lived(storied);
  const tenant = tenantOf(at, 'live');
  const first = tenant.text();
  at.to(storied.end + 6 * hour);
  const later = tenant.text();
  const snapshot = at.state.snapshot();
  at.state.reset();
  expect(tenant.text() === first).toBe(true);
  at.state.restore(snapshot);
  expect(tenant.text() === later).toBe(true);
  const elsewhere = lived(storied);
  elsewhere.state.restore(snapshot);
  expect(tenantOf(elsewhere, 'live').text() === later).toBe(true);
});

test('simulations of one World that went their own ways do not see each other', async () => {
  const [one, other]: readonly Lived[] = [lived(plain), lived(plain)];
  if (one === undefined || other === undefined) throw new Error('two simulations');
  const [mine, theirs] = [tenantOf(one, 'live'), tenantOf(other, 'live')];
  const first = theirs.text();
  one.to(plain.end + day);
  await one.assess(plain.aggregated.length - 1, { enable: ['TUNING_CANDIDATE'] });
  const changed = mine.text();
  expect(changed === first).toBe(false);
  expect(theirs.text() === first).toBe(true);
  expect(mine.text() === changed).toBe(true);
});
