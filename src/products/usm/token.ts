/** Tokens: issued to API clients against Basic credentials, known again by the server, gone after a quarter of an hour. Source: contract/usm.md §2. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import { stream } from '../../kernel/random.ts';
import type { ApiClient } from '../../model/tenant.ts';
import type { World } from '../../model/world.ts';
import { badCredentials, expiredToken, garbageToken, missingGrant, noToken, unsupportedGrant } from './failures.ts';
import type { Ids } from './identity.ts';
import { once } from './once.ts';
import { valuesOf, type Given } from './paging.ts';
import type { Token } from './types.ts';

export const lifeSeconds = 899;
/** The oldest token is forgotten when there are more; all live as long, so it is also the first to expire. */
const mostTokens = 20_000;

export interface Tokens {
  /** Signs a token for a client. */
  readonly issue: (client: ApiClient) => Promise<Token>;
  /** The client whose token an Authorization header carries. Throws 401. */
  readonly clientOf: (header: string | undefined) => ApiClient;
}

export function makeTokens({ seed }: World, clock: Clock, ids: Ids): Tokens {
  const live = new Map<string, { readonly client: ApiClient; readonly expires: number }>();
  const key = once(() => Buffer.from(stream(seed, 'usm/token-key').hex(64), 'hex'));
  let issued = 0;
  return {
    issue: async (client) => {
      const jti = ids.token(issued++);
      const expires = clock.now() + lifeSeconds * 1000;
      const claims = {
        scope: client.scope,
        exp: Math.floor(expires / 1000),
        authorities: ['ROLE_API'],
        jti,
        client_id: client.id,
      };
      const { SignJWT } = await import('jose');
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key());
      const [oldest] = live.keys();
      if (live.size >= mostTokens && oldest !== undefined) live.delete(oldest);
      live.set(token, { client, expires });
      return { access_token: token, token_type: 'bearer', expires_in: lifeSeconds, scope: client.scope.join(' '), jti };
    },
    clientOf: (header) => {
      // One client copies `bearer` from token_type, so the scheme may come in any case.
      const [, token] = /^bearer +(\S+) *$/i.exec(header ?? '') ?? [];
      if (token === undefined) throw noToken();
      const known = live.get(token);
      if (known === undefined) throw garbageToken();
      if (clock.now() >= known.expires) throw expiredToken(token);
      return known.client;
    },
  };
}

/** The client of `Basic id:secret`. Throws 401 for an unknown or switched-off client and for a wrong secret alike. */
export function clientOf({ tenant }: World, header: string | undefined): ApiClient {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '') ?? [];
  const [id, ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const client = tenant.clients.find((candidate) => candidate.id === id);
  // An unknown client is compared too, so that the time taken tells nothing.
  const isSecret = sameText(rest.join(':'), client?.secret ?? 'no such client');
  if (client === undefined || !isSecret || !client.enabled) throw badCredentials();
  return client;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameText = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** Sees to it that `client_credentials` is asked for, in the query or in a form; what type the body claims to have does not matter. */
export function checkGrant(query: Given, body: string): void {
  const grants = [...valuesOf(query, 'grant_type'), ...new URLSearchParams(body.trim()).getAll('grant_type')];
  const first = grants.find((grant) => grant !== '');
  if (first === undefined) throw missingGrant();
  if (!grants.includes('client_credentials')) throw unsupportedGrant(first);
}
