/** The caller's own session: look at it, narrow it, end it. Source: contract/argus.md §5.2; W4.0 authentication/v1/session. */
import type { BoundEndpoint, Outcome } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import type { SessionRecord } from '../access/records.ts';
import { unauthenticated } from '../access/refusals.ts';
import { sessionNamed } from '../auth/session.ts';
import type { ConstrainRequest, Session } from '../generated/types.ts';
import { isTrue } from '../common/booleans.ts';
import { isDomain } from './log-in.ts';
import { createSession, newSession, noCookieHeaders } from './new-session.ts';
import { problem, type AuthServices } from './services.ts';

const base = {
  permission: null,
  params: null,
  query: null,
  body: null,
  data: 'argus/nothing.schema.json',
  produces: ['application/json'],
  evidence: 'observed',
  source: 'contract/argus.md §5.2; W4.0 authentication/v1/session',
  refusals: [401],
} as const;

export const sessions = (services: AuthServices): readonly BoundEndpoint<Principal>[] => [
  ...present(services),
  ...endings(services),
];

function present(services: AuthServices): readonly BoundEndpoint<Principal>[] {
  const { simulation } = services;
  return [
    {
      ...base,
      id: 'getSession',
      method: 'GET',
      path: '/authentication/v1/session',
      summary: 'Get the session of the caller; clients use it to check an API key',
      query: 'argus/domain-query.schema.json',
      data: 'argus/session.schema.json',
      refusals: [401, 412],
      handle: ({ principal, query }) => {
        if (typeof query['domain'] === 'string' && !isDomain(query['domain'], simulation.world.domain))
          throw unauthenticated('session.invalid.domain');
        return { kind: 'one', json: JSON.stringify(ownSession(services, principal)) };
      },
    },
    {
      ...base,
      id: 'constrainSession',
      method: 'POST',
      path: '/authentication/v1/session/constrain',
      summary: 'Make a session that may do less than the present one',
      body: 'argus/constrain-request.schema.json',
      data: 'argus/new-session.schema.json',
      refusals: [401, 403, 412],
      handle: ({ principal, body }) => constrain(services, principal, body as ConstrainRequest),
    },
  ];
}

/** Every way to end a session: the own one, or, with a function for that, anybody's. */
function endings(services: AuthServices): readonly BoundEndpoint<Principal>[] {
  const end = (principal: Principal): Promise<Outcome> => endOwn(services, principal);
  return [
    {
      ...base,
      id: 'deleteSession',
      method: 'DELETE',
      path: '/authentication/v1/session',
      summary: 'End the session of the caller',
      handle: ({ principal }) => end(principal),
    },
    {
      ...base,
      id: 'clearSessionData',
      method: 'DELETE',
      path: '/authentication/v1/session/cache',
      summary: 'Drop what is cached of the session; nothing is, so nothing changes',
      handle: () => ({ kind: 'one', json: 'null' }),
    },
    {
      ...base,
      id: 'evictSession',
      method: 'DELETE',
      path: '/authentication/v1/session/{sessionIdentifier}',
      summary: 'End any session, named by the part of its token before the dot',
      permission: 'deleteSession',
      params: 'argus/session-params.schema.json',
      data: 'argus/session.schema.json',
      refusals: [401, 403, 404, 412],
      handle: ({ principal, params }) => evict(services, principal, params['sessionIdentifier'] ?? ''),
    },
    {
      ...base,
      id: 'evictSessionByAddress',
      method: 'DELETE',
      path: '/authentication/v1/session/{sessionIdentifier}/{ip}',
      summary: 'End any session of a client, named by the part of its token before the dot',
      permission: 'deleteSession',
      params: 'argus/session-address-params.schema.json',
      data: 'argus/session.schema.json',
      refusals: [401, 403, 404, 412],
      handle: ({ principal, params }) => evict(services, principal, params['sessionIdentifier'] ?? '', params['ip']),
    },
    ...(['DELETE', 'GET'] as const).map((method): BoundEndpoint<Principal> => ({
      ...base,
      id: method === 'GET' ? 'logoutByGet' : 'logout',
      method,
      path: '/authentication/v1/logout',
      summary: 'End the session of the caller (older path)',
      evidence: method === 'GET' ? 'assumed' : 'observed',
      source: 'contract/argus.md §5.3; W5.0 authentication/v1/logout, whose client sends DELETE',
      handle: ({ principal }) => end(principal),
    })),
  ];
}

async function endOwn(services: AuthServices, principal: Principal): Promise<Outcome> {
  // A key's session lives in a cache only, and comes back with the next request (contract/argus.md §5.2).
  if (principal.session !== null) await drop(services, principal, principal.session);
  return { kind: 'one', json: 'null', headers: noCookieHeaders };
}

async function evict(services: AuthServices, principal: Principal, identifier: string, ip?: string): Promise<Outcome> {
  const { simulation } = services;
  const session = sessionNamed(simulation, identifier.split('.', 1)[0] ?? '');
  const account = simulation.world.accounts[session?.account ?? -1];
  if (session === undefined || account === undefined || (ip !== undefined && ip !== session.source))
    throw new ApiError(404, [{ message: 'Session not found', template: 'session.not.found', field: null }]);
  if (!maySee(principal, account.customer)) throw accessDenied();
  await drop(services, principal, session);
  return { kind: 'one', json: JSON.stringify(sessionModel(services, session)) };
}

async function drop({ simulation }: AuthServices, { account }: Principal, { number }: SessionRecord): Promise<void> {
  const { state, clock } = simulation;
  await state.write('argus/session/delete', state.nextInstant(clock.now()), account.index, { session: number });
}

const writes = ['assessEvents', 'submitEvent', 'reindexEvent'];

/** A key or signature has a session for as long as the request takes; its session key would be of no use. */
function ownSession(services: AuthServices, principal: Principal): Session {
  const { account, method, level, source, session, functions } = principal;
  const now = services.simulation.clock.now();
  return {
    ...(session === null ? {} : sessionModel(services, session)),
    authenticationMethod: method,
    clientIP: source,
    createdTimestamp: session?.created ?? now,
    passwordNotSet: session !== null && account.credentials.password === null,
    readOnly: principal.readOnly || !writes.some((name) => functions.has(name)),
    securityLevel: level,
    sessionKey: session === null ? null : services.secrets.key(session.number),
    timestamp: Math.max(now, session?.created ?? now),
  };
}

/** A session as others see it: without its key. */
function sessionModel({ simulation }: AuthServices, session: SessionRecord): Session {
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
    timestamp: Math.max(simulation.clock.now(), created),
  };
}

/** Asking for more than one has is refused with 403, an unknown customer with 412; both assumed. */
async function constrain(services: AuthServices, principal: Principal, given: ConstrainRequest): Promise<Outcome> {
  const { world } = services.simulation;
  const wanted = (given.customer ?? []).map((name) => {
    const found = world.customers.find(
      (customer) => customer.shortName === String(name) || String(customer.id) === String(name),
    );
    if (found === undefined) throw services.invalid([problem('customer', name)]);
    return found;
  });
  const functions = given.function ?? [];
  if (
    wanted.some((customer) => !maySee(principal, customer)) ||
    functions.some((name) => !principal.functions.has(name))
  )
    throw accessDenied();
  const customers = wanted.length > 0 ? [...new Set(wanted)] : principal.customers;
  const { account, method, level, source, session } = principal;
  const number = await createSession(services, account, {
    method,
    level,
    source,
    functions: functions.length > 0 ? functions : [...principal.functions],
    customers: customers?.map((customer) => customer.index) ?? null,
    readOnly: principal.readOnly || isTrue(given.readOnly, false),
    // A narrower session does not outlive the one it came from.
    ...(session !== null && { expires: session.expires }),
  });
  return newSession(services, number, source);
}
