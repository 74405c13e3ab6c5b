/** Sessions of Argus for checks: logged in with a password, once in a run or for one check alone. */
import { tokenPart } from '../../../../checks/shared/jwt.ts';
import { named } from '../../../../lists/counterpart.ts';
import { numberAt } from '../../../../lists/item.ts';
import { createHmac } from 'node:crypto';
import { wallClock } from '../../../../../kernel/clock.ts';
import type { Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { credentialOf, type Target } from '../../../../terms/target.ts';
import { needsCaller } from '../../../../checks/shared/asks.ts';
import type { Identity } from '../../../../terms/facts.ts';

export interface Session {
  readonly token: string;
  /** Base64, with which a client proves that a write with a cookie is its own. */
  readonly sessionKey: string;
}

export const needsSession = (operation: Operation, target: Target): boolean | string =>
  needsCaller(operation) && (credentialOf(target, 'password') !== undefined || 'no user with a password is known');

/** Logs in anew. Skips the unit when nobody can. */
export async function logIn(
  { api, send, skip, target }: Context,
  login = credentialOf(target, 'password'),
): Promise<Session> {
  if (login === undefined) return skip('no user with a password is known');
  const { userName, password, domain } = login;
  const body = { userName, password, ...(domain !== undefined && { domain }) };
  const { data } = await send({ operation: named(api, 'passwordAuthentication'), as: null, body });
  const token = member(member(data, 'credentials'), 'requestCredentialsData');
  const sessionKey = member(data, 'sessionKey');
  return typeof token === 'string' && typeof sessionKey === 'string'
    ? { token, sessionKey }
    : skip('nobody can log in');
}

/** The session that all units share; none of them may end it. */
export const sharedSession = (context: Context): Promise<Session> =>
  context.memo('access/session', () => logIn(context));

export const bearerOf = ({ token }: Session): Identity['headers'] => ({ Authorization: `Bearer ${token}` });
export const cookieOf = ({ token }: Session): Identity['headers'] => ({ Cookie: `argus_session=${token}` });

/** `Argus-CSRF-Token` (docs/contract/argus.md §5.3). */
export function csrfOf({ sessionKey }: Session, url: string, timestamp = wallClock.now()): Identity['headers'] {
  const message = `${tokenPart({ alg: 'HS256', typ: 'JWT' })}.${tokenPart({ url, timestamp })}`;
  const proof = createHmac('sha256', Buffer.from(sessionKey, 'base64')).update(message).digest('base64url');
  return { 'Argus-CSRF-Token': `${message}.${proof}` };
}

/** What the target's clock says; null where it does not tell. */
export async function targetTime({ api, send }: Context): Promise<number | null> {
  const { data } = await send({ operation: named(api, 'getTimestampMs'), query: { timestring: 'now' } });
  return numberAt(data, 'timestamp') ?? null;
}
