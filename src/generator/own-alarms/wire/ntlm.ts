/** NTLM messages (MS-NLMP) as sessions carry them; proofs are noise. */
import { Buffer } from 'node:buffer';
import { join, layout, little16, little32 } from '../../detections/shared/pack.ts';

const field = (length: number, offset: number): Uint8Array =>
  join(little16(length), little16(length), little32(offset));

export const ntlmNegotiate: Uint8Array = layout`4e544c4d53535000 01000000 05820800 ${16}`;

export const ntlmChallenge = (challenge: Uint8Array): Uint8Array =>
  layout`4e544c4d53535000 02000000 ${field(0, 48)} 05820800 ${challenge} ${8} ${field(0, 48)}`;

export function ntlmAuthenticate(user: string, proof: Uint8Array): Uint8Array {
  const response = layout`${proof} ${8}`;
  const payload = [response, response, ...['EXAMPLE', user, 'WS'].map((text) => Buffer.from(text, 'utf16le'))];
  let end = 64;
  const fields = payload.map(({ length }) => field(length, (end += length) - length));
  return layout`4e544c4d53535000 03000000 ${join(...fields)} ${field(0, end)} 05820800 ${join(...payload)}`;
}
