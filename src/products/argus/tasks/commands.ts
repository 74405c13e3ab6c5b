/** The commands of tasks: made by a client, brought on step by step as time goes by, ended before their time. */
import { all } from '../../../corpus/predicate.ts';
import { cardinality } from '../../../corpus/bits.ts';
import type { Json } from '../../../kernel/schema.ts';
import { finished } from '../../../kernel/slices.ts';
import type { Customer, World } from '../../../model/world.ts';
import { followedBy } from '../../../state/fold.ts';
import type { Overlay } from '../../../state/overlay.ts';
import type { Applier } from '../../../state/state.ts';
import { inSight } from '../access/access.ts';
import type { AssessResult } from '../events/assess-command.ts';
import { eventTableOf, freshOrders } from '../events/table.ts';
import { isGoing, taskTable, type TaskName, type TaskOrder, type TaskPart, type TaskRecord } from './records.ts';

export interface CreateTask {
  readonly order: TaskOrder;
  readonly events: number;
  /** Indexes of customers, with their shares of the events. */
  readonly parts: readonly Pick<TaskPart, 'customer' | 'events'>[];
  readonly stands: boolean;
}

/** Milliseconds until somebody has time for a task, and what each thing and each event takes; made up. */
const waits = 1000;
const takes = { once: 500, anEvent: 1 } as const;
const lasts = (events: number): number => takes.once + takes.anEvent * events;

/** Failures that a task tells one by one. */
const mostMessages = 100;

const fresh = { state: 'pending', execution: 0, finished: 0 } as const;

const createTask: Applier = (overlay, { at, lived, account, data }) => {
  const { order, events, parts, stands } = data as unknown as CreateTask;
  const table = taskTable(overlay);
  const task: TaskRecord = {
    ...fresh,
    number: table.size,
    account,
    created: at,
    stands,
    order,
    events,
    parts: parts.map((part) => ({ ...fresh, ...part, indexed: 0 })),
    messages: [],
    context: {},
  };
  keep(overlay, task);
  // Where the clock stands, commands have run ahead of it.
  defer(overlay, task, (stands ? lived : at) + waits);
  return { number: task.number };
};

const keep = (overlay: Overlay, task: TaskRecord): void => void taskTable(overlay).set(String(task.number), task);

const defer = (overlay: Overlay, { number, account, stands }: TaskRecord, due: number): void =>
  overlay.deferred.add({ due, stands, kind: 'argus/task/step', account, data: { number } });

/** Lets a task take its next step: begin, end one part and begin another, or end. */
const makeStep =
  (assess: Applier): Applier =>
  (overlay, command, seq) => {
    const { number } = command.data as unknown as TaskName;
    const task = taskTable(overlay).get(String(number));
    if (task === undefined || !isGoing(task)) return null;
    if (task.state === 'pending') return begin(overlay, task, command.at);
    if (task.order.operation !== 'assess') return endPart(overlay, task, { at: command.at, seq });
    const { choice, assessment } = task.order;
    const outcome = assess(overlay, { ...command, data: { choice, assessment } as unknown as Json }, seq);
    return followedBy(outcome, (result) =>
      end(overlay, task, command.at, toldOf(result as unknown as AssessResult, command.at)),
    );
  };

function begin(overlay: Overlay, task: TaskRecord, at: number): null {
  if (task.parts.length > 0) return beginPart(overlay, { ...task, state: 'waitingForSubtasks', execution: at }, at);
  keep(overlay, { ...task, state: 'running', execution: at });
  defer(overlay, task, at + lasts(task.events));
  return null;
}

/** Begins the next part; where there is none the task is done. */
function beginPart(overlay: Overlay, task: TaskRecord, at: number): null {
  const next = task.parts.findIndex(({ state }) => state === 'pending');
  const indexed = task.parts.reduce((sum, part) => sum + part.indexed, 0);
  if (next < 0) return end(overlay, task, at, { messages: [], context: { indexed: String(indexed) } });
  keep(overlay, withPart(task, next, { state: 'running', execution: at }));
  defer(overlay, task, at + lasts(task.parts[next]?.events ?? 0));
  return null;
}

function endPart(overlay: Overlay, task: TaskRecord, { at, seq }: Step): null {
  const running = task.parts.findIndex(({ state }) => state === 'running');
  const part = task.parts[running];
  if (part === undefined) return beginPart(overlay, task, at);
  const indexed =
    task.order.operation === 'reindex' ? indexEvents(overlay, task, task.order, part, { at, seq }) : part.events;
  return beginPart(overlay, withPart(task, running, { state: 'done', finished: at, indexed }), at);
}

/** Notes that the events of a part were indexed again; how many they are. */
function indexEvents(overlay: Overlay, task: TaskRecord, order: Reindexing, part: TaskPart, { at, seq }: Step): number {
  const customer = overlay.world.customers[part.customer];
  const rows = sharesOf(overlay.world, order, customer === undefined ? [] : [customer]);
  overlay.noteAll(rows, {
    seq,
    at,
    type: 'reindexed',
    description: 'Event reindexed',
    account: task.account,
    comment: null,
    associated: false,
  });
  return cardinality(rows);
}

function end(overlay: Overlay, task: TaskRecord, at: number, told: Pick<TaskRecord, 'messages' | 'context'>): null {
  keep(overlay, { ...task, ...told, state: 'done', finished: at });
  return null;
}

const withPart = (task: TaskRecord, place: number, change: Partial<TaskPart>): TaskRecord => ({
  ...task,
  parts: task.parts.map((part, at) => (at === place ? { ...part, ...change } : part)),
});

const toldOf = ({ assessed, failures }: AssessResult, timestamp: number): Pick<TaskRecord, 'messages' | 'context'> => ({
  messages: failures
    .slice(0, mostMessages)
    .map(({ eventID, reason }) => ({ message: `${eventID}: ${reason}`, timestamp })),
  context: { assessed: String(assessed), failed: String(failures.length) },
});

interface Step {
  readonly at: number;
  readonly seq: number;
}

type Reindexing = Extract<TaskOrder, { readonly operation: 'reindex' }>;

/** The aggregates of some customers that a task is to index again, one bit each; raw events lie with them (assumed). */
export function sharesOf(world: World, { from, to }: Reindexing, customers: readonly Customer[]): Uint32Array {
  const isOf = inSight(world, { customers });
  const table = eventTableOf(world, 'aggregated', freshOrders());
  return finished(table.scan(all([isOf, { kind: 'time', field: 'timestamp', from, to }])));
}

/** Ends a task or one of its parts before its time, so that what it has not done stays undone; false when it had ended. */
const abortTask: Applier = (overlay, { at, data }) => {
  const { number, part } = data as unknown as TaskName;
  const task = taskTable(overlay).get(String(number));
  if (task === undefined) return false;
  const aborted = { state: 'aborted', finished: at } as const;
  const isMeant = (place: number, one: TaskPart): boolean => (part === null || part === place) && isGoing(one);
  if (part === null ? !isGoing(task) : !task.parts.some((one, place) => isMeant(place, one))) return false;
  const parts = task.parts.map((one, place) => (isMeant(place, one) ? { ...one, ...aborted } : one));
  keep(overlay, { ...task, ...(part === null && aborted), parts });
  return true;
};

/** `assess` is what applies an assessment. */
export const taskAppliers = (assess: Applier): Readonly<Record<string, Applier>> => ({
  'argus/task/create': createTask,
  'argus/task/step': makeStep(assess),
  'argus/task/abort': abortTask,
});
