/** Signs requests as a client of Argus does: ES256 or RS256 over the URI, the time and a nonce. Source: seed 002; docs/contract/argus.md §5.4. */
import { tokenPart } from '../../../../checks/shared/jwt.ts';
import { createPrivateKey, generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import { wallClock } from '../../../../../kernel/clock.ts';
import { stream } from '../../../../../kernel/random.ts';
import type { SigningKey } from '../../../../terms/target.ts';
import type { Identity } from '../../../../terms/facts.ts';

/** What stands in a signature; whatever is left out is as it should be, null is left out of the token. */
export interface Claims {
  readonly uri: string;
  readonly timestamp?: number | string | null;
  readonly nonce?: string | null;
}

export interface Odd {
  /** Another algorithm in the token's header. */
  readonly alg?: string;
  /** Signed with a key that the server has never seen. */
  readonly isForeign?: boolean;
  /** Another key id than the signing key's own. */
  readonly id?: string;
  /** Changes the finished token. */
  readonly twist?: (token: string) => string;
}

let made = 0;

/** Nonces may never come again, not even in another run with the same seed: they are drawn from the time of day. */
export const freshNonce = (): string => stream(String(wallClock.now()), `contract/nonce/${made++}`).hex(32);

/** The header of a signed request. */
export function signed(key: SigningKey, claims: Claims, { alg, isForeign, id, twist }: Odd = {}): Identity['headers'] {
  const { uri, timestamp = wallClock.now(), nonce = freshNonce() } = claims;
  const given = Object.entries({ uri, timestamp, nonce }).filter(([, value]) => value !== null);
  const message = `${tokenPart({ alg: alg ?? key.algorithm, typ: 'JWT' })}.${tokenPart(Object.fromEntries(given))}`;
  const privateKey = isForeign === true ? foreignKey(key.algorithm) : createPrivateKey(key.privateKey);
  const signature = signBytes('sha256', Buffer.from(message), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const token = `${message}.${signature.toString('base64url')}`;
  return { 'Argus-Signature': `${id ?? key.id}:${twist === undefined ? token : twist(token)}` };
}

const foreign = new Map<SigningKey['algorithm'], KeyObject>();

/** A key of the same kind that no server knows; made once, because an RSA key takes a while. */
function foreignKey(algorithm: SigningKey['algorithm']): KeyObject {
  const known = foreign.get(algorithm);
  if (known !== undefined) return known;
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  foreign.set(algorithm, privateKey);
  return privateKey;
}
