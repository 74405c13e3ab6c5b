/** How USM Anywhere refuses: OAuth's errors, and the declared ErrorResponse. Source: docs/contract/usm.md §2, §10. */
import { ApiError } from '../../../kernel/fault.ts';
import type { Product } from '../../../http/product.ts';
import { isTokenPath } from './paths.ts';
import type { Declared, Oauth } from '../generated/types.ts';

const refusal = (
  status: number,
  template: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ApiError => new ApiError(status, [{ message, template, field: null }], headers);

/** Tokens and their refusals must not be kept by anybody (spring-security-oauth; docs/contract/usm.md §2). */
export const uncached = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

const realm = 'oauth2-resource';
const unknownCaller = (error: Oauth['error'], description: string): ApiError =>
  refusal(401, error, description, {
    ...uncached,
    'WWW-Authenticate': `Bearer realm="${realm}", error="${error}", error_description="${description}"`,
  });

/** 401 for a request without a bearer token. */
export const noToken = (): ApiError =>
  unknownCaller('unauthorized', 'Full authentication is required to access this resource');
/** 401 for what was never a token of this server. */
export const garbageToken = (): ApiError => unknownCaller('invalid_token', 'Cannot convert access token to JSON');
/** 401 for a token past its time; it is safe to print, because it is our own. */
export const expiredToken = (token: string): ApiError =>
  unknownCaller('invalid_token', `Access token expired: ${token}`);
/** 401 for bad client credentials, in the form that the vendor declares; clients look for the word. */
export const badCredentials = (): ApiError =>
  refusal(401, 'declared', 'Unauthorized', { 'WWW-Authenticate': 'Basic realm="oauth2/client"' });
/** 403 for a client whose scope does not reach so far. */
export const scopeTooSmall = (): ApiError => refusal(403, 'access_denied', 'Access is denied');
export const missingGrant = (): ApiError => refusal(400, 'invalid_request', 'Missing grant type', uncached);
export const unsupportedGrant = (grant: string): ApiError =>
  refusal(400, 'unsupported_grant_type', `Unsupported grant type: ${grant.slice(0, 100)}`, uncached);
/** The declared ErrorResponse. */
export const declared = (status: number, message: string): ApiError => refusal(status, 'declared', message);
export const recordNotFound = (): ApiError => declared(404, 'Not Found');
export const rateExceeded = (): ApiError => declared(429, 'Too Many Requests');

const oauthErrors: ReadonlySet<string> = new Set<Oauth['error']>([
  'invalid_token',
  'unauthorized',
  'access_denied',
  'invalid_request',
  'unsupported_grant_type',
]);

/** The body of a refusal of a request for `path`; what is not an ApiError is our bug and says no more than that. */
export function failureOf(error: unknown, method: string, path: string) {
  const known = error instanceof ApiError ? error : declared(500, 'Internal Server Error');
  const template = known.complaints[0]?.template ?? '';
  const message = known.complaints[0]?.message ?? '';
  if (oauthErrors.has(template)) return { known, body: oauth(template as Oauth['error'], message) };
  if (known.status === 405 && isTokenPath(path)) {
    return { known, body: oauth('method_not_allowed', `Request method '${method}' not supported`) };
  }
  return { known, body: { result: 'failure', location: path, error: message } satisfies Declared };
}

const oauth = (error: Oauth['error'], description: string): Oauth => ({ error, error_description: description });

/** What the HTTP layer refuses, and how what is wrong with a request is worded. */
export const refusedRequests: Pick<Product, 'invalid' | 'refuse'> = {
  invalid: (problems) => {
    const names = [...new Set(problems.map(({ path }) => String(path[0] ?? '')))].join(', ');
    return refusal(400, 'declared', `Bad Request: invalid value of ${names}`);
  },
  refuse: {
    notFound: recordNotFound,
    methodNotAllowed: (allow) => refusal(405, 'declared', 'Method Not Allowed', { Allow: allow.join(', ') }),
    mediaType: () => declared(406, 'Not Acceptable'),
    bodyType: () => declared(415, 'Unsupported Media Type'),
    // Assumed: as for a type that is not taken; RFC 9110 §15.5.16 has the header.
    coding: () => refusal(415, 'declared', 'Unsupported Media Type', { 'Accept-Encoding': 'gzip' }),
    malformedJson: () => declared(400, 'Bad Request'),
    tooLarge: () => refusal(413, 'declared', 'Payload Too Large', { Connection: 'close' }),
    overloaded: () => refusal(503, 'declared', 'Service Unavailable', { Connection: 'close' }),
    tooSlow: () => refusal(408, 'declared', 'Request Timeout', { Connection: 'close' }),
  },
};
