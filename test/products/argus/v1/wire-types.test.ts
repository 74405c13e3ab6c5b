import { beforeAll, expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

let simulator: Service;
beforeAll(async () => {
  simulator = await service.held();
});

test('the category of a case is a number wherever an event names the case', async () => {
  const { ask, search } = simulator;
  const { data } = await search({ associatedCaseID: [12342345], limit: 1 });
  const v2 = await ask(`/events/v2/event/${data[0].id}`);
  const infos = [data[0].associatedCase, ...data[0].associatedCases, ...v2.data.associatedCases];
  expect(infos.length).toBeGreaterThan(2);
  for (const { id, categoryID } of infos) expect([typeof id, typeof categoryID]).toEqual(['number', 'number']);
  expect(v2.data.associatedCases.map(({ serviceID }: { serviceID: unknown }) => typeof serviceID)).toContain('number');
  expect(new Set(infos.filter(({ id }) => id === 12342345).map(({ categoryID }) => categoryID)).size).toBe(1);
});

test('ids and ports are found as text and as numbers', async () => {
  const { search } = simulator;
  const { data } = await search({ limit: 1 });
  const [event] = data;
  const asked = (of: (value: number) => number | string) => ({
    customer: [of(event.customerInfo.id)],
    alarmID: [of(event.attackInfo.alarmID)],
    attackCategoryID: [of(event.attackInfo.attackCategoryID)],
    destinationPort: [of(event.destination.port)],
  });
  const texts = await search(asked(String));
  expect(texts.count).toBeGreaterThan(0);
  expect((await search(asked(Number))).count).toBe(texts.count);
});

test.each([
  ['HOURS', 'hours'],
  ['hour', 'hours'],
  ['Days', 'days'],
  ['millisecond', 'milliseconds'],
])('the unit of a resolution is a word: %s is %s', async (word, unit) => {
  const stats = async (resolutionUnit: string) =>
    simulator.ask('/events/v1/aggregated/stats', {
      body: { startTimestamp: '-1day', resolution: unit === 'milliseconds' ? 3_600_000 : 1, resolutionUnit },
    });
  const [one, other] = [await stats(word), await stats(unit)];
  expect([one.status, one.data.timeFrames.length > 0]).toEqual([200, true]);
  expect(one.data).toEqual(other.data);
});

test.each([
  [undefined, ['id']],
  [
    ['CUSTOMER', 'EVENT_SEVERITY'],
    ['id', 'customer', 'severity'],
  ],
])('statistics with nothing matched and groups %j have one key and no frame', async (groupBy, members) => {
  const body = { startTimestamp: 0, domain: ['nowhere.example'], ...(groupBy !== undefined && { groupBy }) };
  const { data } = await simulator.ask('/events/v1/aggregated/stats', { body });
  expect(data.timeFrames).toEqual([]);
  expect(data.keys).toEqual([Object.fromEntries(members.map((name) => [name, name === 'id' ? 1 : null]))]);
});

test('an update without identifiers updates nothing', async () => {
  const { ask } = simulator;
  for (const ids of [{}, { eventIdentifiers: [] }]) {
    const answer = await ask('/events/v1/aggregated', { method: 'PUT', body: { ...ids, update: { comment: 'x' } } });
    expect([answer.status, answer.data, answer.count]).toEqual([200, [], 0]);
  }
  const none = await ask('/events/v1/aggregated', { method: 'PUT', body: { eventIdentifiers: [] } });
  expect([none.status, none.messages[0]?.field]).toEqual([412, 'update']);
});

test('payloads of v1 know NIDS, AGGR and AGGRATTACK, and the list of v2 takes integers as times', async () => {
  const { ask } = simulator;
  const rest = '1/1/11111111-1111-4111-8111-111111111111';
  const statuses = ['NIDS', 'AGGR', 'AGGRATTACK', 'RAW'].map(
    async (type) => (await ask(`/events/v1/${type}/${rest}/payload`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([404, 404, 404, 412]);
  const list = async (time: string) => (await ask(`/events/v2/event?startTimestamp=${time}&limit=1`)).status;
  expect([await list('0'), await list('-1000'), await list('-7d'), await list('now')]).toEqual([200, 200, 412, 412]);
});

test('every flag of the list is set, shown, found and cleared by an update of v1, in both versions', async () => {
  const { ask, search, state } = simulator;
  const { data } = await search({ limit: 1, excludeFlags: ['SNAPSHOT'] });
  const [{ id }] = data;
  const flags = ['FAILURE', 'EVENT_FROM_RESTRICTED_IT_ENVIRONMENT', 'AUTO_REPORT', 'NOTIFIED_DELETED', 'COMMENTED'];
  const put = (update: object) =>
    ask('/events/v1/aggregated', { method: 'PUT', body: { eventIdentifiers: [id], update } });
  const found = async (more: object) => (await search({ eventIdentifier: [id], ...more })).count;
  const v2 = async () => (await ask(`/events/v2/event/${id}`)).data.flags;
  const set = await put({ flagsToEnable: flags });
  expect(set.data[0].flags).toEqual(expect.arrayContaining(flags));
  expect(await v2()).toEqual(expect.arrayContaining(['failure', 'eventFromRestrictedItEnvironment', 'autoReport']));
  expect([await found({ includeFlags: flags }), await found({ excludeFlags: ['FAILURE'] })]).toEqual([1, 0]);
  const search2 = async (more: object) =>
    (await ask('/events/v2/event/search', { body: { eventIdentifier: [id], ...more } })).count;
  expect([await search2({ includeFlag: ['failure'] }), await search2({ excludeFlag: ['failure'] })]).toEqual([1, 0]);
  const cleared = await put({ flagsToDisable: flags });
  expect(cleared.data[0].flags.filter((flag: string) => flags.includes(flag))).toEqual([]);
  expect([await found({ includeFlags: ['FAILURE'] }), await found({ excludeFlags: ['FAILURE'] })]).toEqual([0, 1]);
  const overlap = await put({ flagsToEnable: ['FAILURE'], flagsToDisable: ['FAILURE'] });
  expect([overlap.status, overlap.messages.map(({ field }) => field)]).toEqual([
    412,
    ['update.flagsToEnable', 'update.flagsToDisable'],
  ]);
  state.reset();
});
