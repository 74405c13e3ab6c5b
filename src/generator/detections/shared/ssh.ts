/** SSH packets up to the point where everything is encrypted (RFC 4253, RFC 8731). */
import type { Stream } from '../../../kernel/random.ts';
import { noise } from './noise.ts';
import { join, sized32, u32, u8 } from './pack.ts';
import { latin1 } from './talk.ts';

const lists = [
  'curve25519-sha256',
  'ssh-rsa',
  'aes128-ctr,aes256-ctr',
  'aes128-ctr,aes256-ctr',
  'hmac-sha2-256',
  'hmac-sha2-256',
  'none',
  'none',
  '',
  '',
] as const;

function packet(payload: Uint8Array): Uint8Array {
  const padding = 8 - ((payload.length + 5) % 8) + 4;
  const whole = (payload.length + 5 + padding) % 8 === 0 ? padding : padding + 8 - ((payload.length + 5 + padding) % 8);
  return join(u32(payload.length + 1 + whole), u8(whole), payload, new Uint8Array(whole));
}

export const keyExchangeInit = (chance: Stream): Uint8Array =>
  packet(join(u8(20), noise(chance, 16), ...lists.map((names) => sized32(latin1(names))), u8(0), u32(0)));

export const keyExchangeStart = (chance: Stream): Uint8Array => packet(join(u8(30), sized32(noise(chance, 32))));

/**
 * The server's answer, with an ssh-rsa key and signature: tshark 4.0 takes the packet for malformed with any other kind.
 * The modulus keeps its top bit clear, as a positive number must.
 */
export function keyExchangeReply(chance: Stream): Uint8Array {
  const modulus = noise(chance, 256);
  modulus[0] = 0x61;
  const hostKey = join(sized32(latin1('ssh-rsa')), sized32(Uint8Array.of(1, 0, 1)), sized32(modulus));
  const signature = join(sized32(latin1('ssh-rsa')), sized32(noise(chance, 256)));
  return packet(join(u8(31), sized32(hostKey), sized32(noise(chance, 32)), sized32(signature)));
}

export const newKeys = packet(u8(21));

/** Its first bit is set: tshark 4.0 takes an encrypted packet for malformed when it begins with 03 88 and another high bit. */
export function encrypted(chance: Stream, length: number): Uint8Array {
  const bytes = noise(chance, length);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes;
}
