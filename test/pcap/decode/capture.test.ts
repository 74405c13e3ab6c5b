/** Reading capture files that anybody wrote. */
import { assert, property, uint8Array, integer, constantFrom } from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCapture } from '../../../src/pcap/decode/capture.ts';
import { captureFile, render } from '../../../src/pcap/file.ts';
import { network, plain, sightingOf } from '../sightings.ts';

const first = network[0];
if (first === undefined) throw new Error('there is an alarm with a capture');
const sighting = sightingOf(first, plain);
const frames = render(first.detection.flows?.(sighting) ?? [], sighting.chance);
const file = captureFile(frames);

test('a packet says when it was, who talks to whom, and its bytes', () => {
  const decoded = decodeCapture(file);
  expect(decoded?.count).toBe(frames.length);
  const [packet] = decoded?.packets ?? [];
  expect(packet).toMatchObject({ number: 1, flags: ['SYN'], protocol: 'TCP', length: frames[0]?.bytes.length });
  expect(packet?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  expect(packet?.hex).toBe(Buffer.from(frames[0]?.bytes ?? []).toString('hex'));
});

test('a part of the packets keeps their numbers, and the count of all', () => {
  const decoded = decodeCapture(file, 2, 3);
  expect(decoded?.packets.map(({ number }) => number)).toEqual([3, 4, 5]);
  expect(decoded?.count).toBe(frames.length);
});

test('fields lie within their frame, and layers in their order', () => {
  for (const { layers, hex } of decodeCapture(file)?.packets ?? []) {
    expect(layers.map(({ name }) => name).slice(0, 3)).toEqual(['eth', 'ip', 'tcp']);
    for (const { at, length } of layers.flatMap(({ fields }) => fields))
      expect([at >= 0, at + length <= hex.length / 2]).toEqual([true, true]);
  }
});

test('the other byte order and nanoseconds are read alike', () => {
  const little = Buffer.from(file);
  const big = Buffer.from(little);
  big.subarray(0, 4).swap32();
  for (const at of [4]) big.subarray(at, at + 4).swap16();
  for (const at of [16, 20]) big.subarray(at, at + 4).swap32();
  for (let at = 24; at < big.length;) {
    const kept = little.readUInt32LE(at + 8);
    big.subarray(at, at + 16).swap32();
    at += 16 + kept;
  }
  expect(decodeCapture(big)).toEqual(decodeCapture(little));
  const nano = Buffer.from(little);
  nano.writeUInt32LE(0xa1b23c4d, 0);
  for (let at = 24; at < nano.length;) {
    nano.writeUInt32LE(nano.readUInt32LE(at + 4) * 1000, at + 4);
    at += 16 + nano.readUInt32LE(at + 8);
  }
  expect(decodeCapture(nano)).toEqual(decodeCapture(little));
});

test('what is no capture file is said to be none', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('{"a":1}'), Buffer.alloc(100)])
    expect(decodeCapture(bytes)).toBeNull();
});

test('a file that ends in the middle of a packet gives the whole ones', () => {
  expect(decodeCapture(file.subarray(0, file.length - 1))?.count).toBe(frames.length - 1);
});

test('no bytes break the decoder: neither noise nor a packet with one byte changed or its end cut off', () => {
  const packetOf = (bytes: Uint8Array, linkType: number): Uint8Array => {
    const made = Buffer.from(captureFile([{ time: 0, bytes, trigger: false, payload: bytes }]));
    made.writeUInt32LE(linkType, 20);
    return made;
  };
  assert(
    property(uint8Array({ maxLength: 200 }), constantFrom(1, 101, 228, 229), (bytes, linkType) => {
      expect(decodeCapture(packetOf(bytes, linkType))?.count).toBe(1);
    }),
    { numRuns: 2000, seed: 1 },
  );
  const all = network.flatMap((one) => {
    const of = sightingOf(one, { ...plain, gaps: [] });
    return render(one.detection.flows?.(of) ?? [], of.chance).filter(({ payload }) => payload.length > 0);
  });
  assert(
    property(
      integer({ min: 0, max: all.length - 1 }),
      integer({ min: 0, max: 1499 }),
      integer({ min: 0, max: 255 }),
      (which, at, value) => {
        const bytes = Uint8Array.from(all[which]?.bytes ?? []);
        bytes[at % bytes.length] = value;
        expect(decodeCapture(packetOf(bytes, 1))?.count).toBe(1);
        expect(decodeCapture(packetOf(bytes.subarray(0, at % bytes.length), 1))?.count).toBe(1);
      },
    ),
    { numRuns: 3000, seed: 2 },
  );
});
