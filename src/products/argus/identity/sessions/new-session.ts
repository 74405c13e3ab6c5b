/** Makes sessions, and the answers that hand out their secrets: the only ones that ever do. */
import { unlessFull } from '../../../../kernel/quota.ts';
import type { Outcome, ReplyHeaders } from '../../../../http/endpoint.ts';
import type { Account } from '../../../../model/world.ts';
import type { LookupServices } from '../../common/answers.ts';
import { limitExceeded } from '../../common/write-command.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { functionId } from '../../access/permissions.ts';
import { sessionTable, type SessionRecord } from '../../access/records.ts';
import type { LegacyNewSession, NewAuthorization, NewSession, RequestCredentials } from '../../generated/types.ts';
import { userNameOf } from '../store/accounts.ts';
import type { CreateSession } from '../store/commands.ts';
import { olderCookies, sessionCookie, sessionLifetime, type SessionSecrets } from './session-check.ts';

export interface SessionServices extends LookupServices {
  /** Makes tokens and keys from the World's seed; the sessions themselves are in the log. */
  readonly sessionSecrets: SessionSecrets;
}

/** Writes the command; resolves with the number of the session. It lives for `sessionLifetime` unless told otherwise. */
export async function createSession(
  { simulation: { state, clock } }: SessionServices,
  account: Account,
  given: Omit<CreateSession, 'expires'> & { readonly expires?: number },
): Promise<number> {
  const at = state.nextInstant(clock.now());
  const data: CreateSession = { expires: at + sessionLifetime, ...given, most: state.quota.most('sessions') };
  const { session } = (await unlessFull(
    () => state.write('argus/session/create', at, account.index, { ...data }),
    () => limitExceeded(),
  )) as { readonly session: number };
  return session;
}

const withoutCache = { 'Cache-Control': 'no-store' } as const;

/** Cookies are out of reach of scripts, and do not go along with requests that other sites start. */
const cookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/${value === '' ? '; Max-Age=0' : ''}; HttpOnly; SameSite=Strict`;

const cookieHeaders = (token: string): ReplyHeaders => ({
  ...withoutCache,
  'Set-Cookie': [cookie(sessionCookie, token)],
});

/** Those of older clients as well. */
const olderCookieHeaders = (token: string, userName: string): ReplyHeaders => ({
  ...withoutCache,
  'Set-Cookie': [
    cookie(sessionCookie, token),
    cookie(olderCookies.userName, userName),
    cookie(olderCookies.token, token),
  ],
});

export const noCookieHeaders: ReplyHeaders = olderCookieHeaders('', '');

/** `data.sessionKey` and `data.credentials.requestCredentialsData` are what clients read (docs/contract/argus.md §5.3). */
export function newSession({ simulation, sessionSecrets }: SessionServices, number: number): Outcome {
  const token = sessionSecrets.token(number);
  const data: NewSession = {
    authorizations: [],
    credentials: credentialsOf(token, recordOf(simulation, number).source),
    sessionKey: sessionSecrets.key(number),
  };
  return { kind: 'one', json: JSON.stringify(data), headers: cookieHeaders(token) };
}

/** The answer of the older path: the whole form of the session, of which clients read username, cookie and sessionKey. */
export const legacyNewSession = (services: SessionServices, number: number): Outcome =>
  wholeAnswer(services, number, 200, []);

/** The answer to somebody whose password must be changed first. */
export const constrainedNewSession = (
  services: SessionServices,
  number: number,
  authorizations: readonly NewAuthorization[],
): Outcome => wholeAnswer(services, number, 221, authorizations);

function wholeAnswer(
  services: SessionServices,
  number: number,
  status: number,
  authorizations: readonly NewAuthorization[],
): Outcome {
  const form = formOf(services, recordOf(services.simulation, number));
  const { cookie: token, clientIP, username } = form;
  const data: LegacyNewSession = {
    ...form,
    credentials: credentialsOf(token, clientIP),
    authorizations: [...authorizations],
  };
  return { kind: 'one', status, json: JSON.stringify(data), headers: olderCookieHeaders(token, username) };
}

/** All that older clients are told of a session. */
function formOf(
  { simulation: { world }, sessionSecrets }: SessionServices,
  session: SessionRecord,
): Omit<LegacyNewSession, 'credentials' | 'authorizations'> {
  const { number, method, level, source, created, expires, functions, customers, readOnly } = session;
  const token = sessionSecrets.token(number);
  const account = world.accounts[session.account] as Account;
  return {
    authenticationMethod: method,
    clientIP: source,
    constrained: functions !== null || customers !== null || readOnly,
    cookie: token,
    created,
    createdTimestamp: created,
    customerConstraints: (customers ?? []).flatMap((index) => world.customers[index]?.id ?? []),
    domainID: world.domain.id,
    forwardedIP: null,
    functionConstraints: (functions ?? []).map(functionId),
    impersonatingUserID: null,
    iplockMask: source.includes(':') ? 128 : 32,
    lastRefreshTimestamp: created,
    readOnly,
    requestCredentialsData: token,
    requestCredentialsType: 'sessionToken',
    scope: 'SESSION',
    securityLevel: level,
    sessionKey: sessionSecrets.key(number),
    timestamp: created,
    uri: null,
    userID: account.id,
    username: userNameOf(world, account),
    validUntilTimestamp: expires,
  };
}

function recordOf({ state }: Pick<Simulation, 'state'>, number: number): SessionRecord {
  const record = sessionTable(state).get(String(number));
  if (record === undefined) throw new Error(`session ${number} is gone`);
  return record;
}

const credentialsOf = (token: string, clientIP: string): RequestCredentials => ({
  clientIP,
  forwardedIP: null,
  requestCredentialsData: token,
  requestCredentialsType: 'sessionToken',
  uri: null,
});
