/** Sessions: a token in the cookie `argus_session`, in the two of older clients, or after `Authorization: Bearer`. Source: docs/contract/argus.md §5.2–5.3, §12.8. */
import type { World } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { narrowed, rightsOf, type Principal } from '../../access/access.ts';
import { clientAddress, constraintOf } from '../../access/narrow.ts';
import { sessionTable, type SessionRecord } from '../../access/records.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { digestOf, isSecret, noSecret, issuedSecretsOf } from '../store/secret.ts';

export const sessionCookie = 'argus_session';
/** What older clients send: the token, and the name of its user. */
export const olderCookies = { token: 'argus_cookie', userName: 'argus_username' } as const;

/** How long a session lives on the simulated clock; assumed. */
export const sessionLifetime = 8 * 3_600_000;

export interface SessionSecrets {
  /** `<identifier>.<secret>`: the part before the dot names the session, and is none. */
  readonly token: (number: number) => string;
  /** 32 bytes in base64, with which the client authenticates its writes. */
  readonly key: (number: number) => string;
}

export function sessionSecrets(world: Pick<World, 'seed' | 'worldTag' | 'epoch'>): SessionSecrets {
  const secretOf = issuedSecretsOf(world, 'sessions');
  const sessionKeyOf = issuedSecretsOf(world, 'session-keys');
  return {
    token: (number) => `${number.toString(16)}.${secretOf(number, 64)}`,
    key: (number) => Buffer.from(sessionKeyOf(number, 64), 'hex').toString('base64'),
  };
}

/** The session with this identifier; undefined when there is none, or none any more. */
export const sessionNamed = (simulation: Pick<Simulation, 'state'>, identifier: string): SessionRecord | undefined =>
  sessionTable(simulation.state).get(String(Number.parseInt(identifier, 16)));

/** Finds the caller of a session token, or throws 401. A session is bound to the address that it was made from. */
export function makeSessionCheck(
  { world, clock, state }: Simulation,
  secrets: SessionSecrets,
): (token: string, source: string) => Principal {
  const principals = new WeakMap<SessionRecord, Principal>();
  const digests = new WeakMap<SessionRecord, Buffer>();
  const digestFor = (session: SessionRecord): Buffer => {
    const digest = digests.get(session) ?? digestOf(secrets.token(session.number));
    digests.set(session, digest);
    return digest;
  };
  return (token, source) => {
    const session = sessionNamed({ state }, token.slice(0, token.indexOf('.')));
    const isToken = isSecret(token, session === undefined ? noSecret : digestFor(session));
    const account = world.accounts[session?.account ?? -1];
    if (session === undefined || account === undefined || !isToken) throw unauthenticated('session.invalid');
    if (clock.now() >= session.expires) throw unauthenticated('session.expired');
    if (clientAddress(source) !== session.source) throw unauthenticated('session.invalid.source');
    const known = principals.get(session);
    if (known !== undefined) return known;
    const { method, level } = session;
    const rights = narrowed(rightsOf(account), constraintOf(world, session));
    const caller = `session ${session.number}`;
    const principal: Principal = { ...rights, account, method, level, source: session.source, caller, session };
    principals.set(session, principal);
    return principal;
  };
}

/** A session token that came as a cookie. */
export interface CookieSession {
  readonly token: string;
  /** Whose it is said to be, which it must be; null where nothing is said. */
  readonly userName: string | null;
}

/** The session that cookies name: the usual one first, else that of an older client, which sends both of its cookies. Null for none. */
export function cookieSessionIn(header: string | undefined): CookieSession | null {
  const usual = cookieValue(header, sessionCookie);
  if (usual !== '') return { token: usual, userName: null };
  const [token, userName] = [cookieValue(header, olderCookies.token), cookieValue(header, olderCookies.userName)];
  return token === '' || userName === '' ? null : { token, userName };
}

/** The value of a cookie; empty when it was not sent. */
function cookieValue(header: string | undefined, name: string): string {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim() ?? '';
}
