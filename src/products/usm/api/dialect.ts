/** How USM Anywhere speaks: bare JSON bodies, and the headers that the live product sends. Source: docs/contract/usm.md §10. */
import type { Call, ReplyHeaders, JsonText, Outcome, Reply } from '../../../http/endpoint.ts';
import type { Product } from '../../../http/product.ts';
import { fragmentsReply } from '../../../http/written.ts';
import type { Style } from '../json/style.ts';
import { originOf } from '../../../http/origin.ts';
import type { ApiClient } from '../records/tenant.ts';
import { failureOf } from './failures.ts';
import { apiRoot } from './paths.ts';

/** Headers of an answer that has but the usual ones. */
const noMore: ReplyHeaders = {};

/** `cookie` is the value of the session cookie; which name the product gives it is not known. */
export function makeDialect(style: Style, cookie: () => string): Pick<Product, 'success' | 'failure'> {
  const { hasSessionCookie, isChunked } = style;
  const session = hasSessionCookie ? { 'Set-Cookie': `JSESSIONID=${cookie()}; Path=/; Secure; HttpOnly` } : {};
  const headers: ReplyHeaders = { ...session, ...style.headers };
  const usual = { ...headers, 'Content-Type': style.contentType };
  const json = (status: number, more: ReplyHeaders, text: JsonText): Reply => ({
    status,
    headers: more === noMore ? usual : { ...usual, ...more },
    body: typeof text === 'string' ? Buffer.from(text) : text,
    isChunked,
  });
  return {
    success: (outcome) => {
      if (outcome.kind === 'fragments') return { ...fragmentsReply(usual, ['', ''], outcome.fragments), isChunked };
      if (outcome.kind === 'one') return json(outcome.status ?? 200, outcome.headers ?? noMore, outcome.json);
      // One client parses every body whose headers speak of JSON, and stumbles over an empty one (docs/contract/usm.md §3).
      if (outcome.kind === 'empty') return { status: 200, headers, body: Buffer.alloc(0) };
      throw new Error(`USM Anywhere has no ${outcome.kind}`);
    },
    failure: (error, request) => {
      const { known, body } = failureOf(error, request?.method ?? '', request?.path ?? '');
      return json(known.status, known.headers, JSON.stringify(body));
    },
  };
}

export type UsmCall = Call<ApiClient>;

/** The address of the API as the caller wrote it. */
export const apiAddressOf = ({ request }: UsmCall): string => `${originOf(request)}${apiRoot}`;

/** An answer that is JSON text already. */
export const one = (json: JsonText, headers: ReplyHeaders = noMore): Outcome => ({ kind: 'one', json, headers });
