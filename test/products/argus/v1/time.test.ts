import { test, expect } from 'vitest';
import { parseTime } from '../../../../src/products/argus/common/time.ts';
import { fieldsOf, service } from '../../../support/service.ts';

const now = Date.UTC(2026, 10, 2);
const day = 86_400_000;

test.each([
  [1_581_721_863_924, 1_581_721_863_924],
  ['1581721863924', 1_581_721_863_924],
  [-604_800_000, -604_800_000],
  ['-604800000', -604_800_000],
  ['2020-01-01T00:00:00Z', Date.UTC(2020, 0, 1)],
  ['2020-01-01T12:30:15.250Z', Date.UTC(2020, 0, 1, 12, 30, 15, 250)],
  ['now', now],
  ['-24hours', now - day],
  ['-2days', now - 2 * day],
  ['-7d', now - 7 * day],
  ['+1week', now + 7 * day],
  ['-90s', now - 90_000],
  ['-15min', now - 900_000],
  ['-1month', Date.UTC(2026, 9, 2)],
  ['-1year', Date.UTC(2025, 10, 2)],
])('%j is the instant %i', async (input, instant) => {
  expect(parseTime(input, now)).toBe(instant);
  const { search } = await service({ events: 1 });
  expect((await search({ startTimestamp: input })).status).toBe(200);
});

test.each([
  '2020-01-01T00:00:00+01:00',
  '2020-01-01T00:00:00',
  '2020-02-30T00:00:00Z',
  'yesterday',
  '-24parsecs',
  '24hours',
  '',
  '1.5',
  true,
  1.5,
  [],
  {},
  '99999999999999999',
  '-999999years',
])('%j is refused as a time', async (startTimestamp) => {
  const { search, searchRaw } = await service({ events: 1 });
  for (const refused of [await search({ startTimestamp }), await searchRaw({ endTimestamp: startTimestamp })])
    expect([refused.status, fieldsOf(refused).length]).toEqual([412, 1]);
});

test('a search of aggregated events needs startTimestamp, no other does', async () => {
  const { ask, searchRaw } = await service({ events: 1 });
  const refused = await ask('/events/v1/aggregated/search', { body: {} });
  expect([refused.status, fieldsOf(refused)]).toEqual([412, ['startTimestamp']]);
  expect((await searchRaw({})).status).toBe(200);
  expect((await ask('/events/v1/aggregated/stats', { body: {} })).status).toBe(200);
  expect((await ask('/events/v1/aggregated')).status).toBe(200);
});

test('the bounds are inclusive', async () => {
  const { searchRaw } = await service({ events: 50 });
  const [{ timestamp }] = (await searchRaw({ limit: 1, offset: 7 })).data;
  const { data } = await searchRaw({ startTimestamp: timestamp, endTimestamp: timestamp });
  expect(data.length).toBeGreaterThan(0);
  expect(data.every((event) => event.timestamp === timestamp)).toBe(true);
});

test('now stands at the end of the World, wherever it was moved', async () => {
  const end = Date.UTC(2024, 1, 29, 12);
  const { ask, world } = await service({ events: 2000, end });
  expect(world.end).toBe(end);
  const { data } = await ask('/events/v1/nids?limit=0');
  expect(data.length).toBeGreaterThan(0);
  expect(data.every((event: any) => event.timestamp >= end - day && event.timestamp <= end)).toBe(true);
});
