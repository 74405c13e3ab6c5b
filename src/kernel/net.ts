/** IP addresses and networks as numbers: parse, print, contain. */
import ipaddr from 'ipaddr.js';

/** A network, or a single address when `bits` is the full width of its family. */
export interface Range {
  readonly version: 4 | 6;
  /** The lowest address as a number; host bits are zero. */
  readonly base: bigint;
  readonly bits: number;
}

export const widthOf = (version: 4 | 6): number => (version === 4 ? 32 : 128);

/** Parses `10.0.0.1`, `10.0.0.0/8`, `2001:db8::1` or `2001:db8::/32`; null for anything else. Host bits are cleared. */
export function parseRange(text: string): Range | null {
  const [address = '', bitsText, ...rest] = text.split('/');
  if (rest.length > 0) return null;
  const isV4 = ipaddr.IPv4.isValidFourPartDecimal(address);
  if (!isV4 && !(address.includes(':') && ipaddr.IPv6.isValid(address) && !address.includes('%'))) return null;
  const version = isV4 ? 4 : 6;
  const width = widthOf(version);
  if (bitsText !== undefined && !/^\d{1,3}$/.test(bitsText)) return null;
  const bits = bitsText === undefined ? width : Number(bitsText);
  if (bits > width) return null;
  const value = ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const hostBits = BigInt(width - bits);
  return { version, base: (value >> hostBits) << hostBits, bits };
}

/** True when every address of `inner` lies in `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  if (outer.version !== inner.version || outer.bits > inner.bits) return false;
  const shift = BigInt(widthOf(outer.version) - outer.bits);
  return outer.base >> shift === inner.base >> shift;
}

/** The highest address of a range, as a number. */
export const lastOf = ({ version, base, bits }: Range): bigint => base | ((1n << BigInt(widthOf(version) - bits)) - 1n);

/** True when the two share at least one address; networks either nest or are disjoint. */
export const overlaps = (one: Range, other: Range): boolean => contains(one, other) || contains(other, one);

/** Prints the lowest address of the range: dotted for IPv4, RFC 5952 for IPv6. */
export function addressText(range: Range): string {
  if (range.version === 4) {
    const base = Number(range.base);
    return `${base >>> 24}.${(base >>> 16) & 255}.${(base >>> 8) & 255}.${base & 255}`;
  }
  const bytes = Array.from({ length: widthOf(range.version) / 8 }, (_, index, of = widthOf(range.version)) =>
    Number((range.base >> BigInt(of - 8 * (index + 1))) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** Prints the range as `address/bits`. */
export const rangeText = (range: Range): string => `${addressText(range)}/${range.bits}`;

/** The address at an offset into a network. */
export const addressIn = (network: Range, offset: bigint): Range => ({
  version: network.version,
  base: network.base + offset,
  bits: widthOf(network.version),
});

/** The network of the given width that an address lies in. */
export function networkOf(address: Range, bits: number): Range {
  const shift = BigInt(widthOf(address.version) - bits);
  return { version: address.version, base: (address.base >> shift) << shift, bits };
}

const notPublic = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
  // Neither is any host's: the unspecified ones, and what is reserved, broadcast included.
  '0.0.0.0/8',
  '240.0.0.0/4',
  '::/128',
];
const multicast = ['224.0.0.0/4', 'ff00::/8'];
const parsed = new Map<string, Range | null>();
const within = (range: Range, networks: readonly string[]): boolean =>
  networks.some((text) => {
    const network = parsed.get(text) ?? parseRange(text);
    parsed.set(text, network);
    return network !== null && contains(network, range);
  });

/** True for an address that is neither private, loopback, link-local, reserved nor multicast. */
export const isPublic = (range: Range): boolean => !within(plainOf(range), notPublic) && !isMulticast(range);

export const isMulticast = (range: Range): boolean => within(plainOf(range), multicast);

/** An IPv4 address that stands in an IPv6 one, as sockets show it (`::ffff:10.0.0.1`), is what it is. */
const plainOf = (range: Range): Range =>
  range.version === 6 && range.bits >= 96 && range.base >> 32n === 0xffffn
    ? { version: 4, base: range.base & 0xffff_ffffn, bits: range.bits - 96 }
    : range;
