/** Who may read what in v2: for every endpoint the refusals of callers who are unknown, lack the function, or ask for another customer. */
import { test, expect } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

const bankOnly = '1/4/bankonlykey';
const noEvents = '1/5/noeventsatall';
const expired = '1/6/expiredexpired';
const elsewhere = '1/7/wrongsource';

interface Call {
  readonly path: string;
  readonly body?: object;
}

/** One call of each endpoint, about an event or case of customer demo. */
async function calls(at: Service): Promise<readonly Call[]> {
  const { data } = await at.ask('/events/v2/event/search', {
    body: { limit: 1, customer: ['demo'], type: ['aggregated'] },
  });
  const three = data[0].id.split('/').slice(1).join('/');
  return [
    { path: '/events/v2/event?customer=demo' },
    { path: '/events/v2/event/search', body: { customer: ['demo'] } },
    { path: '/events/v2/event/statistics', body: { customer: ['demo'] } },
    { path: `/events/v2/event/${three}` },
    { path: `/events/v2/event/AGGR/${three}` },
    { path: `/events/v2/event/${three}/links` },
    { path: `/events/v2/event/AGGR/${three}/links` },
    { path: '/events/v2/case/12342345' },
  ];
}

test('every endpoint answers its caller, and refuses those who may not ask', async () => {
  const at = await service({ events: 300 });
  const callers: readonly (readonly [string | null, number])[] = [
    ['1/2/mysecretapikey', 200],
    ['1/3/readonlyreadonly', 200],
    [null, 401],
    ['1/2/wrong', 401],
    ['nonsense', 401],
    [expired, 401],
    [elsewhere, 401],
    [noEvents, 403],
    // The events exist, but they are another customer's.
    [bankOnly, 403],
  ];
  for (const { path, body } of await calls(at)) {
    for (const [key, status] of callers) {
      const answer = await at.ask(path, { key, ...(body !== undefined && { body }) });
      expect([path, key, answer.status]).toEqual([path, key, status]);
      if (status >= 400) expect(answer.data).toBe(null);
    }
  }
});

test('searches and statistics are narrowed to the customers of the caller without a word', async () => {
  const at = await service({ events: 300 });
  const { data, count } = await at.ask('/events/v2/event/search', { key: bankOnly, body: { limit: 0 } });
  expect(new Set(data.map(({ customer }: any) => customer.shortName))).toEqual(new Set(['bank']));
  const stats = await at.ask('/events/v2/event/statistics', {
    key: bankOnly,
    body: { groupBy: [{ field: 'customer' }] },
  });
  expect(stats.data.map(({ group, count: own }: any) => [group.shortName, own])).toEqual([['bank', count]]);
  const { count: ofAll } = await at.ask('/events/v2/event/search', { body: { limit: 1, customer: ['bank'] } });
  expect(count).toBe(ofAll);
});

test('another customer is refused by name, unless it is to be left out', async () => {
  const at = await service({ events: 100 });
  const status = async (body: object) => (await at.ask('/events/v2/event/search', { key: bankOnly, body })).status;
  expect(await status({ customer: ['bank', 'demo'] })).toBe(403);
  expect(await status({ customer: [987_654_321] })).toBe(403);
  expect(await status({ subCriteria: [{ customer: ['demo'] }] })).toBe(403);
  expect(await status({ subCriteria: [{ customer: ['demo'], exclude: true }] })).toBe(200);
});

test('there is nothing where nothing is: 404 for events, 412 for cases, which declare no 404', async () => {
  const at = await service({ events: 100 });
  const { data } = await at.ask('/events/v2/event?limit=1');
  const [, time, customer, uuid] = data[0].id.split('/');
  for (const path of [
    `${Number(time) + 1}/${customer}/${uuid}`,
    `${time}/9999/${uuid}`,
    `${time}/${customer}/00000000-0000-4000-8000-000000000000`,
    `${time}/${customer}/x`,
  ]) {
    for (const form of [path, `AGGR/${path}`, `${path}/links`, `RAW/${path}/links`]) {
      const answer = await at.ask(`/events/v2/event/${form}`);
      expect([form, answer.status, answer.messages[0]?.message]).toEqual([form, 404, 'Object not found']);
    }
  }
  expect((await at.ask('/events/v2/case/1')).status).toBe(412);
  expect((await at.ask('/events/v2/case/0')).status).toBe(412);
});
