import { test, expect } from 'vitest';
import { fieldsOf, service } from '../../../support/service.ts';

const idsOf = (data: readonly any[]): readonly string[] => data.map(({ id }) => id);

test('the events of a case are those associated with it or with cases merged into it, newest first', async () => {
  const { ask, search } = await service({ events: 10_000 });
  const own = (await search({ associatedCaseID: [12342345, 12342346], limit: 0 })).data;
  const merged = own.filter((event) => event.associatedCases.every(({ id }: any) => id !== 12342345));
  const listed = await ask('/events/v1/case/12342345?limit=0');
  expect(idsOf(listed.data)).toEqual(idsOf(own));
  expect(listed.count).toBe(own.length);
  expect(merged.length).toBeGreaterThan(0);
  expect((await ask('/events/v1/case/12342346')).count).toBeLessThan(own.length);
});

test('a case sorts by timestamp either way, and pages', async () => {
  const { ask } = await service({ events: 10_000 });
  const down = (await ask('/events/v1/case/12342345?limit=0&sortBy=-timestamp')).data;
  const up = (await ask('/events/v1/case/12342345?limit=0&sortBy=timestamp')).data;
  expect(idsOf(up)).toEqual(idsOf(down).toReversed());
  const page = await ask('/events/v1/case/12342345?limit=3&offset=2');
  expect(page).toMatchObject({ limit: 3, offset: 2, count: down.length });
  expect(idsOf(page.data)).toEqual(idsOf(down.slice(2, 5)));
  expect(fieldsOf(await ask('/events/v1/case/12342345?sortBy=severity'))).toEqual(['sortBy']);
});

test('includeRawEvents adds the raw events of every aggregate', async () => {
  const { ask } = await service({ events: 10_000 });
  const aggregates = (await ask('/events/v1/case/12342345?limit=0')).data;
  for (const yes of ['true', 'True']) {
    const { data, count } = await ask(`/events/v1/case/12342345?limit=0&includeRawEvents=${yes}`);
    const expected = aggregates.flatMap((event: any) => [event.id, ...event.detailedEventIDS]);
    expect([...idsOf(data)].sort()).toEqual([...expected].sort());
    expect(count).toBe(expected.length);
    const times = data.map((event: any) => event.timestamp);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  }
});

test('an unknown case is a 412 of caseID, as the operation declares no 404', async () => {
  const { ask } = await service({ events: 1 });
  const refused = await ask('/events/v1/case/999');
  expect([refused.status, fieldsOf(refused)]).toEqual([412, ['caseID']]);
  for (const id of ['0', '-1', 'x']) expect(fieldsOf(await ask(`/events/v1/case/${id}`))).toEqual(['caseID']);
});

test('a case of a customer that the key may not see is a 403', async () => {
  const { ask } = await service({ events: 1 });
  expect((await ask('/events/v1/case/12342345', { key: '1/4/bankonlykey' })).status).toBe(403);
  expect((await ask('/events/v1/case/12342402', { key: '1/4/bankonlykey' })).status).toBe(200);
  expect((await ask('/events/v1/case/12342402', { key: '2/1/bankreaderkey' })).status).toBe(403);
});
