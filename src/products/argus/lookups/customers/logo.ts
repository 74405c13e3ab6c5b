/** Logos: a dark square with light bars, as PNG. Which customers have one of their own, and all pixels, are assumed. */
import type { CustomerNode } from './nodes.ts';

const sides = { small: 32, medium: 64, large: 128, xlarge: 256 } as const;

export type LogoSize = keyof typeof sides;

/** The bars of the usual logo, a bit each. */
const usualBars = 0b0011_1100;

/** The logo of a customer, or where it has none the usual one; null where that is not wanted. Groups have none. */
export function logoOf({ type, id }: CustomerNode, size: LogoSize, includeDefault: boolean): Buffer | null {
  if (type === 'leaf') return png(sides[size], 1 + (id % 255));
  return includeDefault ? png(sides[size], usualBars) : null;
}

/** A picture in one bit a pixel; stored, not deflated, so that its bytes do not depend on a version of zlib. */
function png(side: number, bars: number): Buffer {
  const rowBytes = 1 + side / 8;
  const rows = Buffer.alloc(rowBytes * side);
  for (let y = 0; y < side; y++) {
    const isLight = ((bars >>> Math.floor((y * 8) / side)) & 1) === 1;
    if (isLight) rows.fill(0xff, y * rowBytes + 1 + side / 32, (y + 1) * rowBytes - side / 32);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', stored(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** RFC 1950 with one block of RFC 1951 that is stored; at most 65,535 bytes. */
function stored(bytes: Buffer): Buffer {
  const head = Buffer.from([0x78, 0x01, 0x01, 0, 0, 0, 0]);
  head.writeUInt16LE(bytes.length, 3);
  head.writeUInt16LE(~bytes.length & 0xffff, 5);
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(high * 0x10000 + low);
  return Buffer.concat([head, bytes, sum]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
