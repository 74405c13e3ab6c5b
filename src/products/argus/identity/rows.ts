/**
 * The table of the authentication module. Source: docs/contract/argus.md §5 and Sessions. Left out: `PUT /authentication/v1/session`, whose
 * meaning is unknown and which no client calls, and `POST …/session/impersonate`.
 */
import type { Examples } from '../../../http/facts.ts';
import { rowsById, shortName } from '../common/row-facts.ts';
import { keyRows } from './keys/rows.ts';

/** A user that nobody has: signing in as it must be refused, which is all that can be asked without somebody's password. */
const nobody = { body: { userName: 'siem-sim-contract', password: 'no-such-password' } } as const;
const logIn = {
  method: 'POST',
  effect: 'session',
  evidence: 'observed',
  source: 'docs/contract/argus.md §5.3, §12.8; argus_api 5.0.0, authentication/v1/password and totp',
  isPublic: true,
  refusals: [401, 412],
} as const;

/** Two paths for each way to log in: the current one, and the one it replaces. `form` is what its schemas begin with. */
const logInBy = <const Way extends string>(way: Way, secrets: string, form: '' | 'totp-', examples: Examples) => {
  const common = { ...logIn, body: `argus/${form}log-in-request.schema.json`, examples } as const;
  // A code that was used before is challenged (206); a password that must be changed is good for that alone (221).
  const successes = way === 'totp' ? [200, 206, 221] : way === 'ldap' ? [200] : [200, 221];
  const summary = `Begin a session with ${secrets}`;
  return [
    {
      ...common,
      id: `${way}Authentication`,
      path: `/authentication/v1/${way}/authentication`,
      summary,
      data: form === '' ? 'argus/log-in-answer.schema.json' : 'argus/totp-new-session.schema.json',
      successes,
    },
    {
      ...common,
      id: `legacy${(way.charAt(0).toUpperCase() + way.slice(1)) as Capitalize<Way>}Authentication`,
      path: `/authentication/v1/${way}/authenticate`,
      summary: `${summary} (older path)`,
      data: `argus/${form}legacy-new-session.schema.json`,
      successes,
    },
  ] as const;
};

const logInRows = [
  ...logInBy('password', 'the static password', '', nobody),
  ...logInBy('ldap', 'the password of the directory', '', nobody),
  ...logInBy('totp', 'the static password and a one-time code', 'totp-', {
    body: { ...nobody.body, tokenCode: '000000' },
  }),
];

/** What users do to their own password and generator of one-time codes; API keys may not. */
const own = {
  method: 'POST',
  effect: 'session',
  evidence: 'documented',
  isPrivileged: true,
  refusals: [401, 403, 412],
} as const;
const ownPassword = { ...own, source: 'docs/contract/argus.md §12.8; argus_api 5.0.0, password' } as const;
const ownTotp = { ...own, source: 'docs/contract/argus.md §12.8; argus_api 5.0.0, totp' } as const;

const ownRows = rowsById(ownPassword, {
  changeCurrentUserPassword: {
    method: 'PUT',
    path: '/authentication/v1/password',
    summary: 'Change the password of the caller',
    body: 'argus/password-change.schema.json',
    examples: { body: { oldPassword: 'no-such-password', newPassword: 'no such password 4711' } },
    data: 'argus/password-changed.schema.json',
  },
  testUserPassword: {
    method: 'PUT',
    path: '/authentication/v1/password/test',
    summary: 'Ask whether a new password was found in a breach',
    effect: 'reads',
    isPrivileged: false,
    body: 'argus/password-test.schema.json',
    data: 'argus/password-verdict.schema.json',
    examples: { body: { password: 'no such password 4711' } },
  },
  passwordUserAuthorization: {
    path: '/authentication/v1/password/authorize',
    summary: 'Get an authorization for one operation, by the password',
    body: 'argus/password-authorization-request.schema.json',
    examples: { body: { operation: 'apikey.create', nextURI: '/', password: 'no-such-password' } },
    data: 'argus/new-authorization.schema.json',
  },
  initializeTotp: {
    ...ownTotp,
    path: '/authentication/v1/totp',
    summary: 'Make a generator of one-time codes for the caller, which is good once it is verified',
    body: 'argus/totp-initialization.schema.json',
    examples: { body: { password: 'no-such-password' } },
    data: 'argus/totp-generator.schema.json',
  },
  verifyTotp: {
    ...ownTotp,
    method: 'PUT',
    path: '/authentication/v1/totp',
    summary: 'Show that the new generator of the caller works, and put it in the place of the old one',
    body: 'argus/totp-verification.schema.json',
    examples: { body: { cookie: 'no-such-cookie', verificationCode: '000000' } },
    data: 'argus/nothing.schema.json',
    refusals: [401, 403, 404, 412],
  },
  revokeTotp: {
    ...ownTotp,
    method: 'DELETE',
    path: '/authentication/v1/totp',
    summary: 'Revoke the generator of the caller',
    data: 'argus/nothing.schema.json',
    refusals: [401, 403, 404],
  },
  totpUserAuthorization: {
    ...ownTotp,
    path: '/authentication/v1/totp/authorize',
    summary: 'Get an authorization for one operation, by a one-time code',
    body: 'argus/totp-authorization-request.schema.json',
    examples: { body: { operation: 'apikey.create', nextURI: '/', tokenCode: '000000' } },
    data: 'argus/new-authorization.schema.json',
  },
});

const session = {
  path: '/authentication/v1/session',
  evidence: 'observed',
  source: 'docs/contract/argus.md §5.2; argus_api 4.0.0, authentication/v1/session',
  data: 'argus/nothing.schema.json',
  refusals: [401],
} as const;

/** With a cookie they want proof, and are refused with 403 without it (docs/contract/argus.md §12.8; the status is assumed). */
const ending = { method: 'DELETE', effect: 'session', refusals: [401, 403] } as const;

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
  source: 'docs/contract/argus.md §5.3; argus_api 5.0.0, authentication/v1/logout, whose client sends DELETE',
} as const;

const sessionRows = rowsById(session, {
  getSession: {
    method: 'GET',
    summary: 'Get the session of the caller; clients use it to check an API key',
    query: 'argus/domain-query.schema.json',
    data: 'argus/session.schema.json',
    refusals: [401, 412],
  },
  constrainSession: {
    method: 'POST',
    path: '/authentication/v1/session/constrain',
    effect: 'session',
    summary: 'Make a session that may do less than the present one',
    body: 'argus/constrain-request.schema.json',
    data: 'argus/new-session.schema.json',
    refusals: [401, 403, 412],
  },
  deleteSession: { ...ending, summary: 'End the session of the caller' },
  clearSessionData: {
    ...ending,
    path: '/authentication/v1/session/cache',
    summary: 'Drop what is cached of the session; nothing is, so nothing changes',
  },
  evictSession: {
    ...eviction,
    path: '/authentication/v1/session/{sessionIdentifier}',
    summary: 'End any session, named by the part of its token before the dot',
    params: 'argus/session-params.schema.json',
    parameterSources: { sessionIdentifier: 'no-such-session' },
  },
  evictSessionByAddress: {
    ...eviction,
    path: '/authentication/v1/session/{sessionIdentifier}/{ip}',
    summary: 'End any session of a client, named by the part of its token before the dot',
    params: 'argus/session-address-params.schema.json',
    parameterSources: { sessionIdentifier: 'no-such-session', ip: '192.0.2.1' },
  },
  logout,
  logoutByGet: { ...logout, method: 'GET', evidence: 'assumed', refusals: [401] },
});

/** What the caller may do, and how one can log in. */
const rights = {
  method: 'GET',
  evidence: 'observed',
  source: 'argus_api 4.0.0, authentication/v1/session',
  refusals: [401],
} as const;
const check = { data: 'argus/nothing.schema.json', refusals: [401, 403, 412] } as const;

const rightsRows = rowsById(rights, {
  getMethods: {
    path: '/authentication/v1/methods',
    summary: 'List the ways to authenticate',
    source: 'argus_api 4.0.0, authentication/v1/methods',
    isPublic: true,
    data: 'argus/authentication-methods.schema.json',
    refusals: [],
  },
  getSessionAuthMethods: {
    path: '/authentication/v1/session/authmethods',
    summary: 'List the ways in which the caller can log in',
    evidence: 'documented',
    source: 'docs/contract/argus.md §12.8; argus_api 5.0.0, authentication/v1/session',
    data: 'argus/session-auth-methods.schema.json',
  },
  getSessionFunctions: {
    path: '/authentication/v1/session/function',
    summary: 'List what the caller may do',
    data: 'argus/session-functions.schema.json',
  },
  getSessionCustomers: {
    path: '/authentication/v1/session/customer',
    summary: 'List the customers that the caller may see',
    data: 'argus/session-customers.schema.json',
  },
  checkSessionFunctionPermission: {
    ...check,
    path: '/authentication/v1/session/permission/{function}',
    summary: 'Ask whether the caller may do something for any customer: 200 or 403',
    params: 'argus/permission-params.schema.json',
    parameterSources: { function: 'eventLookup' },
  },
  checkSessionPermission: {
    ...check,
    path: '/authentication/v1/session/permission/{function}/{customer}',
    summary: 'Ask whether the caller may do something for one customer: 200 or 403',
    params: 'argus/customer-permission-params.schema.json',
    query: 'argus/domain-query.schema.json',
    parameterSources: { function: 'eventLookup', customer: shortName },
  },
});

export const identityRows = [...logInRows, ...ownRows, ...sessionRows, ...rightsRows, ...keyRows];

export type IdentityRow = (typeof identityRows)[number];
