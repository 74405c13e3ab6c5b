import { test, expect } from 'vitest';
import { schemaDocument } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service } from '../../../support/service.ts';

type Event = any;
interface Stats {
  readonly keys: readonly ({ readonly id: number } & Record<string, any>)[];
  readonly timeFrames: readonly {
    readonly timeFrame: { readonly startTime: number; readonly endTime: number };
    readonly records: readonly {
      readonly keyID: number;
      readonly value: { readonly count: number; readonly rawEventCount?: number };
    }[];
  }[];
}

const given = async () => {
  const served = await service();
  return {
    ...served,
    events: (await served.search({ limit: 0 })).data as Event[],
    stats: (body: object) => served.ask<Stats>('/events/v1/aggregated/stats', { body }),
  };
};

const ipOf = (end: Event): string =>
  end.networkAddress.host ? end.networkAddress.address : `${end.networkAddress.address}/${end.networkAddress.maskBits}`;

/** What each grouping tells apart, read from the events themselves; a sensor is only on raw ones. */
const groupings: Readonly<Record<string, ((event: Event) => unknown) | null>> = {
  ATTACK_IDENTIFIER: (event) => event.attackInfo.signature,
  ATTACK_CATEGORY: (event) => event.attackInfo.attackCategoryID,
  ALARM: (event) => event.attackInfo.alarmID,
  LOCATION: (event) => event.location.id,
  EVENT_SEVERITY: (event) => event.severity,
  SOURCEIP: (event) => ipOf(event.source),
  DESTINATIONIP: (event) => ipOf(event.destination),
  PROTOCOL: (event) => event.protocol,
  CUSTOMER: (event) => event.customerInfo.id,
  SENSOR: null,
  SOURCE_GEOIP_LOCATION: (event) => event.source.geoLocation?.locationName ?? null,
  SOURCE_GEOIP_COUNTRY: (event) => event.source.geoLocation?.countryCode ?? null,
  DESTINATION_GEOIP_LOCATION: (event) => event.destination.geoLocation?.locationName ?? null,
  DESTINATION_GEOIP_COUNTRY: (event) => event.destination.geoLocation?.countryCode ?? null,
};

test('every value of groupBy is tried', () => {
  const { properties } = schemaDocument('argus/stats-request.schema.json') as unknown as {
    properties: { groupBy: { items: { enum: string[] } } };
  };
  expect(Object.keys(groupings).sort()).toEqual([...properties.groupBy.items.enum].sort());
});

test.each(Object.entries(groupings))(
  'grouped by %s, groups and their counts are those of the events',
  async (groupBy, valueOf) => {
    const { stats, events } = await given();
    const { data } = await stats({ groupBy: [groupBy] });
    expect(data.keys.map(({ id }) => id)).toEqual(data.keys.map((_, index) => index + 1));
    const counted = data.timeFrames.flatMap(({ records }) => records.map(({ value }) => value.count));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(events.length);
    if (valueOf === null) return;
    const expected = new Map<unknown, number>();
    for (const event of events) expected.set(valueOf(event), (expected.get(valueOf(event)) ?? 0) + 1);
    expect(data.keys).toHaveLength(expected.size);
    const told = new Map(
      data.timeFrames[0]?.records.map(({ keyID, value }) => {
        const { id: _, ...members } = data.keys[keyID - 1]!;
        const [group] = Object.values(members);
        return [group !== null && typeof group === 'object' ? group.id : group, value.count] as const;
      }),
    );
    expect(told).toEqual(expected);
  },
);

test('without groupBy one key has everything', async () => {
  const { stats, events } = await given();
  const { data } = await stats({});
  expect(data.keys).toEqual([{ id: 1 }]);
  expect(data.timeFrames.map(({ records }) => records)).toEqual([[{ keyID: 1, value: { count: events.length } }]]);
});

test('every key has the same members', async () => {
  const { stats } = await given();
  const { data } = await stats({ groupBy: ['CUSTOMER', 'EVENT_SEVERITY'], cutoff: 3 });
  expect(new Set(data.keys.map((key) => Object.keys(key).join()))).toEqual(new Set(['id,customer,severity']));
});

test('a cutoff keeps the biggest groups and gathers the rest, unless that is unwanted', async () => {
  const { stats, events } = await given();
  const all = (await stats({ groupBy: ['ALARM'] })).data.timeFrames[0]!.records.map(({ value }) => value.count);
  const cut = (await stats({ groupBy: ['ALARM'], cutoff: '3' })).data;
  expect(cut.keys).toHaveLength(4);
  const counts = cut.timeFrames[0]!.records.map(({ value }) => value.count);
  expect(counts.slice(0, 3)).toEqual([...all].sort((a, b) => b - a).slice(0, 3));
  expect(counts.reduce((sum, count) => sum + count)).toBe(events.length);
  const bare = (await stats({ groupBy: ['ALARM'], cutoff: 3, includeOthers: false })).data;
  expect([bare.keys.length, bare.timeFrames[0]!.records.length]).toEqual([3, 3]);
  expect((await stats({ groupBy: ['ALARM'], cutoff: 10_000 })).data.keys).toHaveLength(all.length);
});

test('countRawEvents adds what the aggregates count', async () => {
  const { stats, events } = await given();
  const [frame] = (await stats({ countRawEvents: 'True' })).data.timeFrames;
  expect(frame?.records[0]?.value.rawEventCount).toBe(events.reduce((sum, { count }) => sum + count, 0));
});

test('criteria narrow statistics as they narrow searches', async () => {
  const { stats, events } = await given();
  const { data } = await stats({
    groupBy: ['EVENT_SEVERITY'],
    customer: ['bank'],
    minSeverity: 'high',
    subCriteria: [],
  });
  const expected = events.filter(
    ({ customerInfo, severity }) => customerInfo.id === 204 && ['high', 'critical'].includes(severity),
  ).length;
  expect(data.timeFrames[0]!.records.reduce((sum, { value }) => sum + value.count, 0)).toBe(expected);
  expect((await stats({ customer: ['bank'], includeFlags: ['NOTIFIED_DELETED'] })).data).toEqual({
    keys: [{ id: 1 }],
    timeFrames: [],
  });
});

test.each([
  ['milliseconds', 86_400_000, 86_400_000],
  [undefined, 3_600_000, 3_600_000],
  ['hours', 6, 21_600_000],
  ['days', 1, 86_400_000],
  ['weeks', 1, 604_800_000],
])(
  'time frames of %s times %i are that long and count each event by its timestamp',
  async (resolutionUnit, resolution, length) => {
    const { stats, events } = await given();
    const { data } = await stats({
      resolution,
      ...(resolutionUnit !== undefined && { resolutionUnit }),
      timeFrameStrategy: 'timestamp',
    });
    expect(data.timeFrames.map(({ timeFrame }) => timeFrame.endTime - timeFrame.startTime)).toEqual(
      data.timeFrames.map(() => length),
    );
    for (const { timeFrame, records } of data.timeFrames)
      expect(records[0]?.value.count).toBe(
        events.filter(({ timestamp }) => timestamp >= timeFrame.startTime && timestamp < timeFrame.endTime).length,
      );
    expect(data.timeFrames.reduce((sum, { records }) => sum + records[0]!.value.count, 0)).toBe(events.length);
  },
);

test('by default an event counts in every frame that its span meets, within the bounds asked for', async () => {
  const { stats, events, world } = await given();
  // Begins in the middle of an event that lasts, so that frames before the bound would show.
  const long = events.find(
    ({ startTimestamp, endTimestamp }) =>
      endTimestamp - startTimestamp > 3_000_000 && endTimestamp < world.end - 86_400_000,
  )!;
  const from = Math.ceil(long.startTimestamp / 600_000) * 600_000 + 600_000;
  const to = from + 12 * 600_000;
  const { data } = await stats({ resolution: 600_000, startTimestamp: from, endTimestamp: to - 1 });
  expect(data.timeFrames[0]!.timeFrame.startTime).toBeGreaterThanOrEqual(from);
  expect(data.timeFrames.at(-1)!.timeFrame.endTime).toBeLessThanOrEqual(to);
  for (const { timeFrame, records } of data.timeFrames)
    expect(records[0]?.value.count).toBe(
      events.filter((event) => event.startTimestamp < timeFrame.endTime && event.endTimestamp >= timeFrame.startTime)
        .length,
    );
});

test('months and years begin on their first day, in UTC', async () => {
  const { stats } = await given();
  const starts = async (resolutionUnit: string) =>
    (await stats({ resolution: 1, resolutionUnit })).data.timeFrames.map(({ timeFrame }) =>
      new Date(timeFrame.startTime).toISOString().slice(0, 10),
    );
  expect(await starts('months')).toEqual(['2026-10-01', '2026-11-01'].slice(0, (await starts('months')).length));
  expect(await starts('years')).toEqual(['2026-01-01']);
});

test.each([
  [{ groupBy: ['NONSENSE'] }, 'groupBy'],
  [{ groupBy: 'CUSTOMER' }, 'groupBy'],
  [{ cutoff: -1 }, 'cutoff'],
  [{ resolution: -1 }, 'resolution'],
  [{ resolution: 2, resolutionUnit: 'weeks' }, 'resolution'],
  [{ resolution: 2, resolutionUnit: 'months' }, 'resolution'],
  [{ resolution: 1, resolutionUnit: 'fortnights' }, 'resolutionUnit'],
  [{ resolution: 1 }, 'resolution'],
  [{ timeFrameStrategy: 'never' }, 'timeFrameStrategy'],
  [{ limit: 5 }, 'limit'],
  [{ severity: ['low'], minSeverity: 'low' }, 'severity'],
] as const)('statistics with %j are a 412 of %s', async (body, field) => {
  const { stats } = await given();
  const refused = await stats(body);
  expect([refused.status, fieldsOf(refused)]).toEqual([412, [field]]);
});

test('all groupings at once are told apart', async () => {
  const { stats, events } = await given();
  const { data } = await stats({ groupBy: Object.keys(groupings) });
  const expected = new Set(
    events.map((event) =>
      JSON.stringify([
        event.attackInfo,
        event.location.id,
        event.severity,
        ipOf(event.source),
        ipOf(event.destination),
        event.protocol,
      ]),
    ),
  );
  expect(data.keys.length).toBeGreaterThanOrEqual(expected.size);
  expect(data.timeFrames[0]!.records.reduce((sum, { value }) => sum + value.count, 0)).toBe(events.length);
});
