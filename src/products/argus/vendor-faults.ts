/** Errors that Argus gives for reasons of its own, for faults to bring about. Source: docs/contract/argus.md §1. */
import { ApiError, type Complaint } from '../../kernel/fault.ts';
import type { RequestHead, VendorFaults } from '../../http/product.ts';
import { unauthenticated } from './access/refusals.ts';
import { envelopePage } from './page-form.ts';
import { cookieSessionIn } from './identity/sessions/session-check.ts';

const action = (message: string | null, template: string | null): Complaint => ({ message, template, field: null });

/**
 * 503 is the vendor's own sample, with its two messages, the first of which says nothing; the template of 402 was seen, and 412 is
 * documented. The others are worded like their siblings; 429 is assumed altogether.
 */
const errors: Readonly<Record<number, readonly Complaint[]>> = {
  400: [action('Invalid JSON request', 'invalid.json.request')],
  401: [action('User is not authenticated', 'user.not.authenticated')],
  402: [action('Resource limit exceeded', 'resource.limit.exceeded')],
  403: [action('Access denied', 'access.denied')],
  404: [action('Object not found', 'object.not.found')],
  412: [{ message: 'Invalid value for field', template: 'invalid.field.value', field: 'limit' }],
  429: [action('Too many requests', 'too.many.requests')],
  500: [action('Unknown server error', 'unknown.server.error')],
  503: [action(null, null), action('Request timed out, service may be overloaded or unavailable', 'service.timeout')],
};

type Kind = 'key' | 'signature' | 'session';

/** What a request is authenticated by, in the order in which Argus looks; of a signature the key, for every request has another. */
function credentialIn({ headers }: RequestHead): { readonly kind: Kind; readonly value: string } | null {
  const key = headers['argus-api-key'];
  if (typeof key === 'string') return { kind: 'key', value: key.trim() };
  const signature = headers['argus-signature'];
  if (typeof signature === 'string') return { kind: 'signature', value: signature.slice(0, signature.indexOf(':')) };
  const [, bearer] = /^bearer\s+(\S+)/i.exec(String(headers['authorization'] ?? '')) ?? [];
  const token = bearer ?? cookieSessionIn(headers['cookie'] as string | undefined)?.token;
  return token === undefined ? null : { kind: 'session', value: token };
}

const refusals = { key: 'api.key.invalid', signature: 'signature.key.unknown', session: 'session.invalid' } as const;

export const argusFaults: VendorFaults = {
  statuses: Object.keys(errors).map(Number),
  error: (status) => new ApiError(status, errors[status] ?? []),
  credential: (request) => {
    const credential = credentialIn(request);
    return credential === null ? null : `${credential.kind} ${credential.value}`;
  },
  revoked: (request) => {
    const credential = credentialIn(request);
    return unauthenticated(credential === null ? 'user.not.authenticated' : refusals[credential.kind]);
  },
  paging: envelopePage,
};
