/** Names of Argus Cases v2: statuses, flags, and what transactions are made of. Source: docs/contract/argus.md §14.0.1, §14.0.2. */

export const openStatuses = [
  'pendingCustomer',
  'pendingSoc',
  'pendingVendor',
  'workingSoc',
  'workingCustomer',
  'pendingClose',
] as const;
/** What create, update, comment and publish take: closing is an operation of its own. */
export type OpenStatus = (typeof openStatuses)[number];
export type ShownStatus = OpenStatus | 'closed';

export const caseTypes = ['securityIncident', 'operationalIncident', 'informational', 'change'] as const;
export type CaseType = (typeof caseTypes)[number];

export const accessModes = ['roleBased', 'readRestricted', 'writeRestricted', 'explicit'] as const;
export type AccessMode = (typeof accessModes)[number];
export type AccessLevel = 'read' | 'write' | 'owner';

export type TextFormat = 'plainText' | 'html';

export type CaseFlag =
  | 'DELETED'
  | 'EXTERNAL_SYNC'
  | 'HAS_ATTACHMENT'
  | 'INTERNAL'
  | 'MAIL_UPDATE'
  | 'MERGED'
  | 'NOTIFIED'
  | 'PUBLISHED'
  | 'SUBMITTED_BY_ANONYMOUS_USER'
  | 'SUBMITTED_BY_OTHER_USER'
  | 'DEFAULT_CONTACTS'
  | 'DESCRIPTION_EDITED'
  | 'SUBMITTED_BY_TECH'
  | 'SUBJECT_EDITED'
  | 'HAS_EVENTS'
  | 'TEST_DATA'
  | 'HAS_COMMENTS'
  | 'PREPARED'
  | 'REOPENED'
  | 'CREATED_AS_PUBLISHED';

/** Flags of the parts of a case: comments, attachments, tags, links, watchers, access entries and workflows, each of which has some of them. */
export type PartFlag =
  | 'DELETED'
  | 'REPLACED'
  | 'UPDATED'
  | 'INTERNAL'
  | 'MERGED'
  | 'MAIL_UPDATE'
  | 'SUBMITTED_BY_ANONYMOUS_USER'
  | 'SUBMITTED_BY_TECH'
  | 'ZIP_ENCRYPTED'
  | 'INCOMPLETE'
  | 'PREPARED'
  | 'NEGATIVE_ENTRY'
  | 'VERBOSE'
  | 'DISABLED'
  | 'GROUP'
  | 'PUBLIC_REQUEST_COMMENT'
  | 'PUBLIC_ACKNOWLEDGED_COMMENT';

export const caseOperations = [
  'prepareCase',
  'createCase',
  'updateCase',
  'deleteCase',
  'moveCase',
  'publishCase',
  'closeCase',
  'mergeCases',
  'updateCaseAccessSettings',
  'addCaseComment',
  'editCaseComment',
  'deleteCaseComment',
  'addCaseAttachment',
  'deleteCaseAttachment',
  'addCaseLink',
  'deleteCaseLink',
  'addCaseWatcher',
  'updateCaseWatcher',
  'deleteCaseWatcher',
  'currentUser',
  'updateWatcherSettings',
  'requestWorkflow',
  'acknowledgeWorkflow',
  'updateWorkflow',
  'addCaseTag',
  'removeCaseTag',
  'grantCaseAccess',
  'revokeCaseAccess',
  'setCaseField',
  'clearCaseField',
  'eventAssociated',
  'eventUnassociated',
] as const;
export type CaseOperation = (typeof caseOperations)[number];

export type ChangeField =
  | 'customerID'
  | 'service'
  | 'category'
  | 'type'
  | 'status'
  | 'fieldAdded'
  | 'fieldRemoved'
  | 'priority'
  | 'subject'
  | 'description'
  | 'customerReference'
  | 'accessMode'
  | 'reporterID'
  | 'assignedUserID'
  | 'assignedTechID'
  | 'setFlag'
  | 'unsetFlag'
  | 'addComment'
  | 'addTag'
  | 'addWatcher'
  | 'addLink'
  | 'updateWatcher'
  | 'deleteWatcher'
  | 'sentNotification'
  | 'resetWorkflow'
  | 'updateWorkflow'
  | 'deleteWorkflow'
  | 'enableVerbose'
  | 'disableVerbose'
  | 'customerDueTimestamp'
  | 'techDueTimestamp'
  | 'associatedEvent'
  | 'mergedInto'
  | 'mergedFrom';

export type ChangeObject =
  | 'access'
  | 'attachment'
  | 'caseVO'
  | 'caseType'
  | 'category'
  | 'comment'
  | 'customer'
  | 'field'
  | 'flag'
  | 'link'
  | 'notification'
  | 'priority'
  | 'service'
  | 'status'
  | 'string'
  | 'timestamp'
  | 'tag'
  | 'user'
  | 'watcher'
  | 'workflow';

/** Flags of all services: the operations centre handles them, and events belong to them. Assumed. */
export const serviceFlags = ['HANDLED_BY_SOC', 'EVENT_ENABLED'] as const;
