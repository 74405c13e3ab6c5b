/** What each operation of cases does. */
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import type { LookupServices } from '../common/answers.ts';
import type { CaseRow } from './rows.ts';
import { getCaseMetadataById } from './metadata.ts';

export const caseHandlers: Handlers<CaseRow, LookupServices, Principal> = {
  getCaseMetadataById,
};
