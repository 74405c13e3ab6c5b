/** Bytes that are no text, as one reads them: place, sixteen bytes in hexadecimal, and what of them is ASCII. */

const wide = 16;

/** The first bytes, `most` at most, in lines. */
export function hexOf(bytes: Uint8Array, most = 512): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, most); at += wide) {
    const row = [...bytes.subarray(at, Math.min(at + wide, most))];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(wide * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
