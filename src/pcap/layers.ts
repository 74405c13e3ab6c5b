/** Ethernet, VLAN, IPv4, IPv6, TCP, UDP and ICMP: one frame's bytes with true checksums. */
import { Buffer } from 'node:buffer';
import ipaddr from 'ipaddr.js';

/** A host as the capture shows it; it keeps its MAC, TTL and clocks. */
export interface Host {
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
  /** Value and echo of the timestamp option; null leaves the option out. */
  readonly stamps: readonly [number, number] | null;
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

/** Builds a frame; the payload stands at its end. Counts the sender's IPv4 identification on. */
export function frame(from: Host, to: Host, vlan: number | null, header: Header, payload: Uint8Array): Uint8Array {
  const isV6 = from.address.length === 16;
  const { number, head, checksumAt } = transport(header, isV6, payload.length);
  const length = head.length + payload.length;
  const link = words(...(vlan === null ? [] : [0x8100, vlan]), isV6 ? 0x86dd : 0x0800);
  const network = isV6
    ? words(0x6000, 0, length, (number << 8) | from.ttl)
    : words(0x4500, 20 + length, from.nextId, 0x4000, (from.ttl << 8) | number, 0);
  if (!isV6) from.nextId = (from.nextId + 1) & 0xffff;
  const bytes = Buffer.concat([to.mac, from.mac, link, network, from.address, to.address, head, payload]);
  const start = bytes.length - length;
  if (!isV6) write16(bytes, start - 10, checksum(sumWords(bytes, start - 20, start)));
  const pseudo = number === 1 ? 0 : sumWords(from.address) + sumWords(to.address) + number + length;
  const sum = checksum(pseudo + sumWords(bytes, start));
  // A UDP checksum of zero means "none"; RFC 768 sends its ones' complement twin instead.
  write16(bytes, start + checksumAt, sum === 0 && number === 17 ? 0xffff : sum);
  return bytes;
}

interface Transport {
  readonly number: number;
  readonly head: Uint8Array;
  readonly checksumAt: number;
}

function transport(header: Header, isV6: boolean, length: number): Transport {
  if (header.protocol === 'icmp') {
    const type = isV6 ? 128 + Number(header.reply) : header.reply ? 0 : 8;
    return { number: isV6 ? 58 : 1, head: words(type << 8, 0, header.identifier, header.sequence), checksumAt: 2 };
  }
  const { sourcePort, destinationPort } = header;
  if (header.protocol === 'udp')
    return { number: 17, head: words(sourcePort, destinationPort, 8 + length, 0), checksumAt: 6 };
  const { sequence, acknowledgement, flags, window, stamps } = header;
  const options: number[] = [];
  if (flags & SYN) options.push(0x0204, isV6 ? 1440 : 1460);
  if (flags & SYN && stamps !== null) options.push(0x0103, 0x0307);
  if (stamps !== null) options.push(0x0101, 0x080a, ...halves(stamps[0]), ...halves(stamps[1]));
  const size = ((10 + options.length) >> 1) << 12;
  const fixed = [...halves(sequence), ...halves(acknowledgement), size | flags, window, 0, 0];
  return { number: 6, head: words(sourcePort, destinationPort, ...fixed, ...options), checksumAt: 16 };
}

const halves = (value: number): readonly [number, number] => [value >>> 16, value & 0xffff];

function write16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8;
  bytes[at + 1] = value & 0xff;
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  values.forEach((value, index) => write16(bytes, index * 2, value));
  return bytes;
}

function sumWords(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = 0;
  for (let at = from; at < to; at += 2) sum += ((bytes[at] ?? 0) << 8) | (at + 1 < to ? (bytes[at + 1] ?? 0) : 0);
  return sum;
}

/** The Internet checksum (RFC 1071) of a sum of words. */
function checksum(total: number): number {
  let sum = total;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
