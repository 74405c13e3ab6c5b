/** Rows of cases as a whole: read, created, changed, closed, published, deleted, merged. Source: docs/contract/argus.md §14. */
import { rowsById } from '../../common/row-facts.ts';
import { casePath, caseWrite, notServed, readOfCase } from './facts.ts';

const all = '/cases/v2/case';
const ofId = {
  params: 'argus/case-id-params.schema.json',
  parameterSources: { id: { $from: 'cases' } },
} as const;
const newCase = {
  subject: 'Unusual traffic from a server',
  description: 'Seen by the night shift.',
  service: 'ids',
  type: 'securityIncident',
  customer: { $from: 'customers', member: 'shortName' },
} as const;
const prepared = { caseID: { $from: 'preparedCases', member: 'id' } } as const;
const created = { method: 'POST', data: 'argus/case.schema.json', refusals: [401, 403, 412] } as const;

export const caseMetadataRows = rowsById(readOfCase, {
  getCaseMetadataById: {
    ...ofId,
    method: 'GET',
    path: `${all}/{id}`,
    patterns: { id: notServed },
    summary: 'Get a case',
    query: 'argus/case-metadata-query.schema.json',
    data: 'argus/case.schema.json',
    itemOf: ['advancedCaseSearch', 'simpleCaseSearch'],
    examples: { query: { skipRedirect: 'true' } },
  },
});

const wholeCase = { ...caseWrite, method: 'PUT', data: 'argus/case.schema.json' } as const;

export const caseCreationRows = rowsById(wholeCase, {
  createCase: {
    ...created,
    path: all,
    summary: 'Create a case',
    body: 'argus/case-request.schema.json',
    successes: [201],
    parameterSources: {},
    examples: { body: newCase },
  },
  prepareCase: {
    ...created,
    path: `${all}/prepare`,
    summary: 'Reserve the id of a case to come',
    body: 'argus/case-preparation.schema.json',
    parameterSources: {},
  },
  createPreparedCase: {
    ...created,
    path: casePath,
    patterns: { caseID: notServed },
    summary: 'Create the case of an id that was reserved',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-request.schema.json',
    successes: [201],
    refusals: [401, 403, 404, 412],
    parameterSources: prepared,
    examples: { body: newCase },
  },
  abortPreparedCase: {
    method: 'DELETE',
    path: `${all}/prepare/{caseID}`,
    summary: 'Give up the id of a case to come',
    params: 'argus/case-params.schema.json',
    parameterSources: prepared,
  },
});

export const caseChangeRows = rowsById(wholeCase, {
  updateCase: {
    ...ofId,
    path: `${all}/{id}`,
    patterns: { id: notServed },
    summary: 'Change a case, and comment on it',
    body: 'argus/case-update.schema.json',
    examples: { body: { customerReference: 'T-4711' } },
  },
  closeCase: {
    path: `${casePath}/close`,
    summary: 'Close a case',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-close.schema.json',
    parameterSources: { caseID: { $from: 'spareCases' } },
    examples: { body: { comment: 'Done.' } },
  },
  publishCase: {
    path: `${casePath}/publish`,
    summary: 'Publish a case that was not published yet',
    params: 'argus/case-params.schema.json',
    body: 'argus/case-publish.schema.json',
    parameterSources: { caseID: { $from: 'unpublishedCases', member: 'id' } },
  },
  moveCase: {
    ...ofId,
    path: `${all}/{id}/move`,
    summary: 'Move a case to another service, category, type or customer',
    body: 'argus/case-move.schema.json',
    examples: { body: { type: 'informational' } },
  },
  deleteCase: {
    ...ofId,
    method: 'DELETE',
    path: `${all}/{id}`,
    patterns: { id: notServed },
    summary: 'Delete a case',
    query: 'argus/case-delete-query.schema.json',
    parameterSources: { id: { $from: 'spareCases' } },
  },
  mergeCases: {
    path: `${all}/{mergeInto}/merge/{mergeFrom}`,
    summary: 'Merge one case into another',
    params: 'argus/case-merge-params.schema.json',
    body: 'argus/case-merge.schema.json',
    refusals: [401, 403, 412],
    parameterSources: {},
  },
});
