/** Statistics of v2: the tree, its limits and timelines, and that it agrees with searches and with v1. */
import { test, expect } from 'vitest';
import fc from 'fast-check';
import { violations } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service, type Service } from '../../../support/service.ts';

type Event = any;
type Bucket = any;
const ask = (at: Service, body: object) => at.ask<Bucket[]>('/events/v2/event/statistics', { body });
const search = (at: Service, body: object) => at.ask<Event[]>('/events/v2/event/search', { body });
const fields = [
  'signature',
  'attackCategory',
  'alarm',
  'location',
  'severity',
  'sourceIP',
  'destinationIP',
  'protocol',
  'customer',
  'sourceCountry',
  'destinationCountry',
  'associatedCase',
] as const;
type Field = (typeof fields)[number];

/** What a client reads in an event as the identifier of each field. */
const identifier: Readonly<Record<Field, (event: Event) => string>> = {
  signature: ({ signature }) => signature.name,
  attackCategory: ({ attackCategory }) => String(attackCategory.id),
  alarm: ({ alarm }) => String(alarm.id),
  location: ({ location }) => String(location.id),
  severity: ({ severity }) => severity,
  sourceIP: ({ source }) => source.address,
  destinationIP: ({ destination }) => destination.address,
  protocol: ({ protocol }) => protocol,
  customer: ({ customer }) => String(customer.id),
  sourceCountry: ({ source }) => source.geoInfo?.countryCode ?? 'none',
  destinationCountry: ({ destination }) => destination.geoInfo?.countryCode ?? 'none',
  associatedCase: ({ associatedCases }) => String(associatedCases[0]?.id ?? 0),
};
const rawCount = ({ type, count }: Event): number => (type === 'raw' ? 1 : count);
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
const leaves = (bucket: Bucket): Bucket[] => (bucket.buckets.length === 0 ? [bucket] : bucket.buckets.flatMap(leaves));
const groupBy = (...names: readonly Field[]) => ({ groupBy: names.map((field) => ({ field })) });

test('every field groups as the events themselves say', async () => {
  const at = await service({ events: 200 });
  const { data: all } = await search(at, { limit: 0 });
  for (const field of fields) {
    const { data, status } = await ask(at, groupBy(field));
    expect([field, status, violations('argus/v2-stats.schema.json', data)]).toEqual([field, 200, []]);
    const wanted = new Map<string, [number, number]>();
    for (const event of all) {
      const name = identifier[field](event);
      const [count, raw] = wanted.get(name) ?? [0, 0];
      wanted.set(name, [count + 1, raw + rawCount(event)]);
    }
    const got = new Map(data.map(({ group, count, rawEventCount }) => [group.identifier, [count, rawEventCount]]));
    expect(got).toEqual(wanted);
    expect(data.every(({ group }) => group.type === field)).toBe(true);
    const counts = data.map(({ count }) => count);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
  }
});

test('levels nest in the order of groupBy, and timelines are on the leaves only', async () => {
  const at = await service({ events: 200 });
  const timeline = [{ name: 'by day', field: 'created', resolution: 'days' }];
  const wrongName = await ask(at, { ...groupBy('customer', 'severity', 'protocol'), timeline });
  expect([wrongName.status, fieldsOf(wrongName)]).toEqual([412, ['timeline[0].name']]);
  const { data } = await ask(at, {
    ...groupBy('customer', 'severity', 'protocol'),
    timeline: [{ ...timeline[0], name: 'by-day' }],
  });
  for (const customer of data) {
    expect([customer.group.type, customer.timeline]).toEqual(['customer', []]);
    for (const severity of customer.buckets) {
      expect([severity.group.type, severity.timeline]).toEqual(['severity', []]);
      for (const leaf of severity.buckets)
        expect([leaf.group.type, leaf.buckets, leaf.timeline.length]).toEqual(['protocol', [], 1]);
    }
  }
});

const level = fc.record({
  field: fc.constantFrom(...fields),
  limit: fc.integer({ min: 0, max: 4 }),
  includeOthers: fc.boolean(),
});
const levels = fc.uniqueArray(level, { selector: ({ field }) => field, minLength: 1, maxLength: 3 });

test('a level adds up to its parent wherever nothing is left out, and never to more', async () => {
  const at = await service({ events: 200 });
  const timeline = [{ name: 't', field: 'created', resolution: 'hours', includeEmpty: false }];
  await fc.assert(
    fc.asyncProperty(
      levels,
      fc.constantFrom({}, { type: ['aggregated'] }, { type: ['raw'] }, { severity: ['high'] }),
      async (asked, criteria) => {
        const { data } = await ask(at, { ...criteria, groupBy: asked, timeline });
        const { count } = await search(at, { ...criteria, limit: 1 });
        const check = (total: number, raw: number | null, buckets: Bucket[], depth: number): void => {
          const { limit, includeOthers } = asked[depth]!;
          const isWhole = includeOthers || limit === 0 || buckets.length < limit;
          const others = buckets.filter(({ group }) => group.identifier === 'other');
          const counted = sum(buckets.map((bucket) => bucket.count));
          if (isWhole) expect(counted).toBe(total);
          else expect(counted).toBeLessThanOrEqual(total);
          if (raw !== null && others.length === 0 && isWhole)
            expect(sum(buckets.map(({ rawEventCount }) => rawEventCount))).toBe(raw);
          if (limit > 0) expect(buckets.length - others.length).toBeLessThanOrEqual(limit);
          for (const other of others) expect(['rawEventCount' in other, other.buckets]).toEqual([false, []]);
          for (const bucket of buckets)
            if (bucket.buckets.length > 0) check(bucket.count, bucket.rawEventCount ?? null, bucket.buckets, depth + 1);
        };
        check(count, null, data, 0);
        // Every event has a creation time, so a leaf's timeline counts all of the leaf.
        for (const leaf of data.flatMap(leaves))
          expect(
            leaf.timeline.map((line: any) => [line.count, sum(line.buckets.map((bucket: any) => bucket.count))]),
          ).toEqual([[leaf.count, leaf.count]]);
      },
    ),
    { seed: 11, numRuns: 60 },
  );
});

test('a limit keeps the biggest groups, with the rest as one when asked for', async () => {
  const at = await service({ events: 300 });
  const { data: all } = await ask(at, groupBy('signature'));
  const { data: three } = await ask(at, { groupBy: [{ field: 'signature', limit: 3 }] });
  expect(three).toEqual(all.slice(0, 3));
  const { data: others } = await ask(at, { groupBy: [{ field: 'signature', limit: 3, includeOthers: true }] });
  expect(others.slice(0, 3)).toEqual(three);
  expect(others[3]).toMatchObject({
    group: { identifier: 'other', type: 'signature' },
    count: sum(all.slice(3).map(({ count }) => count)),
  });
  const { data: roomy } = await ask(at, { groupBy: [{ field: 'severity', limit: 9, includeOthers: true }] });
  expect(roomy.some(({ group }) => group.identifier === 'other')).toBe(false);
});

test('without groupBy there is one record for all events, without matches none that counts', async () => {
  const at = await service({ events: 50 });
  const { count } = await search(at, { limit: 1 });
  expect((await ask(at, {})).data).toMatchObject([{ group: null, count, buckets: [] }]);
  expect((await ask(at, { domain: ['nowhere.example'] })).data).toMatchObject([{ group: null, count: 0 }]);
  expect((await ask(at, { domain: ['nowhere.example'], ...groupBy('customer') })).data).toEqual([]);
});

test('what makes no sense is refused with its place', async () => {
  const at = await service({ events: 50 });
  const line = { name: 'a', field: 'created', resolution: 'days' };
  const wrong: readonly (readonly [object, string])[] = [
    [{ timeline: [line, { ...line, field: 'lastUpdated' }] }, 'timeline[1].name'],
    [{ timeline: [{ ...line, name: 'a b' }] }, 'timeline[0].name'],
    [{ timeline: [{ ...line, resolution: 'seconds' }] }, 'timeline[0].resolution'],
    [{ timeline: [{ ...line, field: 'firstAssessed' }] }, 'timeline[0].field'],
    [{ timeline: [{ ...line, startTimestamp: '2026-02-30' }] }, 'timeline[0].startTimestamp'],
    [{ timeline: [{ ...line, resolution: 'minutes', startTimestamp: '2000-01-01' }] }, 'timeline[0].resolution'],
    [{ timeline: [{ field: 'created', resolution: 'days' }] }, 'timeline[0].name'],
    [{ groupBy: [{ field: 'colour' }] }, 'groupBy[0].field'],
    [{ groupBy: [{}] }, 'groupBy[0].field'],
    [{ groupBy: [{ field: 'alarm' }, { field: 'alarm' }] }, 'groupBy[1].field'],
    [{ groupBy: [{ field: 'alarm', limit: -1 }] }, 'groupBy[0].limit'],
    [{ limit: 5 }, 'limit'],
    [{ sortBy: ['customerID'] }, 'sortBy'],
    [{ includeComments: true }, 'includeComments'],
    [{ indexStartTimestamp: 0 }, 'indexStartTimestamp'],
    [{ severity: ['fatal'] }, 'severity'],
  ];
  for (const [body, field] of wrong) {
    const answer = await ask(at, body);
    expect([body, answer.status, fieldsOf(answer)]).toEqual([body, 412, [field]]);
  }
});
