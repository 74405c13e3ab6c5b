/** Ways to break a capture of IPv4 frames without VLAN; each breaks one thing and mends the checksums after it. */

export type Mutant = (file: Uint8Array) => Uint8Array;

interface Raw {
  readonly header: Buffer;
  readonly frame: Buffer;
}

function split(file: Uint8Array): Raw[] {
  const bytes = Buffer.from(file);
  const raws: Raw[] = [];
  for (let at = 24; at < bytes.length;) {
    const end = at + 16 + bytes.readUInt32LE(at + 8);
    raws.push({ header: bytes.subarray(at, at + 16), frame: bytes.subarray(at + 16, end) });
    at = end;
  }
  return raws;
}

const join = (file: Uint8Array, raws: readonly Raw[]): Uint8Array =>
  Buffer.concat([file.subarray(0, 24), ...raws.flatMap(({ header, frame }) => [header, frame])]);

const payloadOf = (frame: Buffer): Buffer =>
  frame.subarray(34 + (frame.readUInt8(23) === 6 ? (frame.readUInt8(46) >> 4) * 4 : 8));
const sourceOf = (frame: Buffer): string => frame.toString('hex', 26, 30);

function mendTcp(frame: Buffer): void {
  frame.writeUInt16BE(0, 50);
  const pseudo = Buffer.concat([
    frame.subarray(26, 34),
    Buffer.from([0, 6, (frame.length - 34) >> 8, (frame.length - 34) & 0xff]),
  ]);
  const whole = Buffer.concat([pseudo, frame.subarray(34), Buffer.alloc(frame.length % 2)]);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 2) sum += whole.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  frame.writeUInt16BE(~sum & 0xffff, 50);
}

/** Index of the first frame with application bytes. */
const firstData = (raws: readonly Raw[]): number => raws.findIndex(({ frame }) => payloadOf(frame).length > 0);

function onData(change: (frame: Buffer, raws: readonly Raw[]) => void): Mutant {
  return (file) => {
    const raws = split(file);
    const raw = raws[firstData(raws)];
    if (raw !== undefined) change(raw.frame, raws);
    return join(file, raws);
  };
}

const keep =
  (wanted: (raw: Raw, index: number, raws: readonly Raw[]) => boolean): Mutant =>
  (file) =>
    join(file, split(file).filter(wanted));

export const mutants: Readonly<Record<string, Mutant>> = {
  'a bad TCP checksum': onData((frame) => frame.writeUInt16BE(frame.readUInt16BE(50) ^ 0x5555, 50)),
  'a checksum of zero, as if offloaded': onData((frame) => frame.writeUInt16BE(0, 50)),
  'a bad IP checksum': onData((frame) => frame.writeUInt16BE(frame.readUInt16BE(24) ^ 1, 24)),
  'no handshake': keep((_, index) => index > 2),
  'a SYN-ACK that is missing': keep((_, index) => index !== 1),
  'only one side': keep(({ frame }, _, raws) => raws[0] !== undefined && sourceOf(frame) === sourceOf(raws[0].frame)),
  'data that nobody acknowledges': (file) => {
    const raws = split(file);
    const [asked, ...later] = raws.slice(firstData(raws));
    if (asked === undefined) return file;
    const answers = later.filter(
      ({ frame }) =>
        frame.readUInt16BE(36) === asked.frame.readUInt16BE(34) && sourceOf(frame) !== sourceOf(asked.frame),
    );
    for (const { frame } of answers) {
      frame.writeUInt32BE(asked.frame.readUInt32BE(38), 42);
      mendTcp(frame);
    }
    return join(file, raws);
  },
  'a TCP timestamp that goes back': onData((frame) => {
    frame.writeUInt32BE((frame.readUInt32BE(58) - 1_000_000) >>> 0, 58);
    mendTcp(frame);
  }),
  'a sequence number off by one': onData((frame) => {
    frame.writeUInt32BE((frame.readUInt32BE(38) + 1) >>> 0, 38);
    mendTcp(frame);
  }),
  'an acknowledgement of bytes never sent': (file) => {
    const raws = split(file);
    const raw = raws[firstData(raws) + 1];
    raw?.frame.writeUInt32BE((raw.frame.readUInt32BE(42) + 4000) >>> 0, 42);
    if (raw !== undefined) mendTcp(raw.frame);
    return join(file, raws);
  },
  'all frames a millisecond late': (file) => {
    const raws = split(file);
    for (const { header } of raws) {
      const micros = header.readUInt32LE(4) + 1000;
      header.writeUInt32LE(header.readUInt32LE(0) + (micros >= 1_000_000 ? 1 : 0), 0);
      header.writeUInt32LE(micros % 1_000_000, 4);
    }
    return join(file, raws);
  },
  'two frames in the wrong order': (file) => {
    const raws = split(file);
    const [one, two] = [raws[3], raws[4]];
    if (one !== undefined && two !== undefined) raws.splice(3, 2, two, one);
    return join(file, raws);
  },
};

/** Breaks that the file's reader alone must notice. */
export const cutInHalf: Mutant = (file) => file.subarray(0, file.length - 20);
