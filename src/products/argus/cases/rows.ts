/** The table of cases. Source: docs/contract/argus.md, Argus Cases v2. */
import { rowsById } from '../common/row-facts.ts';
import { commentRows, commentWriteRows, tagRows, tagWriteRows } from './tables/comments.ts';
import { readOfCase } from './tables/facts.ts';

const caseReadRows = rowsById(readOfCase, {
  getCaseMetadataById: {
    method: 'GET',
    path: '/cases/v2/case/{id}',
    summary: 'Get a case',
    params: 'argus/case-id-params.schema.json',
    query: 'argus/case-metadata-query.schema.json',
    data: 'argus/case.schema.json',
    itemOf: ['advancedCaseSearch', 'simpleCaseSearch'],
    parameterSources: { id: { $from: 'cases' } },
    examples: { query: { skipRedirect: 'true' } },
  },
});

export const caseRows = [...caseReadRows, ...commentRows, ...commentWriteRows, ...tagRows, ...tagWriteRows];

export type CaseRow = (typeof caseRows)[number];
