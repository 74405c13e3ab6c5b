/** Reads a capture file packet by packet, whoever wrote it: classic pcap in either byte order, to the microsecond or nanosecond. */
import { isoUtc } from '../../kernel/clock.ts';
import { decodeFrame, type DecodedFrame } from './frame.ts';

export interface DecodedPacket extends DecodedFrame {
  /** From 1, as tools count. */
  readonly number: number;
  /** ISO 8601 in UTC, to the microsecond. */
  readonly time: string;
  /** Bytes on the wire. */
  readonly length: number;
  /** The frame, in hexadecimal digits. */
  readonly hex: string;
}

export interface DecodedCapture {
  readonly packets: readonly DecodedPacket[];
  /** How many there are in the file, as far as it can be read. */
  readonly count: number;
}

const headerLength = 24;
const recordLength = 16;

/** By the magic number as its bytes stand in the file. */
const orders: Readonly<Record<string, { readonly isLittle: boolean; readonly perSecond: number }>> = {
  d4c3b2a1: { isLittle: true, perSecond: 1_000_000 },
  a1b2c3d4: { isLittle: false, perSecond: 1_000_000 },
  '4d3cb2a1': { isLittle: true, perSecond: 1_000_000_000 },
  a1b23c4d: { isLittle: false, perSecond: 1_000_000_000 },
};

/** Packets `offset` … `offset + limit - 1` of a file; null for what is no classic capture file. What is cut off at its end is left out. */
export function decodeCapture(file: Uint8Array, offset = 0, limit = Infinity): DecodedCapture | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const order = orders[bytes.toString('hex', 0, 4)];
  if (order === undefined || bytes.length < headerLength) return null;
  const word = (at: number): number => (order.isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const linkType = word(20) & 0xfff_ffff;
  const packets: DecodedPacket[] = [];
  let count = 0;
  for (let at = headerLength; at + recordLength <= bytes.length; count++) {
    const [seconds, fraction, kept, length] = [word(at), word(at + 4), word(at + 8), word(at + 12)];
    const begin = at + recordLength;
    if (begin + kept > bytes.length) break;
    at = begin + kept;
    if (count < offset || count >= offset + limit) continue;
    const frame = bytes.subarray(begin, at);
    const micros = Math.floor((fraction * 1_000_000) / order.perSecond);
    packets.push({
      number: count + 1,
      time: instantOf(seconds, micros),
      length,
      ...decodeFrame(frame, linkType),
      hex: frame.toString('hex'),
    });
  }
  return { packets, count };
}

const instantOf = (seconds: number, micros: number): string =>
  isoUtc(seconds * 1000).replace(/\.\d+Z$/, `.${String(micros).padStart(6, '0')}Z`);
