/** Whose a request is: the server's own world, or one beside it, named by a prefix of the path or by the credentials. */
import type { IncomingMessage } from 'node:http';
import { forwardedHeaders } from '../../http/origin.ts';
import { isPathPrefix, prefixHeader, pathPrefixOf } from '../../http/prefix.ts';
import type { Plugin } from '../../products/shared/plugin.ts';
import { ControlError } from '../problems/problem.ts';
import type { WorldSlot } from './world-slot.ts';
import type { Worlds } from './worlds.ts';

export const unknownWorld = (): ControlError =>
  new ControlError(
    'unknown-world',
    'There is no world of this name; it may have been removed because nobody asked for it.',
  );

/** Whose a request is, and its address as it came. */
export interface Entered {
  readonly slot: WorldSlot;
  readonly url: string;
}

interface Entrance {
  readonly main: WorldSlot;
  readonly worlds: Worlds;
  readonly options: { readonly trustProxy: boolean; readonly serving: { readonly plugins: readonly Plugin[] } };
}

/** Finds whose a request is, and takes a world's prefix from its path; or says why it is nobody's. */
export function enter({ main, worlds, options }: Entrance, request: IncomingMessage): Entered | ControlError {
  const address = worldAddressIn(request, options.trustProxy);
  if (address instanceof ControlError) return address;
  const { name, url } = address;
  if (name === null) {
    const slot = ofCredentials(worlds, options.serving.plugins, request) ?? main;
    slot.runtime().translate(request.headers);
    return { slot, url };
  }
  const slot = worlds.get(name);
  if (slot === undefined) return unknownWorld();
  goInto(request, address);
  slot.runtime().translate(request.headers);
  return { slot, url };
}

/** Where a request is addressed to. */
export interface WorldAddress {
  /** The name of the world in its path; null for a path without. */
  readonly name: string | null;
  /** As it came, and without the world. */
  readonly url: string;
  readonly below: string;
}

/** Reads it; refuses a prefix that is none. */
export function worldAddressIn(request: IncomingMessage, isTrusted: boolean): WorldAddress | ControlError {
  const refusal = readForwarded(request, isTrusted);
  if (refusal !== null) return refusal;
  // A proxy's client sends the whole URL; only its path matters here (RFC 9112 §3.2.2).
  if (request.url?.startsWith('http') === true) request.url = request.url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  const url = request.url ?? '/';
  if (!url.startsWith('/w/')) return { name: null, url, below: url };
  const end = endOfName(url);
  const below = url.charCodeAt(end) === 0x2f ? url.slice(end) : `/${url.slice(end)}`;
  return { name: url.slice(3, end), url, below };
}

/** Takes the world from the path of a request, and remembers it for links. */
export function goInto(request: IncomingMessage, { name, below }: WorldAddress): void {
  request.url = below;
  if (name !== null) request.headers[prefixHeader] = `${pathPrefixOf(request)}/w/${name}`;
}

/**
 * What `X-Forwarded-*` say counts only from a proxy that is trusted: links, and the addresses that clients sign, are made of it.
 * A prefix that is none is refused, because links without it would lead elsewhere.
 */
function readForwarded({ headers, socket }: IncomingMessage, isTrusted: boolean): ControlError | null {
  if (!isTrusted) for (const name of forwardedHeaders) if (headers[name] !== undefined) delete headers[name];
  // Links are of the scheme that the client used; a proxy in front knows better.
  if ('encrypted' in socket) headers['x-forwarded-proto'] ??= 'https';
  const prefix = headers[prefixHeader];
  if (prefix === undefined || prefix === '' || prefix === '/' || isPathPrefix(prefix)) return null;
  return new ControlError('bad-prefix', 'X-Forwarded-Prefix is no path of plain segments, such as /siem.');
}

/** The world that a request's credentials belong to; undefined for those of the server's own, and for none. Products check them afterwards. */
function ofCredentials(
  worlds: Worlds,
  plugins: readonly Plugin[],
  { headers }: IncomingMessage,
): WorldSlot | undefined {
  const worldTag = worlds.size() === 0 ? null : claimedTag(plugins, headers);
  return worldTag === null ? undefined : worlds.ofWorldTag(worldTag);
}

/** The tag of the world that credentials claim to be of; null where they claim none. */
export function claimedTag(plugins: readonly Plugin[], headers: IncomingMessage['headers']): string | null {
  for (const { worldTagOf } of plugins) {
    const worldTag = worldTagOf(headers);
    if (worldTag !== null) return worldTag;
  }
  return null;
}

/** Where the name of the world ends: at a slash, a question mark, or the end. */
function endOfName(url: string): number {
  const slash = url.indexOf('/', 3);
  const end = slash < 0 ? url.length : slash;
  const mark = url.indexOf('?', 3);
  return mark < 0 ? end : Math.min(end, mark);
}
