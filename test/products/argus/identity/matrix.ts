/** Who may do what: the rules of access as a table of callers, from which the test and the page in the documentation are made. */
import type { Endpoint } from '../../../../src/http/endpoint.ts';
import type { Service } from '../../../support/service.ts';
import { csrfToken, logIn, sessionOf, signed } from './client.ts';
import type { Asked } from './requests.ts';

export interface Caller {
  readonly name: string;
  /** Why it is not known; null for a caller that is. */
  readonly refusal: string | null;
  readonly level: 'key' | 'session';
  /** How its session began; null for none. */
  readonly method: 'PASSWORD' | null;
  readonly hasFunctions: boolean;
  readonly readOnly: boolean;
  readonly customers: 'all' | 'bank';
  /** False for a session cookie without the token that proves a write. */
  readonly proves: boolean;
  readonly headers: (service: Service, method: string, path: string) => Promise<Readonly<Record<string, string>>>;
}

const known = {
  refusal: null,
  level: 'key',
  method: null,
  hasFunctions: true,
  readOnly: false,
  customers: 'all',
  proves: true,
} as const;
const key = (value: string) => async () => ({ 'Argus-API-Key': value });
const session = { ...known, level: 'session', method: 'PASSWORD' } as const;

/** The columns. */
export const callers: readonly Caller[] = [
  { ...known, name: 'nobody', refusal: 'user.not.authenticated', headers: async () => ({}) },
  { ...known, name: 'bad key', refusal: 'api.key.invalid', headers: key('1/2/wrongwrong') },
  { ...known, name: 'expired key', refusal: 'api.key.expired', headers: key('1/6/expiredexpired') },
  { ...known, name: 'key, wrong source', refusal: 'api.key.invalid.source', headers: key('1/7/wrongsource') },
  {
    ...session,
    name: 'ended session',
    refusal: 'session.invalid',
    headers: async (service) => {
      const { bearer } = await logIn(service);
      await service.ask('/authentication/v1/session', { key: null, method: 'DELETE', headers: bearer });
      return bearer;
    },
  },
  {
    ...session,
    name: 'signature for another URI',
    refusal: 'signature.claim.invalid.uri',
    headers: ({ url }, _, path) => signed(`${url}${path}/elsewhere`),
  },
  { ...known, name: 'key, no function', hasFunctions: false, headers: key('1/3/nofunctions') },
  { ...known, name: 'key, other customer', customers: 'bank', headers: key('1/5/bankonlykey') },
  { ...known, name: 'key, read-only', readOnly: true, headers: key('1/4/readonlyreadonly') },
  { ...known, name: 'key, full', headers: key('1/2/fullfullfull') },
  {
    ...session,
    name: 'session, read-only',
    readOnly: true,
    headers: async (service) => {
      const { bearer } = await logIn(service);
      const body = { readOnly: true };
      const { data } = await service.ask('/authentication/v1/session/constrain', { key: null, headers: bearer, body });
      return sessionOf(data).bearer;
    },
  },
  {
    ...session,
    name: 'cookie without CSRF token',
    proves: false,
    headers: async (service) => (await logIn(service)).cookie,
  },
  {
    ...session,
    name: 'cookie with CSRF token',
    headers: async (service, _, path) => {
      const { cookie, sessionKey } = await logIn(service);
      return { ...cookie, 'Argus-CSRF-Token': csrfToken(sessionKey, { url: service.url + path }) };
    },
  },
  { ...session, name: 'bearer token', headers: async (service) => (await logIn(service)).bearer },
  { ...session, name: 'signature, full', method: null, headers: ({ url }, _, path) => signed(url + path) },
];

export interface Verdict {
  readonly status: number | 'success';
  /** Template of the message; null for a success. */
  readonly template: string | null;
}

const success: Verdict = { status: 'success', template: null };

/**
 * What a caller gets from an endpoint that is asked, properly, for something of customer demo.
 */
export function verdict(
  endpoint: Endpoint,
  caller: Caller,
  asked: Pick<Asked, 'ofOneCustomer' | 'ofFunction' | 'changesOthers' | 'ofNothing' | 'method'>,
): Verdict {
  const isWrite = endpoint.effect !== 'reads' && endpoint.method !== 'GET';
  const isLimited = asked.changesOthers || endpoint.permission !== null || endpoint.isPrivileged === true;
  if (endpoint.isPublic === true) return success;
  if (caller.refusal !== null) return { status: 401, template: caller.refusal };
  if (endpoint.method !== 'GET' && !caller.proves) return { status: 403, template: 'csrf.token.missing' };
  if (endpoint.isPrivileged === true && caller.level === 'key')
    return { status: 403, template: 'security.level.insufficient' };
  if (asked.ofFunction && !caller.hasFunctions) return { status: 403, template: 'access.denied' };
  if (isWrite && isLimited && caller.readOnly) return { status: 403, template: 'session.read.only' };
  if (asked.method !== null && caller.method !== asked.method) return { status: 403, template: 'access.denied' };
  if (asked.ofOneCustomer && caller.customers === 'bank') return { status: 403, template: 'access.denied' };
  if (asked.ofNothing !== null) return { status: 404, template: asked.ofNothing };
  return success;
}
