/** Ethernet, VLAN tags, IPv4 and IPv6. */
import ipaddr from 'ipaddr.js';
import { paddedHex, layerOf, Reader, type DecodedLayer } from './reader.ts';

export interface Network {
  readonly source: string;
  readonly destination: string;
  /** The number of what it carries. */
  readonly next: number;
  readonly payload: Reader;
}

export interface NetworkLayers {
  readonly layers: readonly DecodedLayer[];
  /** Null where there is no whole IP header, or a fragment that begins in the middle of what it carries. */
  readonly network: Network | null;
}

const etherTypes = { ip: 0x0800, ipv6: 0x86dd, vlan: 0x8100 } as const;
const ethernet = 1;

/** The layers up to IP, and what IP carries. `linkType` is Ethernet or bare IP. */
export function networkLayers(bytes: Buffer, linkType: number): NetworkLayers {
  const whole = new Reader(bytes);
  if (linkType !== ethernet) return ipLayer([], whole);
  const layers: DecodedLayer[] = [];
  let type = 0;
  const link = whole.rest();
  layers.push(layerOf('eth', link, (reader) => (type = ethernetType(reader))));
  let rest = link.rest();
  // Nobody puts more than two tags.
  for (let tags = 0; type === etherTypes.vlan && tags < 2; tags++) {
    layers.push(layerOf('vlan', rest, (reader) => (type = vlanType(reader))));
    rest = rest.rest();
  }
  return type === etherTypes.ip || type === etherTypes.ipv6 ? ipLayer(layers, rest) : { layers, network: null };
}

function ethernetType(reader: Reader): number {
  for (const name of ['eth.dst', 'eth.src']) {
    const from = reader.at;
    reader.note(name, reader.text(6, 'hex').replace(/(..)(?=.)/g, '$1:'), from);
  }
  return numberOf(reader, 'eth.type');
}

function vlanType(reader: Reader): number {
  const from = reader.at;
  reader.note('vlan.id', reader.uint(2) & 0xfff, from);
  return numberOf(reader, 'vlan.etype');
}

function numberOf(reader: Reader, name: string): number {
  const from = reader.at;
  const value = reader.uint(2);
  reader.note(name, paddedHex(4)(value), from);
  return value;
}

function ipLayer(before: readonly DecodedLayer[], reader: Reader): NetworkLayers {
  let network: Network | null = null;
  const isV6 = (reader.bytes[reader.at] ?? 0) >> 4 === 6;
  const layer = layerOf(isV6 ? 'ipv6' : 'ip', reader, (of) => (network = isV6 ? readV6(of) : readV4(of)));
  return { layers: [...before, layer], network };
}

function readV4(reader: Reader): Network | null {
  const begin = reader.at;
  const headLength = (reader.uint(1) & 15) * 4;
  reader.note('ip.hdr_len', headLength, begin);
  reader.number('ip.dsfield', 1, paddedHex(2));
  const length = reader.uint(2);
  reader.note('ip.len', length, reader.at - 2);
  reader.number('ip.id', 2, paddedHex(4));
  const fragment = reader.uint(2);
  reader.note('ip.flags.df', (fragment >> 14) & 1, reader.at - 2);
  reader.note('ip.frag_offset', fragment & 0x1fff, reader.at - 2);
  reader.number('ip.ttl', 1);
  const next = reader.uint(1);
  reader.note('ip.proto', next, reader.at - 1);
  reader.number('ip.checksum', 2, paddedHex(4));
  const [source, destination] = [address(reader, 'ip.src', 4), address(reader, 'ip.dst', 4)];
  reader.skip(headLength - 20);
  // A network card that cuts packets itself leaves a length of 0; what follows the packet is padding.
  const payload = reader.rest(length === 0 ? undefined : Math.max(0, length - headLength));
  return (fragment & 0x1fff) === 0 ? { source, destination, next, payload } : null;
}

/** Headers between that of IPv6 and what it carries, each with its own length. */
const extensions = new Set([0, 43, 60]);

function readV6(reader: Reader): Network | null {
  const begin = reader.at;
  const first = reader.uint(4);
  reader.note('ipv6.flow', paddedHex(6)(first & 0xfffff), begin);
  const length = reader.uint(2);
  reader.note('ipv6.plen', length, reader.at - 2);
  let next = reader.uint(1);
  reader.note('ipv6.nxt', next, reader.at - 1);
  reader.number('ipv6.hlim', 1);
  const [source, destination] = [address(reader, 'ipv6.src', 16), address(reader, 'ipv6.dst', 16)];
  const payload = reader.rest(length);
  while (extensions.has(next)) {
    next = payload.uint(1);
    payload.skip(payload.uint(1) * 8 + 6);
  }
  return { source, destination, next, payload };
}

function address(reader: Reader, name: string, length: number): string {
  const from = reader.skip(length);
  const text = ipaddr.fromByteArray([...reader.bytes.subarray(from, reader.at)]).toString();
  reader.note(name, text, from);
  return text;
}
