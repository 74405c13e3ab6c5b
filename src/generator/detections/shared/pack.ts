/** Joins numbers and byte strings into messages, big end first unless it says otherwise. */
import { Buffer } from 'node:buffer';

export const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Bytes as specifications write them, in hexadecimal, with what differs put in; numbers stand for so many zeros. */
export const layout = ({ raw }: TemplateStringsArray, ...parts: readonly (Uint8Array | number)[]): Uint8Array =>
  join(
    ...raw.flatMap((digits, at) => {
      const part = parts[at] ?? 0;
      return [Buffer.from(digits.replaceAll(/\s/g, ''), 'hex'), typeof part === 'number' ? new Uint8Array(part) : part];
    }),
  );

export const u8 = (value: number): Uint8Array => Uint8Array.of(value & 0xff);
export const u16 = (value: number): Uint8Array => Uint8Array.of((value >>> 8) & 0xff, value & 0xff);
export const u24 = (value: number): Uint8Array =>
  Uint8Array.of((value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
export const u32 = (value: number): Uint8Array => join(u16(value >>> 16), u16(value));
export const little16 = (value: number): Uint8Array => u16(value).reverse();
export const little32 = (value: number): Uint8Array => u32(value).reverse();

/** Bytes behind their own length. */
export const sized8 = (bytes: Uint8Array): Uint8Array => join(u8(bytes.length), bytes);
export const sized16 = (bytes: Uint8Array): Uint8Array => join(u16(bytes.length), bytes);
export const sized24 = (bytes: Uint8Array): Uint8Array => join(u24(bytes.length), bytes);
export const sized32 = (bytes: Uint8Array): Uint8Array => join(u32(bytes.length), bytes);

/** One DER or BER element. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = join(...parts);
  const { length } = content;
  const size = length < 128 ? u8(length) : length < 256 ? join(u8(0x81), u8(length)) : join(u8(0x82), u16(length));
  return join(u8(tag), size, content);
}

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
