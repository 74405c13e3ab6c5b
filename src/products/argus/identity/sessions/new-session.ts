/** Makes sessions, and the answers that hand out their secrets: the only ones that ever do. */
import type { Outcome, ReplyHeaders } from '../../../../http/endpoint.ts';
import type { Account } from '../../../../model/world.ts';
import type { LookupServices } from '../../common/answers.ts';
import type { LegacyNewSession, NewSession, RequestCredentials } from '../../generated/types.ts';
import type { CreateSession } from '../store/commands.ts';
import { sessionCookie, sessionLifetime, type SessionSecrets } from './session-check.ts';

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
  const data: CreateSession = { expires: at + sessionLifetime, ...given };
  const { session } = (await state.write('argus/session/create', at, account.index, { ...data })) as {
    readonly session: number;
  };
  return session;
}

const withoutCache = { 'Cache-Control': 'no-store' } as const;

/** The cookie is out of reach of scripts, and does not go along with requests that other sites start. */
export const cookieHeaders = (token: string): ReplyHeaders => ({
  ...withoutCache,
  'Set-Cookie': [`${sessionCookie}=${token}; Path=/; HttpOnly; SameSite=Strict`],
});

export const noCookieHeaders: ReplyHeaders = {
  ...withoutCache,
  'Set-Cookie': [`${sessionCookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`],
};

/** `data.sessionKey` and `data.credentials.requestCredentialsData` are what clients read (contract/argus.md §5.3). */
export function newSession({ sessionSecrets }: SessionServices, number: number, clientIP: string): Outcome {
  const token = sessionSecrets.token(number);
  const data: NewSession = {
    authorizations: [],
    credentials: credentialsOf(token, clientIP),
    sessionKey: sessionSecrets.key(number),
  };
  return { kind: 'one', json: JSON.stringify(data), headers: cookieHeaders(token) };
}

/** The older answer: `data.username`, `data.cookie` and `data.sessionKey` (contract/argus.md §5.3), beside the bare credentials. */
export function legacyNewSession(
  { sessionSecrets }: SessionServices,
  number: number,
  clientIP: string,
  username: string,
): Outcome {
  const token = sessionSecrets.token(number);
  const credentials = credentialsOf(token, clientIP);
  const data: LegacyNewSession = {
    ...credentials,
    credentials,
    username,
    cookie: token,
    sessionKey: sessionSecrets.key(number),
  };
  return { kind: 'one', json: JSON.stringify(data), headers: cookieHeaders(token) };
}

const credentialsOf = (token: string, clientIP: string): RequestCredentials => ({
  clientIP,
  forwardedIP: null,
  requestCredentialsData: token,
  requestCredentialsType: 'sessionToken',
  uri: null,
});
