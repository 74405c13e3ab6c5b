/** Indexing cases again: what nobody sees but by its progress. Source: docs/contract/argus.md §14.0.4. */
import type { Problem } from '../../../http/product.ts';
import { notThere, oneAnswer } from '../common/answers.ts';
import { caseModel } from '../cases/case-model.ts';
import { caseToRead, caseToWrite, readableCases } from '../cases/find.ts';
import type { CaseReindexRequest, CaseReindexStatus } from '../generated/types.ts';
import type { ArgusHandler, ArgusReader } from '../services/services.ts';
import { customersAsked, makeTask, timeOf } from './make.ts';
import { findTask } from './search.ts';
import type { TaskPart, TaskState } from './records.ts';

/** A task with a subtask for each customer, which takes a millisecond a case. */
export const reindexCases: ArgusHandler = async (services, { body, principal }) => {
  const { simulation, invalid } = services;
  const request = body as unknown as CaseReindexRequest;
  const problems: Problem[] = [];
  const now = simulation.clock.now();
  const from = timeOf(request, 'startTimestamp', -Infinity, now, problems);
  const to = timeOf(request, 'endTimestamp', now, now, problems);
  const customers = customersAsked(services, principal, request.customer ?? [], problems);
  if (problems.length > 0) throw invalid(problems);
  const cases = readableCases(simulation, principal).filter(({ entry }) => entry.opened >= from && entry.opened <= to);
  const parts = customers.map((customer) => ({
    customer: customer.index,
    events: cases.filter(({ entry }) => entry.customer === customer).length,
  }));
  const events = parts.reduce((sum, part) => sum + part.events, 0);
  const id = await makeTask(services, principal, { order: { operation: 'reindexCases' }, events, parts });
  return oneAnswer({ id });
};

export const reindexCasesStatus: ArgusReader = ({ simulation }, { params, principal }) => {
  const { task, part } = findTask(simulation, principal, params['taskID'], 'cases');
  if (part !== null) throw notThere('Task');
  const count = (state: TaskState): number => task.parts.filter((one: TaskPart) => one.state === state).length;
  return oneAnswer({
    state: task.state,
    subtasksPending: count('pending'),
    subtasksRunning: count('running'),
    subtasksDone: count('done'),
    subtasksFailed: count('failed'),
    subtasksAborted: count('aborted'),
  } satisfies CaseReindexStatus);
};

/** One case: it is as it was. */
export const reindexCase: ArgusReader = ({ simulation }, call) => {
  caseToWrite(simulation, call);
  return oneAnswer(caseModel(simulation, caseToRead(simulation, call)));
};
