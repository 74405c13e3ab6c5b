/** Laws of time: however a World is lived through, it comes to the same, and nobody sees what has not happened. */
import { test, expect } from 'vitest';
import fc from 'fast-check';
import { eventNumberOf } from '../../src/model/event-number.ts';
import { findUuid, keptDetails, uuidAt } from '../../src/model/submitted.ts';
import type { World } from '../../src/model/world.ts';
import { engineTime, firstAssessed, firstNotified } from '../../src/products/argus/events/event-times.ts';
import { lineageOf } from '../../src/products/argus/v2/lineage.ts';
import { day, hour, lived, minute, rawTextsOf, textsOf, type Lived } from '../support/living.ts';
import { worldOf } from '../support/worlds.ts';

/** Ransomware: background, a story that is over, and one that begins after the World's end. */
const storied = worldOf({ scenario: 'ransomware', events: 500 });
const plain = worldOf({ events: 700 });

/** What people write, at their times after the end. */
const writes: readonly (readonly [number, (at: Lived) => Promise<void>])[] = [
  [7 * minute, (at) => at.assess(3)],
  [7 * minute, (at) => at.assess(at.world.aggregated.length - 1, { enable: ['IDENTIFIED_THREAT'] })],
  [3 * hour + 1, (at) => at.submit('0c0ffee0-0000-4000-8000-000000000001')],
  [4 * hour, (at) => at.task('assess', false)],
  [4 * hour + 1001, (at) => at.task('reindex', true)],
  [9 * hour, (at) => at.assess(at.world.aggregated.length - 1, { severity: 'critical' })],
  [20 * hour, (at) => at.assess(5, { comment: null, associate: [at.world.cases[0]?.id ?? 0] })],
  // Still going on when the day is over.
  [day - 1500, (at) => at.task('reindex', false)],
  [day - 10, (at) => at.task('assess', true)],
];

/** Lives through a day with these writes, stopping besides at some instants. */
async function day1(world: World, stops: readonly number[]): Promise<Lived> {
  const at = lived(world);
  const steps = [
    ...writes.map(([after, write]) => ({ after, write })),
    ...stops.map((after) => ({ after, write: null })),
    { after: day, write: null },
  ];
  // Stops at the instant of a write come before it or after: neither may matter.
  for (const { after, write } of steps.toSorted((one, other) => one.after - other.after)) {
    at.to(world.end + after);
    if (write !== null) await write(at);
  }
  return at;
}

test.each([
  ['plain', plain],
  ['with stories', storied],
])('a day lived in one step is a day lived in any steps: %s', async (_, world) => {
  const once = await day1(world, []);
  const hash = once.state.hash();
  const texts = textsOf(once.world, once.clock.now());
  const raws = rawTextsOf(once.world);
  expect(texts.length).toBeGreaterThan(world.aggregated.length + 20);
  const stops = fc.array(fc.integer({ min: 0, max: day }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(stops, async (instants) => {
      const again = await day1(world, instants);
      expect(again.state.hash()).toBe(hash);
      expect(textsOf(again.world, again.clock.now())).toEqual(texts);
      expect(rawTextsOf(again.world)).toEqual(raws);
    }),
    { seed: 6, numRuns: 4 },
  );
});

test.each([
  ['plain', plain],
  ['with stories', storied],
])('snapshot, go on, restore, go on: the same, here and elsewhere, %s', async (_, world) => {
  const at = await day1(world, [5 * hour]);
  const snapshot = JSON.parse(JSON.stringify(at.state.snapshot()));
  const hash = at.state.hash();
  const goOn = async (one: Lived): Promise<string> => {
    one.to(one.clock.now() + 5 * hour);
    await one.assess(11);
    one.to(one.clock.now() + 2 * day);
    return one.state.hash();
  };
  const further = await goOn(at);
  expect(further).not.toBe(hash);
  at.state.restore(snapshot);
  expect([at.state.hash(), at.state.now(), at.clock.now()]).toEqual([hash, world.end + day, world.end + day]);
  expect(await goOn(at)).toBe(further);
  const elsewhere = lived(world);
  elsewhere.state.restore(snapshot);
  expect(elsewhere.state.hash()).toBe(hash);
  expect(await goOn(elsewhere)).toBe(further);
  at.state.reset();
  expect([at.state.hash(), at.clock.now()]).toEqual([lived(world).state.hash(), world.end]);
});

test.each([
  ['plain', plain],
  ['with stories', storied],
])('a World that begins before its end becomes the World: same events, verdicts and cases, %s', (_, base) => {
  const whole = lived(base).world;
  for (const back of [minute, 5 * hour, 2 * day, 6 * day]) {
    const at = lived(base, base.end - back);
    if (back >= 5 * hour) expect(at.world.aggregated.length).toBeLessThan(base.aggregated.length);
    at.to(base.end);
    const { world } = at;
    expect(world.aggregated.length).toBe(whole.aggregated.length);
    for (let row = 0; row < world.aggregated.length; row++) {
      const eventNumber = eventNumberOf(world, row);
      const shown = (of: World, place: number) => [
        of.aggregated.timestamp[place],
        of.aggregated.count[place],
        of.aggregated.severity[place],
        of.aggregated.flagsLow[place],
        of.aggregated.flagsHigh[place],
        of.caseSets[of.aggregated.cases[place] ?? 0]?.map(({ id }) => id),
        of.changes(place, null).map(({ at: when, type, comment }) => [when, type, comment]),
      ];
      expect([eventNumber, ...shown(world, row)]).toEqual([
        eventNumber,
        ...shown(whole, whole.rowOfEventNumber(eventNumber) ?? -1),
      ]);
    }
    const cases = ({ cases: all }: World) => all.map(({ id, status, closed }) => [id, status, closed]).sort();
    expect(cases(world)).toEqual(cases(whole));
  }
});

test.each([
  ['at the end', 0],
  ['before the end', -3 * day],
])('nothing is shown that is later than the clock, beginning %s', (_, begin) => {
  for (const world of [plain, storied]) {
    const at = lived(world, world.end + begin);
    for (const after of [0, minute, 31 * minute, 3 * hour, 26 * hour, 4 * day]) {
      at.to(world.end + begin + after);
      const now = at.clock.now();
      const { aggregated } = at.world;
      for (let row = 0; row < aggregated.length; row++) {
        const end = (aggregated.timestamp[row] ?? 0) + (aggregated.duration[row] ?? 0);
        const times = [end, aggregated.updated[row], firstAssessed(at.world, row, null), firstNotified(at.world, row)];
        expect(Math.max(...times.map((time) => time ?? 0))).toBeLessThanOrEqual(now);
      }
    }
  }
});

test('whoever asks for what changed since the last time misses nothing', () => {
  const at = lived(plain);
  const known = new Map<number, string>();
  const pulled = (since: number): void => {
    textsOf(at.world, Infinity).forEach((text, row) => {
      if ((at.world.aggregated.updated[row] ?? 0) > since) known.set(row, text);
    });
  };
  pulled(0);
  for (let last = at.clock.now(), step = 1; step < 14; step++) {
    at.to(last + step * 30 * minute);
    pulled(last);
    last = at.clock.now();
  }
  expect([...known.values()]).toEqual(textsOf(at.world, Infinity));
});

test('what is told of the past stays: assessed, notified and stored when it was, lineage only grows', () => {
  const at = lived(plain);
  interface Told {
    readonly times: readonly (number | null)[];
    readonly lineage: readonly string[];
  }
  const tell = (row: number): Told => ({
    times: [
      engineTime(at.world, row, at.world.aggregated.timestamp[row] ?? 0),
      firstAssessed(at.world, row, null),
      firstNotified(at.world, row),
    ],
    lineage: lineageOf(at.world, row, null, at.clock.now()).map((item) => JSON.stringify(item)),
  });
  let before: Told[] = [];
  let grew = 0;
  for (const after of [0, 20 * minute, 2 * hour, 11 * hour, 30 * hour]) {
    at.to(plain.end + after);
    const now = Array.from({ length: at.world.aggregated.length }, (_, row) => tell(row));
    before.forEach(({ times, lineage }, row) => {
      times.forEach((time, place) => time !== null && expect(now[row]?.times[place]).toBe(time));
      expect(now[row]?.lineage).toEqual(expect.arrayContaining([...lineage]));
      grew += Number((now[row]?.lineage.length ?? 0) > lineage.length);
    });
    before = now;
  }
  expect(grew).toBeGreaterThan(10);
});

test('arrivals are found by their ids, aggregates and raw events alike', async () => {
  const { world } = await day1(storied, []);
  for (let row = 0; row < world.aggregated.length; row++) {
    expect(findUuid(world, uuidAt(world, row, null))).toEqual({ row, ordinal: null });
    const kept = keptDetails(world, row, world.aggregated.count[row] ?? 0);
    if (kept > 0) expect(findUuid(world, uuidAt(world, row, kept - 1))).toEqual({ row, ordinal: kept - 1 });
  }
});
