import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

interface Event {
  readonly id: string;
  readonly timestamps: { readonly created: number; readonly published: number | null };
}

const hour = 3_600_000;
const found = async ({ ask }: Service, criteria: object = {}): Promise<readonly Event[]> =>
  (await ask<Event[]>('/events/v2/event/search', { body: { limit: 0, ...criteria } })).data;
const idsOf = (events: readonly Event[]): readonly string[] => events.map(({ id }) => id).toSorted();

test('events without a time of publication are public, and those held back become public when it has come', async () => {
  const simulator = await service();
  const { clock, world } = simulator;
  const all = await found(simulator);
  const held = all.filter(({ timestamps }) => (timestamps.published ?? 0) > world.end);
  const later = held.filter(({ timestamps }) => (timestamps.published ?? 0) > world.end + 12 * hour);
  expect([held.length > 0, later.length < held.length]).toEqual([true, true]);
  for (const { timestamps } of all.filter(({ timestamps: { published } }) => published !== null))
    expect(timestamps.published).toBeGreaterThan(timestamps.created);
  const shown = async () => idsOf(await found(simulator, { includeUnpublished: false, endTimestamp: world.end }));
  const without = (hidden: readonly Event[]) => idsOf(all.filter((event) => !hidden.includes(event)));
  expect(await shown()).toEqual(without(held));
  clock.advance(12 * hour);
  expect(await shown()).toEqual(without(later));
});

test('every door with includeUnpublished leaves out the same events', async () => {
  const simulator = await service();
  const { ask, world } = simulator;
  const aggregated = await found(simulator, { type: ['aggregated'] });
  const held = aggregated.filter(({ timestamps }) => (timestamps.published ?? 0) > world.end).length;
  const raws = await found(simulator, { type: ['raw'] });
  const heldRaws = raws.filter(({ timestamps }) => (timestamps.published ?? 0) > world.end).length;
  expect([held > 0, heldRaws >= held]).toEqual([true, true]);
  const hidden = { startTimestamp: 0, includeUnpublished: 'False' };
  const count = async (path: string, body: object) => (await ask(path, { body })).count;
  expect(await count('/events/v1/aggregated/search', hidden)).toBe(aggregated.length - held);
  expect(await count('/events/v1/nids/search', hidden)).toBe(raws.length - heldRaws);
  const sub = { startTimestamp: 0, subCriteria: [{ includeUnpublished: false, required: true }] };
  expect(await count('/events/v1/aggregated/search', sub)).toBe(aggregated.length - held);
  expect(await count('/events/v2/event/search', { ...sub, type: ['aggregated'] })).toBe(aggregated.length - held);
  const excluded = { type: ['aggregated'], subCriteria: [{ includeUnpublished: false, exclude: true }] };
  expect(await count('/events/v2/event/search', excluded)).toBe(held);
  const v1 = await ask('/events/v1/aggregated/stats', { body: hidden });
  expect(v1.data.timeFrames[0].records[0].value.count).toBe(aggregated.length - held);
  const v2 = await ask('/events/v2/event/statistics', { body: { ...hidden, type: ['aggregated'] } });
  expect(v2.data[0].count).toBe(aggregated.length - held);
});

test('bounds for the time of publication find events by it, and never those that have none', async () => {
  const simulator = await service();
  const all = await found(simulator);
  const times = all.flatMap(({ timestamps: { published } }) => published ?? []).toSorted((one, other) => one - other);
  const [from = 0, to = 0] = [times[1], times.at(-2)];
  const events = await found(simulator, { timeFieldStrategy: ['published'], startTimestamp: from, endTimestamp: to });
  const wanted = all.filter(
    ({ timestamps: { published } }) => published !== null && published >= from && published <= to,
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(idsOf(events)).toEqual(idsOf(wanted));
});
