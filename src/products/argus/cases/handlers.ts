/** What each operation of cases does. */
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import type { LookupServices } from '../common/answers.ts';
import type { CaseRow } from './rows.ts';
import { advancedCaseSearch, getCaseMetadataById } from './search.ts';

export const caseHandlers: Handlers<CaseRow, LookupServices, Principal> = { advancedCaseSearch, getCaseMetadataById };
