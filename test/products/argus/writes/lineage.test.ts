import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';

interface Item {
  readonly id: string;
  readonly type: string;
  readonly createdTimestamp: number;
  readonly createdByUser: { readonly shortName: string } | null;
  readonly eventLastUpdatedTimestamp: number;
}

test('an event was created, aggregated and indexed before anybody touched it', async () => {
  const { ask, search } = await service();
  const { data } = await search({ minCount: 2, limit: 1, excludeFlags: ['ACKNOWLEDGED'] });
  const lineage = await ask<Item[]>(`/events/v2/event/${data[0].id}/lineage?sortBy=createdTimestamp&limit=0`);
  expect(lineage.data.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['created', 'updated', 'indexedElasticSearch', 'indexedOpenSearch']),
  );
  expect(lineage.data[0]?.type).toBe('created');
});

test('each assessment adds exactly one item, and what was told before stays the same', async () => {
  const { ask, search } = await service();
  const { data } = await search({ limit: 1 });
  const path = `/events/v2/event/${data[0].id}`;
  const before = await ask<Item[]>(`${path}/lineage?limit=0&sortBy=createdTimestamp`);
  await ask(`${path}/assess`, { method: 'PUT', body: { comment: 'one' } });
  const after = await ask<Item[]>(`${path}/lineage?limit=0&sortBy=createdTimestamp`);
  expect(after.data.slice(0, -1)).toEqual(before.data);
  expect(after.data.at(-1)).toMatchObject({ type: 'assessed', createdByUser: { shortName: 'all-access' } });
  expect(after.count).toBe(before.count + 1);
});

test('the newest item comes first unless asked otherwise; limit and offset page through', async () => {
  const { ask, search } = await service();
  const { data } = await search({ minCount: 2, limit: 1 });
  const path = `/events/v2/event/${data[0].id}/lineage`;
  const all = await ask<Item[]>(`${path}?limit=0`);
  const ascending = await ask<Item[]>(`${path}?limit=0&sortBy=createdTimestamp`);
  expect(all.data).toEqual([...ascending.data].reverse());
  const page = await ask<Item[]>(`${path}?limit=2&offset=1`);
  expect(page.data).toEqual(all.data.slice(1, 3));
  expect([page.limit, page.offset, page.count, page.size]).toEqual([2, 1, all.count, 2]);
});

test.each(['?sortBy=timestamp', '?limit=-1', '?limit=100001', '?offset=x'])('%s is refused with 412', async (query) => {
  const { ask, search } = await service();
  const { data } = await search({ limit: 1 });
  expect((await ask(`/events/v2/event/${data[0].id}/lineage${query}`)).status).toBe(412);
});

test('reindexing shows in the lineage of each event, and fails whole when one id names nothing', async () => {
  const { ask, search } = await service();
  const { data } = await search({ limit: 2 });
  const ids: string[] = data.map((event) => event.id);
  const reindex = (eventID: string[]) => ask('/events/v2/event/reindex', { method: 'PUT', body: { eventID } });
  const path = `/events/v2/event/${ids[0]}/lineage?limit=0`;
  const { count } = await ask(path);
  const wrong = await reindex([...ids, 'AGGR/1/2/nothing']);
  expect([wrong.status, wrong.messages[0]?.field, (await ask(path)).count]).toEqual([412, 'eventID', count]);
  expect((await reindex(ids)).data).toEqual({ count: 2 });
  const after = await ask(path);
  expect(after.count).toBe(count + 2);
  const { lastUpdated } = (await ask(`/events/v2/event/${ids[0]}`)).data.timestamps;
  const told: number[] = after.data.map((item: any) => item.eventLastUpdatedTimestamp);
  expect(Math.max(...told)).toBeLessThanOrEqual(lastUpdated);
});
