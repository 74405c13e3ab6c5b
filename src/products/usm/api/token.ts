/** Tokens: issued to API clients against Basic credentials, known again by their signature, gone after a quarter of an hour. Source: docs/contract/usm.md §2. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import type { Json } from '../../../kernel/schema.ts';
import { latePackage } from '../../../kernel/late-packages.ts';
import { stream } from '../../../kernel/random.ts';
import type { ApiClient } from '../records/tenant.ts';
import type { World } from '../../../model/world.ts';
import { badCredentials, expiredToken, garbageToken, missingGrant, noToken, unsupportedGrant } from './failures.ts';
import type { Ids } from '../records/usm-id.ts';
import { givenValues, type Query } from './paging.ts';
import type { Token } from '../generated/types.ts';

export const lifeSeconds = 899;
/** Tokens whose signature need not be checked again; the one known longest makes room. */
const mostKnown = 4096;
const longestToken = 4096;

interface Claims {
  readonly exp: number;
  readonly client_id: string;
}

export type Tokens = Readonly<ReturnType<typeof makeTokens>>;

/** Tokens carry all there is to know of them, as the vendor's do: whoever holds the key knows them again, which is another one in each epoch of the World. */
export function makeTokens(
  world: Pick<World, 'seed' | 'worldTag' | 'epoch'>,
  clients: readonly ApiClient[],
  clock: Clock,
  ids: Pick<Ids, 'token'>,
) {
  let held: { readonly epoch: number; readonly key: Buffer } | null = null;
  const known = new Map<string, { readonly client: ApiClient; readonly expires: number }>();
  const key = (): Buffer => {
    const { epoch = 0 } = world;
    if (held?.epoch !== epoch) {
      held = { epoch, key: keyIn(world, epoch) };
      known.clear();
    }
    return held.key;
  };
  let issued = 0;
  const read = (token: string): { readonly client: ApiClient; readonly expires: number } => {
    const now = key();
    const found = known.get(token);
    if (found !== undefined) return found;
    const claims = token.length > longestToken ? null : claimsOf(token, now);
    const client = clients.find(({ id }) => id === claims?.client_id);
    if (claims === null || client === undefined) throw garbageToken();
    const made = { client, expires: claims.exp * 1000 };
    const [oldest] = known.keys();
    if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
    known.set(token, made);
    return made;
  };
  return {
    /** How many were issued, which makes the next one another; saved and loaded by who carries the server elsewhere. */
    issued: { save: (): number => issued, load: (saved: Json): void => void (issued = Number(saved ?? 0)) },
    /** Signs a token for a client. */
    issue: async (client: ApiClient): Promise<Token> => {
      const jti = ids.token(issued++);
      const claims = {
        scope: client.scope,
        exp: Math.floor(clock.now() / 1000) + lifeSeconds,
        authorities: ['ROLE_API'],
        jti,
        client_id: client.id,
      };
      const { SignJWT } = latePackage('jose');
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key());
      return { access_token: token, token_type: 'bearer', expires_in: lifeSeconds, scope: client.scope.join(' '), jti };
    },
    /** The client whose token an Authorization header carries. Throws 401. */
    clientOf: (header: string | undefined): ApiClient => {
      // One client copies `bearer` from token_type, so the scheme may come in any case.
      const [, token] = /^bearer +(\S+) *$/i.exec(header ?? '') ?? [];
      if (token === undefined) throw noToken();
      const { client, expires } = read(token);
      if (clock.now() >= expires) throw expiredToken(token);
      return client;
    },
  };
}

function keyIn({ seed, worldTag }: Pick<World, 'seed' | 'worldTag'>, epoch: number): Buffer {
  const path = [
    'usm/token-key',
    ...(worldTag === undefined ? [] : [worldTag]),
    ...(epoch === 0 ? [] : [`epoch-${epoch}`]),
  ];
  return Buffer.from(stream(seed, path.join('/')).hex(64), 'hex');
}

/** What a token of this key claims; null for any other text. Without jose, which answers later only: callers are known at once. */
function claimsOf(token: string, key: Buffer): Claims | null {
  const end = token.lastIndexOf('.');
  const expected = createHmac('sha256', key)
    .update(token.slice(0, Math.max(0, end)))
    .digest();
  const query = Buffer.from(token.slice(end + 1), 'base64url');
  if (query.length !== expected.length || !timingSafeEqual(query, expected)) return null;
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

/** The client of `Basic id:secret`. Throws 401 for an unknown or switched-off client and for a wrong secret alike. */
export function clientOf(clients: readonly ApiClient[], header: string | undefined): ApiClient {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '') ?? [];
  const [id, ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const client = clients.find((candidate) => candidate.id === id);
  // An unknown client is compared too, so that the time taken tells nothing.
  const isSecret = sameText(rest.join(':'), client?.secret ?? 'no such client');
  if (client === undefined || !isSecret || !client.enabled) throw badCredentials();
  return client;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameText = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** Sees to it that `client_credentials` is asked for, in the query or in a form; what type the body claims to have does not matter. */
export function checkGrant(query: Query, body: string): void {
  const grants = [...givenValues(query, 'grant_type'), ...new URLSearchParams(body.trim()).getAll('grant_type')];
  const first = grants.find((grant) => grant !== '');
  if (first === undefined) throw missingGrant();
  if (!grants.includes('client_credentials')) throw unsupportedGrant(first);
}
