/** What the operations of tasks do: make and end them; how they look is in `search.ts`. Source: docs/contract/argus.md §13. */
import { eachRow } from '../../../corpus/group.ts';
import type { Problem } from '../../../http/product.ts';
import { finishedInTurns } from '../../../kernel/slices.ts';
import type { Sensor } from '../../../model/world.ts';
import { forbidden } from '../access/refusals.ts';
import { semanticProblem } from '../common/invalid.ts';
import { writeCommand } from '../common/write-command.ts';
import { choiceBySearch } from '../events/commands.ts';
import type { TaskAssessRequest, ReindexSearchRequest, V2Criteria } from '../generated/types.ts';
import type { ArgusHandler } from '../services/services.ts';
import { assessmentOf, checkSearch } from '../v2/assess.ts';
import { sharesOf } from './commands.ts';
import { reindexCase, reindexCases, reindexCasesStatus } from './case-tasks.ts';
import { customersAsked, makeTask, timeOf } from './make.ts';
import { isGoing, taskTable, type TaskRecord } from './records.ts';
import { customerPruneTaskStatus, findTask, getTask, listTasks, reindexSearchStatus, searchTasks } from './search.ts';
import { seenTask, taskModel, type SeenTask } from './view.ts';

/** Everything that was ever created: a task is for what is too much at once, so that without bounds it takes all (assumed). */
const unbounded: V2Criteria = { limit: 0, indexStartTimestamp: 0, indexEndTimestamp: 253_402_300_799_999 };

const bulkAssessTask: ArgusHandler = async (services, { body, principal }) => {
  const { assessment: request, search } = body as unknown as TaskAssessRequest;
  const assessment = assessmentOf(services, principal, request, ['assessment']);
  const criteria = { ...unbounded, ...search };
  const events = await finishedInTurns(checkSearch(services, principal, criteria));
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
  const now = clock.now();
  const from = timeOf(request, 'startTimestamp', 0, now, problems);
  const to = timeOf(request, 'endTimestamp', now, now, problems);
  const customers = customersAsked(services, principal, request.customer ?? [], problems);
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
  reindexCase,
  reindexCases,
  reindexCasesStatus,
  bulkAssessTask,
  reindexSearch,
  reindexSearchStatus,
  customerPruneTaskStatus,
  listTasks,
  searchTasks,
  getTask,
  abortTask,
};
