import { test, expect } from 'vitest';
import { fieldsOf, service } from '../../../support/service.ts';

const idsOf = (data: readonly { id: string }[]): readonly string[] => data.map(({ id }) => id);

test('without a limit 25 come, newest first', async () => {
  const { search } = await service();
  const { data, limit } = await search({});
  expect([data.length, limit]).toEqual([25, 25]);
  expect(data.map((event) => event.timestamp)).toEqual(data.map((event) => event.timestamp).toSorted((a, b) => b - a));
});

test('limit 0 is all, and numeric strings count as numbers', async () => {
  const { search, ask } = await service();
  expect(await search({ limit: 0 })).toMatchObject({ limit: 0, count: 1500, size: 1500 });
  expect(await search({ limit: '3', offset: '1498' })).toMatchObject({ limit: 3, offset: 1498, size: 2 });
  expect(await ask('/events/v1/aggregated?limit=3&startTimestamp=0')).toMatchObject({ limit: 3, size: 3, count: 1500 });
});

test.each([-1, 100_001, '100001', 1.5, 'many', '', true, [], 1e99])(
  'limit %j is a 412 of that field',
  async (limit) => {
    const { search } = await service({ events: 1 });
    const refused = await search({ limit });
    expect([refused.status, fieldsOf(refused)]).toEqual([412, ['limit']]);
  },
);

test('a limit of 100,000 is the most', async () => {
  const { search } = await service({ events: 1 });
  expect(await search({ limit: 100_000 })).toMatchObject({ status: 200, limit: 100_000, size: 1 });
});

test('limit 0 with more matches than the system limit is a 412', async () => {
  const { search } = await service({ events: 100_001 });
  const refused = await search({ limit: 0 });
  expect([refused.status, fieldsOf(refused)]).toEqual([412, ['limit']]);
  expect((await search({ limit: 0, severity: ['critical'] })).status).toBe(200);
});

test.each([-1, 'x', 1.5])('offset %j is a 412 of that field', async (offset) => {
  const { search, ask } = await service({ events: 1 });
  expect(fieldsOf(await search({ offset }))).toEqual(['offset']);
  expect(fieldsOf(await ask(`/events/v1/nids?offset=${offset}`))).toEqual(['offset']);
});

test('an offset beyond the end gives no data and the true count', async () => {
  const { search } = await service({ events: 40 });
  expect(await search({ offset: 40 })).toMatchObject({ status: 200, data: [], count: 40, size: 0, offset: 40 });
  expect(await search({ offset: 999_999_999 })).toMatchObject({ data: [], count: 40 });
});

test('pages joined are the whole, each event once', async () => {
  const { search } = await service({ events: 130 });
  const whole = idsOf((await search({ limit: 0 })).data);
  const joined: string[] = [];
  for (let offset = 0; offset < 130; offset += 30) joined.push(...idsOf((await search({ limit: 30, offset })).data));
  expect(joined).toEqual(whole);
  expect(new Set(joined).size).toBe(130);
});

const fields = [
  'timestamp',
  'startTimestamp',
  'endTimestamp',
  'lastUpdated',
  'lastUpdatedTimestamp',
  'customerID',
  'severity',
  'count',
] as const;
const rank = ['low', 'medium', 'high', 'critical'];
const valueOf = (event: any, field: string): number =>
  field === 'customerID'
    ? event.customerInfo.id
    : field === 'severity'
      ? rank.indexOf(event.severity)
      : event[field === 'lastUpdated' ? 'lastUpdatedTimestamp' : field];

test.each(fields)('sorting by %s orders by it, and turned round is the reverse', async (field) => {
  const { search } = await service({ events: 400 });
  const up = (await search({ sortBy: [field], limit: 0 })).data;
  const down = (await search({ sortBy: [`-${field}`], limit: 0 })).data;
  const values = up.map((event) => valueOf(event, field));
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(idsOf(down)).toEqual(idsOf(up).toReversed());
});

test('sort keys chain: later ones order what earlier ones leave equal', async () => {
  const { search } = await service({ events: 400 });
  const { data } = await search({ sortBy: ['customerID', '-severity', 'count'], limit: 0 });
  const keys = data.map((event) => [valueOf(event, 'customerID'), -valueOf(event, 'severity'), event.count]);
  expect(keys).toEqual([...keys].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!));
});

test('ties are broken the same way on every page', async () => {
  const { search } = await service({ events: 400 });
  const whole = idsOf((await search({ sortBy: ['severity'], limit: 0 })).data);
  const pages = await Promise.all(
    [0, 100, 200, 300].map((offset) => search({ sortBy: ['severity'], limit: 100, offset })),
  );
  expect(pages.flatMap(({ data }) => idsOf(data))).toEqual(whole);
});

test.each(['nonsense', '', '-', '--timestamp', '__proto__', 'constructor', 'timestamp '])(
  'sorting by %j is a 412 of sortBy',
  async (field) => {
    const { search, searchRaw } = await service({ events: 1 });
    expect(fieldsOf(await search({ sortBy: [field] }))).toEqual(['sortBy']);
    expect(fieldsOf(await searchRaw({ sortBy: [field] }))).toEqual(['sortBy']);
  },
);

test('counting beyond its budget gives -1 and the page all the same', async () => {
  const { search } = await service({ countBudget: 0 });
  expect(await search({ limit: 10, offset: 5 })).toMatchObject({ status: 200, count: -1, size: 10, offset: 5 });
});

test('a client that pages on while a page is full sees everything even without a count', async () => {
  const { search } = await service({ events: 90, countBudget: 0 });
  let [offset, size, seen] = [0, 40, 0];
  while (size >= 40) {
    ({ size } = await search({ limit: 40, offset }));
    seen += size;
    offset += size;
  }
  expect(seen).toBe(90);
});

test('an event that is pulled continuously by its last update comes once, and none is lost', async () => {
  const { search } = await service({ events: 700 });
  const pull = (lastUpdatedTimestamp?: number) =>
    search({
      startTimestamp: '2020-01-01T00:00:00Z',
      sortBy: ['lastUpdatedTimestamp'],
      limit: 100,
      ...(lastUpdatedTimestamp !== undefined && { lastUpdatedTimestamp }),
    });
  const seen = new Map<string, number>();
  let page = (await pull()).data;
  for (let turn = 0; turn < 20 && page.length === 100; turn++) {
    for (const event of page) seen.set(event.id, event.lastUpdatedTimestamp);
    const last = page.at(-1).lastUpdatedTimestamp;
    page = (await pull(last)).data;
    // The bound is inclusive: the last one comes again.
    expect(page[0].lastUpdatedTimestamp).toBe(last);
  }
  for (const event of page) seen.set(event.id, event.lastUpdatedTimestamp);
  expect(seen.size).toBe(700);
});
