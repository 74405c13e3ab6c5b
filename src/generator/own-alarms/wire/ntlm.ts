/** NTLM messages (MS-NLMP) as sessions carry them; proofs are noise. */
import { Buffer } from 'node:buffer';
import { join, little16, little32 } from '../../detections/shared/pack.ts';
import { latin1 } from '../../detections/shared/talk.ts';

const flags = little32(0x0008_8205);
const field = (length: number, offset: number): Uint8Array =>
  join(little16(length), little16(length), little32(offset));
const head = (type: number): Uint8Array => join(latin1('NTLMSSP\0'), little32(type));

export const ntlmNegotiate: Uint8Array = join(head(1), flags, field(0, 0), field(0, 0));

export const ntlmChallenge = (challenge: Uint8Array): Uint8Array =>
  join(head(2), field(0, 48), flags, challenge, new Uint8Array(8), field(0, 48));

export function ntlmAuthenticate(user: string, proof: Uint8Array): Uint8Array {
  const texts = ['EXAMPLE', user, 'WS'].map((text) => Buffer.from(text, 'utf16le'));
  const response = join(proof, new Uint8Array(8));
  const payload = [response, response, ...texts];
  let offset = 64;
  const fields = payload.map((bytes) => {
    const own = field(bytes.length, offset);
    offset += bytes.length;
    return own;
  });
  return join(head(3), ...fields, field(0, offset), flags, ...payload);
}
