/** Tasks that never end, that do not wait, or that go on when they were aborted. */
import type { Json } from '../../../src/kernel/schema.ts';
import { jsonOf, withJson, type Given, type Mutant, type Sent } from '../mutant.ts';

const operations = ['argus.bulkAssessTask'];
const aborting = ['argus.abortTask'];
const isMade = ({ method, path }: Sent): boolean => method === 'POST' && path.endsWith('/servicetask/assess');
const isOne = ({ path }: Sent): boolean => /\/servicetask\/[0-9a-f-]{36}$/.test(path);

type Task = { readonly [name: string]: Json };

/** The answer with another task in it, in a list of one or alone. */
function bent(given: Given, bend: (task: Task) => Task): Given {
  const json = jsonOf(given) as { readonly data?: Json } | undefined;
  const data = json?.data;
  if (given.status >= 300 || data === undefined || data === null || typeof data !== 'object') return given;
  const changed = Array.isArray(data) ? data.map((task: Json) => bend(task as Task)) : bend(data as Task);
  return withJson(given, { ...json, data: changed } as Json);
}

export const tasks: readonly Mutant[] = [
  {
    name: 'task-never-ends',
    says: 'A task goes on for ever.',
    operations,
    wrap: () => async (sent, next) =>
      sent.method === 'GET' && isOne(sent)
        ? bent(await next(sent), (task) => ({ ...task, state: 'running', finishedTimestamp: 0 }))
        : next(sent),
  },
  {
    name: 'task-does-nothing',
    says: 'A task ends and has changed no event.',
    operations,
    wrap: () => (sent, next) => {
      if (!isMade(sent)) return next(sent);
      const body = JSON.parse(sent.body) as Task;
      return next({ ...sent, body: JSON.stringify({ ...body, assessment: {} }) });
    },
  },
  {
    name: 'task-does-not-wait',
    says: 'The events of a task change at once, while it is still pending.',
    operations,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (!isMade(sent) || given.status >= 300) return given;
      const { assessment, search } = JSON.parse(sent.body) as { readonly assessment: Json; readonly search: Task };
      const body = { assessment, search: { ...search, indexStartTimestamp: 0 } };
      await next({
        ...sent,
        method: 'PUT',
        path: sent.path.replace('/servicetask/assess', '/event/assess'),
        body: JSON.stringify(body),
      });
      return given;
    },
  },
  {
    name: 'abort-does-not-stop',
    says: 'A task that was aborted says so, and goes on.',
    operations: aborting,
    wrap: () => {
      const ended = new Set<string>();
      return async (sent, next) => {
        if (!isOne(sent)) return next(sent);
        if (sent.method === 'DELETE') ended.add(sent.path);
        const given = await next({ ...sent, method: 'GET' });
        const says = ended.has(sent.path) ? bent(given, (task) => ({ ...task, state: 'aborted' })) : given;
        const list = (jsonOf(says) as { readonly data?: readonly Json[] } | undefined)?.data;
        return sent.method === 'DELETE' && given.status === 200
          ? withJson(says, { ...(jsonOf(says) as Task), count: 0, size: 0, data: list?.[0] ?? null })
          : says;
      };
    },
  },
  {
    name: 'abort-forgets-the-task',
    says: 'A task that was aborted ends as if it had been done.',
    operations: aborting,
    wrap: () => {
      const ended = new Set<string>();
      return async (sent, next) => {
        const given = await next(sent);
        if (isOne(sent) && sent.method === 'DELETE') ended.add(sent.path);
        else if (ended.has(sent.path)) return bent(given, (task) => ({ ...task, state: 'done' }));
        return given;
      };
    },
  },
];
