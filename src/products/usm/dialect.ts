/** How USM Anywhere speaks: bare JSON bodies, and the headers that the live product sends. Source: contract/usm.md §10. */
import type { ReplyHeaders, JsonText, Outcome, Reply } from '../../http/endpoint.ts';
import type { Product } from '../../http/product.ts';
import type { DialectName } from '../../model/tenant.ts';
import { failureOf } from './failures.ts';

/** Names as recorded from the live product, values as Spring Security sets them. */
const liveHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-XSS-Protection': '1; mode=block',
  'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate',
  Pragma: 'no-cache',
  Expires: '0',
  'Strict-Transport-Security': 'max-age=31536000 ; includeSubDomains',
  'X-Frame-Options': 'DENY',
} as const;

/** `cookie` is the value of the session cookie; which name the product gives it is not known. */
export function makeDialect(name: DialectName, cookie: () => string): Pick<Product, 'success' | 'failure'> {
  const isLive = name === 'live';
  const headers: ReplyHeaders = isLive
    ? { 'Set-Cookie': `JSESSIONID=${cookie()}; Path=/; Secure; HttpOnly`, ...liveHeaders }
    : {};
  const type = { 'Content-Type': isLive ? 'application/json;charset=UTF-8' : 'application/json' };
  const json = (status: number, more: ReplyHeaders, text: JsonText): Reply => ({
    status,
    headers: { ...headers, ...type, ...more },
    body: typeof text === 'string' ? Buffer.from(text) : text,
    isChunked: isLive,
  });
  return {
    success: (outcome) => {
      if (outcome.kind === 'one') return json(outcome.status ?? 200, outcome.headers ?? {}, outcome.json);
      // One client parses every body whose headers speak of JSON, and stumbles over an empty one (contract/usm.md §3).
      if (outcome.kind === 'empty') return { status: 200, headers, body: Buffer.alloc(0) };
      throw new Error(`USM Anywhere has no ${outcome.kind}`);
    },
    failure: (error, request) => {
      const { known, body } = failureOf(error, request?.method ?? '', request?.path ?? '');
      return json(known.status, known.headers, JSON.stringify(body));
    },
  };
}

/** An answer that is JSON text already. */
export const one = (json: JsonText, headers: ReplyHeaders = {}): Outcome => ({ kind: 'one', json, headers });
