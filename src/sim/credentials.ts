/** Which world a credential belongs to, so that a client without a prefix in its address reaches its own. */
import type { IncomingMessage } from 'node:http';
import { cookieOf, sessionCookie } from '../products/argus/auth/session.ts';
import type { WorldSlot } from './world-slot.ts';
import { worldTagDigits, type Worlds } from './worlds.ts';

/** The world that a request's credentials belong to; undefined for those of the server's own, and for none. Products check them afterwards. */
export function worldOf(worlds: Worlds, { headers }: IncomingMessage): WorldSlot | undefined {
  if (worlds.size() === 0) return undefined;
  const key = headers['argus-api-key'];
  // In the order in which Argus looks at them; USM Anywhere has only the last but one.
  if (typeof key === 'string') return ofSecret(worlds, key.slice(key.lastIndexOf('/') + 1));
  const { authorization } = headers;
  if (authorization !== undefined) return ofAuthorization(worlds, authorization);
  const cookie = cookieOf(headers.cookie, sessionCookie);
  return cookie === undefined ? undefined : ofSecret(worlds, cookie.slice(cookie.indexOf('.') + 1));
}

const ofSecret = (worlds: Worlds, secret: string): WorldSlot | undefined =>
  worlds.ofWorldTag(secret.slice(0, worldTagDigits));
/** API clients of worlds have ids that end in the realm. */
const ofClient = (worlds: Worlds, id: string): WorldSlot | undefined =>
  worlds.ofWorldTag(id.slice(id.lastIndexOf('-') + 1));

function ofAuthorization(worlds: Worlds, authorization: string): WorldSlot | undefined {
  const [scheme = '', text = ''] = authorization.trim().split(/ +/);
  if (/^basic$/i.test(scheme)) return ofClient(worlds, Buffer.from(text, 'base64').toString().split(':')[0] ?? '');
  if (!/^bearer$/i.test(scheme)) return undefined;
  const [head = '', middle = '', end] = text.split('.');
  // A session token of Argus has two parts, a token of USM Anywhere three; what it claims is checked by the world itself.
  if (end === undefined) return ofSecret(worlds, middle || head);
  const [, id = ''] = /"client_id":"([^"\\]{1,300})"/.exec(Buffer.from(middle, 'base64url').toString()) ?? [];
  return ofClient(worlds, id);
}

/** Takes a world's own key for the scenario's key that it stands for. */
export function translateKey(worldSlot: WorldSlot, request: IncomingMessage): void {
  const { headers } = request;
  const key = headers['argus-api-key'];
  if (worldSlot.worldTag === null || typeof key !== 'string' || !key.includes(worldSlot.worldTag)) return;
  const { keys, scenarioKeys } = worldSlot.playing();
  const at = keys.findIndex(({ value }) => value === key.trim());
  const meant = scenarioKeys[at];
  if (meant !== undefined) headers['argus-api-key'] = meant.value;
}
