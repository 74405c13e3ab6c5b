/** What the calls of the SDK are given, so that each is right: ids of what there is, and what was made just before for it. */
import { codeAt } from '../../src/products/argus/identity/log-in/totp.ts';
import type { SdkAnswer, SdkArguments, SdkClient } from './sdk-client.ts';

export type Given = (sdk: SdkClient) => Promise<SdkArguments> | SdkArguments;

const user = { userName: 'all-access', password: 'all-access-password' };
const reader = { userName: 'bank-reader', password: 'bank-reader-password' };
const seed = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const caseID = 12342345;
const otherCase = 12342346;

async function made(call: Promise<SdkAnswer>): Promise<any> {
  const { status, text, data } = await call;
  if (status >= 300) throw new Error(text);
  return Array.isArray(data) ? data[0] : data;
}

/** The name of an event with a capture, as the parts of a path. */
async function event(sdk: SdkClient): Promise<Record<'type' | 'timestamp' | 'customerID' | 'eventID', string>> {
  const body = { startTimestamp: 0, includeFlags: ['HAS_PCAP'], limit: 1 };
  const { id } = await made(sdk('findAggregatedEvents', { body }));
  const [type, timestamp, customerID, eventID] = id.split('/');
  return { type, timestamp, customerID, eventID };
}
const idOf = async (sdk: SdkClient): Promise<string> => Object.values(await event(sdk)).join('/');
const ofEvent: Given = async (sdk) => ({ params: await event(sdk) });
const ofCase: Given = () => ({ params: { caseID } });

const newCase = { subject: 'Made by hand', description: 'For a test', service: 'ids', type: 'securityIncident' };
const submission = {
  id: { customer: 'demo', timestamp: 1_793_500_000_000, type: 'aggregated' },
  signature: 'SNORT-1:1000041',
  source: { ip: '198.18.0.1' },
  destination: { ip: '10.5.0.7' },
};
const attachment = { data: 'aGVsbG8=', mimeType: 'text/plain', name: 'hello.txt' };

/** A part of a case that was made for the call, named by its id. */
const ofPart =
  (operation: string, body: Readonly<Record<string, unknown>>, parameter: string, more: SdkArguments = {}): Given =>
  async (sdk) => {
    const { id } = await made(sdk(operation, { params: { caseID, ...more.params }, body }));
    return { ...more, params: { caseID, ...more.params, [parameter]: id } };
  };
const ofComment = (more: SdkArguments = {}): Given => ofPart('addComment', { comment: 'Hello' }, 'commentID', more);
const ofAttachment = (more: SdkArguments = {}): Given => ofPart('addAttachment', attachment, 'attachmentID', more);
const ofFragments = (more: SdkArguments = {}): Given =>
  ofPart('prepareAttachment', { name: 'big.bin', mimeType: 'a/b' }, 'attachmentID', more);
const nothing = '00000000-0000-4000-8000-000000000000';
const ofEnquiry: Given = () => ({ params: { caseID, enquiryID: nothing } });
const ofWatcher = (more: SdkArguments = {}): Given =>
  ofPart('addCaseWatcher', { type: 'email', userOrGroup: 'bank-reader' }, 'watcherID', more);
const withBody =
  (body: Readonly<Record<string, unknown>>): Given =>
  (): SdkArguments => ({ params: { caseID }, body });

const transaction: Given = async (sdk) => {
  await made(sdk('addComment', { params: { caseID }, body: { comment: 'Hello' } }));
  const { id } = await made(sdk('listCaseHistory', { params: { caseID } }));
  return { params: { caseID, transactionID: id } };
};
const prepared: Given = async (sdk) => ({ params: { caseID: (await made(sdk('prepareCase'))).id }, body: newCase });
const workflow =
  (body: Readonly<Record<string, unknown>>): Given =>
  (): SdkArguments => ({
    params: { caseID, workflow: 'escalation' },
    body,
  });
const requested = async (sdk: SdkClient): Promise<SdkArguments> => {
  await made(sdk('requestWorkflow', { params: { caseID, workflow: 'escalation' }, body: { comment: 'Please look' } }));
  return { params: { caseID, workflow: 'escalation' }, body: { comment: 'Done' } };
};

const task: Given = async (sdk) => ({ params: { taskID: (await made(sdk('reindexSearch'))).id } });

/** A session, which privileged calls need. */
async function session(sdk: SdkClient, who: object = user): Promise<Readonly<Record<string, string>>> {
  const { credentials } = await made(sdk('passwordAuthentication', { body: { ...who }, headers: {} }));
  return { Authorization: `Bearer ${credentials.requestCredentialsData}` };
}
const inSession =
  (more: SdkArguments = {}): Given =>
  async (sdk) => ({ ...more, headers: await session(sdk) });
const authorization = { operation: 'apikey.create', nextURI: '/authentication/v1/apikey' };
const ownKey = { description: 'For a test', expirationDays: 1 };
const ofKey =
  (parameter: 'prefix' | 'keyID', more: SdkArguments = {}): Given =>
  async (sdk) => {
    const headers = await session(sdk);
    const body = { ...ownKey, password: user.password };
    const operation = more.params === undefined ? 'initiateApiKey' : 'initiateApiKeyForUser';
    const { keyDescriptor } = await made(sdk(operation, { ...more, headers, body }));
    const { prefix } = keyDescriptor;
    const id = Number.parseInt(prefix.split('/')[1], 16);
    return { ...more, headers, params: { ...more.params, [parameter]: parameter === 'prefix' ? prefix : id } };
  };
const totpOfReader = async (sdk: SdkClient) => {
  const headers = await session(sdk, reader);
  const { seedBase32, cookie } = await made(sdk('initializeTotp', { headers, body: { password: reader.password } }));
  return { headers, body: { cookie, verificationCode: codeAt(seedBase32, Date.now()) } };
};

export const sdkArguments: Readonly<Record<string, Given>> = {
  getEventByPath: ofEvent,
  getPayload: ofEvent,
  getPcap: ofEvent,
  getEventLinks: ofEvent,
  findAggregatedEvents: () => ({ body: { startTimestamp: '-7days' } }),
  updateEvents: async (sdk) => ({ body: { eventIdentifiers: [await idOf(sdk)], update: { comment: 'Seen.' } } }),
  updateEventsBulk: () => ({ body: { criteria: { startTimestamp: 0, limit: 2 }, update: { comment: 'Seen.' } } }),
  getEventsForCase: ofCase,
  getEventStatistics: () => ({ body: { groupBy: [{ field: 'severity' }] } }),
  getEvent: ofEvent,
  getEventCompatibility: ofEvent,
  getPayloadV2: ofEvent,
  getPayloadV2Compatibility: ofEvent,
  getPcapV2: ofEvent,
  getPcapV2Compatibility: ofEvent,
  getEventLineage: ofEvent,
  getEventLineageCompatibility: ofEvent,
  getEventLinksV2: ofEvent,
  getEventLinksV2Compatibility: ofEvent,
  assessEvent: async (sdk) => ({ params: await event(sdk), body: { comment: 'Seen.' } }),
  assessEventCompatibility: async (sdk) => ({ params: await event(sdk), body: { comment: 'Seen.' } }),
  assessEventBulk: () => ({ body: { assessment: { comment: 'Seen.' }, search: { limit: 2 } } }),
  listEventsByCase: ofCase,
  reindexEvents: async (sdk) => ({ body: { eventID: [await idOf(sdk)] } }),
  submitEvent: () => ({ body: submission }),
  submitEventsBulk: () => ({ body: { events: [submission] } }),
  bulkAssessTask: () => ({ body: { assessment: { comment: 'Seen.' }, search: { limit: 2 } } }),
  reindexSearchStatus: task,
  customerPruneTaskStatus: task,
  getTask: task,
  abortTask: task,
  getCaseMetadataById: ofCase,
  getCaseService: ofCase,
  listCaseComments: ofCase,
  getCaseComment: ofComment(),
  getCaseCommentNotifications: ofComment(),
  listCaseAttachments: ofCase,
  getAttachment: ofAttachment(),
  downloadAttachment: ofAttachment(),
  listCaseTags: ofCase,
  listCaseHistory: ofCase,
  getCaseTransaction: transaction,
  listTransactionNotifications: transaction,
  listCaseLinks: ofCase,
  listCaseWatchers: ofCase,
  listCaseACL: ofCase,
  listCaseSeenStatus: ofCase,
  listWorkflows: ofCase,
  listCaseFields: ofCase,
  getCaseField: async (sdk) => {
    await made(sdk('setField', { params: { caseID, field: 'ticket' }, body: { value: 'T-1' } }));
    return { params: { caseID, field: 'ticket' } };
  },
  getCaseFieldPolicy: ofCase,
  listEnquiries: ofCase,
  getEnquiry: ofEnquiry,
  getEnquiryClientValidationCode: () => ({ params: { caseID }, query: { enquiryID: nothing } }),
  createCase: () => ({ body: newCase }),
  updateCase: withBody({ status: 'pendingCustomer', comment: '<p>Hello</p>' }),
  closeCase: withBody({ comment: 'Done' }),
  publishCase: async (sdk) => {
    const { id } = await made(sdk('createCase', { body: { ...newCase, publish: false } }));
    return { params: { caseID: id }, body: {} };
  },
  deleteCase: ofCase,
  mergeCases: async (sdk) => {
    const { id } = await made(sdk('createCase', { body: newCase }));
    return { params: { caseID, mergeFrom: id }, body: {} };
  },
  moveCase: withBody({ category: '' }),
  createPreparedCase: prepared,
  abortPreparedCase: prepared,
  addComment: withBody({ comment: 'Hello' }),
  editComment: ofComment({ body: { comment: 'Hello again' } }),
  deleteComment: ofComment(),
  addCaseTag: withBody({ tags: [{ key: 'seen', value: 'yes' }] }),
  removeCaseTagById: ofPart('addCaseTag', { tags: { key: 'seen', value: 'yes' } }, 'tagID'),
  removeCaseTagByKeyValue: ofPart('addCaseTag', { tags: ['seen/yes'] }, 'tagID', {
    params: { key: 'seen', value: 'yes' },
  }),
  addAttachment: withBody(attachment),
  uploadAttachment: () => ({ params: { caseID, filename: 'hello.txt' }, bytes: 'hello' }),
  prepareAttachment: withBody({ name: 'big.bin', mimeType: 'a/b' }),
  uploadAttachmentFragment: ofFragments({ params: { idx: 0 }, bytes: 'hello' }),
  completeAttachment: async (sdk) => {
    const named = await ofFragments({ params: { idx: 0 } })(sdk);
    await made(sdk('uploadAttachmentFragment', { ...named, bytes: 'hello' }));
    const sha256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    return { ...named, body: { sha256 } };
  },
  abortAttachment: ofFragments(),
  deleteAttachment: ofAttachment(),
  addCaseLink: () => ({ params: { caseID, linkToCaseID: otherCase }, body: { type: 'related' } }),
  deleteCaseLink: ofPart('addCaseLink', { type: 'related' }, 'linkID', { params: { linkToCaseID: otherCase } }),
  addCaseWatcher: withBody({ type: 'email', userOrGroup: 'bank-reader' }),
  updateCaseWatcher: ofWatcher({ body: { verbose: true } }),
  removeCaseWatcher: ofWatcher(),
  removeCaseContactWatcher: async (sdk) => {
    const { data } = await sdk('listCaseWatchers', { params: { caseID } });
    const found = (data as any[]).find((watcher) => typeof watcher.contactID === 'number');
    return { params: { caseID, contactID: found?.contactID } };
  },
  updateWatcherSettings: withBody({ defaultWatchers: false }),
  currentUserWatcherStatus: withBody({ enable: true }),
  removeCurrentUserWatcher: async (sdk) => {
    await made(sdk('currentUserWatcherStatus', { params: { caseID }, body: { enable: true } }));
    return { params: { caseID } };
  },
  changeAccessSettings: withBody({ accessMode: 'readRestricted' }),
  grantAccess: withBody({ userOrGroup: 'bank-reader' }),
  removeAccess: ofPart('grantAccess', { userOrGroup: 'bank-reader' }, 'aclEntryID'),
  requestWorkflow: workflow({ comment: 'Please look' }),
  acknowledgeWorkflow: requested,
  updateWorkflow: async (sdk) => ({ ...(await requested(sdk)), body: { externalReference: 'T-1' } }),
  registerCaseSeen: ofCase,
  setField: () => ({ params: { caseID, field: 'ticket' }, body: { value: 'T-1' } }),
  clearField: async (sdk) => {
    await made(sdk('setField', { params: { caseID, field: 'ticket' }, body: { value: 'T-1' } }));
    return { params: { caseID, field: 'ticket' } };
  },
  reindexCasesStatus: async (sdk) => ({ params: { taskID: (await made(sdk('reindexCases'))).id } }),
  reindexCase: withBody({ refresh: true }),
  addEnquiry: withBody({ title: 'Which?', querySchema: '{}' }),
  answerEnquiry: ofEnquiry,
  rejectEnquiry: ofEnquiry,
  deleteEnquiry: ofEnquiry,
  initiateApiKey: inSession({ body: { ...ownKey, password: user.password } }),
  listApiKeys: inSession(),
  renewApiKeyById: ofKey('keyID', { body: { password: user.password } }),
  renewApiKeyByPrefix: ofKey('prefix', { body: { password: user.password } }),
  revokeApiKeyByPrefix: ofKey('prefix'),
  listApiKeysForUser: inSession({ params: { user: 'all-access' } }),
  initiateApiKeyForUser: inSession({ params: { user: 'all-access' }, body: ownKey }),
  revokeApiKeyForUser: ofKey('prefix', { params: { user: 'all-access' } }),
  deleteSession: inSession(),
  putSession: inSession({ body: { data: '', seed: '' } }),
  evictSession: async (sdk) => {
    const headers = await session(sdk);
    const [, token = ''] = (await session(sdk))['Authorization']?.split(' ') ?? [];
    return { headers, params: { sessionIdentifier: token.split('.', 1)[0] ?? '' } };
  },
  listAuthenticationMethods: inSession(),
  checkSessionFunctionPermission: () => ({ params: { function: 'eventLookup' } }),
  checkSessionPermission: () => ({ params: { function: 'eventLookup', customer: 'demo' } }),
  impersonateSession: inSession({ body: { user: 'bank-reader' } }),
  passwordAuthentication: () => ({ body: user, headers: {} }),
  legacyPasswordAuthentication: () => ({ body: user, headers: {} }),
  changeCurrentUserPassword: async (sdk) => ({
    headers: await session(sdk, reader),
    body: { newPassword: 'A-very-long-passphrase-1', oldPassword: reader.password },
  }),
  ldapAuthentication: () => ({ body: user, headers: {} }),
  legacyLdapAuthentication: () => ({ body: user, headers: {} }),
  totpAuthentication: () => ({ body: { ...user, tokenCode: codeAt(seed, Date.now()) }, headers: {} }),
  legacyTotpAuthentication: () => ({ body: { ...user, tokenCode: codeAt(seed, Date.now()) }, headers: {} }),
  initializeTotp: async (sdk) => ({ headers: await session(sdk, reader), body: { password: reader.password } }),
  verifyTotp: totpOfReader,
  revokeTotp: async (sdk) => {
    const { headers, body } = await totpOfReader(sdk);
    await made(sdk('verifyTotp', { headers, body }));
    return { headers };
  },
  testUserPassword: () => ({ body: { password: 'no such password 4711' } }),
  passwordUserAuthorization: inSession({ body: { ...authorization, password: user.password } }),
  // A code is good once: the one of the next half minute is taken as well.
  totpUserAuthorization: async (sdk) => {
    const [now, next] = [0, 30_000].map((later) => codeAt(seed, Date.now() + later));
    const { credentials } = await made(sdk('totpAuthentication', { body: { ...user, tokenCode: now }, headers: {} }));
    return {
      headers: { Authorization: `Bearer ${credentials.requestCredentialsData}` },
      body: { ...authorization, tokenCode: next },
    };
  },
  logout: inSession(),
  getAlarm: () => ({ params: { id: 58501 } }),
  getCategory: () => ({ params: { idOrShortName: 363 } }),
  getBasicCustomer: () => ({ params: { idOrShortName: 'demo' } }),
  getBasicCustomerProperties: () => ({ params: { idOrShortName: 'demo' } }),
  getBasicCustomerUserRoles: () => ({ params: { idOrShortName: 'demo' } }),
  getBasicCustomerLogo: () => ({ params: { idOrShortName: 'demo' } }),
  getTimestampMs: () => ({ query: { timestring: '-1 day' } }),
  searchPdnsRecords: () => ({ body: { query: 'example.com' } }),
  fetchObservationsForIp: () => ({ params: { ip: '198.51.100.1' } }),
  fetchObservationsForDomain: () => ({ params: { fqdn: 'example.com' } }),
};
