import { expect, test } from 'vitest';
import { violations } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service } from '../../../support/service.ts';

const path = '/cases/v2/case';

async function searcher() {
  const simulator = await service({ events: 300 });
  const search = async (body: object, key?: string) =>
    simulator.ask(`${path}/search`, { body, ...(key !== undefined && { key }) });
  const ids = async (body: object) =>
    (await search({ limit: 0, sortBy: ['id'], ...body })).data.map((entry: any) => entry.id);
  return { ...simulator, search, ids };
}

test('a case is told as the recorded fixture has it', async () => {
  const { ask, world } = await searcher();
  for (const { id } of world.cases)
    expect(violations('argus/case.schema.json', (await ask(`${path}/${id}`)).data)).toEqual([]);
  expect((await ask(`${path}/12342346?skipRedirect=True`)).data).toMatchObject({
    status: 'closed',
    flags: expect.arrayContaining(['MERGED', 'HAS_COMMENTS']),
    customer: { shortName: 'demo' },
    category: { shortName: 'callback-traffic' },
    service: { name: 'Intrusion detection' },
  });
  expect((await ask(`${path}/12342345`)).data).toMatchObject({
    closedTimestamp: 0,
    closedTime: null,
    closedByUser: null,
  });
});

test('a merged case answers with the one that it was merged into, unless it is told not to', async () => {
  const { ask } = await searcher();
  expect((await ask(`${path}/12342346`)).data.id).toBe(12342345);
  expect((await ask(`${path}/12342346?skipRedirect=true`)).data.id).toBe(12342346);
});

test('a case that there is not is 404, one of somebody else 403', async () => {
  const { ask } = await searcher();
  expect((await ask(`${path}/1`)).status).toBe(404);
  expect((await ask(`${path}/x`)).status).toBe(412);
  expect((await ask(`${path}/12342345`, { key: '1/4/bankonlykey' })).status).toBe(403);
});

test('the search of the XSOAR pack finds open cases of enough priority, oldest first', async () => {
  const { search } = await searcher();
  const empty = Object.fromEntries(
    [
      'caseID',
      'customerID',
      'customer',
      'type',
      'service',
      'category',
      'assetID',
      'tag',
      'workflow',
      'field',
      'keywords',
      'user',
      'accessMode',
      'includeFlags',
    ].map((name) => [name, []]),
  );
  const { data, status } = await search({
    ...empty,
    startTimestamp: '-4d',
    endTimestamp: 'now',
    limit: '25',
    sortBy: ['createdTimestamp'],
    priority: ['high', 'critical'],
    subCriteria: [{ exclude: true, status: ['closed'] }],
    timeFieldStrategy: ['createdTimestamp'],
  });
  expect(status).toBe(200);
  expect(data.length).toBeGreaterThan(3);
  for (const entry of data) {
    expect(entry.status).not.toBe('closed');
    expect(['high', 'critical']).toContain(entry.priority);
  }
  const times = data.map((entry: any) => entry.createdTimestamp);
  expect(times).toEqual([...times].sort((one, other) => one - other));
});

test('criteria narrow together, and the values of one widen', async () => {
  const { ids, world } = await searcher();
  expect(await ids({})).toHaveLength(world.cases.length);
  expect(await ids({ customer: ['health'], status: ['closed'] })).toEqual([12342644]);
  expect((await ids({ customerID: ['415', 744] })).length).toBe(4);
  expect(await ids({ caseID: ['12342345', 12342346] })).toEqual([12342345, 12342346]);
  expect(await ids({ category: ['cryptomining'] })).toEqual([12342540]);
  expect(await ids({ service: ['IDS'], keywords: ['log4j', 'further'] })).toEqual([12342434]);
  expect(
    (await ids({ keywords: ['log4j', 'mining'], keywordMatchStrategy: 'any', keywordFieldStrategy: ['subject'] }))
      .length,
  ).toBe(3);
  expect(await ids({ keywords: ['12342540'], keywordFieldStrategy: ['subject'] })).toEqual([]);
  expect(await ids({ includeFlags: ['MERGED'] })).toEqual([12342346, 12342434]);
  expect(await ids({ type: ['change'] })).toEqual([]);
});

test('sub-criteria are one OR group, beside required and excluding ones', async () => {
  const { ids } = await searcher();
  const health = await ids({ customer: ['health'] });
  const energy = await ids({ customer: ['energy'] });
  const either = await ids({ subCriteria: [{ customer: ['health'] }, { customer: ['energy'] }] });
  expect(new Set(either)).toEqual(new Set([...health, ...energy]));
  const open = await ids({
    subCriteria: [{ customer: ['health'] }, { customer: ['energy'] }, { status: ['closed'], exclude: true }],
  });
  expect(open.length).toBeLessThan(either.length);
  expect(
    await ids({
      subCriteria: [
        { customer: ['health'], required: true },
        { customer: ['energy'], required: 'true' },
      ],
    }),
  ).toEqual([]);
});

test('times are matched in any or all of the fields', async () => {
  const { ids } = await searcher();
  const fields = ['createdTimestamp', 'closedTimestamp'];
  const any = await ids({ startTimestamp: '-80h', timeFieldStrategy: fields });
  const all = await ids({ startTimestamp: '-80h', timeFieldStrategy: fields, timeMatchStrategy: 'all' });
  expect(all).toContain(12342346);
  expect(any.length).toBeGreaterThan(all.length);
});

test('pages, sorting and leaving out descriptions', async () => {
  const { search, ids } = await searcher();
  const newest = await ids({ sortBy: [] });
  expect((await search({ limit: 2, offset: 1 })).data.map((entry: any) => entry.id)).toEqual(newest.slice(1, 3));
  const byPriority = (await search({ sortBy: ['-priority', 'id'], limit: 0 })).data;
  expect(byPriority[0].priority).toBe('critical');
  expect((await search({ includeDescription: 'False', limit: 1 })).data[0]).not.toHaveProperty('description');
  expect(fieldsOf(await search({ sortBy: ['colour'], limit: 100_001 }))).toContain('sortBy');
  expect(fieldsOf(await search({ startTimestamp: '2026-02-30' }))).toEqual(['startTimestamp']);
});

test('a search finds only what the caller may read', async () => {
  const { search } = await searcher();
  const { data } = await search({ limit: 0 }, '1/4/bankonlykey');
  expect(new Set(data.map((entry: any) => entry.customer.shortName))).toEqual(new Set(['bank']));
});

test('the first case of a World without cases has an id like any other', async () => {
  const { ask } = await service({ scenario: 'quiet-month' });
  const body = { subject: 'One', description: 'Seen.', service: 'ids', type: 'securityIncident', customer: 'bank' };
  const { data } = await ask('/cases/v2/case', { body });
  expect((await ask(`/cases/v2/case/${data.id}`)).data.subject).toBe('One');
});
