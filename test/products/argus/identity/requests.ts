/** For each endpoint of Argus a request that succeeds for a caller who may do everything; rows that are not named here are asked for one event, with an empty body. */
import type { Endpoint } from '../../../../src/http/endpoint.ts';
import { caseRequests, demoCase, noCaseIds, type CaseIds } from '../../../support/case-requests.ts';

/** Parts of the id of an event of customer demo, and the whole. */
export interface EventId {
  readonly type: string;
  readonly timestamp: string;
  readonly customerID: string;
  readonly eventID: string;
}

export const eventIdOf = (id: string): EventId => {
  const [type = '', timestamp = '', customerID = '', eventID = ''] = id.split('/');
  return { type, timestamp, customerID, eventID };
};

const password = { userName: 'bank-reader', password: 'bank-reader-password' };
const directory = { userName: 'all-access', password: 'all-access-password' };
const submission = {
  id: { customer: 'demo', timestamp: 1_793_500_000_000, type: 'aggregated' },
  signature: 'SNORT-1:1000041',
  count: 1,
  source: { ip: '198.18.0.1' },
  destination: { ip: '10.5.0.7' },
};

interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** True when it is about one customer's things although no path says so; false when it is not although one does. */
  readonly ofOneCustomer?: boolean;
  /** True when it asks about a function, which the caller must have. */
  readonly ofFunction?: boolean;
  /** How the session must have begun. */
  readonly method?: 'PASSWORD' | 'TOTP';
  /** True where callers that may only read are refused although no function is asked for. */
  readonly changesOthers?: boolean;
  /** Where there never is such a thing: the template of the 404. */
  readonly ofNothing?: string;
}

interface Ids {
  /** The whole id of an event. */
  readonly id: string;
  /** The identifier of a live session. */
  readonly session: string;
  /** The current one-time code. */
  readonly code: string;
  /** Parts of a case. */
  readonly cases: CaseIds;
  /** A task that goes on. */
  readonly task: string;
  /** One that indexes cases. */
  readonly caseTask: string;
}

const requests = ({ id, session, code, task, caseTask, cases }: Ids): Readonly<Record<string, Request>> => ({
  findAggregatedEvents: { body: { startTimestamp: 0 } },
  updateEvents: { body: { eventIdentifiers: [id], update: { comment: 'Seen.' } }, ofOneCustomer: true },
  updateEventsBulk: { body: { criteria: { startTimestamp: 0, limit: 2 }, update: { comment: 'Seen.' } } },
  getEventsForCase: { params: { caseID: demoCase } },
  listEventsByCase: { params: { caseID: demoCase } },
  getEventStatistics: { body: { groupBy: [{ field: 'severity' }] } },
  assessEvent: { body: { comment: 'Seen.' } },
  assessEventCompatibility: { body: { comment: 'Seen.' } },
  assessEventBulk: { body: { assessment: { comment: 'Seen.' }, search: { limit: 2 } } },
  reindexEvents: { body: { eventID: [id] }, ofOneCustomer: true },
  bulkAssessTask: { body: { assessment: { comment: 'Seen.' }, search: { limit: 2 } } },
  reindexSearchStatus: { params: { taskID: task }, ofOneCustomer: true },
  customerPruneTaskStatus: { params: { taskID: task }, ofNothing: 'task.not.found' },
  reindexCasesStatus: { params: { taskID: caseTask }, ofOneCustomer: true },
  getTask: { params: { taskID: task }, ofOneCustomer: true },
  abortTask: { params: { taskID: task }, ofOneCustomer: true, changesOthers: true },
  searchPdnsRecords: { body: { query: 'example.com' } },
  fetchObservationsForIp: { params: { ip: '192.0.2.1' } },
  submitEvent: { body: submission, ofOneCustomer: true },
  // A bulk says of each event what became of it.
  submitEventsBulk: { body: { events: [submission], onError: 'dropInvalid' } },
  passwordAuthentication: { body: password },
  legacyPasswordAuthentication: { body: password },
  ldapAuthentication: { body: directory },
  legacyLdapAuthentication: { body: directory },
  totpAuthentication: { body: { ...directory, tokenCode: code } },
  legacyTotpAuthentication: { body: { ...directory, tokenCode: code } },
  changeCurrentUserPassword: { body: { oldPassword: directory.password, newPassword: 'Quite-another-1' } },
  testUserPassword: { body: { password: 'Quite-another-1' } },
  passwordUserAuthorization: {
    body: { operation: 'apikey.create', nextURI: '/', password: directory.password },
    method: 'PASSWORD',
  },
  initializeTotp: { body: { password: directory.password } },
  verifyTotp: { body: { cookie: 'x', verificationCode: '000000' }, ofNothing: 'totp.generator.not.found' },
  totpUserAuthorization: { body: { operation: 'apikey.create', nextURI: '/', tokenCode: code }, method: 'TOTP' },
  constrainSession: { body: {} },
  evictSession: { params: { sessionIdentifier: session }, ofOneCustomer: true },
  evictSessionByAddress: { params: { sessionIdentifier: session, ip: '127.0.0.1' }, ofOneCustomer: true },
  checkSessionFunctionPermission: { params: { function: 'eventLookup' }, ofFunction: true },
  checkSessionPermission: {
    params: { function: 'eventLookup', customer: 'demo' },
    ofOneCustomer: true,
    ofFunction: true,
  },
  initiateApiKey: { body: { description: 'For tests' } },
  initiateApiKeyForUser: { body: { description: 'For tests' }, ofOneCustomer: true },
  getTimestampMs: { query: 'timestring=-24hours' },
  getBasicCustomer: { params: { idOrShortName: 'demo' }, ofOneCustomer: true },
  getBasicCustomerProperties: { params: { idOrShortName: 'demo' }, ofOneCustomer: true },
  getBasicCustomerUserRoles: { params: { idOrShortName: 'demo' }, ofOneCustomer: true },
  getBasicCustomerLogo: { params: { idOrShortName: 'demo' }, ofOneCustomer: true },
  getCustomerByShortName: { params: { shortName: 'demo' }, ofOneCustomer: true },
  getAlarm: { params: { id: '58501' } },
  getCategory: { params: { idOrShortName: '363' } },
  ...caseRequests(cases),
});

export interface Asked {
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly ofOneCustomer: boolean;
  readonly ofFunction: boolean;
  readonly changesOthers: boolean;
  readonly ofNothing: string | null;
  readonly method: string | null;
}

const none: Ids = { id: 'AGGR/0/1/x', session: '0', code: '000000', cases: noCaseIds, task: 'x', caseTask: 'x' };

/** The request of a row; the page of the documentation needs no real ids. */
export function requestOf(endpoint: Endpoint, ids: Ids = none): Asked {
  const { id } = ids;
  const own = requests(ids)[endpoint.id] ?? {};
  const { eventID, ...event } = eventIdOf(id);
  const params: Record<string, string> = {
    prefix: '2',
    prefixUser: '1',
    prefixKey: '2',
    user: 'all-access',
    eventID,
    ...event,
    ...own.params,
  };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));
  const isOfUser = endpoint.path.includes('{user}');
  return {
    path,
    query: own.query ?? '',
    body: endpoint.body === null ? undefined : (own.body ?? {}),
    ofOneCustomer: own.ofOneCustomer ?? (isOfUser || /\{(?:eventID|caseID)\}/.test(endpoint.path)),
    ofFunction: own.ofFunction ?? endpoint.permission !== null,
    method: own.method ?? null,
    changesOthers: own.changesOthers ?? false,
    ofNothing: own.ofNothing ?? null,
  };
}
