/** Tasks as the state keeps them: plain records in a table of the overlay. Source: docs/contract/argus.md §13. */
import { keyOf } from '../../../kernel/random.ts';
import { rowOf, uuidOf } from '../../../model/event-id.ts';
import type { World } from '../../../model/world.ts';
import type { OverlayTable } from '../../../state/overlay.ts';
import type { Choice } from '../events/assess-command.ts';
import type { Assessment } from '../events/assessment.ts';

export const taskStates = ['pending', 'running', 'waitingForSubtasks', 'done', 'failed', 'aborted'] as const;
export type TaskState = (typeof taskStates)[number];

/** What a task is to do; all that it needs lies in the log. */
export type TaskOrder =
  | { readonly operation: 'assess'; readonly choice: Choice; readonly assessment: Assessment }
  | { readonly operation: 'reindex'; readonly from: number; readonly to: number }
  | { readonly operation: 'reindexCases' };

/** How far a task, or a part of one, has come. */
export interface TaskProgress {
  readonly state: TaskState;
  /** Epoch milliseconds on the simulated clock; 0 when it has not begun, or ended. */
  readonly execution: number;
  readonly finished: number;
}

/** A subtask: one customer's share of a task. */
export interface TaskPart extends TaskProgress {
  /** Index of the customer. */
  readonly customer: number;
  /** Events that it is about when the task is made, and those that it has dealt with. */
  readonly events: number;
  readonly indexed: number;
}

export interface TaskRecord extends TaskProgress {
  /** Position among all tasks. */
  readonly number: number;
  /** Index of the account that made it. */
  readonly account: number;
  readonly created: number;
  /** True where the clock stood when it was made: each later command is a step of it. */
  readonly stands: boolean;
  readonly order: TaskOrder;
  /** Events that it is about when it is made. */
  readonly events: number;
  /** One after another; none where the task does all itself. */
  readonly parts: readonly TaskPart[];
  readonly messages: readonly { readonly message: string; readonly timestamp: number }[];
  readonly context: Readonly<Record<string, string>>;
}

/** A task, or one of its parts. */
export interface TaskName {
  readonly number: number;
  readonly part: number | null;
}

/** Tasks by their number. */
export const taskTable = ({
  table,
}: {
  readonly table: <Value>(name: string) => OverlayTable<Value>;
}): OverlayTable<TaskRecord> => table('argus/tasks');

const keyFor = ({ seed }: World) => keyOf(seed, 'argus/tasks');

export const taskId = (world: World, { number, part }: TaskName): string => uuidOf(keyFor(world), number, part);

/** The task that an id would name; null for what is no such id. */
export function taskNamed(world: World, id: string): TaskName | null {
  const found = rowOf(keyFor(world), id);
  return found === null ? null : { number: found.row, part: found.ordinal };
}

const going: readonly TaskState[] = ['pending', 'running', 'waitingForSubtasks'];
/** Whether it has still to do something. */
export const isGoing = ({ state }: TaskProgress): boolean => going.includes(state);
