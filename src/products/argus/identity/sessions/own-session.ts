/** The caller's own session: look at it, narrow it, end it. Source: docs/contract/argus.md §5.2; W4.0 authentication/v1/session. */
import type { Handler } from '../../../../http/endpoint.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { isTrue } from '../../common/booleans.ts';
import { notThere, oneAnswer } from '../../common/answers.ts';
import { semanticProblem } from '../../common/invalid.ts';
import { isDomain } from '../../common/names.ts';
import { writeCommand } from '../../common/write-command.ts';
import type { ConstrainRequest, Session } from '../../generated/types.ts';
import type { SessionRecord } from '../../access/records.ts';
import { accessDenied, namedCustomer, maySee, type Principal } from '../../access/access.ts';
import { unauthenticated } from '../../access/refusals.ts';
import { standingOf } from '../store/standing.ts';
import { createSession, newSession, noCookieHeaders, type SessionServices } from './new-session.ts';
import { sessionLifetime, sessionNamed } from './session-check.ts';

type SessionHandler = Handler<SessionServices, Principal>;

export const getSession: SessionHandler = (services, { principal, query }) => {
  if (typeof query['domain'] === 'string' && !isDomain(query['domain'], services.simulation.world.domain))
    throw unauthenticated('session.invalid.domain');
  return oneAnswer(ownSession(services, principal));
};

export const clearSessionData: SessionHandler = () => oneAnswer(null);

/** Ends the caller's own session. A key's lives in a cache only, and comes back with the next request (docs/contract/argus.md §5.2). */
export const deleteSession: SessionHandler = async ({ simulation }, { principal }) => {
  if (principal.session !== null) await drop(simulation, principal, principal.session);
  return { kind: 'one', json: 'null', headers: noCookieHeaders };
};

/** Ends anybody's session; where the path names an address too, only if it is the session's. */
export const evictSession: SessionHandler = async ({ simulation }, { principal, params }) => {
  const { sessionIdentifier = '', ip } = params;
  const session = sessionNamed(simulation, sessionIdentifier.split('.', 1)[0] ?? '');
  const account = simulation.world.accounts[session?.account ?? -1];
  if (session === undefined || account === undefined || (ip !== undefined && ip !== session.source))
    throw notThere('Session');
  if (!maySee(principal, account.customer)) throw accessDenied();
  await drop(simulation, principal, session);
  return oneAnswer(sessionModel(simulation, session));
};

const drop = (simulation: Simulation, { account }: Principal, { number }: SessionRecord): Promise<unknown> =>
  writeCommand(simulation, account, 'argus/session/delete', { session: number });

const writes = ['assessEvents', 'submitEvent', 'reindexEvent'];

/** A key or signature has a session for as long as the request takes; its session key would be of no use. */
function ownSession(services: SessionServices, principal: Principal): Session {
  const { account, method, level, source, session, functions } = principal;
  const now = services.simulation.clock.now();
  return {
    ...(session === null ? {} : sessionModel(services.simulation, session)),
    authenticationMethod: method,
    clientIP: source,
    createdTimestamp: session?.created ?? now,
    passwordNotSet: session !== null && !standingOf(services.simulation, account).hasPassword,
    readOnly: principal.readOnly || !writes.some((name) => functions.has(name)),
    securityLevel: level,
    sessionKey: session === null ? null : services.sessionSecrets.key(session.number),
    timestamp: Math.max(now, session?.created ?? now),
    validUntilTimestamp: session?.expires ?? now + sessionLifetime,
  };
}

/** A session as others see it: without its key. */
function sessionModel({ clock }: Simulation, session: SessionRecord): Session {
  const { method, source, created, readOnly, level } = session;
  return {
    authenticationMethod: method,
    clientIP: source,
    createdTimestamp: created,
    passwordNotSet: false,
    readOnly,
    securityLevel: level,
    sessionKey: null,
    // A command's time may be a moment after the clock's.
    timestamp: Math.max(clock.now(), created),
    validUntilTimestamp: session.expires,
  };
}

/** Asking for more than one has is refused with 403, an unknown customer with 412; both assumed. */
export const constrainSession: SessionHandler = async (services, { principal, body }) => {
  const { customer: names = [], function: functions = [], readOnly } = body as ConstrainRequest;
  const customers = names.map((name) => {
    const customer = namedCustomer(services.simulation.world, name);
    if (customer === undefined) throw services.invalid([semanticProblem('body', ['customer'], name)]);
    return customer;
  });
  if (
    customers.some((customer) => !maySee(principal, customer)) ||
    functions.some((name) => !principal.functions.has(name))
  )
    throw accessDenied();
  const { account, method, level, source, session } = principal;
  const number = await createSession(services, account, {
    method,
    level,
    source,
    functions: functions.length > 0 ? functions : [...principal.functions],
    customers:
      (customers.length > 0 ? [...new Set(customers)] : principal.customers)?.map(({ index }) => index) ?? null,
    readOnly: principal.readOnly || isTrue(readOnly, false),
    // A narrower session does not outlive the one it came from.
    ...(session !== null && { expires: session.expires }),
  });
  return newSession(services, number);
};
