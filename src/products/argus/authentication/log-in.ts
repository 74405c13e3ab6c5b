/** Logging in with a password, alone, at the directory, or with a one-time code. Source: contract/argus.md §5.3; W5.0 authentication/v1/password, totp. */
import type { Call, BoundEndpoint, Outcome } from '../../../http/endpoint.ts';
import type { Account } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import { accountNamed } from '../auth/accounts.ts';
import { makeAttempts } from '../auth/attempts.ts';
import { clientAddress } from '../auth/narrow.ts';
import { unauthenticated } from '../access/refusals.ts';
import { digestOf, isSecret, noSecret } from '../auth/secret.ts';
import { stepOf } from '../auth/totp.ts';
import type { Challenge, TotpLogInRequest } from '../generated/types.ts';
import { createSession, legacyNewSession, newSession } from './new-session.ts';
import type { AuthServices } from './services.ts';

type LogInRequest = Omit<TotpLogInRequest, 'tokenCode'> & Partial<Pick<TotpLogInRequest, 'tokenCode'>>;

const methods = [
  { name: 'password', method: 'PASSWORD', title: 'the static password', file: '' },
  { name: 'ldap', method: 'LDAP', title: 'the password of the directory', file: '' },
  { name: 'totp', method: 'TOTP', title: 'the static password and a one-time code', file: 'totp-' },
] as const;

type LogInMethod = (typeof methods)[number]['method'];

/** Two paths for each method: the current one, and the one it replaces. */
export function logIns(services: AuthServices): readonly BoundEndpoint<Principal>[] {
  const logIn = makeLogIn(services);
  return methods.flatMap(({ name, method, title, file }) =>
    (['authentication', 'authenticate'] as const).map((path): BoundEndpoint<Principal> => {
      const isLegacy = path === 'authenticate';
      return {
        id: `${isLegacy ? 'legacy' : ''}${isLegacy ? name.replace(/^./, (letter) => letter.toUpperCase()) : name}Authentication`,
        method: 'POST',
        path: `/authentication/v1/${name}/${path}`,
        summary: `Begin a session with ${title}${isLegacy ? ' (older path)' : ''}`,
        evidence: 'observed',
        source: 'contract/argus.md §5.3; W5.0 authentication/v1/password and totp',
        permission: null,
        isPublic: true,
        params: null,
        query: null,
        body: `argus/${file}log-in-request.schema.json`,
        data: `argus/${file}${isLegacy ? 'legacy-' : ''}new-session.schema.json`,
        produces: ['application/json'],
        refusals: [401, 412],
        handle: (call) => logIn(method, isLegacy, call),
      };
    }),
  );
}

function makeLogIn(services: AuthServices) {
  const { simulation, clientClock } = services;
  const { world } = simulation;
  const attempts = makeAttempts(clientClock);
  /** The step of the last code of each account: a code works once. */
  const lastSteps = new Map<number, number>();
  simulation.state.keep('argus/attempts', attempts);
  simulation.state.keep('argus/codes', {
    save: () => (lastSteps.size === 0 ? null : [...lastSteps]),
    load: (saved) => {
      lastSteps.clear();
      for (const [account, step] of (saved ?? []) as [number, number][]) lastSteps.set(account, step);
    },
  });

  /** Null when it is no caller, whatever the reason: nobody is told whether the user exists. */
  const verified = (method: LogInMethod, given: LogInRequest): Account | null => {
    const account = accountNamed(world, given.userName);
    const { password = null, ldap = false, totp = null } = account?.credentials ?? {};
    // Something is compared even where there is nothing to compare with, so that the time taken is the same.
    const isPassword = isSecret(given.password, password === null ? noSecret : digestOf(password));
    const isOpen = method === 'PASSWORD' || (method === 'LDAP' ? ldap : totp !== null);
    const isHome = given.domain === undefined || isDomain(given.domain, world.domain);
    return account !== undefined && password !== null && isPassword && isOpen && isHome ? account : null;
  };
  return async (method: LogInMethod, isLegacy: boolean, { body, request }: Call<Principal>): Promise<Outcome> => {
    const given = body as unknown as LogInRequest;
    if (attempts.isLocked(given.userName)) throw unauthenticated('authentication.locked');
    const account = verified(method, given);
    const seed = method === 'TOTP' ? (account?.credentials.totp ?? null) : null;
    const step = seed === null ? null : stepOf(seed, given.tokenCode ?? '', clientClock.now());
    if (account === null || (method === 'TOTP' && step === null)) {
      attempts.failed(given.userName);
      throw unauthenticated('authentication.failed');
    }
    if (step !== null && step <= (lastSteps.get(account.index) ?? -1)) return challenge(given.userName);
    if (step !== null) lastSteps.set(account.index, step);
    attempts.succeeded(given.userName);
    const source = clientAddress(request.source);
    const rights = { functions: null, customers: null, readOnly: false };
    const number = await createSession(services, account, { method, level: 'DEFAULT', source, ...rights });
    return isLegacy ? legacyNewSession(services, number, source, given.userName) : newSession(services, number, source);
  };
}

/** Domains go by name, in any case, or by id. */
export const isDomain = (text: string, { id, name }: { readonly id: number; readonly name: string }): boolean =>
  text.toLowerCase() === name.toLowerCase() || text === String(id);

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
