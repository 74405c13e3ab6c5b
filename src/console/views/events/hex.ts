/** Bytes as rows of sixteen: where they stand, in hexadecimal digits, and as text. */

export interface HexRow {
  readonly at: string;
  readonly hex: string;
  readonly text: string;
}

const width = 16;

/** What is no printable character of ASCII is a dot. */
const printable = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.');

/** At most so many rows; the rest is left out. */
export function hexRows(bytes: Uint8Array, most = 4096): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let at = 0; at < bytes.length && rows.length < most; at += width) {
    const part = Array.from(bytes.subarray(at, at + width));
    const digits = part.map((byte) => byte.toString(16).padStart(2, '0'));
    rows.push({
      at: at.toString(16).padStart(4, '0'),
      hex: `${digits.slice(0, 8).join(' ')}  ${digits.slice(8).join(' ')}`.padEnd(width * 3),
      text: part.map(printable).join(''),
    });
  }
  return rows;
}

/** Bytes of hexadecimal digits. */
export const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length >> 1 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));

/** Bytes of base64. */
export const bytesOfBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
