/** The table of the authentication module. Source: contract/argus.md §5. */
import type { EndpointRow } from '../../../http/endpoint.ts';
import { shortName } from '../common/row-facts.ts';
import { keyRows } from './keys/rows.ts';

/** A user that nobody has: signing in as it must be refused, which is all that can be asked without somebody's password. */
const nobody = { body: { userName: 'siem-sim-contract', password: 'no-such-password' } } as const;
const nobodysCode = { body: { ...nobody.body, tokenCode: '000000' } } as const;

/** Two paths for each way to log in: the current one, and the one it replaces. */
const logIn = {
  method: 'POST',
  effect: 'session',
  evidence: 'observed',
  source: 'contract/argus.md §5.3; W5.0 authentication/v1/password and totp',
  isPublic: true,
  body: 'argus/log-in-request.schema.json',
  data: 'argus/new-session.schema.json',
  refusals: [401, 412],
  examples: nobody,
} as const;

const legacyLogIn = { ...logIn, data: 'argus/legacy-new-session.schema.json' } as const;

const logInRows = [
  {
    ...logIn,
    id: 'passwordAuthentication',
    path: '/authentication/v1/password/authentication',
    summary: 'Begin a session with the static password',
  },
  {
    ...legacyLogIn,
    id: 'legacyPasswordAuthentication',
    path: '/authentication/v1/password/authenticate',
    summary: 'Begin a session with the static password (older path)',
  },
  {
    ...logIn,
    id: 'ldapAuthentication',
    path: '/authentication/v1/ldap/authentication',
    summary: 'Begin a session with the password of the directory',
  },
  {
    ...legacyLogIn,
    id: 'legacyLdapAuthentication',
    path: '/authentication/v1/ldap/authenticate',
    summary: 'Begin a session with the password of the directory (older path)',
  },
  {
    ...logIn,
    id: 'totpAuthentication',
    path: '/authentication/v1/totp/authentication',
    summary: 'Begin a session with the static password and a one-time code',
    body: 'argus/totp-log-in-request.schema.json',
    data: 'argus/totp-new-session.schema.json',
    examples: nobodysCode,
  },
  {
    ...legacyLogIn,
    id: 'legacyTotpAuthentication',
    path: '/authentication/v1/totp/authenticate',
    summary: 'Begin a session with the static password and a one-time code (older path)',
    body: 'argus/totp-log-in-request.schema.json',
    data: 'argus/totp-legacy-new-session.schema.json',
    examples: nobodysCode,
  },
] as const;

const session = {
  path: '/authentication/v1/session',
  evidence: 'observed',
  source: 'contract/argus.md §5.2; W4.0 authentication/v1/session',
  data: 'argus/nothing.schema.json',
  refusals: [401],
} as const;

const ending = { ...session, method: 'DELETE', effect: 'session' } as const;

const eviction = {
  ...ending,
  permission: 'deleteSession',
  data: 'argus/session.schema.json',
  refusals: [401, 403, 404, 412],
} as const;

const logout = {
  ...ending,
  path: '/authentication/v1/logout',
  summary: 'End the session of the caller (older path)',
  source: 'contract/argus.md §5.3; W5.0 authentication/v1/logout, whose client sends DELETE',
} as const;

const sessionRows = [
  {
    ...session,
    id: 'getSession',
    method: 'GET',
    summary: 'Get the session of the caller; clients use it to check an API key',
    query: 'argus/domain-query.schema.json',
    data: 'argus/session.schema.json',
    refusals: [401, 412],
  },
  {
    ...session,
    id: 'constrainSession',
    method: 'POST',
    path: '/authentication/v1/session/constrain',
    effect: 'session',
    summary: 'Make a session that may do less than the present one',
    body: 'argus/constrain-request.schema.json',
    data: 'argus/new-session.schema.json',
    refusals: [401, 403, 412],
  },
  { ...ending, id: 'deleteSession', summary: 'End the session of the caller' },
  {
    ...ending,
    id: 'clearSessionData',
    path: '/authentication/v1/session/cache',
    summary: 'Drop what is cached of the session; nothing is, so nothing changes',
  },
  {
    ...eviction,
    id: 'evictSession',
    path: '/authentication/v1/session/{sessionIdentifier}',
    summary: 'End any session, named by the part of its token before the dot',
    params: 'argus/session-params.schema.json',
    parameterSources: { sessionIdentifier: 'no-such-session' },
  },
  {
    ...eviction,
    id: 'evictSessionByAddress',
    path: '/authentication/v1/session/{sessionIdentifier}/{ip}',
    summary: 'End any session of a client, named by the part of its token before the dot',
    params: 'argus/session-address-params.schema.json',
    parameterSources: { sessionIdentifier: 'no-such-session', ip: '192.0.2.1' },
  },
  { ...logout, id: 'logout' },
  { ...logout, id: 'logoutByGet', method: 'GET', evidence: 'assumed' },
] as const;

/** What the caller may do, and how one can log in. */
const rights = {
  method: 'GET',
  evidence: 'observed',
  source: 'W4.0 authentication/v1/session',
  refusals: [401],
} as const;

const rightsRows = [
  {
    ...rights,
    id: 'getMethods',
    path: '/authentication/v1/methods',
    summary: 'List the ways to authenticate',
    source: 'W4.0 authentication/v1/methods',
    isPublic: true,
    data: 'argus/authentication-methods.schema.json',
    refusals: [],
  },
  {
    ...rights,
    id: 'getSessionFunctions',
    path: '/authentication/v1/session/function',
    summary: 'List what the caller may do',
    data: 'argus/session-functions.schema.json',
  },
  {
    ...rights,
    id: 'getSessionCustomers',
    path: '/authentication/v1/session/customer',
    summary: 'List the customers that the caller may see',
    data: 'argus/session-customers.schema.json',
  },
  {
    ...rights,
    id: 'checkSessionFunctionPermission',
    path: '/authentication/v1/session/permission/{function}',
    summary: 'Ask whether the caller may do something for any customer: 200 or 403',
    params: 'argus/permission-params.schema.json',
    data: 'argus/nothing.schema.json',
    refusals: [401, 403, 412],
    parameterSources: { function: 'eventLookup' },
  },
  {
    ...rights,
    id: 'checkSessionPermission',
    path: '/authentication/v1/session/permission/{function}/{customer}',
    summary: 'Ask whether the caller may do something for one customer: 200 or 403',
    params: 'argus/customer-permission-params.schema.json',
    query: 'argus/domain-query.schema.json',
    data: 'argus/nothing.schema.json',
    refusals: [401, 403, 412],
    parameterSources: { function: 'eventLookup', customer: shortName },
  },
] as const;

export const identityRows = [
  ...logInRows,
  ...sessionRows,
  ...rightsRows,
  ...keyRows,
] as const satisfies readonly EndpointRow[];

export type IdentityRow = (typeof identityRows)[number];
