/** The tables of cases: what reads them, and what writes to them. Source: docs/contract/argus.md, Argus Cases v2. */
import { caseMetadataRows, caseChangeRows, caseCreationRows } from './tables/cases.ts';
import { commentRows, commentWriteRows, tagRows, tagWriteRows } from './tables/comments.ts';
import { historyRows, seenRows } from './tables/history.ts';

export const caseRows = [...caseMetadataRows, ...commentRows, ...tagRows, ...historyRows];

/** In the order in which one may follow the other: cases are deleted last. */
export const caseWriteRows = [
  ...commentWriteRows,
  ...tagWriteRows,
  ...seenRows,
  ...caseCreationRows,
  ...caseChangeRows,
];

export type CaseRow =
  | (typeof caseRows)[number]
  | (typeof commentWriteRows | typeof tagWriteRows | typeof seenRows)[number];
export type CaseWritingRow = (typeof caseCreationRows | typeof caseChangeRows)[number];
