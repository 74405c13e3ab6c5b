/**
 * `Argus-Signature: <domain>/<user>/<key index>:<JWT>`, one signature a request. Source: seed 002; docs/contract/argus.md §5.4.
 *
 * jose takes the token apart; the signature itself is checked by node:crypto on its thread pool, beside the event loop:
 * 70 to 90 µs that would otherwise hold up everybody else's requests. jose's own check does the same by way of WebCrypto,
 * at 150 to 170 µs a request. Measured on two cores, Node 20.
 */
import { verify } from 'node:crypto';
import { latePackage } from '../../../../kernel/late-packages.ts';
import type { RequestHead } from '../../../../http/product.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { narrowed, rightsOf, type Principal } from '../../access/access.ts';
import { clientAddress, isAllowedFrom } from '../../access/narrow.ts';
import { makeKeyFinder, type KnownPublicKey } from './public-keys.ts';
import { unauthenticated } from '../../access/refusals.ts';
import type { Replay } from './replay.ts';
import { isUriOf } from './uri.ts';

const longestToken = 8192;
const longestNonce = 256;

/** Finds the caller of a signature, or refuses with 401, in words of its own for everything that can be wrong. */
export function makeSignatureCheck(
  simulation: Simulation,
  replay: Replay,
): (header: string, request: RequestHead) => Promise<Principal> {
  const keyOf = makeKeyFinder(simulation);
  const principalOf = makePrincipals();
  return (header, request) => {
    const colon = header.indexOf(':');
    const [id, token] = [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
    if (colon < 0 || token.length > longestToken) throw unauthenticated('signature.malformed');
    const known = keyOf(id);
    if (known === null) throw unauthenticated('signature.key.unknown');
    if (!isAllowedFrom(known.declared.sources, request.source)) throw unauthenticated('signature.key.invalid.source');
    const claims = decoded(token, known);
    return isSigned(token, known).then((isGood) => {
      if (!isGood) throw unauthenticated('signature.invalid');
      const { uri, timestamp, nonce } = checked(claims);
      if (!isUriOf(uri, request)) throw unauthenticated('signature.claim.invalid.uri');
      replay.note(id, timestamp, nonce);
      return principalOf(known, id, request.source);
    });
  };
}

const mostSources = 256;

/** Makes the caller of a key at an address once. */
function makePrincipals(): (known: KnownPublicKey, id: string, source: string) => Principal {
  const made = new WeakMap<KnownPublicKey, Map<string, Principal>>();
  return (known, id, source) => {
    const bySource = made.get(known) ?? new Map<string, Principal>();
    const found = bySource.get(source);
    if (found !== undefined) return found;
    const { account, declared } = known;
    const principal: Principal = {
      ...narrowed(rightsOf(account), declared),
      account,
      method: 'SIGNATURE',
      level: 'DEFAULT',
      source: clientAddress(source),
      caller: `signature ${id}@${source}`,
      session: null,
    };
    if (bySource.size < mostSources) bySource.set(source, principal);
    made.set(known, bySource);
    return principal;
  };
}

interface Claims {
  readonly uri: string;
  readonly timestamp: number;
  readonly nonce: string;
}

type AnyClaims = Readonly<Record<string, unknown>>;

/** What a token claims, before its signature is checked. */
function decoded(token: string, { algorithm }: KnownPublicKey): AnyClaims {
  const { decodeJwt, decodeProtectedHeader } = latePackage('jose');
  let header: import('jose').ProtectedHeaderParameters;
  let claims: AnyClaims;
  try {
    header = decodeProtectedHeader(token);
    claims = decodeJwt(token);
  } catch {
    throw unauthenticated('signature.malformed');
  }
  if (header.alg !== algorithm) throw unauthenticated('signature.algorithm.invalid');
  // Extensions that must be understood are not (RFC 7515 §4.1.11).
  if (header['crit'] !== undefined) throw unauthenticated('signature.malformed');
  return claims;
}

function isSigned(token: string, { key }: KnownPublicKey): Promise<boolean> {
  const end = token.lastIndexOf('.');
  const [message, signature] = [Buffer.from(token.slice(0, end)), Buffer.from(token.slice(end + 1), 'base64url')];
  return new Promise((resolve, reject) =>
    verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, isGood) =>
      error === null ? resolve(isGood) : reject(error),
    ),
  );
}

/** The three claims, all there and of the right kind. */
function checked(claims: AnyClaims): Claims {
  for (const name of ['uri', 'timestamp', 'nonce'] as const)
    if (claims[name] === undefined || claims[name] === null) throw unauthenticated(`signature.claim.missing.${name}`);
  const { uri, timestamp, nonce } = claims;
  if (typeof uri !== 'string') throw unauthenticated('signature.claim.invalid.uri');
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp))
    throw unauthenticated('signature.claim.invalid.timestamp');
  if (typeof nonce !== 'string' || nonce === '' || nonce.length > longestNonce)
    throw unauthenticated('signature.claim.invalid.nonce');
  return { uri, timestamp, nonce };
}
