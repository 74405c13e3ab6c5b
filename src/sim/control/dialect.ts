/** How the control plane speaks: plain JSON, and problem documents. */
import type { Outcome, Reply } from '../../http/endpoint.ts';
import { fragmentsReply } from '../../http/written.ts';
import type { Product } from '../../http/product.ts';
import { hintOf } from '../faults/rule.ts';
import { apiErrorOf, ControlError, invalid, problemReply } from '../problems/problem.ts';

const withoutVendorFaults = () => apiErrorOf(new ControlError('bug', 'Faults are for the products alone.'));
/** The one refusal that comes by the door of vendors' faults: a request's work is bounded here too. */
const overBudget = () =>
  apiErrorOf(new ControlError('over-budget', 'It takes more work than --request-budget allows: ask for less at once.'));
/** There is nothing at a path. */
export const notFound = (path: string): Error =>
  new ControlError('not-found', `There is nothing at ${path.slice(0, 200)}.`);
const withHead = (allow: readonly string[]): string =>
  [...allow, ...(allow.includes('GET') ? ['HEAD'] : [])].join(', ');

/** Its answers and refusals. */
export const controlDialect: Pick<Product, 'success' | 'failure' | 'invalid' | 'vendorFaults' | 'refuse'> = {
  success,
  failure: (error, request) => problemReply(error, request?.path ?? '/_sim'),
  invalid: (problems) => invalid(problems, hintOf),
  vendorFaults: {
    statuses: [503],
    paging: null,
    credential: () => null,
    error: (status) => (status === 503 ? overBudget() : withoutVendorFaults()),
    revoked: withoutVendorFaults,
  },
  refuse: {
    notFound,
    methodNotAllowed: (allow) =>
      new ControlError('method-not-allowed', `It has ${allow.join(', ')}.`, { Allow: withHead(allow) }),
    bodyType: () => new ControlError('unsupported-type', 'Say that the body is JSON: Content-Type: application/json'),
    coding: () =>
      new ControlError('unsupported-type', 'A body comes as it is, or in gzip.', { 'Accept-Encoding': 'gzip' }),
    mediaType: () => new ControlError('not-acceptable', 'It answers in another media type.'),
    malformedJson: (reason) => new ControlError('malformed-json', reason),
    tooLarge: (bytes) => new ControlError('too-large', `It may have ${bytes} bytes.`, { Connection: 'close' }),
    overloaded: () =>
      new ControlError('overloaded', 'Too many bodies are being read.', { Connection: 'close', 'Retry-After': '1' }),
    tooSlow: () => new ControlError('too-slow', 'The body took too long to arrive.', { Connection: 'close' }),
  },
};

function success(outcome: Outcome): Reply {
  const unkept = { 'Cache-Control': 'no-store' };
  if (outcome.kind === 'file')
    return { status: 200, headers: { 'Content-Type': outcome.type, ...outcome.headers }, body: outcome.bytes };
  if (outcome.kind === 'empty') return { status: 204, headers: unkept, body: Buffer.alloc(0), isChunked: true };
  if (outcome.kind === 'list') throw new Error('the control plane has no envelope of lists');
  const headers = { 'Content-Type': 'application/json', ...unkept };
  if (outcome.kind === 'fragments') return fragmentsReply(headers, ['', ''], outcome.fragments);
  return {
    status: outcome.status ?? 200,
    headers: { ...headers, ...outcome.headers },
    body: Buffer.from(outcome.json),
  };
}
