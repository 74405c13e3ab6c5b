/** Tasks as clients see them. Source: docs/contract/argus.md §13. */
import type { User, World } from '../../../model/world.ts';
import { userInfoV2 } from '../common/models.ts';
import type { Task } from '../generated/types.ts';
import { taskId, type TaskName, type TaskProgress, type TaskRecord } from './records.ts';

/** A task or a subtask, with what it takes from the task that it is part of. */
export interface SeenTask extends TaskName, TaskProgress {
  readonly task: TaskRecord;
}

export const seenTask = (task: TaskRecord, part: number | null): SeenTask | undefined => {
  const progress = part === null ? task : task.parts[part];
  if (progress === undefined) return undefined;
  const { state, execution, finished } = progress;
  return { task, number: task.number, part, state, execution, finished };
};

/** A task and then its subtasks. */
export const seenTasks = (task: TaskRecord): readonly SeenTask[] =>
  [null, ...task.parts.keys()].flatMap((part) => seenTask(task, part) ?? []);

/** Names of what tasks do; the service's own are not published, so these are assumed. */
export const operationOf = ({ task, part }: SeenTask): string =>
  task.order.operation === 'assess' ? 'bulkAssess' : part === null ? 'reindex' : 'reindexCustomer';

/** Who works on a task; none before it has begun (assumed). */
export const workerOf = ({ number, execution }: SeenTask): string | null =>
  execution === 0 ? null : `worker${(number % 4) + 1}`;

export const userOf = (world: World, { account }: TaskRecord): User => world.users()[account] as User;

export function taskModel(world: World, seen: SeenTask): Task {
  const { task, number, part, state, execution, finished } = seen;
  const root = { id: taskId(world, { number, part: null }), state: task.state };
  const isWhole = part === null;
  return {
    id: taskId(world, { number, part }),
    correlationID: null,
    operation: operationOf(seen),
    state,
    createdByUser: userInfoV2(userOf(world, task), world),
    createdTimestamp: task.created,
    executionTimestamp: execution,
    finishedTimestamp: finished,
    flags: isWhole && task.parts.length > 0 ? ['hasSubtasks'] : [],
    parentTask: isWhole ? null : root,
    rootTask: root,
    workerHost: workerOf(seen),
    responseContext: isWhole ? task.context : contextOf(task, part),
    responseMessages: isWhole ? [...task.messages] : [],
  };
}

function contextOf({ parts }: TaskRecord, part: number): Readonly<Record<string, string>> {
  const { state, indexed = 0 } = parts[part] ?? {};
  return state === 'done' ? { indexed: String(indexed) } : {};
}
