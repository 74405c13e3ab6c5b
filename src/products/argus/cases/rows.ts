/** The tables of cases: what reads them, and what writes to them. Source: docs/contract/argus.md §14. */
import { caseMetadataRows, caseChangeRows, caseCreationRows } from './tables/cases.ts';
import { commentRows, commentWriteRows, tagRows, tagWriteRows } from './tables/comments.ts';
import { historyRows, seenRows } from './tables/history.ts';
import { attachmentRows, attachmentWriteRows } from './tables/attachments.ts';
import { relationRows, relationWriteRows } from './tables/relations.ts';
import { enquiryRows, enquiryWriteRows } from './tables/enquiries.ts';
import { workRows, workWriteRows } from './tables/work.ts';

export const caseRows = [
  ...caseMetadataRows,
  ...commentRows,
  ...tagRows,
  ...historyRows,
  ...attachmentRows,
  ...relationRows,
  ...workRows,
  ...enquiryRows,
];

/** In the order in which one may follow the other: cases are deleted last. */
export const caseWriteRows = [
  ...commentWriteRows,
  ...tagWriteRows,
  ...seenRows,
  ...attachmentWriteRows,
  ...relationWriteRows,
  ...workWriteRows,
  ...enquiryWriteRows,
  ...caseCreationRows,
  ...caseChangeRows,
];

export type CaseRow =
  | (typeof caseRows)[number]
  | (typeof commentWriteRows | typeof tagWriteRows | typeof seenRows)[number]
  | (typeof attachmentWriteRows | typeof relationWriteRows | typeof workWriteRows | typeof enquiryWriteRows)[number];
export type CaseWritingRow = (typeof caseCreationRows | typeof caseChangeRows)[number];
