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
