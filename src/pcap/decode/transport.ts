/** TCP, UDP and the two ICMPs. */
import { paddedHex, layerOf, type DecodedLayer, type Reader } from './reader.ts';
import type { Network } from './network.ts';

export interface Transport {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  readonly layer: DecodedLayer;
  /** Null for ICMP. */
  readonly ports: readonly [source: number, destination: number] | null;
  /** Names of the TCP flags that are set. */
  readonly flags: readonly string[];
  /** What the header says, in a line. */
  readonly info: string;
  readonly payload: Reader;
}

/** What an IP packet carries; null for what is none of these, or has no whole header. */
export function transportOf({ next, payload }: Network): Transport | null {
  if (next === 6) return tcp(payload);
  if (next === 17) return udp(payload);
  return next === 1 || next === 58 ? icmp(payload, next === 1 ? 'icmp' : 'icmpv6') : null;
}

const flagNames = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'] as const;

function portsOf(reader: Reader, protocol: 'tcp' | 'udp'): readonly [number, number] {
  const ports: [number, number] = [reader.uint(2), reader.uint(2)];
  reader.fields.push(
    { name: `${protocol}.srcport`, value: String(ports[0]), at: reader.at - 4, length: 2 },
    { name: `${protocol}.dstport`, value: String(ports[1]), at: reader.at - 2, length: 2 },
  );
  return ports;
}

function tcp(reader: Reader): Transport | null {
  let ports: readonly [number, number] | null = null;
  let flags: readonly string[] = [];
  let info = '';
  const length = reader.left;
  const layer = layerOf('tcp', reader, (head) => {
    const begin = head.at;
    ports = portsOf(head, 'tcp');
    const sequence = noted(head, 'tcp.seq_raw', 4);
    const acknowledged = noted(head, 'tcp.ack_raw', 4);
    const bits = head.uint(2);
    const headLength = (bits >> 12) * 4;
    flags = flagNames.filter((_, bit) => (bits & (1 << bit)) !== 0);
    head.note('tcp.hdr_len', headLength, head.at - 2);
    head.note('tcp.flags', paddedHex(4)(bits & 0xfff), head.at - 2);
    const window = noted(head, 'tcp.window_size_value', 2);
    head.number('tcp.checksum', 2, paddedHex(4));
    head.skip(2);
    options(head, begin + headLength);
    const data = length - headLength;
    head.fields.push({ name: 'tcp.len', value: String(data), at: begin + headLength, length: Math.max(0, data) });
    info = `[${flags.join(', ')}] Seq=${sequence} Ack=${acknowledged} Win=${window} Len=${data}`;
  });
  return ports === null
    ? null
    : { protocol: 'tcp', layer, ports, flags, info, payload: layer.isCutOff ? reader.rest(0) : reader.rest() };
}

/** Options of TCP up to the end of its header, of which those that tell of the sender's stack are noted. */
function options(head: Reader, end: number): void {
  const kinds: Readonly<Record<number, readonly [name: string, size: 1 | 2 | 4]>> = {
    2: ['tcp.options.mss_val', 2],
    3: ['tcp.options.wscale.shift', 1],
    8: ['tcp.options.timestamp.tsval', 4],
  };
  while (head.at < end) {
    const kind = head.uint(1);
    if (kind === 0) break;
    if (kind === 1) continue;
    const length = head.uint(1);
    const place = head.at;
    const known = kinds[kind];
    if (known !== undefined) head.number(...known);
    head.skip(length - 2 - (head.at - place));
  }
  head.skip(end - head.at);
}

function noted(head: Reader, name: string, size: 2 | 4): number {
  const from = head.at;
  const value = head.uint(size);
  head.note(name, value, from);
  return value;
}

function udp(reader: Reader): Transport | null {
  let ports: readonly [number, number] | null = null;
  let length = 0;
  const layer = layerOf('udp', reader, (head) => {
    ports = portsOf(head, 'udp');
    length = noted(head, 'udp.length', 2);
    head.number('udp.checksum', 2, paddedHex(4));
  });
  if (ports === null) return null;
  const payload = reader.rest(Math.max(0, length - 8));
  return { protocol: 'udp', layer, ports, flags: [], info: `Len=${payload.left}`, payload };
}

const messages: Readonly<Record<'icmp' | 'icmpv6', Readonly<Record<number, string>>>> = {
  icmp: { 0: 'Echo reply', 3: 'Destination unreachable', 5: 'Redirect', 8: 'Echo request', 11: 'Time exceeded' },
  icmpv6: { 1: 'Destination unreachable', 3: 'Time exceeded', 128: 'Echo request', 129: 'Echo reply' },
};
const echoes = new Set(['Echo request', 'Echo reply']);

function icmp(reader: Reader, protocol: 'icmp' | 'icmpv6'): Transport | null {
  let info = '';
  const ends =
    protocol === 'icmp' ? ['icmp.ident', 'icmp.seq'] : ['icmpv6.echo.identifier', 'icmpv6.echo.sequence_number'];
  const layer = layerOf(protocol, reader, (head) => {
    const type = head.uint(1);
    head.note(`${protocol}.type`, type, head.at - 1);
    head.number(`${protocol}.code`, 1);
    head.number(`${protocol}.checksum`, 2, paddedHex(4));
    info = messages[protocol][type] ?? `Type ${type}`;
    if (!echoes.has(info)) return;
    const [identifier = '', sequence = ''] = ends;
    head.number(identifier, 2, protocol === 'icmp' ? String : paddedHex(4));
    head.number(sequence, 2);
  });
  return { protocol, layer, ports: null, flags: [], info, payload: reader.rest() };
}
