/** What a server can get wrong about captures and payloads though each of them can be read, and which law says so. */
import { describe, expect, test } from 'vitest';
import { addressInHex, packetEnds } from '../../../../../src/contract/products/argus/checks/laws/packet-ends.ts';
import { altering, checksOf, inJson, type Alter, type Passing } from '../../../support/altered.ts';

const { judge } = await altering({ events: 1500 });

const isCapture = ({ url, status }: Passing): boolean => url.endsWith('/pcap') && status === 200;
const inCapture =
  (spoil: (file: Buffer) => Buffer | void): Alter =>
  (passing) => {
    if (!isCapture(passing)) return;
    const file = Buffer.from(passing.body, 'latin1');
    passing.body = (spoil(file) ?? file).toString('latin1');
  };
/** Where each record begins, and where its frame ends. */
function recordsOf(file: Buffer): readonly (readonly [number, number])[] {
  const records: (readonly [number, number])[] = [];
  for (let at = 24; at < file.length;) {
    const end = at + 16 + file.readUInt32LE(at + 8);
    records.push([at, end]);
    at = end;
  }
  return records;
}
const inRecords = (spoil: (file: Buffer, at: number) => unknown): Alter =>
  inCapture((file) => {
    for (const [at] of recordsOf(file)) spoil(file, at);
  });
/** The IP header of a frame without tags. */
const ip = 16 + 14;
let kept: string | null = null;

const wrong: readonly (readonly [unit: string, what: string, alter: Alter])[] = [
  [
    'getPcap/law/captures-show-their-event',
    'a link type that the frames have not',
    inCapture((file) => void file.writeUInt32LE(113, 20)),
  ],
  [
    'getPcap/law/captures-show-their-event',
    'a link type of bare packets',
    inCapture((file) => void file.writeUInt32LE(101, 20)),
  ],
  [
    'getPcapV2/law/captures-show-their-event',
    'packets an hour late',
    inRecords((file, at) => file.writeUInt32LE(file.readUInt32LE(at) + 3600, at)),
  ],
  [
    'getPcapV2/law/captures-show-their-event',
    'packets two minutes early',
    inRecords((file, at) => file.writeUInt32LE(file.readUInt32LE(at) - 120, at)),
  ],
  [
    'getPcap/law/captures-show-their-event',
    'packets of another host',
    inRecords((file, at) => (file[at + ip + 15] = 77)),
  ],
  [
    'getPcap/law/captures-show-their-event',
    'packets with ports that are not the event’s',
    inRecords((file, at) => file.writeUInt32BE(0x12345678, at + ip + 20)),
  ],
  [
    'getPcap/law/captures-show-their-event',
    'packets by another protocol',
    inRecords((file, at) => (file[at + ip + 9] = 47)),
  ],
  [
    'getPcap/law/captures-show-their-event',
    'the packets of one end alone',
    inCapture((file) => {
      const records = recordsOf(file).map(([at, end]) => file.subarray(at, end));
      const senderOf = (record: Buffer | undefined): string | undefined => record?.toString('hex', ip + 12, ip + 16);
      const own = records.filter((record) => senderOf(record) === senderOf(records[0]));
      return Buffer.concat([file.subarray(0, 24), ...own]);
    }),
  ],
  [
    'getPcapV2Compatibility/law/captures-show-their-event',
    'one capture for all',
    (passing) => {
      if (isCapture(passing)) passing.body = kept ??= passing.body;
    },
  ],
  [
    'getPcap/law/forms-agree',
    'the last packet missing at one door',
    (passing) => {
      if (passing.url.startsWith('/events/v1/'))
        inCapture((file) => file.subarray(0, recordsOf(file).at(-1)?.[0] ?? 24))(passing);
    },
  ],
  [
    'getPayload/law/payloads-are-captured',
    'a payload of another packet',
    inJson(({ data }, { url }) => {
      if (!url.endsWith('/payload') || !['ethernet', 'pcap'].includes(data?.type)) return;
      const bytes = Buffer.from(data.payload, 'base64');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      data.payload = bytes.toString('base64');
    }),
  ],
  [
    'getCustomerByShortName/law/things-differ',
    'the first thing whatever is asked for',
    inJson((json, { url }) => {
      if (!url.includes('/customers/v1/') || json.data === null) return;
      first ??= json.data;
      json.data = first;
    }),
  ],
];
let first: unknown = null;

describe('a server of Argus', () => {
  test.each(wrong)('%s finds %s', async (unit, _, alter) => {
    kept = null;
    const findings = await judge(new RegExp(`^argus\\.${unit}$`), alter);
    expect(checksOf(findings)).toContain(unit.split('/').slice(1).join('/'));
  });

  test('that is right has nothing to answer for', async () => {
    expect(await judge(/\/law\/(?:captures-show|payloads-are|forms-agree|things-differ)/, () => {})).toEqual([]);
  });
});

test.each([
  ['192.0.2.1', 'c0000201'],
  ['::1', '00000000000000000000000000000001'],
  ['2001:db8:a::5', '20010db8000a00000000000000000005'],
  ['2001:db8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
  ['nowhere', null],
])('the bytes of %s are %s', (address, bytes) => {
  expect(addressInHex(address)).toBe(bytes);
});

test('a packet is read by the link type that is named', () => {
  const packet = Buffer.concat([
    Buffer.from('45000028000000004006000000000000', 'hex').subarray(0, 12),
    Buffer.from('c0000201c000020200500051', 'hex'),
    Buffer.alloc(16),
  ]);
  const frame = Buffer.concat([Buffer.alloc(12), Buffer.from('810000050800', 'hex'), packet]);
  const ends = { source: 'c0000201', destination: 'c0000202', protocol: 6, ports: { source: 80, destination: 81 } };
  expect(packetEnds(packet, 101)).toEqual(ends);
  expect(packetEnds(frame, 1)).toEqual(ends);
  expect(packetEnds(frame, 113)).toBe(null);
  expect(packetEnds(packet, 1)).toBe(null);
  expect(packetEnds(Buffer.alloc(3), 1)).toBe(null);
});
