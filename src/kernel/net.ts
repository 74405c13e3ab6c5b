/** IP addresses and networks as numbers: parse, print, contain. */
import { latePackage } from './late-packages.ts';

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
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const version = address.includes(':') ? 6 : 4;
  const value = version === 4 ? valueOfV4(address) : valueOfV6(address);
  if (value === null) return null;
  const width = widthOf(version);
  const bitsText = slash < 0 ? null : text.slice(slash + 1);
  if (bitsText !== null && !/^\d{1,3}$/.test(bitsText)) return null;
  const bits = bitsText === null ? width : Number(bitsText);
  if (bits > width) return null;
  const hostBits = BigInt(width - bits);
  return { version, base: (value >> hostBits) << hostBits, bits };
}

function valueOfV4(address: string): bigint | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (parts === null) return null;
  let value = 0;
  for (let at = 1; at <= 4; at++) {
    const part = parts[at] ?? '';
    const byte = Number(part);
    // Some read a leading zero as octal, so it is nobody's address.
    if (byte > 255 || (part.length > 1 && part.startsWith('0'))) return null;
    value = value * 256 + byte;
  }
  return BigInt(value);
}

const groupsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));

function valueOfV6(address: string): bigint | null {
  const [head = '', tail, ...more] = address.split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const missing = 8 - left.length - right.length;
  const isPlain = more.length === 0 && (tail === undefined ? missing === 0 : missing > 1);
  if (!isPlain || ![...left, ...right].every((group) => /^[\da-f]{1,4}$/i.test(group))) return valueOfOddV6(address);
  return BigInt(
    `0x${[...left, ...Array<string>(missing).fill('0'), ...right].map((group) => group.padStart(4, '0')).join('')}`,
  );
}

/** What is rarely written: IPv4 within IPv6, and what is no address. */
function valueOfOddV6(address: string): bigint | null {
  const ipaddr = latePackage('ipaddr.js');
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return null;
  return ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
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
  const groups: string[] = [];
  for (let shift = 96n; shift >= 0n; shift -= 32n) {
    const word = Number((range.base >> shift) & 0xffff_ffffn);
    groups.push((word >>> 16).toString(16), (word & 0xffff).toString(16));
  }
  return shortened(groups);
}

/** Leaves out the longest run of at least two zeros, the first of equals. */
function shortened(groups: readonly string[]): string {
  let [first, most] = [0, 1];
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === '0') end++;
    if (end - at > most) [first, most] = [at, end - at];
    if (end > at) at = end;
  }
  if (most < 2) return groups.join(':');
  return `${groups.slice(0, first).join(':')}::${groups.slice(first + most).join(':')}`;
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

/** True for a host's name or address, also as it stands in a URL, that only this machine reaches. */
export const isLoopback = (host: string): boolean => /^(?:localhost|::1|\[::1\]|127(?:\.\d{1,3}){3})$/.test(host);
