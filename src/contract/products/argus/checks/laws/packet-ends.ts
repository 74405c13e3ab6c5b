/** Reads who speaks to whom in a captured packet, by the link type of its file. Source: draft-ietf-opsawg-pcaplinktype, RFC 791, RFC 8200. */

export interface PacketEnds {
  readonly source: string;
  readonly destination: string;
  /** IP protocol number. */
  readonly protocol: number;
  /** Null where the protocol has none. */
  readonly ports: { readonly source: number; readonly destination: number } | null;
}

const tags = [0x8100, 0x88a8];

/** Bytes ahead of the IP header, by link type; null for one that is not known or another packet. */
function headerOf(view: DataView, linkType: number): number | null {
  if (linkType === 101 || linkType === 12) return 0;
  if (linkType === 0) return 4;
  if (linkType === 113) return isIp(view.getUint16(14)) ? 16 : null;
  if (linkType !== 1) return null;
  let at = 12;
  while (at + 4 <= view.byteLength && tags.includes(view.getUint16(at))) at += 4;
  return isIp(view.getUint16(at)) ? at + 2 : null;
}

const isIp = (type: number): boolean => type === 0x0800 || type === 0x86dd;

/** Null for what is no IP packet by this link type, or too short to tell. */
export function packetEnds(bytes: Uint8Array, linkType: number): PacketEnds | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = headerOf(view, linkType);
    if (header === null) return null;
    const version = view.getUint8(header) >> 4;
    if (version === 4)
      return ends(view, header, { protocol: 9, addresses: 12, size: 4, length: (view.getUint8(header) & 15) * 4 });
    return version === 6 ? ends(view, header, { protocol: 6, addresses: 8, size: 16, length: 40 }) : null;
  } catch {
    return null;
  }
}

interface Layout {
  readonly protocol: number;
  readonly addresses: number;
  readonly size: number;
  readonly length: number;
}

function ends(view: DataView, header: number, { protocol, addresses, size, length }: Layout): PacketEnds {
  const address = (at: number): string =>
    Array.from({ length: size }, (_, byte) =>
      view
        .getUint8(header + at + byte)
        .toString(16)
        .padStart(2, '0'),
    ).join('');
  const number = view.getUint8(header + protocol);
  const next = header + length;
  const ports = [6, 17, 132].includes(number)
    ? { source: view.getUint16(next), destination: view.getUint16(next + 2) }
    : null;
  return { source: address(addresses), destination: address(addresses + size), protocol: number, ports };
}

/** The bytes of an address in hexadecimal, as packets show them; null for what is no address. */
export function addressInHex(text: string): string | null {
  if (!text.includes(':')) {
    const parts = text.split('.').map(Number);
    return parts.length === 4 && parts.every((part) => part >= 0 && part < 256) ? hex(parts, 2) : null;
  }
  const [left = '', right] = text.split('::');
  const [before, after] = [left, right ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [
    ...(before ?? []),
    ...(right === undefined ? [] : Array<string>(Math.max(0, missing)).fill('0')),
    ...(after ?? []),
  ];
  return groups.length === 8
    ? hex(
        groups.map((group) => Number.parseInt(group, 16)),
        4,
      )
    : null;
}

const hex = (parts: readonly number[], width: number): string =>
  parts.map((part) => part.toString(16).padStart(width, '0')).join('');
