/** The simple search for cases, and what searches give besides JSON. */
import { expect, test } from 'vitest';
import { fieldsOf, service } from '../../../../support/service.ts';

const path = '/cases/v2/case';

test('the simple search finds what the other one finds', async () => {
  const { ask } = await service({ events: 300 });
  const simple = async (query: string) => (await ask(`${path}?limit=0&${query}`)).data.map((entry: any) => entry.id);
  const advanced = async (body: object) =>
    (await ask(`${path}/search`, { body: { limit: 0, ...body } })).data.map((entry: any) => entry.id);
  expect(await simple('status=closed&status=pendingSoc&sortBy=-priority&sortBy=id')).toEqual(
    await advanced({ status: ['closed', 'pendingSoc'], sortBy: ['-priority', 'id'] }),
  );
  expect(await simple('customer=health&service=ids')).toEqual(await advanced({ customer: 'health' }));
  expect(await simple('keywords=log4j&keywords=further')).toEqual([12342434]);
  expect(fieldsOf(await ask(`${path}?sortBy=colour&status=open`))).toEqual(['status', 'sortBy']);
});

test('a search comes as a table too, with a row for each case', async () => {
  const { ask } = await service({ events: 300 });
  const { text, headers } = await ask(`${path}/search`, {
    body: { limit: 3, includeDescription: false },
    headers: { Accept: 'text/csv' },
  });
  expect(headers.get('content-type')).toMatch(/^text\/csv/);
  expect(text.trim().split('\n')).toHaveLength(4);
  expect(text).toMatch(/^id,customer\.id,/);
});

test('test data are for callers who may see them', async () => {
  const { ask } = await service({ events: 300 });
  const body = { includeTestData: 'True' };
  expect((await ask(`${path}/search`, { body })).status).toBe(200);
  expect((await ask(`${path}/search`, { body, key: '1/3/readonlyreadonly' })).status).toBe(403);
});

test.each([
  ['POST', 'stats'],
  ['GET', '12342345/fieldpolicy'],
])('%s %s is not served, and says so', async (method, place) => {
  const { ask } = await service({ events: 50 });
  const body = method === 'GET' ? undefined : {};
  expect((await ask(`${path}/${place}`, { method, body })).status).toBe(404);
});
