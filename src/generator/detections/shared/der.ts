/** Elements of ASN.1 as DER and BER write them (X.690). */
import { join, u16, u8 } from './pack.ts';

/** One DER or BER element. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = join(...parts);
  const { length } = content;
  const size = length < 128 ? u8(length) : length < 256 ? join(u8(0x81), u8(length)) : join(u8(0x82), u16(length));
  return join(u8(tag), size, content);
}

export const octets = (bytes: Uint8Array): Uint8Array => element(0x04, bytes);
export const list = (...parts: readonly Uint8Array[]): Uint8Array => element(0x30, ...parts);

/** Members by their context tags; those that are false are left out. */
export const tagged = (members: Readonly<Record<number, Uint8Array | false>>): Uint8Array =>
  join(
    ...Object.entries(members).map(([tag, value]) => (value === false ? join() : element(0xa0 + Number(tag), value))),
  );
export const record = (members: Parameters<typeof tagged>[0]): Uint8Array => list(tagged(members));

/** An object identifier in its dotted form. */
export function objectIdentifier(dotted: string): Uint8Array {
  const [one = 0, two = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [one * 40 + two];
  for (const arc of rest) {
    const digits = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return element(0x06, Uint8Array.from(bytes));
}

/** A non-negative integer below 2^31. */
export function integer(value: number): Uint8Array {
  const bytes = [value & 0xff];
  for (let left = value >>> 8; left > 0; left >>>= 8) bytes.unshift(left & 0xff);
  if ((bytes[0] ?? 0) >= 0x80) bytes.unshift(0);
  return element(0x02, Uint8Array.from(bytes));
}
