/** What each search for cases does. */
import type { Handlers } from '../../../../http/endpoint.ts';
import type { Principal } from '../../access/access.ts';
import type { LookupServices } from '../../common/answers.ts';
import type { CaseSearchRow } from './rows.ts';
import { advancedCaseSearch, simpleCaseSearch } from './search.ts';

export const caseSearchHandlers: Handlers<CaseSearchRow, LookupServices, Principal> = {
  advancedCaseSearch,
  simpleCaseSearch,
};
