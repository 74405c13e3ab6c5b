/** Captures, payloads and attachments that are not those of what they were asked for. */
import type { Given } from '../../mutant.ts';
import { isMembers, bendJson } from '../answers.ts';
import type { Door } from '../doors.ts';
import { whole, type Misbehaviour, type Operator } from '../operator.ts';

const isCapture = ({ produces }: Door): boolean => produces.includes('application/x-pcap');
const isPayload = ({ path, isRead }: Door): boolean => isRead && path.endsWith('/payload');
const ofCaptures = whole(isCapture);
const ofPayloads = whole(isPayload);
const usual = { kind: 'files', foundBy: ['schema', 'law', 'requests'], places: ofCaptures } as const;

const bending =
  (bend: (bytes: Buffer) => Buffer): Operator['at'] =>
  () =>
  async (sent, next) => {
    const given = await next(sent);
    const isFile =
      given.status < 300 && given.body.length > 24 && !String(given.headers['content-type']).includes('json');
    return isFile ? { ...given, body: bend(Buffer.from(given.body)) } : given;
  };

/** Where each packet's head begins. */
function packetsOf(bytes: Buffer): readonly number[] {
  const heads: number[] = [];
  for (let at = 24; at + 16 <= bytes.length; at += 16 + bytes.readUInt32LE(at + 8)) heads.push(at);
  return heads;
}

/** A capture with each packet's head bent. */
const eachHead = (bytes: Buffer, bend: (bytes: Buffer, at: number) => void): Buffer => {
  for (const at of packetsOf(bytes)) bend(bytes, at);
  return bytes;
};

/** Gives the first success again, whichever thing was asked for. */
const first = (): Misbehaviour => {
  let kept: Given | undefined;
  return async (sent, next) => {
    const given = await next(sent);
    if (given.status >= 300) return given;
    return (kept ??= given);
  };
};

export const files: readonly Operator[] = [
  {
    ...usual,
    name: 'always-the-first',
    says: 'Whichever thing is asked for, the first one that was shown comes.',
    places: whole(
      (door) =>
        door.isRead &&
        !door.isList &&
        door.path.includes('{') &&
        (isCapture(door) || isPayload(door) || door.members.some(({ marks }) => marks.includes('v'))),
    ),
    at: first,
  },
  {
    ...usual,
    name: 'link-type-wrong',
    says: 'A capture names a link type that its frames do not have.',
    at: bending((bytes) => {
      bytes.writeUInt32LE(bytes.readUInt32LE(20) === 1 ? 101 : 1, 20);
      return bytes;
    }),
  },
  {
    ...usual,
    name: 'capture-cut',
    says: 'The last bytes of a capture are missing.',
    at: bending((bytes) => bytes.subarray(0, bytes.length - 9)),
  },
  {
    ...usual,
    name: 'first-packet-lost',
    says: 'A capture begins with its second packet.',
    at: bending((bytes) => {
      const [one = 24, two] = packetsOf(bytes);
      return two === undefined ? bytes : Buffer.concat([bytes.subarray(0, one), bytes.subarray(two)]);
    }),
  },
  {
    ...usual,
    name: 'last-packet-lost',
    says: 'A capture ends before its last packet.',
    at: bending((bytes) => {
      const heads = packetsOf(bytes);
      return heads.length < 2 ? bytes : bytes.subarray(0, heads.at(-1));
    }),
  },
  {
    ...usual,
    name: 'packets-turned',
    says: 'The packets of a capture come the other way round.',
    at: bending((bytes) => {
      const heads = packetsOf(bytes);
      const parts = heads.map((at, place) => bytes.subarray(at, heads[place + 1] ?? bytes.length));
      return Buffer.concat([bytes.subarray(0, 24), ...parts.toReversed()]);
    }),
  },
  {
    ...usual,
    name: 'capture-an-hour-late',
    says: 'Packets are dated an hour too late.',
    at: bending((bytes) => eachHead(bytes, (all, at) => all.writeUInt32LE(all.readUInt32LE(at) + 3600, at))),
  },
  {
    ...usual,
    name: 'packet-longer-than-it-was',
    says: 'Packets are said to have been shorter than they are.',
    at: bending((bytes) =>
      eachHead(bytes, (all, at) => all.writeUInt32LE(Math.max(1, all.readUInt32LE(at + 8) - 4), at + 12)),
    ),
  },
  {
    ...usual,
    name: 'capture-addresses-swapped',
    says: 'Frames have their two addresses in each other’s place.',
    at: bending((bytes) =>
      eachHead(bytes, (all, at) => {
        const ip = at + 16 + 14;
        if (all.readUInt32LE(20) !== 1 || all.length < ip + 20 || all.readUInt16BE(ip - 2) !== 0x0800) return;
        const [from, to] = [Buffer.from(all.subarray(ip + 12, ip + 16)), Buffer.from(all.subarray(ip + 16, ip + 20))];
        to.copy(all, ip + 12);
        from.copy(all, ip + 16);
      }),
    ),
  },
  {
    ...usual,
    name: 'capture-checksums-wrong',
    says: 'The last byte of each frame is another one.',
    at: bending((bytes) =>
      eachHead(bytes, (all, at) => {
        const last = at + 16 + all.readUInt32LE(at + 8) - 1;
        if (last < all.length) all.writeUInt8(all.readUInt8(last) ^ 0xff, last);
      }),
    ),
  },
  {
    ...usual,
    name: 'capture-in-nanoseconds',
    says: 'A capture says that it counts nanoseconds, and counts microseconds.',
    at: bending((bytes) => {
      bytes.writeUInt32LE(0xa1b23c4d, 0);
      return bytes;
    }),
  },
  {
    ...usual,
    name: 'payload-byte-wrong',
    says: 'The first letter of a payload is another one.',
    places: ofPayloads,
    at: () => bendPayload((text) => (text === '' ? text : `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`)),
  },
  {
    ...usual,
    name: 'payload-cut',
    says: 'The second half of a payload is missing.',
    places: ofPayloads,
    at: () => bendPayload((text) => text.slice(0, Math.floor(text.length / 8) * 4)),
  },
  {
    ...usual,
    name: 'payload-doubled',
    says: 'A payload comes twice, one behind the other.',
    places: ofPayloads,
    at: () => bendPayload((text) => (text.endsWith('=') ? text : text + text)),
  },
];

/** Bends the longest text of a payload. */
const bendPayload = (bend: (text: string) => string): Misbehaviour =>
  bendJson((json) => {
    const data = isMembers(json) ? json['data'] : undefined;
    if (!isMembers(json) || !isMembers(data)) return undefined;
    const texts = Object.entries(data).filter((one): one is [string, string] => typeof one[1] === 'string');
    const [name] = texts.toSorted((one, other) => other[1].length - one[1].length)[0] ?? [];
    return name === undefined ? undefined : { ...json, data: { ...data, [name]: bend(String(data[name])) } };
  });
