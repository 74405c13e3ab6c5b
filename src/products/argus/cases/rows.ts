/** The table of cases, to read. Source: contract/argus.md §8; the name of the function is assumed. */
import { inBody, rowsById } from '../common/row-facts.ts';

const base = {
  permission: 'viewCase',
  evidence: 'observed',
  source: 'contract/argus.md §8; the name of the function is assumed',
} as const;

export const caseRows = rowsById(base, {
  getCaseMetadataById: {
    method: 'GET',
    path: '/cases/v2/case/{id}',
    summary: 'Get a case',
    params: 'argus/case-id-params.schema.json',
    data: 'argus/case.schema.json',
    refusals: [401, 403, 404, 412],
    itemOf: ['advancedCaseSearch'],
    parameterSources: { id: { $from: 'cases' } },
  },
  advancedCaseSearch: {
    method: 'POST',
    path: '/cases/v2/case/search',
    effect: 'reads',
    summary: 'Search cases that the caller may read',
    body: 'argus/case-criteria.schema.json',
    data: 'argus/cases.schema.json',
    refusals: [401, 403, 412],
    ...inBody,
    sortKeys: ['createdTimestamp', 'id'],
  },
});

export type CaseRow = (typeof caseRows)[number];
