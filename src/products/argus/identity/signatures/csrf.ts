/**
 * `Argus-CSRF-Token`: proof that a request with a session cookie was made by the client that holds the session key.
 * Source: docs/contract/argus.md §5.3: base64url(header).base64url({url,timestamp}).base64url(HMAC-SHA256), the padding kept by the
 * older client. jose refuses padding, so the three parts are taken apart here.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../../kernel/clock.ts';
import type { Endpoint } from '../../../../http/endpoint.ts';
import type { RequestHead } from '../../../../http/product.ts';
import { forbidden } from '../../access/refusals.ts';
import { isUriOf, mostSkew } from './uri.ts';

/**
 * Assumed, and strict, since no public client leaves the token out (docs/contract/argus.md §12.8): whatever is no GET needs one,
 * searches by POST among them. A GET needs none; one that comes with it must be right.
 */
export const needsProof = ({ method }: Pick<Endpoint, 'method'>, headers: RequestHead['headers']): boolean =>
  method !== 'GET' || headers['argus-csrf-token'] !== undefined;

/** Throws 403 unless the token was made with the session key, for this URL, at about this time. */
export function checkCsrf(sessionKey: string, request: RequestHead, clientClock: Clock): void {
  const token = request.headers['argus-csrf-token'];
  if (typeof token !== 'string' || token === '') throw forbidden('csrf.token.missing');
  const end = token.lastIndexOf('.');
  const [header = '', payload = '', ...rest] = token.slice(0, Math.max(0, end)).split('.');
  const expected = createHmac('sha256', Buffer.from(sessionKey, 'base64')).update(`${header}.${payload}`).digest();
  const given = Buffer.from(token.slice(end + 1), 'base64url');
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw forbidden('csrf.token.invalid');
  if (decoded(header)['alg'] !== 'HS256') throw forbidden('csrf.token.invalid');
  const { url, timestamp } = decoded(payload);
  if (typeof url !== 'string' || !isUriOf(url, request)) throw forbidden('csrf.token.invalid.uri');
  if (typeof timestamp !== 'number' || Math.abs(timestamp - clientClock.now()) > mostSkew)
    throw forbidden('csrf.token.invalid.timestamp');
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
