/** What the operations of tasks do: make and end them; how they look is in `search.ts`. Source: docs/contract/argus.md, Events v2 servicetask. */
import { eachRow } from '../../../corpus/group.ts';
import type { Problem } from '../../../http/product.ts';
import type { Customer, Sensor } from '../../../model/world.ts';
import { accessDenied, maySee, namedCustomer, type Principal } from '../access/access.ts';
import { forbidden } from '../access/refusals.ts';
import { semanticProblem } from '../common/invalid.ts';
import { parseTime } from '../common/time.ts';
import { writeCommand } from '../common/write-command.ts';
import { choiceBySearch } from '../events/commands.ts';
import type { TaskAssessRequest, ReindexSearchRequest, V2Criteria } from '../generated/types.ts';
import type { ArgusHandler, ArgusServices } from '../services/services.ts';
import { assessmentOf, checkSearch } from '../v2/assess.ts';
import { sharesOf, type CreateTask } from './commands.ts';
import { isGoing, taskId, taskTable, type TaskName, type TaskRecord } from './records.ts';
import { customerPruneTaskStatus, findTask, getTask, listTasks, reindexSearchStatus, searchTasks } from './search.ts';
import { seenTask, taskModel, type SeenTask } from './view.ts';

/** Everything that was ever created: a task is for what is too much at once, so that without bounds it takes all (assumed). */
const unbounded: V2Criteria = { limit: 0, indexStartTimestamp: 0, indexEndTimestamp: 253_402_300_799_999 };

const bulkAssessTask: ArgusHandler = async (services, { body, principal }) => {
  const { assessment: request, search } = body as unknown as TaskAssessRequest;
  const assessment = assessmentOf(services, principal, request, ['assessment']);
  const criteria = { ...unbounded, ...search };
  const events = checkSearch(services, principal, criteria);
  const choice = choiceBySearch(services.simulation, 'v2', criteria, principal);
  const taskID = await makeTask(services, principal, {
    order: { operation: 'assess', choice, assessment },
    events,
    parts: [],
  });
  return { kind: 'one', status: 201, json: JSON.stringify({ taskID }) };
};

const reindexSearch: ArgusHandler = async (services, { body, principal }) => {
  const { world, clock } = services.simulation;
  const request = body as unknown as ReindexSearchRequest;
  const problems: Problem[] = [];
  const timeOf = (field: 'startTimestamp' | 'endTimestamp', otherwise: number): number => {
    const text = request[field];
    const instant = text === undefined ? otherwise : parseTime(text, clock.now());
    if (instant === null) problems.push(semanticProblem('body', [field], text));
    return instant ?? otherwise;
  };
  const [from, to] = [timeOf('startTimestamp', 0), timeOf('endTimestamp', clock.now())];
  const customers = customersOf(services, principal, request.customer ?? [], problems);
  if (problems.length > 0) throw services.invalid(problems);
  const order = { operation: 'reindex', from, to } as const;
  const counts = new Float64Array(world.customers.length);
  const { sensor } = world.aggregated;
  let events = 0;
  eachRow(sharesOf(world, order, customers), (row) => {
    const { index } = (world.sensors[sensor[row] ?? 0] as Sensor).customer;
    counts[index] = (counts[index] ?? 0) + 1;
    events += 1;
  });
  const parts = customers.map(({ index }) => ({ customer: index, events: counts[index] ?? 0 }));
  const id = await makeTask(services, principal, { order, events, parts });
  return { kind: 'one', status: 201, json: JSON.stringify({ id }) };
};

/** The customers of a request, each once; all that the caller may see when it names none. */
function customersOf(
  { simulation: { world } }: ArgusServices,
  principal: Principal,
  names: readonly (string | number)[],
  problems: Problem[],
): readonly Customer[] {
  if (names.length === 0) return world.customers.filter((customer) => maySee(principal, customer));
  const found = new Set<Customer>();
  for (const name of names) {
    const customer = namedCustomer(world, name);
    if (customer === undefined) problems.push(semanticProblem('body', ['customer'], name));
    else if (!maySee(principal, customer)) throw accessDenied();
    else found.add(customer);
  }
  return [...found];
}

/** Makes a task and resolves with its id. On a clock that stands it takes a step with each later command. */
async function makeTask(
  { simulation }: ArgusServices,
  { account }: Principal,
  task: Omit<CreateTask, 'stands'>,
): Promise<string> {
  const stands = simulation.clock.speed() === 0;
  const made = await writeCommand(simulation, account, 'argus/task/create', { ...task, stands } satisfies CreateTask);
  const { number } = made as unknown as Pick<TaskName, 'number'>;
  return taskId(simulation.world, { number, part: null });
}

const abortTask: ArgusHandler = async ({ simulation, invalid }, { params, principal }) => {
  const { world, state } = simulation;
  // No function is declared for it, so that the router lets a caller through that may only read.
  if (principal.readOnly) throw forbidden('session.read.only');
  const seen = findTask(simulation, principal, params['taskID']);
  const { number, part } = seen;
  const isAborted =
    isGoing(seen) && (await writeCommand(simulation, principal.account, 'argus/task/abort', { number, part }));
  if (isAborted !== true)
    throw invalid([semanticProblem('params', ['taskID'], params['taskID'], 'is of a task that has ended')]);
  const now = seenTask(taskTable(state).get(String(number)) as TaskRecord, part) as SeenTask;
  return { kind: 'one', json: JSON.stringify(taskModel(world, now)) };
};

export const taskHandlers = {
  bulkAssessTask,
  reindexSearch,
  reindexSearchStatus,
  customerPruneTaskStatus,
  listTasks,
  searchTasks,
  getTask,
  abortTask,
};
