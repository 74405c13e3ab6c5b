/** The table of cases, to read. Source: contract/argus.md §8; the name of the function is assumed. */
import { rowsById } from '../common/row-facts.ts';

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
    itemOf: ['advancedCaseSearch', 'simpleCaseSearch'],
    parameterSources: { id: { $from: 'cases' } },
  },
});

export type CaseRow = (typeof caseRows)[number];
