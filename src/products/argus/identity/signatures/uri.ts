/** What clients say of their own requests: the URI, and the time. */
import { pathPrefixOf } from '../../../../http/prefix.ts';
import type { RequestHead } from '../../../../http/product.ts';

/** How far the clock of a client may be off (seed 002). */
export const mostSkew = 2 * 3_600_000;

/**
 * True when a claimed URI is that of the request: host and path agree, query and fragment are ignored (seed 002).
 * Either scheme will do, because a proxy may end TLS before the request gets here.
 */
export function isUriOf(claimed: string, request: Pick<RequestHead, 'headers' | 'path'>): boolean {
  const host = String(request.headers['host'] ?? '');
  const path = pathPrefixOf(request) + request.path;
  const end = claimed.search(/[?#]/);
  const base = end < 0 ? claimed : claimed.slice(0, end);
  if (base === `http://${host}${path}` || base === `https://${host}${path}`) return true;
  if (!URL.canParse(base) || !/^https?:/i.test(base)) return false;
  const url = new URL(base);
  // Written differently, the same host: letter case, or the port that goes without saying.
  const own = `${url.protocol}//${host}`;
  return URL.canParse(own) && url.host === new URL(own).host && url.pathname === path;
}
