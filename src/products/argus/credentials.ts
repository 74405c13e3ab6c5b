/** The API keys that a World hands out, and which world a caller's credentials are of. */
import type { IncomingHttpHeaders } from 'node:http';
import { stream } from '../../kernel/random.ts';
import type { World } from '../../model/world.ts';
import { worldTagIn, type WorldCredentials } from '../shared/plugin.ts';
import { keyText } from './identity/keys/key-check.ts';
import { cookieSessionIn } from './identity/sessions/session-check.ts';

/** An API key that the scenario hands out. */
export interface KnownKey {
  readonly label: string;
  /** The value of the header `Argus-API-Key`. */
  readonly value: string;
}

/** The scenario's keys; in a tagged World the same with other secrets: whoever sends one is taken for the holder of the scenario's. */
export function apiKeys({ seed, keys, worldTag }: World): WorldCredentials {
  const scenarioKeys = keys.map((key): KnownKey => ({ label: key.label, value: keyText(key) }));
  if (worldTag === undefined) return { listed: { keys: scenarioKeys } };
  const secrets = stream(seed, `worlds/${worldTag}/keys`);
  const ownKeys = keys.map((key): KnownKey => ({
    label: key.label,
    value: keyText({ ...key, secret: worldTag + secrets.hex(20) }),
  }));
  return {
    listed: { keys: ownKeys },
    translate: (headers) => {
      const key = headers['argus-api-key'];
      if (typeof key !== 'string' || !key.includes(worldTag)) return;
      const meant = scenarioKeys[ownKeys.findIndex(({ value }) => value === key.trim())];
      if (meant !== undefined) headers['argus-api-key'] = meant.value;
    },
  };
}

/** The tag that keys and sessions begin their secrets with, in the order in which Argus looks at them. */
export function worldTagOfSecret(headers: IncomingHttpHeaders): string | null {
  const { authorization, cookie, 'argus-api-key': key } = headers;
  if (typeof key === 'string') return worldTagIn(key.slice(key.lastIndexOf('/') + 1));
  if (authorization === undefined) {
    const session = cookieSessionIn(cookie)?.token;
    return session === undefined ? null : worldTagIn(session.slice(session.indexOf('.') + 1));
  }
  const [scheme = '', text = ''] = authorization.trim().split(/ +/);
  const [head = '', secret = '', ...rest] = text.split('.');
  // A session token has two parts; one of three is another product's.
  return /^bearer$/i.test(scheme) && rest.length === 0 ? worldTagIn(secret || head) : null;
}
