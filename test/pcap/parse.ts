/** Reads capture files again, by code that shares nothing with the encoder. */

export interface Parsed {
  readonly time: number;
  readonly macs: { readonly from: string; readonly to: string };
  readonly vlan: number | null;
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  /** IPv4 identification; null for IPv6. */
  readonly identification: number | null;
  readonly checksums: 'good' | string;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly ports: readonly [number, number];
  readonly payload: Buffer;
  readonly tcp: {
    readonly sequence: number;
    readonly acknowledgement: number;
    readonly flags: string;
    readonly stamps: readonly [number, number] | null;
  } | null;
}

export function parseFile(file: Uint8Array): readonly Parsed[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const header = [
    bytes.readUInt32LE(0),
    bytes.readUInt16LE(4),
    bytes.readUInt16LE(6),
    bytes.readUInt32LE(16),
    bytes.readUInt32LE(20),
  ];
  if (header.join() !== [0xa1b2c3d4, 2, 4, 262_144, 1].join()) throw new Error(`file header ${header.join()}`);
  const frames: Parsed[] = [];
  let at = 24;
  while (at < bytes.length) {
    const [seconds, micros, kept, real] = [0, 4, 8, 12].map((offset) => bytes.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
      number,
    ];
    if (kept !== real || micros >= 1_000_000) throw new Error('frame header');
    frames.push(parseFrame(bytes.subarray(at + 16, at + 16 + kept), seconds * 1_000_000 + micros));
    at += 16 + kept;
  }
  if (at !== bytes.length) throw new Error('cut file');
  return frames;
}

function parseFrame(frame: Buffer, time: number): Parsed {
  const macs = { to: frame.toString('hex', 0, 6), from: frame.toString('hex', 6, 12) };
  const tagged = frame.readUInt16BE(12) === 0x8100;
  const vlan = tagged ? frame.readUInt16BE(14) & 0xfff : null;
  const type = frame.readUInt16BE(tagged ? 16 : 12);
  const ip = frame.subarray(tagged ? 18 : 14);
  const version = type === 0x0800 ? 4 : 6;
  if (ip.readUInt8(0) >> 4 !== version) throw new Error('ether type and version differ');
  const [source, destination, number, transport, identification, faults] = version === 4 ? parseV4(ip) : parseV6(ip);
  const protocol = number === 6 ? 'tcp' : number === 17 ? 'udp' : 'icmp';
  if (![6, 17, version === 6 ? 58 : 1].includes(number)) throw new Error(`protocol ${number}`);
  const pseudo = number === 1 ? Buffer.alloc(0) : pseudoHeader(source, destination, number, transport.length);
  if (!sumsToOnes(Buffer.concat([pseudo, transport]))) faults.push(protocol);
  if (protocol === 'udp' && transport.readUInt16BE(6) === 0) faults.push('udp zero');
  const data = { tcp: protocol === 'tcp' ? (transport.readUInt8(12) >> 4) * 4 : 0, udp: 8, icmp: 8 }[protocol];
  return {
    time,
    macs,
    vlan,
    version,
    identification,
    protocol,
    source: source.toString('hex'),
    destination: destination.toString('hex'),
    checksums: faults.length === 0 ? 'good' : faults.join(),
    ports: protocol === 'icmp' ? [0, 0] : [transport.readUInt16BE(0), transport.readUInt16BE(2)],
    payload: transport.subarray(data),
    tcp: protocol === 'tcp' ? parseTcp(transport, data) : null,
  };
}

type Layer = [
  source: Buffer,
  destination: Buffer,
  protocol: number,
  rest: Buffer,
  identification: number | null,
  faults: string[],
];

function parseV4(ip: Buffer): Layer {
  const length = (ip.readUInt8(0) & 15) * 4;
  if (ip.readUInt16BE(2) !== ip.length) throw new Error('IPv4 length');
  const faults = sumsToOnes(ip.subarray(0, length)) ? [] : ['ip'];
  return [ip.subarray(12, 16), ip.subarray(16, 20), ip.readUInt8(9), ip.subarray(length), ip.readUInt16BE(4), faults];
}

function parseV6(ip: Buffer): Layer {
  if (ip.readUInt16BE(4) !== ip.length - 40) throw new Error('IPv6 length');
  return [ip.subarray(8, 24), ip.subarray(24, 40), ip.readUInt8(6), ip.subarray(40), null, []];
}

function pseudoHeader(source: Buffer, destination: Buffer, protocol: number, length: number): Buffer {
  const rest = Buffer.alloc(8);
  rest.writeUInt32BE(length, 0);
  rest.writeUInt8(protocol, 7);
  return Buffer.concat([source, destination, rest]);
}

/** A packet with a true Internet checksum sums to all ones; done over bytes by their place, not over words. */
function sumsToOnes(bytes: Buffer): boolean {
  let high = 0;
  let low = 0;
  bytes.forEach((byte, index) => (index % 2 === 0 ? (high += byte) : (low += byte)));
  return (high * 256 + low) % 0xffff === 0;
}

function parseTcp(tcp: Buffer, length: number): Parsed['tcp'] {
  const names = ['F', 'S', 'R', 'P', 'A'];
  const flags = names.filter((_, bit) => tcp.readUInt8(13) & (1 << bit)).join('');
  let stamps: readonly [number, number] | null = null;
  for (let at = 20; at < length;) {
    const kind = tcp.readUInt8(at);
    if (kind === 0) break;
    if (kind === 8) stamps = [tcp.readUInt32BE(at + 2), tcp.readUInt32BE(at + 6)];
    at += kind === 1 ? 1 : tcp.readUInt8(at + 1);
  }
  return { sequence: tcp.readUInt32BE(4), acknowledgement: tcp.readUInt32BE(8), flags, stamps };
}
