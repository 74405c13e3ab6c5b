/** Tasks of Events v2: made, waited for, found and ended; what they do is seen when they are done, and not before. */
import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

const base = '/events/v2/servicetask';
const bankReader = '2/1/bankreaderkey';

async function begun() {
  const at = await service({ events: 400 });
  const ask = (path: string, body?: object) => at.ask(`${base}${path}`, body === undefined ? {} : { body });
  const high = { severity: ['high'], type: ['aggregated'] };
  return {
    ...at,
    tasks: ask,
    /** Lets so many milliseconds pass. */
    pass: (by: number) => control(at, '/clock/advance', { by }),
    assess: async (assessment: object = { comment: 'By task.' }, search: object = high): Promise<string> =>
      (await ask('/assess', { assessment, search })).data.taskID,
    reindex: async (body: object = {}): Promise<string> => (await ask('/reindex', body)).data.id,
    stateOf: async (id: string): Promise<string> => (await ask(`/${id}`)).data[0].state,
    abort: (id: string) => at.ask(`${base}/${id}`, { method: 'DELETE' }),
    /** How many events of high severity say that they were commented. */
    commented: async (): Promise<number> =>
      (await at.ask('/events/v2/event/search', { body: { ...high, includeFlag: ['commented'], limit: 0 } })).count,
    high: async (): Promise<number> => (await at.ask('/events/v2/event/search', { body: high })).count,
  };
}

async function control({ url }: Service, path: string, body: object): Promise<any> {
  const response = await fetch(`${url}/_sim${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(300);
  return response.json();
}

test('a task is pending, runs and is done as time goes by, and only then do its events change', async () => {
  const { tasks, assess, pass, stateOf, commented, high } = await begun();
  const [before, all] = [await commented(), await high()];
  expect(before).toBeLessThan(all);
  const id = await assess();
  expect([await stateOf(id), await commented()]).toEqual(['pending', before]);
  await pass(999);
  expect(await stateOf(id)).toBe('pending');
  await pass(1);
  expect([await stateOf(id), await commented()]).toEqual(['running', before]);
  const [{ createdTimestamp, executionTimestamp, finishedTimestamp, workerHost }] = (await tasks(`/${id}`)).data;
  expect(executionTimestamp).toBeGreaterThan(createdTimestamp);
  expect([finishedTimestamp, typeof workerHost]).toEqual([0, 'string']);
  await pass(500 + all);
  const [task] = (await tasks(`/${id}`)).data;
  expect([task.state, await commented()]).toEqual(['done', all]);
  expect(task.finishedTimestamp - executionTimestamp).toBe(500 + all);
  expect(task.responseContext).toEqual({ assessed: String(all), failed: '0' });
});

test('where the clock stands, each later command is a step', async () => {
  const { assess, stateOf, commented, high } = await begun();
  const nothing = { eventIdentifier: ['00000000-0000-4000-8000-000000000000'] };
  const id = await assess();
  await assess({ comment: 'No event.' }, nothing);
  expect(await stateOf(id)).toBe('running');
  await assess({ comment: 'No event.' }, nothing);
  expect(await stateOf(id)).toBe('done');
  expect(await commented()).toBe(await high());
});

test.each([
  ['pending', 0],
  ['running', 1000],
])('a %s task that is aborted changes nothing', async (state, after) => {
  const { assess, pass, stateOf, abort, commented } = await begun();
  const before = await commented();
  const id = await assess();
  await pass(after);
  expect(await stateOf(id)).toBe(state);
  const { status, data } = await abort(id);
  expect([status, data.id, data.state]).toEqual([200, id, 'aborted']);
  expect(data.finishedTimestamp).toBeGreaterThan(0);
  await pass(3_600_000);
  expect([await stateOf(id), await commented()]).toEqual(['aborted', before]);
  expect((await abort(id)).status).toBe(412);
});

test('what is no task, or has ended, cannot be got or aborted', async () => {
  const { tasks, ask, assess, pass, abort } = await begun();
  const unknown = '60620b89-cdff-4f8a-be77-a163f80d6db1';
  for (const id of [unknown, 'search', 'assess', '1'])
    for (const path of [`/${id}`, `/reindex/${id}/status`, `/prune/${id}/status`])
      expect([path, (await tasks(path)).status]).toEqual([path, 404]);
  expect((await abort(unknown)).status).toBe(404);
  const id = await assess();
  await pass(3_600_000);
  const refused = await abort(id);
  expect([refused.status, refused.messages[0]?.field]).toEqual([412, 'taskID']);
  for (const key of ['1/3/readonlyreadonly', bankReader])
    expect((await ask(`${base}/assess`, { key, body: { assessment: {}, search: {} } })).status).toBe(403);
});

test('what is wrong with a task is said when it is made, and makes none', async () => {
  const { tasks } = await begun();
  for (const [path, body, field] of [
    ['/assess', { search: {} }, 'assessment'],
    ['/assess', { assessment: {} }, 'search'],
    ['/assess', { assessment: { associateCase: [999_999] }, search: {} }, 'assessment.associateCase'],
    ['/assess', { assessment: {}, search: { startTimestamp: '1 day' } }, 'search.startTimestamp'],
    [
      '/assess',
      { assessment: {}, search: { subCriteria: [{ customer: ['nobody'] }] } },
      'search.subCriteria[0].customer',
    ],
    ['/assess', { assessment: {}, search: { limit: 100_001 } }, 'search.limit'],
    ['/reindex', { customer: ['nobody'] }, 'customer'],
    ['/reindex', { endTimestamp: '2026-02-30' }, 'endTimestamp'],
    ['/reindex', { limit: 5 }, 'limit'],
  ] as const) {
    const { status, messages } = await tasks(path, body);
    expect([path, status, messages[0]?.field]).toEqual([path, 412, field]);
  }
  expect((await tasks('')).count).toBe(0);
});

test('a reindexing goes from customer to customer, and its status tells how far it is', async () => {
  const { tasks, reindex, pass, ask } = await begun();
  const id = await reindex({ customer: ['bank', 2171, 'demo'], startTimestamp: '-7 days' });
  const status = async () => (await tasks(`/reindex/${id}/status`)).data;
  const none = { done: 0, failed: 0, aborted: 0, indexed: 0 };
  expect(await status()).toEqual({ ...none, state: 'pending', pending: 2, running: 0 });
  await pass(1000);
  expect(await status()).toEqual({ ...none, state: 'waitingForSubtasks', pending: 1, running: 1 });
  await pass(3_600_000);
  const { data: events, count } = await ask('/events/v2/event/search', {
    body: { customer: ['bank', 'demo'], startTimestamp: '-30 days', type: ['aggregated'], limit: 0 },
  });
  expect(await status()).toEqual({ ...none, state: 'done', pending: 0, running: 0, done: 2, indexed: count });
  const [{ timestamps, customer, uuid }] = events;
  const { data: lineage } = await ask(`/events/v2/event/${timestamps.created}/${customer.id}/${uuid}/lineage`);
  expect(lineage[0]).toMatchObject({ type: expect.stringMatching(/^indexed/), createdByUser: { id: 1 } });
});

test('what a reindexing has done by its abort stays done, the rest stays undone', async () => {
  const { tasks, reindex, pass, abort } = await begun();
  const id = await reindex();
  await pass(1000);
  await abort(id);
  await pass(3_600_000);
  const { pending, running, done, aborted, state } = (await tasks(`/reindex/${id}/status`)).data;
  expect([pending, running, done, state]).toEqual([0, 0, 0, 'aborted']);
  expect(aborted).toBeGreaterThan(1);
});

test('tasks are found by what they are, who made them and when, the newest first', async () => {
  const { tasks, assess, reindex, pass } = await begun();
  const first = await assess();
  await pass(3_600_000);
  const second = await reindex({ customer: ['bank'] });
  const ids = async (body: object): Promise<string[]> => (await tasks('/search', body)).data.map(({ id }: any) => id);
  const whole = await ids({ limit: 0 });
  expect([whole[0], whole.length, whole[2]]).toEqual([second, 3, first]);
  for (const [criteria, found] of [
    [{ state: [], user: [], correlationID: [], operation: [] }, whole],
    [{ state: ['done'] }, [first]],
    [{ state: 'done', limit: '25', operation: [] }, [first]],
    [{ state: ['pending'], limit: 1, offset: 1 }, [whole[1]]],
    [{ operation: ['reindex'] }, [second]],
    [{ parentTask: [second] }, [whole[1]]],
    [{ rootTask: [second] }, whole.slice(0, 2)],
    [{ user: ['1', 'nobody'] }, whole],
    [{ user: ['nobody'] }, []],
    [{ correlationID: [second] }, []],
    [{ startTimestamp: '-30 min', timeFieldStrategy: ['createdTimestamp'] }, whole.slice(0, 2)],
    [{ startTimestamp: '-2 hours', timeFieldStrategy: ['finishedTimestamp'] }, [first]],
    [{ endTimestamp: '-30 min', timeMatchStrategy: 'all' }, [first]],
  ] as const)
    expect([criteria, await ids(criteria)]).toEqual([criteria, found]);
  const { data, count, size, limit } = await tasks(`?state=pending&parentTask=${second}&limit=5`);
  expect([data[0].id, data[0].parentTask, count, size, limit]).toEqual([
    whole[1],
    { id: second, state: 'pending' },
    1,
    1,
    5,
  ]);
});

test('a snapshot in the midst of a task goes on as the task would have, and a reset forgets it', async () => {
  const { tasks, assess, pass, commented, high, url } = await begun();
  const id = await assess();
  await pass(1200);
  const kept = await (await fetch(`${url}/_sim/state`)).json();
  await pass(60_000);
  expect(await commented()).toBe(await high());
  expect(
    (
      await fetch(`${url}/_sim/state`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(kept),
      })
    ).status,
  ).toBe(200);
  expect((await tasks(`/${id}`)).data[0].state).toBe('running');
  expect(await commented()).toBeLessThan(await high());
  await pass(60_000);
  expect(await commented()).toBe(await high());
  await fetch(`${url}/_sim/reset`, { method: 'POST' });
  expect((await tasks('')).count).toBe(0);
});

test('cases are indexed again by a task of their own, which no list of events’ tasks has', async () => {
  const { ask, tasks, pass } = await begun();
  const path = '/cases/v2/case/reindex';
  const { status, data } = await ask(path, { method: 'PUT', body: { customer: ['bank', 'demo'] } });
  expect(status).toBe(200);
  const progress = async () => (await ask(`${path}/${data.id}`)).data;
  const none = { subtasksPending: 0, subtasksRunning: 0, subtasksDone: 0, subtasksFailed: 0, subtasksAborted: 0 };
  expect(await progress()).toEqual({ ...none, state: 'pending', subtasksPending: 2 });
  await pass(60_000);
  expect(await progress()).toEqual({ ...none, state: 'done', subtasksDone: 2 });
  expect([(await tasks('')).count, (await tasks(`/${data.id}`)).status]).toEqual([0, 404]);
  const before = (await ask('/cases/v2/case/12342345')).data;
  expect((await ask('/cases/v2/case/12342345/reindex', { method: 'PUT', body: { refresh: true } })).data).toEqual(
    before,
  );
});
