/** Pages of v2: aggregated and raw events in one order, counted exactly, under every sort field. */
import { test, expect } from 'vitest';
import fc from 'fast-check';
import { fieldsOf, service, type Service } from '../../../support/service.ts';

type Event = any;
const search = (at: Service, body: object) => at.ask<Event[]>('/events/v2/event/search', { body });
const key: Readonly<Record<string, (event: Event) => number | string>> = {
  customerID: ({ customer }) => customer.id,
  eventID: ({ uuid }) => uuid,
  createdTimestamp: ({ timestamps }) => timestamps.created,
  lastUpdatedTimestamp: ({ timestamps }) => timestamps.lastUpdated,
  firstEventTimestamp: ({ timestamps }) => timestamps.firstEvent ?? timestamps.created,
  lastEventTimestamp: ({ timestamps }) => timestamps.lastEvent ?? timestamps.created,
};
const fields = Object.keys(key);
const compare = (one: number | string, other: number | string): number => (one < other ? -1 : one > other ? 1 : 0);

test('every sort field orders both types together, and its negation turns the order round exactly', async () => {
  const at = await service({ events: 150 });
  for (const field of fields) {
    const [up, down] = await Promise.all([
      search(at, { limit: 0, sortBy: [field] }),
      search(at, { limit: 0, sortBy: [`-${field}`] }),
    ]);
    const values = up.data.map(key[field]!);
    expect([field, values]).toEqual([field, [...values].sort(compare)]);
    expect(down.data.map(({ id }) => id)).toEqual(up.data.map(({ id }) => id).reverse());
    expect(up.data.some(({ type }) => type === 'raw') && up.data.some(({ type }) => type === 'aggregated')).toBe(true);
  }
});

test('without sortBy the newest comes first', async () => {
  const at = await service({ events: 60 });
  const [none, named] = await Promise.all([
    search(at, { limit: 0 }),
    search(at, { limit: 0, sortBy: ['-createdTimestamp'] }),
  ]);
  expect(none.data).toEqual(named.data);
});

test('pages of any size and chain of keys are slices of the whole, with the whole count', async () => {
  const at = await service({ events: 120 });
  const chain = fc
    .uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 3 })
    .chain((names) => fc.tuple(...names.map((name) => fc.constantFrom(name, `-${name}`))));
  const types = fc.constantFrom([], ['raw'], ['aggregated'], ['aggregated', 'raw']);
  await fc.assert(
    fc.asyncProperty(
      chain,
      types,
      fc.nat(400),
      fc.integer({ min: 1, max: 60 }),
      async (sortBy, type, offset, limit) => {
        const whole = await search(at, { limit: 0, sortBy, type });
        const part = await search(at, { limit, offset, sortBy, type });
        expect(part.data.map(({ id }) => id)).toEqual(whole.data.slice(offset, offset + limit).map(({ id }) => id));
        expect([part.limit, part.offset, part.count, part.size]).toEqual([limit, offset, whole.size, part.data.length]);
      },
    ),
    { seed: 7, numRuns: 40 },
  );
});

test('the two types add up to the search for both', async () => {
  const at = await service({ events: 300 });
  for (const criteria of [{}, { severity: ['high'] }, { customer: ['bank'] }, { startTimestamp: '-2days' }]) {
    const count = async (type?: string[]) => (await search(at, { ...criteria, limit: 1, ...(type && { type }) })).count;
    expect(await count()).toBe((await count(['aggregated'])) + (await count(['raw'])));
  }
});

test('the simple list filters by type, customer, signature and time', async () => {
  const at = await service({ events: 300 });
  const { data: all } = await search(at, { limit: 0 });
  const ids = (list: Event[]) => list.map(({ id }) => id);
  const from = Number(at.world.end) - 2 * 86_400_000;
  const query = `type=raw&customer=demo&customer=204&startTimestamp=${from}&limit=0`;
  const holds = ({ type, customer, timestamps }: Event) =>
    type === 'raw' && [2171, 204].includes(customer.id) && timestamps.created >= from;
  expect(ids((await at.ask(`/events/v2/event?${query}`)).data)).toEqual(ids(all.filter(holds)));
  const signature = all[3].signature.name;
  expect(ids((await at.ask(`/events/v2/event?signature=${signature}&limit=0`)).data)).toEqual(
    ids(all.filter((event) => event.signature.name === signature)),
  );
});

test('limits: 25 by default, 0 is all, more than the system has is refused, and so is a wrong one', async () => {
  const at = await service({ events: 100 });
  const plain = await search(at, {});
  expect([plain.limit, plain.size, plain.data.length]).toEqual([25, 25, 25]);
  expect((await search(at, { limit: 0 })).size).toBe(plain.count);
  expect((await search(at, { limit: '10' })).size).toBe(10);
  for (const path of ['/events/v2/event', '/events/v2/case/12342345']) {
    for (const limit of ['100001', '-1', 'x'])
      expect(fieldsOf(await at.ask(`${path}?limit=${limit}`))).toEqual(['limit']);
  }
  expect((await search(at, { offset: 1_000_000 })).data).toEqual([]);
});

test('a case listing pages by time, both ways', async () => {
  const at = await service({ events: 1500 });
  const whole = await at.ask('/events/v2/case/12342345?limit=0');
  const up = await at.ask('/events/v2/case/12342345?limit=0&sortBy=timestamp');
  expect(up.data).toEqual([...whole.data].reverse());
  const page = await at.ask('/events/v2/case/12342345?limit=2&offset=1');
  expect([page.data, page.count]).toEqual([whole.data.slice(1, 3), whole.count]);
  // Cases that were merged into it are listed with it.
  expect(
    new Set(whole.data.flatMap((event: Event) => event.associatedCases.map(({ id }: Event) => id))).size,
  ).toBeGreaterThan(1);
});

test('lists come as CSV and JSON lines too', async () => {
  const at = await service({ events: 50 });
  const ask = (accept: string) => at.ask('/events/v2/event?limit=3', { headers: { accept } });
  const lines = (await ask('application/jsonl')).text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).id);
  expect(lines).toEqual((await ask('application/json')).data.map(({ id }: Event) => id));
  const csv = (await ask('text/csv')).text.trim().split('\n');
  expect(csv.length).toBe(4);
  expect(csv[0]!.split(',')).toContain('timestamps.created');
});
