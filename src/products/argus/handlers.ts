/** What each operation of Argus does, by operation id. */
import type { Handlers } from '../../http/endpoint.ts';
import type { Principal } from './access/access.ts';
import { caseHandlers } from './cases/handlers.ts';
import { caseSearchHandlers } from './cases/search/handlers.ts';
import { caseWritingHandlers } from './cases/writing/handlers.ts';
import { identityHandlers } from './identity/handlers.ts';
import { lookupHandlers } from './lookups/handlers.ts';
import type { argusTable } from './rows.ts';
import type { ArgusServices } from './services/services.ts';
import { intelligenceHandlers } from './intelligence/handlers.ts';
import { taskHandlers } from './tasks/handlers.ts';
import { v1Handlers } from './v1/handlers.ts';
import { v2Handlers } from './v2/handlers.ts';

export const argusHandlers: Handlers<(typeof argusTable.rows)[number], ArgusServices, Principal> = {
  ...v1Handlers,
  ...v2Handlers,
  ...taskHandlers,
  ...intelligenceHandlers,
  ...identityHandlers,
  ...lookupHandlers,
  ...caseHandlers,
  ...caseSearchHandlers,
  ...caseWritingHandlers,
};
