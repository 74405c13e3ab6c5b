/** Logging in with a password, alone, at the directory, or with a one-time code. Source: contract/argus.md §5.3; W5.0 authentication/v1/password, totp. */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import type { Account, World } from '../../../../model/world.ts';
import { isDomain } from '../../common/names.ts';
import type { Challenge, TotpLogInRequest } from '../../generated/types.ts';
import { accountNamed } from '../store/accounts.ts';
import { digestOf, isSecret, noSecret } from '../store/secret.ts';
import type { Principal } from '../../access/access.ts';
import { clientAddress } from '../../access/narrow.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { createSession, type legacyNewSession, type SessionServices } from '../sessions/new-session.ts';
import type { Attempts } from './attempts.ts';
import { stepOf, type UsedCodes } from './totp.ts';

type LogInRequest = Omit<TotpLogInRequest, 'tokenCode'> & Partial<Pick<TotpLogInRequest, 'tokenCode'>>;

type LogInMethod = 'PASSWORD' | 'LDAP' | 'TOTP';

export interface LogInServices extends SessionServices {
  /** Judges what clients say of their own time; the server's. */
  readonly clientClock: Clock;
  /** Failures of a user name in a row, and the codes that have been used: of a World, in its snapshots, forgotten with a reset. */
  readonly attempts: Attempts;
  readonly usedCodes: UsedCodes;
}

/** Null when it is no caller, whatever the reason: nobody is told whether the user exists. */
function accountOf(world: World, method: LogInMethod, request: LogInRequest): Account | null {
  const account = accountNamed(world, request.userName);
  const { password = null, ldap = false, totp = null } = account?.credentials ?? {};
  // Something is compared even where there is nothing to compare with, so that the time taken is the same.
  const isPassword = isSecret(request.password, password === null ? noSecret : digestOf(password));
  const isOpen = method === 'PASSWORD' || (method === 'LDAP' ? ldap : totp !== null);
  const isHome = request.domain === undefined || isDomain(request.domain, world.domain);
  return account !== undefined && password !== null && isPassword && isOpen && isHome ? account : null;
}

/** Logs in by a method, and answers as its present or its older path does. */
export const logInBy =
  (method: LogInMethod, answer: typeof legacyNewSession): Handler<LogInServices, Principal> =>
  async (services, call) => {
    const { simulation, clientClock, attempts, usedCodes } = services;
    const request = call.body as unknown as LogInRequest;
    const { userName } = request;
    if (attempts.isLocked(userName)) throw unauthenticated('authentication.locked');
    const account = accountOf(simulation.world, method, request);
    const seed = method === 'TOTP' ? (account?.credentials.totp ?? null) : null;
    const step = seed === null ? null : stepOf(seed, request.tokenCode ?? '', clientClock.now());
    if (account === null || (method === 'TOTP' && step === null)) {
      attempts.failed(userName);
      throw unauthenticated('authentication.failed');
    }
    if (step !== null && !usedCodes.use(account.index, step)) return challenge(userName);
    attempts.succeeded(userName);
    const source = clientAddress(call.request.source);
    const rights = { functions: null, customers: null, readOnly: false };
    const number = await createSession(services, account, { method, level: 'DEFAULT', source, ...rights });
    return answer(services, number, source, userName);
  };

/** A code that was used before is not refused but challenged, with status 206: wait for the next one (W5.0 authentication/v1/totp). */
function challenge(username: string): Outcome {
  const data: Challenge = {
    failed: false,
    message: 'Token has been used before, wait for the next one',
    suppressed: [],
    username,
  };
  return { kind: 'one', status: 206, json: JSON.stringify(data), headers: { 'Cache-Control': 'no-store' } };
}
