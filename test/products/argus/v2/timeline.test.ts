/** Timelines of v2 statistics: every event in the stretch that it lies in, whatever the time and the resolution. */
import { test, expect } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

type Event = any;
type Bucket = any;
const ask = (at: Service, body: object) => at.ask<Bucket[]>('/events/v2/event/statistics', { body });
const search = (at: Service, body: object) => at.ask<Event[]>('/events/v2/event/search', { body });

const lengths = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 } as const;

test('every resolution and time field puts each event in the stretch that it lies in', async () => {
  const at = await service({ events: 150 });
  const { data: all } = await search(at, { limit: 0 });
  const start = at.world.start - 40 * 86_400_000;
  for (const field of ['created', 'lastUpdated', 'firstAssessment', 'enginePersisted', 'firstEvent', 'lastEvent']) {
    const times = all
      .map(({ timestamps }) => timestamps[field === 'firstAssessment' ? 'firstAssessed' : field])
      .filter((time) => time !== null && time <= at.world.end);
    for (const resolution of ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const) {
      const line = {
        name: 'x',
        field,
        resolution,
        includeEmpty: resolution !== 'minutes',
        ...(resolution !== 'minutes' && { startTimestamp: start }),
      };
      const { data, status } = await ask(at, { timeline: [line] });
      expect([field, resolution, status]).toEqual([field, resolution, 200]);
      const [{ timeline }] = data as [Bucket];
      const spans: { timestamp: number; count: number }[] = timeline[0].buckets;
      expect(timeline[0].count).toBe(times.length);
      spans.forEach(({ timestamp, count }, place) => {
        const next =
          resolution in lengths
            ? timestamp + lengths[resolution as keyof typeof lengths]
            : (spans[place + 1]?.timestamp ?? Infinity);
        expect(count).toBe(times.filter((time) => time >= timestamp && time < next).length);
        if (line.includeEmpty && place > 0 && resolution in lengths)
          expect(timestamp - spans[place - 1]!.timestamp).toBe(lengths[resolution as keyof typeof lengths]);
        if (!line.includeEmpty) expect(count).toBeGreaterThan(0);
        const date = new Date(timestamp);
        if (resolution === 'weeks') expect(date.getUTCDay()).toBe(1);
        if (resolution === 'months' || resolution === 'years')
          expect([date.getUTCDate(), date.getUTCHours()]).toEqual([1, 0]);
        if (resolution === 'years') expect(date.getUTCMonth()).toBe(0);
      });
      if (line.includeEmpty) expect(spans[0]!.timestamp <= start && spans.at(-1)!.timestamp <= at.world.end).toBe(true);
    }
  }
});

test('bounds of a timeline limit what it counts, not what its group counts', async () => {
  const at = await service({ events: 200 });
  const line = {
    name: 'last.day',
    field: 'created',
    resolution: 'hours',
    startTimestamp: '-1d',
    endTimestamp: '-6hours',
  };
  const { data } = await ask(at, { groupBy: [{ field: 'customer' }], timeline: [line] });
  const { data: recent } = await search(at, { limit: 0, startTimestamp: '-1d', endTimestamp: '-6hours' });
  for (const { group, count, timeline } of data) {
    const own = recent.filter(({ customer }) => String(customer.id) === group.identifier).length;
    expect([timeline[0].count, own <= count, timeline[0].buckets.length]).toEqual([own, true, 19]);
  }
});
