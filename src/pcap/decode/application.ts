/** Which application speaks in a segment: told by its first bytes, and by the port only where those say nothing. */
import { decodeDns } from './dns.ts';
import { decodeHttp } from './http.ts';
import { layerOf, type DecodedLayer, type Reader } from './reader.ts';
import { decodeRdp, decodeSmb, decodeSnmp } from './records.ts';
import { decodeFtp, decodeSip, decodeSmtp, decodeSsh } from './texts.ts';
import { decodeTls } from './tls.ts';
import type { Transport } from './transport.ts';

export interface Application {
  /** As people call it: `HTTP`. */
  readonly title: string;
  /** What it is about, in a line; empty where nothing stands out. */
  readonly info: string;
  readonly layer: DecodedLayer;
}

/** Reads a payload, notes its fields, and says what it is about. */
export type Decoder = (reader: Reader) => string;

interface Known {
  readonly title: string;
  readonly name: string;
  readonly transport: 'tcp' | 'udp';
  /** True for bytes that it begins with. */
  readonly begins: (payload: Buffer, ports: readonly number[]) => boolean;
  readonly decode: Decoder;
}

const starts =
  (shape: RegExp) =>
  (payload: Buffer): boolean =>
    shape.test(payload.toString('latin1', 0, 64));
const at =
  (...wanted: readonly number[]) =>
  (_: Buffer, ports: readonly number[]): boolean =>
    ports.some((port) => wanted.includes(port));
/** Bytes from a place on, as hexadecimal digits. */
const hexAt =
  (offset: number, shape: RegExp) =>
  (payload: Buffer): boolean =>
    shape.test(payload.toString('hex', offset, offset + 4));

/** The first that fits is it. */
const known: readonly Known[] = [
  {
    title: 'HTTP',
    name: 'http',
    transport: 'tcp',
    begins: starts(/^(?:[A-Z]{3,10} \S.* HTTP\/1|HTTP\/1\.\d \d|(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|CONNECT) \S{40})/s),
    decode: decodeHttp,
  },
  { title: 'TLS', name: 'tls', transport: 'tcp', begins: hexAt(0, /^1[4-7]030[0-4]/), decode: decodeTls },
  { title: 'SSH', name: 'ssh', transport: 'tcp', begins: starts(/^SSH-/), decode: decodeSsh },
  { title: 'SMB', name: 'smb', transport: 'tcp', begins: hexAt(4, /^ff534d42/), decode: decodeSmb },
  { title: 'SMB2', name: 'smb2', transport: 'tcp', begins: hexAt(4, /^fe534d42/), decode: decodeSmb },
  { title: 'RDP', name: 'tpkt', transport: 'tcp', begins: hexAt(0, /^0300/), decode: decodeRdp },
  { title: 'SMTP', name: 'smtp', transport: 'tcp', begins: at(25, 587), decode: decodeSmtp },
  { title: 'FTP', name: 'ftp', transport: 'tcp', begins: at(21), decode: decodeFtp },
  { title: 'DNS', name: 'dns', transport: 'udp', begins: at(53), decode: decodeDns },
  {
    title: 'SIP',
    name: 'sip',
    transport: 'udp',
    begins: starts(/^(?:[A-Z]+ sips?:\S+ SIP\/2|SIP\/2\.0 \d)/),
    decode: decodeSip,
  },
  { title: 'SNMP', name: 'snmp', transport: 'udp', begins: at(161, 162), decode: decodeSnmp },
];

/** What a segment or datagram carries; null where it carries nothing. */
export function applicationOf({ protocol, ports, payload }: Transport): Application | null {
  if (payload.left === 0) return null;
  const bytes = payload.bytes.subarray(payload.at, payload.end);
  const found = known.find(({ transport, begins }) => transport === protocol && begins(bytes, ports ?? []));
  let info = '';
  const reader = payload.rest();
  if (found !== undefined) {
    const layer = layerOf(found.name, reader, (of) => (info = found.decode(of)));
    return { title: found.title, info, layer };
  }
  const layer = layerOf('data', reader, (of) => (info = decodeData(of)));
  return { title: ports === null ? protocol.toUpperCase() : 'Data', info, layer };
}

/** Bytes that nobody knows: those that read as text are shown. */
function decodeData(reader: Reader): string {
  const from = reader.at;
  const bytes = reader.bytes.subarray(from, reader.end);
  reader.skip(reader.left);
  reader.note('data.len', bytes.length, from);
  const text = bytes.toString('latin1', 0, 120);
  return /^[\t\r\n\u0020-\u007e]*$/.test(text) ? text.trim() : '';
}
