/** Logging in with a password, alone, at the directory, or with a one-time code. Source: docs/contract/argus.md §5.3, §12.8; W5.0 authentication/v1/password, totp. */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import type { Clock } from '../../../../kernel/clock.ts';
import type { Account } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { isDomain } from '../../common/names.ts';
import type { Challenge, TotpLogInRequest } from '../../generated/types.ts';
import { accountNamed, guessedUser } from '../store/accounts.ts';
import { isSecret, noSecret } from '../store/secret.ts';
import { standingOf, type Standing } from '../store/standing.ts';
import type { Principal } from '../../access/access.ts';
import { clientAddress } from '../../access/narrow.ts';
import { unauthenticated } from '../../access/refusals.ts';
import {
  constrainedNewSession,
  createSession,
  type legacyNewSession,
  type SessionServices,
} from '../sessions/new-session.ts';
import { authorizationFor } from './authorizations.ts';
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

interface Known {
  readonly account: Account;
  readonly standing: Standing;
}

const isOpenTo = ({ ldap, totp }: Standing, method: LogInMethod): boolean =>
  method === 'PASSWORD' || (method === 'LDAP' ? ldap : totp !== null);

/** Null when it is no caller, whatever the reason: nobody is told whether the user exists. */
function knownBy(simulation: Simulation, method: LogInMethod, request: LogInRequest): Known | null {
  const { world } = simulation;
  const account = accountNamed(world, request.userName);
  const standing = account === undefined ? null : standingOf(simulation, account);
  // Something is compared even where there is nothing to compare with, so that the time taken is the same.
  const compare = method === 'LDAP' ? standing?.isDirectoryPassword : standing?.isPassword;
  const isPassword = compare?.(request.password) ?? isSecret(request.password, noSecret);
  const isHome = request.domain === undefined || isDomain(request.domain, world.domain);
  if (account === undefined || standing === null) return null;
  return isPassword && isOpenTo(standing, method) && isHome ? { account, standing } : null;
}

/** Logs in by a method, and answers as its present or its older path does. */
export const logInBy =
  (method: LogInMethod, answer: typeof legacyNewSession): Handler<LogInServices, Principal> =>
  async (services, call) => {
    const { simulation, clientClock, attempts, usedCodes } = services;
    const request = call.body as unknown as LogInRequest;
    const { userName } = request;
    const guessed = guessedUser(simulation.world, userName);
    if (attempts.isLocked(guessed)) throw unauthenticated('authentication.locked');
    const known = knownBy(simulation, method, request);
    const seed = method === 'TOTP' ? (known?.standing.totp ?? null) : null;
    const step = seed === null ? null : stepOf(seed, request.tokenCode ?? '', clientClock.now());
    if (known === null || (method === 'TOTP' && step === null)) {
      attempts.failed(guessed);
      throw unauthenticated('authentication.failed');
    }
    if (step !== null && !usedCodes.use(known.account.index, step)) return challenge(userName);
    attempts.succeeded(guessed);
    return begin(services, known, { method, request, answer, source: clientAddress(call.request.source) });
  };

interface Beginning {
  readonly method: LogInMethod;
  readonly request: LogInRequest;
  readonly answer: typeof legacyNewSession;
  readonly source: string;
}

/** Makes the session. Assumed: one with a password that must be changed is good for that alone. */
async function begin(
  services: LogInServices,
  { account, standing }: Known,
  { method, request, answer, source }: Beginning,
): Promise<Outcome> {
  const { world, clock } = services.simulation;
  // The directory's password is not Argus' to have changed.
  const mustChange = standing.mustChange && method !== 'LDAP';
  const rights = { functions: mustChange ? [] : null, customers: null, readOnly: false };
  const given = { method, level: 'DEFAULT', source, ...rights, isLogIn: true } as const;
  const number = await createSession(services, account, given);
  if (!mustChange) return answer(services, number);
  const isWanted = request.requestedAuthorizations?.includes('setPassword') === true;
  const authorization = () => authorizationFor(world, account, 'password.set', { nextURI: null }, clock.now());
  return constrainedNewSession(services, number, isWanted ? [authorization()] : []);
}

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
