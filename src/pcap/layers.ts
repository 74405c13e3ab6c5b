/** Ethernet, VLAN, IPv4, IPv6, TCP, UDP and ICMP: one frame's bytes with true checksums. */
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

/** Builds a frame; the payload stands at its end. */
export function frame(from: Host, to: Host, vlan: number | null, header: Header, payload: Uint8Array): Uint8Array {
  const isV6 = from.address.length === 16;
  const link = vlan === null ? 14 : 18;
  const network = link + (isV6 ? 40 : 20);
  const transport = headerLength(header);
  const bytes = new Uint8Array(network + transport + payload.length);
  const view = new DataView(bytes.buffer);
  bytes.set(to.mac, 0);
  bytes.set(from.mac, 6);
  if (vlan !== null) {
    view.setUint16(12, 0x8100);
    view.setUint16(14, vlan);
  }
  view.setUint16(link - 2, isV6 ? 0x86dd : 0x0800);
  bytes.set(payload, network + transport);
  const number = protocolNumber(header, isV6);
  if (isV6) writeIpv6(view, bytes, link, from, to, number, transport + payload.length);
  else writeIpv4(view, bytes, link, from, to, number, transport + payload.length);
  writeTransport(view, network, header, isV6, transport + payload.length);
  const at = network + checksumOffset(header);
  const seed = header.protocol === 'icmp' && !isV6 ? 0 : pseudoHeader(from, to, number, transport + payload.length);
  const sum = checksum(bytes, network, bytes.length, seed);
  // A UDP checksum of zero means "none"; RFC 768 sends its ones' complement twin instead.
  view.setUint16(at, sum === 0 && header.protocol === 'udp' ? 0xffff : sum);
  return bytes;
}

function headerLength(header: Header): number {
  if (header.protocol !== 'tcp') return 8;
  const stamps = header.stamps === null ? 0 : 12;
  return 20 + stamps + (header.flags & SYN ? (header.stamps === null ? 4 : 8) : 0);
}

function protocolNumber(header: Header, isV6: boolean): number {
  if (header.protocol === 'tcp') return 6;
  return header.protocol === 'udp' ? 17 : isV6 ? 58 : 1;
}

const checksumOffset = (header: Header): number => (header.protocol === 'tcp' ? 16 : header.protocol === 'udp' ? 6 : 2);

function writeIpv4(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  from: Host,
  to: Host,
  protocol: number,
  length: number,
): void {
  view.setUint8(at, 0x45);
  view.setUint16(at + 2, 20 + length);
  view.setUint16(at + 4, from.nextId);
  from.nextId = (from.nextId + 1) & 0xffff;
  view.setUint16(at + 6, 0x4000);
  view.setUint8(at + 8, from.ttl);
  view.setUint8(at + 9, protocol);
  bytes.set(from.address, at + 12);
  bytes.set(to.address, at + 16);
  view.setUint16(at + 10, checksum(bytes, at, at + 20, 0));
}

function writeIpv6(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  from: Host,
  to: Host,
  protocol: number,
  length: number,
): void {
  view.setUint8(at, 0x60);
  view.setUint16(at + 4, length);
  view.setUint8(at + 6, protocol);
  view.setUint8(at + 7, from.ttl);
  bytes.set(from.address, at + 8);
  bytes.set(to.address, at + 24);
}

function writeTransport(view: DataView, at: number, header: Header, isV6: boolean, length: number): void {
  if (header.protocol === 'icmp') {
    view.setUint8(at, (isV6 ? 128 : header.reply ? 0 : 8) + (isV6 && header.reply ? 1 : 0));
    view.setUint16(at + 4, header.identifier);
    view.setUint16(at + 6, header.sequence);
    return;
  }
  view.setUint16(at, header.sourcePort);
  view.setUint16(at + 2, header.destinationPort);
  if (header.protocol === 'udp') view.setUint16(at + 4, length);
  else writeTcp(view, at, header, isV6);
}

function writeTcp(view: DataView, at: number, header: Segment, isV6: boolean): void {
  view.setUint32(at + 4, header.sequence);
  view.setUint32(at + 8, header.acknowledgement);
  view.setUint8(at + 12, (headerLength(header) / 4) << 4);
  view.setUint8(at + 13, header.flags);
  view.setUint16(at + 14, header.window);
  let option = at + 20;
  if (header.flags & SYN) {
    view.setUint32(option, 0x02040000 | (isV6 ? 1440 : 1460));
    option += 4;
    if (header.stamps !== null) {
      view.setUint32(option, 0x01030307);
      option += 4;
    }
  }
  if (header.stamps === null) return;
  view.setUint32(option, 0x0101080a);
  view.setUint32(option + 4, header.stamps[0]);
  view.setUint32(option + 8, header.stamps[1]);
}

function pseudoHeader(from: Host, to: Host, protocol: number, length: number): number {
  return (
    sumWords(from.address, 0, from.address.length) + sumWords(to.address, 0, to.address.length) + protocol + length
  );
}

function sumWords(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at + 1 < to; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (to - from) % 2 === 0 ? sum : sum + ((bytes[to - 1] ?? 0) << 8);
}

/** The Internet checksum (RFC 1071). */
function checksum(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let sum = seed + sumWords(bytes, from, to);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
