import { request } from 'node:http';
import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';

const week = { startTimestamp: '-7d', limit: 0, type: ['aggregated'] };
const everyDay = { indexStartTimestamp: '-8d', indexEndTimestamp: 'now' };

test('a bulk assessment says which events it assessed, and later searches agree', async () => {
  const { ask } = await service();
  const search = { ...week, ...everyDay, severity: ['low'], excludeFlag: ['followup'] };
  const before = await ask('/events/v2/event/search', { body: search });
  const { status, data } = await ask('/events/v2/event/assess', {
    method: 'PUT',
    body: { assessment: { enableFlag: ['followup'] }, search },
  });
  expect(status).toBe(200);
  expect(data.failures).toEqual([]);
  expect([...data.successes].sort()).toEqual(before.data.map((event: { id: string }) => event.id).sort());
  expect((await ask('/events/v2/event/search', { body: search })).count).toBe(0);
});

test('the day that is searched is the current one when nothing else is asked', async () => {
  const { ask } = await service();
  const { data } = await ask('/events/v2/event/assess', {
    method: 'PUT',
    body: { assessment: { comment: 'today' }, search: { ...week } },
  });
  const times = data.successes.map((id: string) => Number(id.split('/')[1]));
  const day = 86_400_000;
  const today = (await ask('/health')).text;
  const { now } = JSON.parse(today) as { now: number };
  expect(times.length).toBeGreaterThan(0);
  expect(times.every((time: number) => time >= now - day)).toBe(true);
});

test('limit and offset split a bulk assessment into pages that do not meet', async () => {
  const { ask } = await service();
  const page = async (offset: number): Promise<string[]> => {
    const search = { ...week, ...everyDay, limit: 10, offset, sortBy: ['eventID'] };
    return (await ask('/events/v2/event/assess', { method: 'PUT', body: { assessment: { comment: 'x' }, search } }))
      .data.successes;
  };
  const [one, two] = [await page(0), await page(10)];
  expect([one.length, two.length, new Set([...one, ...two]).size]).toEqual([10, 10, 20]);
});

test('events that cannot be assessed so are failures with a reason, the others are assessed', async () => {
  const { ask } = await service();
  const search = { ...week, ...everyDay, limit: 50, customer: ['demo', 'bank'] };
  const { status, data } = await ask('/events/v2/event/assess', {
    method: 'PUT',
    body: { assessment: { associateCase: [12342345] }, search },
  });
  expect(status).toBe(200);
  expect(data.successes.length).toBeGreaterThan(0);
  expect(data.failures.length).toBeGreaterThan(0);
  expect(
    data.failures.every(
      ({ reason, eventID }: { reason: string; eventID: string }) =>
        reason === 'Case 12342345 does not belong to the customer of the event' && eventID.includes('/204/'),
    ),
  ).toBe(true);
});

test('a bulk assessment never reaches events that its writer may not see', async () => {
  const { ask } = await service();
  const { data } = await ask('/events/v2/event/assess', {
    method: 'PUT',
    key: '1/4/bankonlykey',
    body: { assessment: { comment: 'mine' }, search: { ...week, ...everyDay } },
  });
  expect(data.successes.length).toBeGreaterThan(0);
  expect(data.successes.every((id: string) => id.split('/')[2] === '204')).toBe(true);
});

test.each([
  [{ assessment: {} }, 'search'],
  [{ search: {} }, 'assessment'],
  [{ assessment: {}, search: { limit: 100_001 } }, 'search.limit'],
  [{ assessment: { enableFlag: ['followup'], disableFlag: ['followup'] }, search: {} }, 'assessment.enableFlag'],
])('%j is refused with 412 at %s', async (body, field) => {
  const { ask } = await service();
  const answer = await ask('/events/v2/event/assess', { method: 'PUT', body });
  expect([answer.status, answer.messages[0]?.field]).toEqual([412, field]);
});

test('v1 bulk update answers with the number of events, which all have the change', async () => {
  const { ask, search } = await service();
  const criteria = { startTimestamp: '-7d', limit: 0, severity: ['medium'], excludeFlags: ['COMMENTED'] };
  const { count } = await search(criteria);
  const answer = await ask('/events/v1/aggregated/bulk', {
    method: 'PUT',
    body: { criteria, update: { comment: 'all of them', flagsToEnable: ['TUNING_CANDIDATE'] } },
  });
  expect([answer.status, answer.data]).toEqual([200, count]);
  expect((await search(criteria)).count).toBe(0);
});

test('v1 updates events by id and returns them; a raw or unknown id is 404', async () => {
  const { ask, search } = await service();
  const { data } = await search({ limit: 2 });
  const ids: string[] = data.map((event) => event.id);
  const answer = await ask('/events/v1/aggregated', {
    method: 'PUT',
    body: { eventIdentifiers: ids, update: { newSeverity: 'critical' } },
  });
  expect(answer.data.map((event: { id: string; severity: string }) => [event.id, event.severity])).toEqual(
    ids.map((id) => [id, 'critical']),
  );
  const raw: string = data[0].detailedEventIDS[0];
  const wrong = await ask('/events/v1/aggregated', { method: 'PUT', body: { eventIdentifiers: [raw], update: {} } });
  expect([wrong.status, wrong.messages[0]?.message]).toEqual([404, 'Events not found']);
});

test('v1 recursive updates reach the raw events, others do not', async () => {
  const { ask, search, searchRaw } = await service();
  const { data } = await search({ excludeFlags: ['FOLLOWUP'], limit: 2 });
  const [plain, recursive] = data;
  const put = (id: string, update: object) =>
    ask('/events/v1/aggregated', { method: 'PUT', body: { eventIdentifiers: [id], update } });
  await put(plain.id, { flagsToEnable: ['FOLLOWUP'], comment: 'no' });
  await put(recursive.id, {
    flagsToEnable: ['FOLLOWUP'],
    comment: 'yes',
    recursiveResult: true,
    recursiveAnnotation: true,
  });
  const rawOf = async (event: { detailedEventIDS: string[] }) =>
    (await searchRaw({ eventIdentifier: [event.detailedEventIDS[0]] })).data[0];
  expect((await rawOf(plain)).flags).not.toContain('FOLLOWUP');
  expect((await rawOf(recursive)).flags).toEqual(expect.arrayContaining(['FOLLOWUP', 'COMMENTED']));
  expect((await rawOf(recursive)).comments).toMatchObject([{ comment: 'yes' }]);
});

test('v1 associateToCase 0 takes an event out of every case', async () => {
  const { ask, search } = await service();
  const { data } = await search({ includeFlags: ['NOTIFIED'], limit: 1 });
  const answer = await ask('/events/v1/aggregated', {
    method: 'PUT',
    body: { eventIdentifiers: [data[0].id], update: { associateToCase: 0 } },
  });
  expect(answer.data[0]).toMatchObject({ associatedCase: null, associatedCases: [] });
  expect(answer.data[0].flags).not.toContain('NOTIFIED');
});

test('a client that goes away in the middle of a bulk assessment leaves it applied whole', async () => {
  const simulator = await service();
  const body = JSON.stringify({ assessment: { enableFlag: ['followup'] }, search: { ...week, ...everyDay } });
  const { count } = await simulator.ask('/events/v2/event/search', { body: { ...week, ...everyDay } });
  const versionBefore = simulator.state.version();
  await new Promise<void>((resolve) => {
    const going = request(`${simulator.url}/events/v2/event/assess`, {
      method: 'PUT',
      headers: {
        'Argus-API-Key': '1/2/mysecretapikey',
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      },
    });
    going.on('error', () => resolve()).on('close', () => resolve());
    going.end(body, () => setTimeout(() => going.destroy(), 1));
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  let [version, after] = [-1, { count: -1 }];
  // On a busy machine it may be applied while it is counted.
  while (version !== simulator.state.version()) {
    version = simulator.state.version();
    after = await simulator.ask('/events/v2/event/search', {
      body: { ...week, ...everyDay, includeFlag: ['followup'], limit: 1 },
    });
  }
  const applied = version - versionBefore;
  expect([0, 1]).toContain(applied);
  if (applied === 1) expect(after.count).toBe(count);
});
