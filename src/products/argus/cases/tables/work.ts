/** Rows of how cases are worked on: workflows, custom fields, and what their service is. Source: docs/contract/argus.md §14.0.3, §14.0.4. */
import { inQuery, rowsById } from '../../common/row-facts.ts';
import { casePath, caseWrite, partOf, readOfCase } from './facts.ts';

const ofCase = 'argus/case-params.schema.json';
const workflow = `${casePath}/workflows/{workflow}`;
const field = `${casePath}/fields/{field}`;

export const workRows = rowsById(readOfCase, {
  listWorkflows: {
    method: 'GET',
    path: `${casePath}/workflows`,
    summary: 'List workflows of a case',
    params: ofCase,
    query: 'argus/case-workflows-query.schema.json',
    data: 'argus/case-workflows.schema.json',
  },
  listCaseFields: {
    method: 'GET',
    path: `${casePath}/fields`,
    summary: 'List custom fields of a case that are set',
    evidence: 'assumed',
    params: ofCase,
    query: 'argus/case-page-query.schema.json',
    data: 'argus/case-fields.schema.json',
    ...inQuery,
    parameterSources: partOf('caseFields', {}),
  },
  getCaseField: {
    method: 'GET',
    path: field,
    summary: 'Get a custom field of a case, by its name or id',
    evidence: 'assumed',
    params: 'argus/case-field-params.schema.json',
    data: 'argus/case-field.schema.json',
    parameterSources: partOf('caseFields', { field: 'descriptor.shortName' }),
  },
  getCaseService: {
    method: 'GET',
    path: '/cases/v2/case/{id}/service',
    summary: 'Get the service that a case belongs to',
    evidence: 'assumed',
    params: 'argus/case-id-params.schema.json',
    data: 'argus/case-service.schema.json',
    parameterSources: { id: { $from: 'cases' } },
  },
});

export const workWriteRows = rowsById(caseWrite, {
  requestWorkflow: {
    method: 'PUT',
    path: `${workflow}/request`,
    summary: 'Ask for a workflow of a case',
    params: 'argus/case-workflow-params.schema.json',
    body: 'argus/case-workflow-ask.schema.json',
    data: 'argus/case-workflow.schema.json',
    parameterSources: { ...caseWrite.parameterSources, workflow: 'validation' },
  },
  acknowledgeWorkflow: {
    method: 'PUT',
    path: `${workflow}/acknowledge`,
    summary: 'Acknowledge a workflow of a case',
    params: 'argus/case-workflow-params.schema.json',
    body: 'argus/case-workflow-acknowledgement.schema.json',
    data: 'argus/case-workflow.schema.json',
    parameterSources: partOf('requestedWorkflow', { workflow: 'workflow' }),
  },
  updateWorkflow: {
    method: 'PUT',
    path: workflow,
    summary: 'Change what is said of a workflow of a case',
    params: 'argus/case-workflow-params.schema.json',
    body: 'argus/case-workflow-edit.schema.json',
    data: 'argus/case-workflow.schema.json',
    parameterSources: partOf('caseWorkflows', { workflow: 'workflow' }),
  },
  setField: {
    method: 'PUT',
    path: field,
    summary: 'Set a custom field of a case',
    params: 'argus/case-field-params.schema.json',
    body: 'argus/case-field-request.schema.json',
    data: 'argus/case-field.schema.json',
    parameterSources: { ...caseWrite.parameterSources, field: 'ticket' },
    examples: { body: { valuesToSet: ['4711'] } },
  },
  clearField: {
    method: 'DELETE',
    path: field,
    summary: 'Clear a custom field of a case',
    params: 'argus/case-field-params.schema.json',
    data: 'argus/case-field.schema.json',
    parameterSources: partOf('lastFields', { field: 'descriptor.shortName' }),
  },
});
