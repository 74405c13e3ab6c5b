/** Reads the headers of an Ethernet frame as far as one must to know that its packet is one. Source: RFC 791, RFC 8200, IEEE 802.1Q. */

const tags = [0x8100, 0x88a8];
const minimum = { 4: 20, 6: 40 } as const;

/** What is wrong with the IP header of a whole frame; null where it is right, or no IP is said to be in it. */
export function ipFault(frame: Uint8Array): string | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  let at = 12;
  while (at + 4 <= frame.length && tags.includes(view.getUint16(at))) at += 4;
  if (at + 2 > frame.length) return 'a frame that ends before its type';
  const type = view.getUint16(at);
  const version = type === 0x0800 ? 4 : type === 0x86dd ? 6 : null;
  if (version === null) return null;
  const header = at + 2;
  const room = frame.length - header;
  if (room < minimum[version]) return `${room} bytes of IPv${version}, less than a header`;
  const said = view.getUint8(header) >> 4;
  if (said !== version) return `a header of version ${said} in a frame of IPv${version}`;
  const length = version === 4 ? view.getUint16(header + 2) : view.getUint16(header + 4) + minimum[6];
  if (length > room) return `an IPv${version} packet of ${length} bytes in ${room}`;
  return version === 4 ? headerFault(view, header, room) : null;
}

function headerFault(view: DataView, start: number, room: number): string | null {
  const length = (view.getUint8(start) & 15) * 4;
  if (length < minimum[4] || length > room) return `an IPv4 header of ${length} bytes`;
  // Where a card makes the checksum, the capture has none.
  if (view.getUint16(start + 10) === 0) return null;
  let sum = 0;
  for (let at = 0; at < length; at += 2) sum += view.getUint16(start + at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum === 0xffff ? null : 'an IPv4 header whose checksum is wrong';
}
