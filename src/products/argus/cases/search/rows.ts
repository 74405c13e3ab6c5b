/** The table of searches for cases. */
import { inBody, inQuery, rowsById } from '../../common/row-facts.ts';

const usual = {
  permission: 'viewCases',
  data: 'argus/cases.schema.json',
  refusals: [401, 403, 412],
  produces: ['application/json', 'text/csv'],
  evidence: 'documented',
  sortKeys: [
    'id',
    'reporter',
    'createdByUser',
    'createdTimestamp',
    'lastUpdatedByUser',
    'lastUpdatedTimestamp',
    'assignedUser',
    'assignedTech',
    'closedByUser',
    'closedTimestamp',
    'customerDueTimestamp',
    'techDueTimestamp',
    'publishedByUser',
    'publishedTimestamp',
    'customer',
    'priority',
    'status',
    'type',
    'service',
    'category',
    'subject',
  ],
} as const;

export const caseSearchRows = rowsById(usual, {
  advancedCaseSearch: {
    method: 'POST',
    path: '/cases/v2/case/search',
    effect: 'reads',
    summary: 'Search cases that the caller may read',
    source: 'docs/contract/argus.md §14.0.5',
    body: 'argus/case-criteria.schema.json',
    model: 'case',
    ...inBody,
  },
  simpleCaseSearch: {
    method: 'GET',
    path: '/cases/v2/case',
    summary: 'List cases that the caller may read',
    source: 'docs/contract/argus.md §14.0.3',
    query: 'argus/case-list-query.schema.json',
    ...inQuery,
  },
});

export type CaseSearchRow = (typeof caseSearchRows)[number];
