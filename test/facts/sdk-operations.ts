/** The operations of the vendor's Python SDK 5.0.0 that this simulator is about: how each is called, and what it always sends. Source: docs/contract/argus.md. */

export interface SdkOperation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Defaults that it sends whether or not its caller names them: in the body where it has one, else in the query. */
  readonly sends?: Readonly<Record<string, unknown>>;
  /** Where it has a body. */
  readonly hasBody?: boolean;
}

type Call = readonly [string, SdkOperation['method'], string, Readonly<Record<string, unknown>>?];

const page = { offset: 0, limit: 25 };

const v1 = '/events/v1';
const v1Event = `${v1}/{type}/{timestamp}/{customerID}/{eventID}`;
const v1Search = {
  skipFutureEvents: false,
  exactMatchProperties: true,
  multivaluePropertySeparator: 'comma',
  includeUnpublished: true,
};
const v1List = { ...page, startTimestamp: '-24hours', endTimestamp: 'now' };

const eventsV1: readonly Call[] = [
  ['getEventByPath', 'GET', v1Event],
  ['getPayload', 'GET', `${v1Event}/payload`],
  ['getPcap', 'GET', `${v1Event}/pcap`],
  ['getEventLinks', 'GET', `${v1Event}/links`],
  ['listAggregatedEvents', 'GET', `${v1}/aggregated`, v1List],
  ['findAggregatedEvents', 'POST', `${v1}/aggregated/search`, v1Search],
  [
    'findAggregatedEventStats',
    'POST',
    `${v1}/aggregated/stats`,
    { ...v1Search, timeFrameStrategy: 'startEndTimestamp' },
  ],
  ['updateEvents', 'PUT', `${v1}/aggregated`],
  ['updateEventsBulk', 'PUT', `${v1}/aggregated/bulk`],
  ['listNIDSEvents', 'GET', `${v1}/nids`, v1List],
  ['findNIDSEvents', 'POST', `${v1}/nids/search`, v1Search],
  ['getEventsForCase', 'GET', `${v1}/case/{caseID}`, { ...page, includeRawEvents: false }],
];

const v2 = '/events/v2/event';
const v2Event = `${v2}/{timestamp}/{customerID}/{eventID}`;
const v2Typed = `${v2}/{type}/{timestamp}/{customerID}/{eventID}`;
const v2Extras = { includeAllProperties: false, includeComments: false, includeSubEvents: false };
const assessment = { autoAcknowledge: true, publishIfUnpublished: false, handledByAnalyst: false };

const eventsV2: readonly Call[] = [
  ['listEvents', 'GET', v2, page],
  ['searchEvents', 'POST', `${v2}/search`, { limit: 25, timeMatchStrategy: 'any', includeUnpublished: true }],
  ['getEventStatistics', 'POST', `${v2}/statistics`, { timeMatchStrategy: 'any', includeUnpublished: true }],
  ['getEvent', 'GET', v2Event, v2Extras],
  ['getEventCompatibility', 'GET', v2Typed, v2Extras],
  ['getPayloadV2', 'GET', `${v2Event}/payload`],
  ['getPayloadV2Compatibility', 'GET', `${v2Typed}/payload`],
  ['getPcapV2', 'GET', `${v2Event}/pcap`],
  ['getPcapV2Compatibility', 'GET', `${v2Typed}/pcap`],
  ['getEventLineage', 'GET', `${v2Event}/lineage`, page],
  ['getEventLineageCompatibility', 'GET', `${v2Typed}/lineage`, page],
  ['getEventLinksV2', 'GET', `${v2Event}/links`],
  ['getEventLinksV2Compatibility', 'GET', `${v2Typed}/links`],
  ['assessEvent', 'PUT', `${v2Event}/assess`, assessment],
  ['assessEventCompatibility', 'PUT', `${v2Typed}/assess`, assessment],
  ['assessEventBulk', 'PUT', `${v2}/assess`],
  ['listEventsByCase', 'GET', '/events/v2/case/{caseID}', { ...page, ...v2Extras }],
  ['reindexEvents', 'PUT', `${v2}/reindex`],
  ['submitEvent', 'POST', v2],
  ['submitEventsBulk', 'POST', `${v2}/bulk`],
];

const task = '/events/v2/servicetask';
const tasks: readonly Call[] = [
  ['bulkAssessTask', 'POST', `${task}/assess`],
  ['reindexSearch', 'POST', `${task}/reindex`],
  ['reindexSearchStatus', 'GET', `${task}/reindex/{taskID}/status`],
  ['customerPruneTaskStatus', 'GET', `${task}/prune/{taskID}/status`],
  ['listTasks', 'GET', task, page],
  ['searchTasks', 'POST', `${task}/search`],
  ['getTask', 'GET', `${task}/{taskID}`],
  ['abortTask', 'DELETE', `${task}/{taskID}`],
];

const cases = '/cases/v2/case';
const oneCase = `${cases}/{caseID}`;
const part = (list: string): string => `${oneCase}/${list}`;
const newCase = {
  accessMode: 'roleBased',
  priority: 'medium',
  publish: true,
  defaultWatchers: true,
  descriptionTextFormat: 'html',
  rejectCreateWithoutNotification: false,
};
const zip = { encryptedZipMode: 'none', encryptedZipPassword: 'argus' };

const caseReads: readonly Call[] = [
  ['getCaseMetadataById', 'GET', oneCase, { skipRedirect: false }],
  ['simpleCaseSearch', 'GET', cases, page],
  ['advancedCaseSearch', 'POST', `${cases}/search`],
  ['searchCaseStatistics', 'POST', `${cases}/stats`, { resolutionUnit: 'milliseconds' }],
  ['getCaseService', 'GET', part('service')],
  ['listCaseComments', 'GET', part('comments'), page],
  ['getCaseComment', 'GET', part('comments/{commentID}')],
  ['getCaseCommentNotifications', 'GET', part('comments/{commentID}/notifications')],
  ['listCaseAttachments', 'GET', part('attachments'), page],
  ['getAttachment', 'GET', part('attachments/{attachmentID}')],
  ['downloadAttachment', 'GET', part('attachments/{attachmentID}/download'), { inline: false }],
  ['listCaseTags', 'GET', part('tags'), page],
  ['listCaseHistory', 'GET', part('history'), page],
  ['getCaseTransaction', 'GET', part('history/{transactionID}')],
  ['listTransactionNotifications', 'GET', part('history/{transactionID}/notifications')],
  ['listCaseLinks', 'GET', part('links'), page],
  ['listCaseWatchers', 'GET', part('watchers'), page],
  ['listCaseACL', 'GET', part('access'), page],
  ['listCaseSeenStatus', 'GET', part('seen'), page],
  ['listWorkflows', 'GET', part('workflows'), { includeDeleted: false }],
  ['listCaseFields', 'GET', part('fields')],
  ['getCaseField', 'GET', part('fields/{field}')],
  ['getCaseFieldPolicy', 'GET', part('fieldpolicy')],
  ['listEnquiries', 'GET', part('enquiries'), { ...page, includeDeleted: false }],
  ['getEnquiry', 'GET', part('enquiries/{enquiryID}')],
  ['getEnquiryClientValidationCode', 'GET', part('enquiries/clientValidationCode')],
];

const caseWrites: readonly Call[] = [
  ['createCase', 'POST', cases, newCase],
  ['updateCase', 'PUT', oneCase, { internalComment: false, textFormat: 'html' }],
  ['closeCase', 'PUT', part('close'), {}],
  ['publishCase', 'PUT', part('publish'), {}],
  ['deleteCase', 'DELETE', oneCase],
  ['mergeCases', 'PUT', `${oneCase}/merge/{mergeFrom}`, {}],
  ['moveCase', 'PUT', part('move'), {}],
  ['prepareCase', 'POST', `${cases}/prepare`, {}],
  ['createPreparedCase', 'POST', oneCase, newCase],
  ['abortPreparedCase', 'DELETE', `${cases}/prepare/{caseID}`],
  ['addComment', 'POST', part('comments'), { textFormat: 'html' }],
  ['editComment', 'PUT', part('comments/{commentID}'), {}],
  ['deleteComment', 'DELETE', part('comments/{commentID}')],
  ['addCaseTag', 'POST', part('tags'), {}],
  ['removeCaseTagById', 'DELETE', part('tags/{tagID}')],
  ['removeCaseTagByKeyValue', 'DELETE', part('tags/{key}/{value}')],
  ['addAttachment', 'POST', part('attachments'), { prepared: false, ...zip }],
  ['uploadAttachment', 'POST', part('attachments/upload/{filename}'), {}],
  ['prepareAttachment', 'POST', part('attachments/prepare'), zip],
  ['uploadAttachmentFragment', 'POST', part('attachments/{attachmentID}/fragment/{idx}'), {}],
  ['completeAttachment', 'POST', part('attachments/{attachmentID}/complete'), {}],
  ['abortAttachment', 'DELETE', part('attachments/{attachmentID}/abort')],
  ['deleteAttachment', 'DELETE', part('attachments/{attachmentID}')],
  ['addCaseLink', 'POST', part('links/{linkToCaseID}'), {}],
  ['deleteCaseLink', 'DELETE', part('links/{linkID}')],
  ['addCaseWatcher', 'POST', part('watchers'), {}],
  ['updateCaseWatcher', 'PUT', part('watchers/{watcherID}'), {}],
  ['removeCaseWatcher', 'DELETE', part('watchers/{watcherID}')],
  ['removeCaseContactWatcher', 'DELETE', part('watchers/contact/{contactID}')],
  ['updateWatcherSettings', 'PUT', part('watchers'), {}],
  ['currentUserWatcherStatus', 'PUT', part('watch'), {}],
  ['removeCurrentUserWatcher', 'DELETE', part('watch')],
  ['changeAccessSettings', 'PUT', part('access'), {}],
  ['grantAccess', 'POST', part('access'), { level: 'read', addWatcher: true }],
  ['removeAccess', 'DELETE', part('access/{aclEntryID}')],
  ['requestWorkflow', 'PUT', part('workflows/{workflow}/request'), {}],
  ['acknowledgeWorkflow', 'PUT', part('workflows/{workflow}/acknowledge'), {}],
  ['updateWorkflow', 'PUT', part('workflows/{workflow}'), {}],
  ['registerCaseSeen', 'PUT', part('seen'), {}],
  ['setField', 'PUT', part('fields/{field}'), {}],
  ['clearField', 'DELETE', part('fields/{field}')],
  ['reindexCases', 'PUT', `${cases}/reindex`, {}],
  ['reindexCasesStatus', 'GET', `${cases}/reindex/{taskID}`],
  ['reindexCase', 'PUT', part('reindex'), {}],
  ['addEnquiry', 'POST', part('enquiries'), { readRole: 'tech', writeRole: 'tech', mandatory: false }],
  ['answerEnquiry', 'PUT', part('enquiries/{enquiryID}/answer'), {}],
  ['rejectEnquiry', 'PUT', part('enquiries/{enquiryID}/reject'), {}],
  ['deleteEnquiry', 'DELETE', part('enquiries/{enquiryID}')],
];

const auth = '/authentication/v1';
const authentication: readonly Call[] = [
  ['initiateApiKey', 'POST', `${auth}/apikey`, { disableExpiration: false, disableSourceRestriction: false }],
  ['listApiKeys', 'GET', `${auth}/apikey`],
  ['renewApiKeyById', 'PUT', `${auth}/apikey/{keyID}`, { disableExpiration: false }],
  ['renewApiKeyByPrefix', 'PUT', `${auth}/apikey/{prefix}`, { disableExpiration: false }],
  ['revokeApiKeyByPrefix', 'DELETE', `${auth}/apikey/{prefix}`],
  ['listApiKeysForUser', 'GET', `${auth}/user/{user}/apikey`],
  ['initiateApiKeyForUser', 'POST', `${auth}/user/{user}/apikey`, {}],
  ['revokeApiKeyForUser', 'DELETE', `${auth}/user/{user}/apikey/{prefix}`],
  ['getSession', 'GET', `${auth}/session`],
  ['deleteSession', 'DELETE', `${auth}/session`],
  ['putSession', 'PUT', `${auth}/session`, {}],
  ['clearSessionData', 'DELETE', `${auth}/session/cache`],
  ['evictSession', 'DELETE', `${auth}/session/{sessionIdentifier}`],
  ['listAuthenticationMethods', 'GET', `${auth}/session/authmethods`],
  ['getSessionCustomers', 'GET', `${auth}/session/customer`],
  ['getSessionFunctions', 'GET', `${auth}/session/function`],
  ['checkSessionFunctionPermission', 'GET', `${auth}/session/permission/{function}`],
  ['checkSessionPermission', 'GET', `${auth}/session/permission/{function}/{customer}`],
  ['constrainSession', 'POST', `${auth}/session/constrain`, { readOnly: false }],
  ['impersonateSession', 'POST', `${auth}/session/impersonate`, {}],
  ['passwordAuthentication', 'POST', `${auth}/password/authentication`, { domain: 'MNEMONIC' }],
  ['legacyPasswordAuthentication', 'POST', `${auth}/password/authenticate`, {}],
  ['changeCurrentUserPassword', 'PUT', `${auth}/password`, {}],
  ['testUserPassword', 'PUT', `${auth}/password/test`, {}],
  ['passwordUserAuthorization', 'POST', `${auth}/password/authorize`, {}],
  ['ldapAuthentication', 'POST', `${auth}/ldap/authentication`, { domain: 'MNEMONIC' }],
  ['legacyLdapAuthentication', 'POST', `${auth}/ldap/authenticate`, {}],
  ['totpAuthentication', 'POST', `${auth}/totp/authentication`, { domain: 'MNEMONIC' }],
  ['legacyTotpAuthentication', 'POST', `${auth}/totp/authenticate`, {}],
  ['initializeTotp', 'POST', `${auth}/totp`, {}],
  ['verifyTotp', 'PUT', `${auth}/totp`, {}],
  ['revokeTotp', 'DELETE', `${auth}/totp`],
  ['totpUserAuthorization', 'POST', `${auth}/totp/authorize`, {}],
  ['getMethods', 'GET', `${auth}/methods`],
  ['logout', 'GET', `${auth}/logout`],
];

const alarmSearch = { timeMatchStrategy: 'any', keywordMatchStrategy: 'all' };
const customer = '/customers/v2/customer';
const lookups: readonly Call[] = [
  ['listAlarms', 'GET', '/alarms/v1/alarm', { ...page, keywordMatch: 'all', keywordField: 'all' }],
  ['getAlarm', 'GET', '/alarms/v1/alarm/{id}'],
  [
    'searchAlarms',
    'POST',
    '/alarms/v1/alarm/search',
    { ...alarmSearch, includeMappings: false, includeComments: false },
  ],
  ['listCategories', 'GET', '/alarms/v1/category', page],
  ['getCategory', 'GET', '/alarms/v1/category/{idOrShortName}'],
  ['searchCategories', 'POST', '/alarms/v1/category/search', alarmSearch],
  ['listSignatures', 'GET', '/alarms/v1/signature', page],
  ['searchSignatures', 'POST', '/alarms/v1/signature/search', alarmSearch],
  ['listBasicCustomers', 'GET', customer, page],
  ['getBasicCustomer', 'GET', `${customer}/{idOrShortName}`],
  ['searchBasicCustomers', 'POST', `${customer}/search`, {}],
  ['getBasicCustomerProperties', 'GET', `${customer}/{idOrShortName}/properties`, page],
  ['getBasicCustomerUserRoles', 'GET', `${customer}/{idOrShortName}/userroles`],
  ['getBasicCustomerLogo', 'GET', `${customer}/{idOrShortName}/logo`, { includeDefault: true }],
  ['getCurrentUser', 'GET', '/currentuser/v1/user'],
  ['getTimestampMs', 'GET', '/world/v1/time'],
  ['searchPdnsRecords', 'POST', '/pdns/v3/search', { offset: 0, queryMatchStrategy: 'exact' }],
  ['fetchObservationsForIp', 'GET', '/reputation/v1/observation/ip/{ip}'],
  ['fetchObservationsForDomain', 'GET', '/reputation/v1/observation/domain/{fqdn}'],
];

const withBody = ['POST', 'PUT'];

/** By name: the vendor's operation id where it is known, otherwise what it does. */
export const sdkOperations: ReadonlyMap<string, SdkOperation> = new Map(
  [...eventsV1, ...eventsV2, ...tasks, ...caseReads, ...caseWrites, ...authentication, ...lookups].map(
    ([name, method, path, sends = {}]) => [name, { method, path, sends, hasBody: withBody.includes(method) }] as const,
  ),
);
