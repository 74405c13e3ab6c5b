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
import { changeAccessSettings, grantAccess, listCaseACL, removeAccess } from './access-list.ts';
import {
  addAttachment,
  deleteAttachment,
  downloadAttachment,
  listCaseAttachments,
  uploadAttachment,
} from './attachments.ts';
import { clearField, getCaseField, listCaseFields, setField } from './custom-fields.ts';
import { addCaseLink, deleteCaseLink, listCaseLinks } from './links.ts';
import { getCaseService } from './service.ts';
import {
  abortAttachment,
  completeAttachment,
  getAttachment,
  prepareAttachment,
  uploadAttachmentFragment,
} from './uploads.ts';
import {
  addCaseWatcher,
  currentUserWatcherStatus,
  listCaseWatchers,
  removeCaseContactWatcher,
  removeCaseWatcher,
  removeCurrentUserWatcher,
  updateCaseWatcher,
  updateWatcherSettings,
} from './watchers.ts';
import { changeEnquiry, getEnquiry, listEnquiries } from './enquiries.ts';
import { acknowledgeWorkflow, listWorkflows, requestWorkflow, updateWorkflow } from './workflows.ts';
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
  changeAccessSettings,
  grantAccess,
  listCaseACL,
  removeAccess,
  addAttachment,
  deleteAttachment,
  downloadAttachment,
  listCaseAttachments,
  uploadAttachment,
  clearField,
  getCaseField,
  listCaseFields,
  setField,
  addCaseLink,
  deleteCaseLink,
  listCaseLinks,
  getCaseService,
  abortAttachment,
  completeAttachment,
  getAttachment,
  prepareAttachment,
  uploadAttachmentFragment,
  addCaseWatcher,
  currentUserWatcherStatus,
  listCaseWatchers,
  removeCaseContactWatcher,
  removeCaseWatcher,
  removeCurrentUserWatcher,
  updateCaseWatcher,
  updateWatcherSettings,
  acknowledgeWorkflow,
  listWorkflows,
  listEnquiries,
  getEnquiry,
  getEnquiryClientValidationCode: getEnquiry,
  answerEnquiry: changeEnquiry,
  rejectEnquiry: changeEnquiry,
  deleteEnquiry: changeEnquiry,
  requestWorkflow,
  updateWorkflow,
};
