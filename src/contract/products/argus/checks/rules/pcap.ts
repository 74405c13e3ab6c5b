/** Reads a classic capture file strictly, as far as one must to know that a tool can open it. Source: draft-ietf-opsawg-pcap. */

/** A packet as its record says: captured bytes, bytes on the wire, time in microseconds since the epoch, and what it holds. */
export interface CapturedPacket {
  readonly captured: number;
  readonly original: number;
  readonly at: number;
  readonly bytes: Uint8Array;
}

export type Reading =
  | { readonly packets: readonly CapturedPacket[]; readonly linkType: number }
  | { readonly fault: string };

const headerBytes = 24;
const recordBytes = 16;
/** Both byte orders, with microseconds and with nanoseconds. */
const magics: ReadonlyMap<number, { readonly little: boolean; readonly perSecond: number }> = new Map([
  [0xa1b2c3d4, { little: false, perSecond: 1e6 }],
  [0xd4c3b2a1, { little: true, perSecond: 1e6 }],
  [0xa1b23c4d, { little: false, perSecond: 1e9 }],
  [0x4d3cb2a1, { little: true, perSecond: 1e9 }],
]);

/** All packets, or what is wrong first. */
export function readCapture(bytes: Uint8Array): Reading {
  if (bytes.length < headerBytes) return { fault: `${bytes.length} bytes, less than a file header` };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = magics.get(view.getUint32(0));
  if (order === undefined) return { fault: `magic number 0x${view.getUint32(0).toString(16).padStart(8, '0')}` };
  const { little, perSecond } = order;
  const [major, minor] = [view.getUint16(4, little), view.getUint16(6, little)];
  if (major !== 2 || minor !== 4) return { fault: `version ${major}.${minor}` };
  const snap = view.getUint32(16, little);
  const packets: CapturedPacket[] = [];
  for (let at = headerBytes; at < bytes.length;) {
    if (at + recordBytes > bytes.length) return { fault: `record ${packets.length + 1} is cut off` };
    const [seconds, fraction] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
    const [captured, original] = [view.getUint32(at + 8, little), view.getUint32(at + 12, little)];
    const fault = recordFault({ captured, original, fraction, snap, perSecond });
    if (fault !== null) return { fault: `record ${packets.length + 1}: ${fault}` };
    if (at + recordBytes + captured > bytes.length) return { fault: `record ${packets.length + 1} is cut off` };
    const held = bytes.subarray(at + recordBytes, at + recordBytes + captured);
    packets.push({ captured, original, at: seconds * 1e6 + Math.floor((fraction * 1e6) / perSecond), bytes: held });
    at += recordBytes + captured;
  }
  return { packets, linkType: view.getUint32(20, little) & 0xffff };
}

interface Lengths {
  readonly captured: number;
  readonly original: number;
  readonly fraction: number;
  readonly snap: number;
  readonly perSecond: number;
}

function recordFault({ captured, original, fraction, snap, perSecond }: Lengths): string | null {
  if (captured > original) return `${captured} bytes captured of ${original}`;
  if (snap > 0 && captured > snap) return `${captured} bytes captured where ${snap} are the most`;
  return fraction >= perSecond ? `${fraction} parts of a second of ${perSecond}` : null;
}
