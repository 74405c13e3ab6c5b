/** What somebody is told who is not known (401), or known and not allowed (403), each with its own words. Wordings assumed (docs/contract/argus.md §10.6). */
import { ApiError } from '../../../kernel/fault.ts';

const words = {
  'user.not.authenticated': 'User is not authenticated',
  'api.key.invalid': 'Invalid API key',
  'api.key.expired': 'API key has expired',
  'api.key.invalid.source': 'API key is not valid from this source address',
  'authentication.failed': 'Authentication failed',
  'authentication.locked': 'Too many failed attempts, try again later',
  'session.invalid': 'Invalid session',
  'session.expired': 'Session has expired',
  'session.invalid.source': 'Session is not valid from this source address',
  'session.invalid.domain': 'Session does not belong to the expected domain',
  'access.denied': 'Access denied',
  'security.level.insufficient': 'Operation requires a higher security level',
  'session.read.only': 'Session is read-only',
  'csrf.token.missing': 'CSRF token is missing',
  'csrf.token.invalid': 'CSRF token is invalid',
  'csrf.token.invalid.uri': 'CSRF token is for another URL',
  'csrf.token.invalid.timestamp': 'CSRF token is outside of its time',
  'signature.malformed': 'Signature is malformed',
  'signature.key.unknown': 'Unknown signature key',
  'signature.key.invalid.source': 'Signature key is not valid from this source address',
  'signature.algorithm.invalid': 'Signature algorithm must be ES256 for an EC key or RS256 for an RSA key',
  'signature.invalid': 'Signature does not match',
  'signature.claim.missing.uri': 'Signature lacks the claim uri',
  'signature.claim.missing.timestamp': 'Signature lacks the claim timestamp',
  'signature.claim.missing.nonce': 'Signature lacks the claim nonce',
  'signature.claim.invalid.uri': 'Claim uri is not the URI of this request',
  'signature.claim.invalid.timestamp': 'Claim timestamp is not a number of milliseconds',
  'signature.claim.invalid.nonce': 'Claim nonce is not a random text of 1 to 256 characters',
  'signature.skew.exceeded': 'Clock of the client is more than two hours off',
  'signature.skew.changed': 'Clock of the client has jumped since its earlier requests',
  'signature.nonce.reused': 'Nonce has been used before',
} as const;

export type RefusalTemplate = keyof typeof words;

const refuse = (status: number, refusal: RefusalTemplate): ApiError =>
  new ApiError(status, [{ message: words[refusal], template: refusal, field: null }]);

export const unauthenticated = (refusal: RefusalTemplate): ApiError => refuse(401, refusal);

export const forbidden = (refusal: RefusalTemplate): ApiError => refuse(403, refusal);
