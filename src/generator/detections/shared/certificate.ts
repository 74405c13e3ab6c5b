/** A self-signed X.509 certificate with an Ed25519 key; the same subject always gives the same bytes. */
import { Buffer } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { element, objectIdentifier } from './der.ts';
import { join, u8 } from './pack.ts';
import { hex, latin1, text } from './talk.ts';

const ed25519 = element(0x30, objectIdentifier('1.3.101.112'));
/** PKCS #8 wrapping of a raw Ed25519 seed (RFC 8410). */
const pkcs8 = hex('302e020100300506032b657004220420');

const attribute = (oid: string, tag: number, value: string): Uint8Array =>
  element(0x31, element(0x30, objectIdentifier(oid), element(tag, text(value))));

/** Valid from 2015 to 2045, so that it suits any capture. */
const validity = element(0x30, element(0x17, latin1('150101000000Z')), element(0x17, latin1('450101000000Z')));

export function selfSigned(organization: string, commonName: string): Uint8Array {
  const seed = createHash('sha256').update(`${organization}/${commonName}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const name = element(
    0x30,
    attribute('2.5.4.6', 0x13, 'NO'),
    attribute('2.5.4.10', 0x0c, organization),
    attribute('2.5.4.3', 0x0c, commonName),
  );
  const alternative = element(
    0x30,
    objectIdentifier('2.5.29.17'),
    element(0x04, element(0x30, element(0x82, latin1(commonName)))),
  );
  const toBeSigned = element(
    0x30,
    element(0xa0, element(0x02, u8(2))),
    element(0x02, join(u8(1), seed.subarray(0, 8))),
    ed25519,
    name,
    validity,
    name,
    publicKey,
    element(0xa3, element(0x30, alternative)),
  );
  return element(0x30, toBeSigned, ed25519, element(0x03, u8(0), sign(null, toBeSigned, key)));
}
