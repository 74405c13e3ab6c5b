/** The table of tasks of Argus Events v2. Source: docs/contract/argus.md §13. */
import { assessExclusions, inBody, inQuery, rowsById } from '../common/row-facts.ts';

const base = '/events/v2/servicetask';
const source = 'docs/contract/argus.md §13';
const read = { method: 'GET', evidence: 'documented', source, refusals: [401, 403, 404, 412] } as const;
const create = { method: 'POST', refusals: [401, 403, 412] } as const;
const ofCases = {
  permission: 'updateCase',
  evidence: 'assumed',
  source: 'docs/contract/argus.md §14.0.4',
  note: 'Assumed: what it answers.',
} as const;
const ofTask = { params: 'argus/task-params.schema.json' } as const;
const anyTask = { $from: 'listTasks', member: 'id' } as const;

export const taskRows = rowsById(read, {
  bulkAssessTask: {
    ...create,
    path: `${base}/assess`,
    summary: 'Make a task that assesses all events that a search finds',
    permission: 'assessEvents',
    body: 'argus/task-assess-request.schema.json',
    data: 'argus/task-made.schema.json',
    successes: [201],
    exclusions: assessExclusions,
    examples: { body: { assessment: { comment: 'Seen.' }, search: { limit: 1 } } },
  },
  reindexSearch: {
    ...create,
    path: `${base}/reindex`,
    summary: 'Make a task that indexes events again, with a subtask for each customer',
    permission: 'eventReindex',
    body: 'argus/reindex-search-request.schema.json',
    data: 'argus/reindex-task-made.schema.json',
    successes: [201],
    examples: { body: { startTimestamp: '-1day' } },
  },
  reindexSearchStatus: {
    ...ofTask,
    path: `${base}/reindex/{taskID}/status`,
    summary: 'Tell how far the subtasks of a reindexing are',
    permission: 'viewEventServiceTask',
    data: 'argus/reindex-status.schema.json',
    parameterSources: { taskID: { $from: 'reindexings', member: 'id' } },
  },
  customerPruneTaskStatus: {
    ...ofTask,
    path: `${base}/prune/{taskID}/status`,
    summary: 'Tell how far a pruning of a customer is; no public operation makes one, so none is there',
    permission: 'viewEventServiceTask',
    data: 'argus/prune-status.schema.json',
  },
  listTasks: {
    path: base,
    summary: 'List tasks and subtasks, the newest first',
    query: 'argus/task-query.schema.json',
    data: 'argus/tasks.schema.json',
    ...inQuery,
  },
  searchTasks: {
    method: 'POST',
    effect: 'reads',
    path: `${base}/search`,
    summary: 'Search tasks and subtasks, the newest first',
    body: 'argus/task-criteria.schema.json',
    data: 'argus/tasks.schema.json',
    ...inBody,
  },
  reindexCases: {
    ...ofCases,
    method: 'PUT',
    path: '/cases/v2/case/reindex',
    summary: 'Make a task that indexes cases again, with a subtask for each customer',
    body: 'argus/case-reindex-request.schema.json',
    data: 'argus/reindex-task-made.schema.json',
    refusals: [401, 403, 412],
  },
  reindexCasesStatus: {
    ...ofCases,
    ...ofTask,
    permission: 'viewCases',
    path: '/cases/v2/case/reindex/{taskID}',
    summary: 'Tell how far the subtasks of a reindexing of cases are',
    data: 'argus/case-reindex-status.schema.json',
    parameterSources: { taskID: { $from: 'caseReindexings', member: 'id' } },
  },
  reindexCase: {
    ...ofCases,
    method: 'PUT',
    path: '/cases/v2/case/{caseID}/reindex',
    summary: 'Index a case again, which changes nothing of it',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-reindex-one.schema.json',
    data: 'argus/case.schema.json',
    parameterSources: { caseID: { $from: 'cases' } },
  },
  getTask: {
    ...ofTask,
    path: `${base}/{taskID}`,
    summary: 'Get a task or subtask, as a list of one',
    data: 'argus/tasks.schema.json',
    parameterSources: { taskID: anyTask },
  },
  abortTask: {
    ...ofTask,
    method: 'DELETE',
    path: `${base}/{taskID}`,
    summary: 'Abort a task or subtask that has not ended',
    data: 'argus/task.schema.json',
    parameterSources: { taskID: { $from: 'newReindexings', member: 'id' } },
  },
});
