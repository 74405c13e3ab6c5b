/** What each operation of cases does. */
import type { Handlers } from '../../../http/endpoint.ts';
import type { Principal } from '../access/access.ts';
import type { ArgusServices } from '../services/services.ts';
import { addComment, deleteComment, editComment, getCaseComment, listCaseComments } from './comments.ts';
import {
  getCaseCommentNotifications,
  getCaseTransaction,
  listCaseHistory,
  listTransactionNotifications,
} from './history.ts';
import { getCaseMetadataById } from './metadata.ts';
import type { CaseRow } from './rows.ts';
import { listCaseSeenStatus, registerCaseSeen } from './seen.ts';
import { addCaseTag, listCaseTags, removeCaseTagById, removeCaseTagByKeyValue } from './tags.ts';

export const caseHandlers: Handlers<CaseRow, ArgusServices, Principal> = {
  getCaseMetadataById,
  listCaseComments,
  getCaseComment,
  addComment,
  editComment,
  deleteComment,
  listCaseTags,
  addCaseTag,
  removeCaseTagById,
  removeCaseTagByKeyValue,
  listCaseHistory,
  getCaseTransaction,
  listTransactionNotifications,
  getCaseCommentNotifications,
  listCaseSeenStatus,
  registerCaseSeen,
};
