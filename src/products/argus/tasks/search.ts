/** Tasks to look at: lists, searches, one, and how far it is. Source: docs/contract/argus.md §13; their order is assumed. */
import type { Problem } from '../../../http/product.ts';
import type { World } from '../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { notThere, oneAnswer, pageAnswer } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import { parseTime } from '../common/time.ts';
import type { ReindexStatus, TaskCriteria, TaskQuery } from '../generated/types.ts';
import type { Simulation } from '../../shared/simulation.ts';
import type { ArgusReader } from '../services/services.ts';
import { taskNamed, taskTable, type TaskName, type TaskPart, type TaskRecord, type TaskState } from './records.ts';
import { operationOf, seenTask, seenTasks, taskModel, userOf, workerOf, type SeenTask } from './view.ts';

/** The task with this id. Throws 404 where there is none, and 403 where it is somebody's whose customer the caller may not see (assumed). */
export function findTask(
  { world, state }: Simulation,
  principal: Principal,
  id = '',
  module: 'events' | 'cases' = 'events',
): SeenTask {
  const name = taskNamed(world, id);
  const task = name === null ? undefined : taskTable(state).get(String(name.number));
  const seen = task === undefined ? undefined : seenTask(task, name?.part ?? null);
  if (seen === undefined || moduleOf(seen.task) !== module) throw notThere('Task');
  if (!mayLookAt(world, principal, seen)) throw accessDenied();
  return seen;
}

/** Each module tells of its own tasks alone. */
const moduleOf = ({ order }: TaskRecord): 'events' | 'cases' =>
  order.operation === 'reindexCases' ? 'cases' : 'events';

const mayLookAt = (world: World, principal: Principal, { task }: SeenTask): boolean =>
  maySee(principal, userOf(world, task).customer);

export const getTask: ArgusReader = ({ simulation }, { params, principal }) => {
  const json = JSON.stringify(taskModel(simulation.world, findTask(simulation, principal, params['taskID'])));
  return { kind: 'list', items: [json], limit: 0, offset: 0, count: 1 };
};

export const listTasks: ArgusReader = (services, { query, principal }) =>
  pageOfTasks(services, principal, query as unknown as TaskQuery);

export const searchTasks: ArgusReader = (services, { body, principal }) =>
  pageOfTasks(services, principal, body as unknown as TaskCriteria);

/** The newest first, each before its subtasks. */
function pageOfTasks(
  services: Parameters<ArgusReader>[0],
  principal: Principal,
  criteria: TaskCriteria,
): ReturnType<ArgusReader> {
  const { world, state, clock } = services.simulation;
  const problems: Problem[] = [];
  const isWanted = testOf(world, criteria, clock.now(), problems);
  if (problems.length > 0) throw services.invalid(problems);
  const own = [...taskTable(state).values()].filter((task) => moduleOf(task) === 'events');
  const tasks = own.toReversed().flatMap(seenTasks);
  const found = tasks.filter((task) => mayLookAt(world, principal, task) && isWanted(task));
  return pageAnswer(services, criteria, found, (task) => taskModel(world, task));
}

type Test = (task: SeenTask) => boolean;

/** Lists are alternatives; an empty one does not narrow. */
function testOf(world: World, criteria: TaskCriteria, now: number, problems: Problem[]): Test {
  const tests: Test[] = [isInTime(criteria, now, problems)];
  const add = (list: readonly unknown[] | undefined, textsOf: (task: SeenTask) => readonly string[]): void => {
    if (list === undefined || list.length === 0) return;
    const wanted = new Set(list.map(String));
    tests.push((task) => textsOf(task).some((text) => wanted.has(text)));
  };
  const nameOf = ({ number }: SeenTask): TaskName => ({ number, part: null });
  const { correlationID, operation, parentTask, rootTask, state, user, workerHost } = criteria;
  // No creating call takes a correlation id, so that no task has one.
  add(correlationID, () => []);
  add(operation, (task) => [operationOf(task)]);
  add(state, (task) => [task.state]);
  add(workerHost, (task) => [workerOf(task) ?? '']);
  add(user, ({ task }) => [String(userOf(world, task).id), userOf(world, task).userName]);
  add(parentTask?.map(idOf), (task) => (task.part === null ? [] : [nameText(nameOf(task))]));
  add(rootTask?.map(idOf), (task) => [nameText(nameOf(task))]);
  return (task) => tests.every((test) => test(task));

  function idOf(id: string): string {
    const name = taskNamed(world, id);
    return name === null ? '' : nameText(name);
  }
}

const nameText = ({ number, part }: TaskName): string => `${number}/${part ?? ''}`;

function isInTime(criteria: TaskCriteria, now: number, problems: Problem[]): Test {
  const [from, to] = (['startTimestamp', 'endTimestamp'] as const).map((field) => {
    const text = criteria[field];
    const instant = text === undefined ? undefined : parseTime(text, now);
    if (instant === null) problems.push(semanticProblem('body', [field], text));
    return instant ?? undefined;
  });
  if (from === undefined && to === undefined) return () => true;
  const { timeFieldStrategy: given = [], timeMatchStrategy } = criteria;
  const fields: readonly string[] = given.length === 0 ? ['all'] : given;
  const isWithin = (time: number): boolean => time !== 0 && time >= (from ?? -Infinity) && time <= (to ?? Infinity);
  return ({ task, execution, finished }) => {
    const times = { createdTimestamp: task.created, executionTimestamp: execution, finishedTimestamp: finished };
    const asked = Object.entries(times)
      .filter(([name]) => fields.includes('all') || fields.includes(name))
      .map(([, time]) => time);
    return timeMatchStrategy === 'all' ? asked.every(isWithin) : asked.some(isWithin);
  };
}

/** Subtasks by state. A task that is no reindexing has no such status (assumed). */
export const reindexSearchStatus: ArgusReader = ({ simulation }, { params, principal }) => {
  const { task, part } = findTask(simulation, principal, params['taskID']);
  if (task.order.operation !== 'reindex' || part !== null) throw notThere('Task');
  const count = (state: TaskState): number => task.parts.filter((one: TaskPart) => one.state === state).length;
  return oneAnswer({
    state: task.state,
    pending: count('pending'),
    running: count('running'),
    done: count('done'),
    failed: count('failed'),
    aborted: count('aborted'),
    indexed: task.parts.reduce((sum, { indexed }) => sum + indexed, 0),
  } satisfies ReindexStatus);
};

/** Nothing that is public makes such a task, so that none is there. */
export const customerPruneTaskStatus: ArgusReader = () => {
  throw notThere('Task');
};
