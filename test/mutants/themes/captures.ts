/** Payloads and captures that cannot be read, or belong to another event. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendItems, type Given, type Mutant, type Next, type Sent } from '../mutant.ts';

const pcaps = ['argus.getPcap', 'argus.getPcapV2', 'argus.getPcapV2Compatibility'];
const payloads = ['argus.getPayload', 'argus.getPayloadV2', 'argus.getPayloadV2Compatibility'];

const bendPayloads =
  (bend: Parameters<typeof bendItems>[0]) =>
  (sent: Sent, next: Next): Promise<Given> =>
    sent.path.endsWith('/payload') ? bendItems(bend)(sent, next) : next(sent);

const bytes =
  (bend: (body: Buffer) => Uint8Array) =>
  async (sent: Sent, next: Next): Promise<Given> => {
    const given = await next(sent);
    return given.status < 300 && sent.path.endsWith('/pcap')
      ? { ...given, body: bend(Buffer.from(given.body)) }
      : given;
  };

export const captures: readonly Mutant[] = [
  {
    name: 'capture-truncated',
    says: 'A capture ends in the middle of a packet.',
    operations: pcaps,
    wrap: () => bytes((body) => body.subarray(0, body.length - 7)),
  },
  {
    name: 'capture-swapped-magic',
    says: 'The magic number of a capture is in the other byte order than the rest.',
    operations: pcaps,
    wrap: () => bytes((body) => Buffer.concat([body.subarray(0, 4).reverse(), body.subarray(4)])),
  },
  {
    name: 'capture-empty',
    says: 'A capture has a header and no packets.',
    operations: pcaps,
    wrap: () => bytes((body) => body.subarray(0, 24)),
  },
  {
    name: 'capture-is-base64',
    says: 'A capture comes as base64 text.',
    operations: pcaps,
    wrap: () => bytes((body) => Buffer.from(body.toString('base64'))),
  },
  {
    name: 'capture-length-wrong',
    says: 'A packet of a capture claims another length than it has.',
    operations: pcaps,
    wrap: () =>
      bytes((body) => {
        const bent = Buffer.from(body);
        bent.writeUInt32LE(bent.readUInt32LE(32) + 1, 32);
        return bent;
      }),
  },
  {
    name: 'capture-declared-json',
    says: 'A capture is declared to be JSON.',
    operations: pcaps,
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return given.status < 300 && sent.path.endsWith('/pcap')
        ? { ...given, headers: { ...given.headers, 'content-type': 'application/json' } }
        : given;
    },
  },
  {
    name: 'payload-not-base64',
    says: 'A payload is hexadecimal text instead of base64.',
    operations: payloads,
    wrap: () =>
      bendPayloads((item) => ({ ...item, payload: Buffer.from(String(item['payload']), 'base64').toString('hex') })),
  },
  {
    name: 'payload-type-unknown',
    says: 'A payload is of a type that the documentation does not have.',
    operations: payloads,
    wrap: () => bendPayloads((item) => ({ ...item, type: 'raw' })),
  },
  {
    name: 'payload-of-another',
    says: 'A payload names another event than the one asked for.',
    operations: payloads,
    wrap: () =>
      bendPayloads(
        (item) => ({ ...item, id: String(item['id']).replace(/.$/, (last) => (last === '0' ? '1' : '0')) }) as Json,
      ),
  },
];
