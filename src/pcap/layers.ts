/** Ethernet, VLAN, IPv4, IPv6, TCP, UDP and ICMP: one frame's bytes with true checksums. */
import { Buffer } from 'node:buffer';
import ipaddr from 'ipaddr.js';

/** A host as the capture shows it; it keeps its MAC, TTL and clocks. */
export interface LinkHost {
  readonly address: Uint8Array;
  readonly mac: Uint8Array;
  readonly ttl: number;
  /** The IPv4 identification of its next packet. */
  nextId: number;
  /** What its TCP timestamp clock (1 kHz) showed when the capture began. */
  readonly clock: number;
}

export interface Segment {
  readonly protocol: 'tcp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly window: number;
  /** Value and echo of the timestamp option, filled in when all packets stand in order of time; null leaves it out. */
  readonly stamps: [number, number] | null;
}

export interface Datagram {
  readonly protocol: 'udp';
  readonly sourcePort: number;
  readonly destinationPort: number;
}

export interface EchoMessage {
  readonly protocol: 'icmp';
  readonly reply: boolean;
  readonly identifier: number;
  readonly sequence: number;
}

export type Header = Segment | Datagram | EchoMessage;

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;

/** What fits into one segment beside the timestamp option on an Ethernet of 1,500 bytes. */
export const segmentRoom = (isV6: boolean): number => (isV6 ? 1428 : 1448);

export const addressBytes = (text: string): Uint8Array => Uint8Array.from(ipaddr.parse(text).toByteArray());

/** What the length fields of both internet protocols hold. */
const longest = 65_535;

/**
 * Builds a frame; the payload stands at its end. Counts the sender's IPv4 identification on.
 * Throws RangeError for what fits in no header: addresses of two families, or too many bytes.
 */
export function frame(
  from: LinkHost,
  to: LinkHost,
  vlan: number | null,
  header: Header,
  payload: Uint8Array,
): Uint8Array {
  const isV6 = from.address.length === 16;
  if (![4, 16].includes(from.address.length) || from.address.length !== to.address.length)
    throw new RangeError(
      `addresses of ${from.address.length} and ${to.address.length} bytes fit in no IP header together`,
    );
  const { number, head, checksumAt } = transport(header, isV6, payload.length);
  const length = head.length * 2 + payload.length;
  const link = vlan === null ? 14 : 18;
  const start = link + (isV6 ? 40 : 20);
  if (length > longest - 20) throw new RangeError(`${length} bytes fit in no IP packet`);
  // Every byte is written below, so that nothing shows what the buffer held before.
  const bytes = Buffer.allocUnsafe(start + length);
  bytes.set(to.mac);
  bytes.set(from.mac, 6);
  if (vlan !== null) writeWords(bytes, 12, [0x8100, vlan]);
  write16(bytes, link - 2, isV6 ? 0x86dd : 0x0800);
  const network = isV6
    ? [0x6000, 0, length, (number << 8) | from.ttl]
    : [0x4500, 20 + length, from.nextId, 0x4000, (from.ttl << 8) | number, 0];
  writeWords(bytes, link, network);
  bytes.set(from.address, start - 2 * from.address.length);
  bytes.set(to.address, start - to.address.length);
  writeWords(bytes, start, head);
  bytes.set(payload, start + head.length * 2);
  if (!isV6) {
    from.nextId = (from.nextId + 1) & 0xffff;
    write16(bytes, start - 10, checksum(sumWords(bytes, link, start)));
  }
  const pseudo = number === 1 ? 0 : sumWords(bytes, start - 2 * from.address.length, start) + number + length;
  const sum = checksum(pseudo + sumWords(bytes, start, bytes.length));
  // A UDP checksum of zero means "none"; RFC 768 sends its ones' complement twin instead.
  write16(bytes, start + checksumAt, sum === 0 && number === 17 ? 0xffff : sum);
  return bytes;
}

interface Transport {
  readonly number: number;
  /** Words of 16 bits. */
  readonly head: readonly number[];
  readonly checksumAt: number;
}

function transport(header: Header, isV6: boolean, length: number): Transport {
  if (header.protocol === 'icmp') {
    const type = isV6 ? 128 + Number(header.reply) : header.reply ? 0 : 8;
    return { number: isV6 ? 58 : 1, head: [type << 8, 0, header.identifier, header.sequence], checksumAt: 2 };
  }
  const { sourcePort, destinationPort } = header;
  if (header.protocol === 'udp')
    return { number: 17, head: [sourcePort, destinationPort, 8 + length, 0], checksumAt: 6 };
  const { sequence, acknowledgement, flags, window, stamps } = header;
  const head = [sourcePort, destinationPort];
  head.push(sequence >>> 16, sequence & 0xffff, acknowledgement >>> 16, acknowledgement & 0xffff, 0, window, 0, 0);
  if (flags & SYN) head.push(0x0204, isV6 ? 1440 : 1460);
  if (flags & SYN && stamps !== null) head.push(0x0103, 0x0307);
  if (stamps !== null)
    head.push(0x0101, 0x080a, stamps[0] >>> 16, stamps[0] & 0xffff, stamps[1] >>> 16, stamps[1] & 0xffff);
  head[6] = ((head.length >> 1) << 12) | flags;
  return { number: 6, head, checksumAt: 16 };
}

function write16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value & 0xff;
}

function writeWords(bytes: Uint8Array, at: number, values: readonly number[]): void {
  for (let index = 0; index < values.length; index++) write16(bytes, at + index * 2, values[index] ?? 0);
}

function sumWords(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from + 1; at < to; at += 2) sum += ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
  return (to - from) % 2 === 0 ? sum : sum + ((bytes[to - 1] ?? 0) << 8);
}

/** The Internet checksum (RFC 1071) of a sum of words. */
function checksum(total: number): number {
  let sum = total;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
