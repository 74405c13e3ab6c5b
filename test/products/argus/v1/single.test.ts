import { test, expect } from 'vitest';
import { fieldsOf, service } from '../../../support/service.ts';

test('every event of a search is found by its id, as it was listed', async () => {
  const { ask, search, searchRaw } = await service({ events: 300 });
  for (const { data } of [await search({ limit: 20 }), await searchRaw({ limit: 20 })])
    for (const event of data) expect((await ask(`/events/v1/${event.id}`)).data).toEqual(event);
});

test('every raw event that an aggregate names is there', async () => {
  const { ask, search } = await service({ events: 300 });
  const [event] = (await search({ limit: 1, minCount: 5 })).data;
  for (const id of event.detailedEventIDS)
    expect(await ask(`/events/v1/${id}`)).toMatchObject({ status: 200, data: { id, count: 1 } });
});

test("an id of which any part differs is nobody's", async () => {
  const { ask, search } = await service({ events: 300 });
  const [{ id }] = (await search({ limit: 1 })).data;
  const [type, timestamp, customer, uuid] = id.split('/') as [string, string, string, string];
  const flipped = uuid.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  for (const parts of [
    ['NIDS', timestamp, customer, uuid],
    ['NOPE', timestamp, customer, uuid],
    [type, String(Number(timestamp) + 1), customer, uuid],
    [type, timestamp, '204000', uuid],
    [type, timestamp, customer, flipped],
    [type, timestamp, customer, 'not-a-uuid'],
  ])
    expect([parts, (await ask(`/events/v1/${parts.join('/')}`)).status]).toEqual([parts, 404]);
  expect((await ask(`/events/v1/${type}/${timestamp}/${customer}/${uuid.toUpperCase()}`)).status).toBe(200);
});

test.each([
  ['AGGR/soon/1/x', 'timestamp'],
  ['AGGR/-1/1/x', 'timestamp'],
  ['AGGR/1/0/x', 'customerID'],
  ['AGGR/1/demo/x', 'customerID'],
])('%s is a 412 of %s', async (path, field) => {
  const { ask } = await service({ events: 1 });
  const refused = await ask(`/events/v1/${path}`);
  expect([refused.status, fieldsOf(refused)]).toEqual([412, [field]]);
});

test('links are for RAW and AGGR', async () => {
  const { ask, search } = await service({ events: 300 });
  const [{ id, detailedEventIDS }] = (await search({ limit: 1 })).data;
  const links = await ask(`/events/v1/${id}/links`);
  expect(links).toMatchObject({ status: 200, limit: 0, size: 0 });
  expect(links.data.length).toBeGreaterThan(0);
  expect((await ask(`/events/v1/${detailedEventIDS[0].replace('NIDS', 'RAW')}/links`)).status).toBe(200);
  const refused = await ask(`/events/v1/${detailedEventIDS[0]}/links`);
  expect([refused.status, fieldsOf(refused)]).toEqual([412, ['type']]);
});
