/** A capture file as text: a line for each packet, and what was said in it. */
import { isoUtc } from '../kernel/clock.ts';

/** Packets and bytes of each that are shown. */
const mostPackets = 60;
const mostBytes = 400;

const fileHeader = 24;
const packetHeader = 16;

/** Text of a little-endian pcap file over Ethernet, as the simulator writes them. */
export function packetsText(file: Uint8Array): string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const lines: string[] = [];
  let number = 0;
  for (let at = fileHeader; at + packetHeader <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 8);
    const time = bytes.readUInt32LE(at) * 1000 + Math.floor(bytes.readUInt32LE(at + 4) / 1000);
    if (++number <= mostPackets)
      lines.push(packetText(number, time, bytes.subarray(at + packetHeader, at + packetHeader + length)));
    at += packetHeader + length;
  }
  if (number > mostPackets) lines.push(`and ${number - mostPackets} more packets`);
  return lines.join('\n');
}

function packetText(number: number, time: number, frame: Buffer): string {
  const isTagged = frame.readUInt16BE(12) === 0x8100;
  const ip = frame.subarray(isTagged ? 18 : 14);
  const isV4 = ip.readUInt8(0) >> 4 === 4;
  const protocol = isV4 ? ip.readUInt8(9) : ip.readUInt8(6);
  const [from, to] = isV4 ? [v4(ip, 12), v4(ip, 16)] : [v6(ip, 8), v6(ip, 24)];
  const length = isV4 ? ip.readUInt16BE(2) : ip.readUInt16BE(4) + 40;
  const segment = ip.subarray(isV4 ? (ip.readUInt8(0) & 15) * 4 : 40, length);
  const { what, payload } = segmentText(protocol, segment);
  const ports = protocol === 6 || protocol === 17 ? [segment.readUInt16BE(0), segment.readUInt16BE(2)] : null;
  const ends = ports === null ? `${from} > ${to}` : `${from}:${ports[0]} > ${to}:${ports[1]}`;
  const said = payload.length === 0 ? '' : `\n${shown(payload)}`;
  return `${number}  ${isoUtc(time)}  ${ends}  ${what}, ${payload.length} bytes${said}`;
}

function segmentText(protocol: number, segment: Buffer): { readonly what: string; readonly payload: Buffer } {
  if (protocol === 6) {
    const flags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK'].filter((_, bit) => (segment.readUInt8(13) >> bit) & 1);
    return { what: `TCP ${flags.join(' ')}`, payload: segment.subarray((segment.readUInt8(12) >> 4) * 4) };
  }
  if (protocol === 17) return { what: 'UDP', payload: segment.subarray(8) };
  return { what: `ICMP type ${segment.readUInt8(0)}`, payload: segment.subarray(8) };
}

const v4 = (bytes: Buffer, at: number): string => [...bytes.subarray(at, at + 4)].join('.');
const v6 = (bytes: Buffer, at: number): string =>
  Array.from({ length: 8 }, (_, part) => bytes.readUInt16BE(at + part * 2).toString(16)).join(':');

/** Text as it is; of anything else, what can be read of it, with a dot for each other byte. */
function shown(payload: Buffer): string {
  const text = payload.subarray(0, mostBytes).toString('latin1').replaceAll('\r\n', '\n');
  const readable = text.replaceAll(/[^\n\t -~]/g, '.');
  const more = payload.length > mostBytes ? ` … ${payload.length - mostBytes} more bytes` : '';
  return `${readable}${more}`
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
