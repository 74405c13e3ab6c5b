/** What each operation does that creates cases or changes them as a whole. */
import type { Handlers } from '../../../../http/endpoint.ts';
import type { Principal } from '../../access/access.ts';
import type { ArgusServices } from '../../services/services.ts';
import type { CaseWritingRow } from '../rows.ts';
import { closeCase, deleteCase, mergeCases, moveCase, publishCase, updateCase } from './cases.ts';
import { abortPreparedCase, createCase, createPreparedCase, prepareCase } from './create.ts';

export const caseWritingHandlers: Handlers<CaseWritingRow, ArgusServices, Principal> = {
  createCase,
  prepareCase,
  createPreparedCase,
  abortPreparedCase,
  updateCase,
  closeCase,
  publishCase,
  moveCase,
  deleteCase,
  mergeCases,
};
