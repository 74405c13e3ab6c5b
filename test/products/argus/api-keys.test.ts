import { test, expect } from 'vitest';
import { fullKey, service } from '../../support/service.ts';

const path = '/events/v1/aggregated?startTimestamp=0&limit=1';

test.each(['Argus-API-Key', 'argus-api-key', 'ARGUS-API-KEY', 'Argus-Api-Key'])(
  'the header %s carries a key',
  async (name) => {
    const { ask } = await service({ events: 1 });
    expect((await ask(path, { key: null, headers: { [name]: fullKey } })).status).toBe(200);
  },
);

test.each([
  ['none', null],
  ['an empty one', ''],
  ['one without a secret', '1/2'],
  ['one with a part too many', '1/2/mysecretapikey/x'],
  ['a wrong secret', '1/2/mysecretapikex'],
  ['a secret cut short', '1/2/mysecretapike'],
  ['an unknown key', '1/99/mysecretapikey'],
  ["another user's secret", '2/1/mysecretapikey'],
  ['nonsense', 'nonsense'],
  ['prototype names', '__proto__/constructor/x'],
])('%s is a 401', async (_, key) => {
  const { ask } = await service({ events: 1 });
  const refused = await ask(path, { key });
  expect(refused.status).toBe(401);
  expect(refused.messages[0]).toMatchObject({ type: 'ACTION_ERROR', field: null });
});

test('an expired key is a 401 that says so', async () => {
  const { ask } = await service({ events: 1 });
  const refused = await ask(path, { key: '1/6/expiredexpired' });
  expect([refused.status, refused.messages[0]?.message]).toEqual([401, expect.stringMatching(/expired/i)]);
});

test('a key used from the wrong source address is a 401 that says so', async () => {
  const { ask } = await service({ events: 1 });
  const refused = await ask(path, { key: '1/7/wrongsource' });
  expect([refused.status, refused.messages[0]?.message]).toEqual([401, expect.stringMatching(/source/i)]);
});

test('a key without the function is a 403', async () => {
  const { ask, search } = await service({ events: 1 });
  expect((await ask(path, { key: '1/5/noeventsatall' })).status).toBe(403);
  expect((await search({}, { key: '1/5/noeventsatall' })).status).toBe(403);
  expect((await ask('/events/v1/case/12342402', { key: '2/1/bankreaderkey' })).status).toBe(403);
});

test('searches are narrowed to what a key may see, without a word', async () => {
  const { search, searchRaw, ask } = await service({ events: 3000 });
  const all = (await search({ limit: 0 })).data;
  const bank = all.filter((event) => event.customerInfo.id === 204).map((event) => event.id);
  for (const key of ['1/4/bankonlykey', '2/1/bankreaderkey']) {
    const narrowed = await search({ limit: 0 }, { key });
    expect(narrowed.data.map((event) => event.id)).toEqual(bank);
    expect(narrowed).toMatchObject({ status: 200, count: bank.length, messages: [] });
    expect((await searchRaw({ limit: 0 }, { key })).data.every((event) => event.customerInfo.id === 204)).toBe(true);
    const { data } = await ask('/events/v1/aggregated/stats', { key, body: { groupBy: ['CUSTOMER'] } });
    expect(data.keys.map(({ customer }: any) => customer.shortName)).toEqual(['bank']);
  }
});

test('a customer asked for explicitly outside the rights is a 403', async () => {
  const { search, ask } = await service({ events: 10 });
  for (const key of ['1/4/bankonlykey', '2/1/bankreaderkey']) {
    for (const criteria of [
      { customerID: [2171] },
      { customer: ['demo'] },
      { customer: ['204', '2171'] },
      { subCriteria: [{ customerID: [2171] }] },
    ])
      expect([criteria, (await search(criteria, { key })).status]).toEqual([criteria, 403]);
    expect((await ask('/events/v1/nids?customerID=2171', { key })).status).toBe(403);
    expect((await search({ customer: ['bank'] }, { key })).status).toBe(200);
    expect((await search({ subCriteria: [{ customer: ['demo'], exclude: true }] }, { key })).status).toBe(200);
  }
});

test('an event of a customer that a key may not see is a 403, and no search finds it', async () => {
  const { search, ask } = await service({ events: 300 });
  const { data } = await search({ customer: ['demo'], limit: 1 });
  const [{ id }] = data;
  expect((await ask(`/events/v1/${id}`, { key: '1/4/bankonlykey' })).status).toBe(403);
  expect((await search({ eventIdentifier: [id] }, { key: '1/4/bankonlykey' })).count).toBe(0);
});

test('a key never does more than its user may', async () => {
  const { world } = await service({ events: 1 });
  const reader = world.keys.find(({ account }) => account.id === 2);
  expect(reader?.functions).toBeNull();
  expect(reader?.account.functions).not.toContain('assessEvents');
});

test("answers to one key are never another key's, even to the same request", async () => {
  const { search } = await service({ events: 3000 });
  const body = { sortBy: ['severity'], limit: 5 };
  const [full, bank, again] = [await search(body), await search(body, { key: '1/4/bankonlykey' }), await search(body)];
  expect(bank.count).toBeLessThan(full.count);
  expect(again.text).toBe(full.text);
});

test('a key checks its session', async () => {
  const { ask } = await service({ events: 1 });
  for (const key of [fullKey, '1/3/readonlyreadonly', '1/5/noeventsatall', '1/8/renewableone'])
    expect(await ask('/authentication/v1/session', { key })).toMatchObject({
      status: 200,
      data: { authenticationMethod: 'APIKEY' },
    });
  expect((await ask('/authentication/v1/session', { key: '1/6/expiredexpired' })).status).toBe(401);
  expect((await ask('/authentication/v1/session', { key: null })).status).toBe(401);
});
