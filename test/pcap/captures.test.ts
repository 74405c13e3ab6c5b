import { test, expect } from 'vitest';
import { createHash } from 'node:crypto';
import { assert, property } from 'fast-check';
import { detections } from '../../src/generator/detections/index.ts';
import { captureOfFlows, captureFile, render, type Frame } from '../../src/pcap/file.ts';
import { neighbour } from '../../src/generator/detections/shared/neighbours.ts';
import { parseRange } from '../../src/kernel/net.ts';
import { frame as frameOf, type LinkHost } from '../../src/pcap/layers.ts';
import { limitTriggers, triggerLimit } from '../../src/model/flow.ts';
import { breaches, eventBreaches } from './invariants.ts';
import { parseFile } from './parse.ts';
import { canBeBlocked, network, networks, plain, shapes, sightingOf, type Network, type Shape } from './sightings.ts';

interface Rendered {
  readonly frames: readonly Frame[];
  readonly file: Uint8Array;
  readonly faults: readonly string[];
}

function renderOf(one: Network, shape: Shape): Rendered {
  const sighting = sightingOf(one, shape);
  const frames = render(one.detection.flows?.(sighting) ?? [], sighting.chance);
  const file = captureFile(frames);
  const triggers = frames.flatMap((frame, index) => (frame.trigger ? [index] : []));
  return { frames, file, faults: [...breaches(file), ...eventBreaches(file, triggers, one.detection, sighting)] };
}

const kinds: readonly (readonly [string, Partial<Shape>])[] = [
  ['IPv4', {}],
  ['IPv6', { v6: true, hosts: [200, 17] }],
  ['a VLAN', { vlan: 120, gaps: [] }],
  ['many close triggers', { gaps: [1, 2, 3, 20, 20, 1, 400, 1] }],
  ['triggers over an hour', { gaps: [1_200_000, 60_000, 59_999, 10_000, 1_800_000] }],
];

for (const [title, change] of kinds)
  test(`every alarm's capture holds all invariants: ${title}`, () => {
    for (const [index, one] of network.entries())
      expect(renderOf(one, { ...plain, ...change, variant: index }).faults, one.alarm.shortName).toEqual([]);
  });

test('every variant of every alarm has a capture that holds all invariants', () => {
  for (const one of network)
    for (let variant = 0; variant < 16; variant++)
      expect(renderOf(one, { ...plain, variant, gaps: [] }).faults, `${one.alarm.shortName} ${variant}`).toEqual([]);
});

test('a blocked conversation ends in resets, with everything acknowledged', () => {
  for (const one of network.filter(({ detection }) => canBeBlocked(detection)))
    expect(renderOf(one, { ...plain, blocked: true }).faults, one.alarm.shortName).toEqual([]);
});

test('500 random sightings hold all invariants', () => {
  assert(
    property(networks, shapes, (one, shape) => {
      expect(renderOf(one, shape).faults).toEqual([]);
    }),
    { numRuns: 500, seed: 2026 },
  );
});

test('the file parses back to the frames that were rendered', () => {
  for (const one of network) {
    const { frames, file } = renderOf(one, plain);
    const parsed = parseFile(file);
    expect(parsed.map((frame) => frame.time)).toEqual(frames.map((frame) => frame.time));
    expect(parsed.map((frame) => frame.payload.toString('hex'))).toEqual(
      frames.map((frame) => Buffer.from(frame.payload).toString('hex')),
    );
  }
});

test('the same sighting gives the same bytes, another stream gives others', () => {
  for (const one of network) {
    const hashOf = (seed: string): string => {
      const sighting = sightingOf(one, { ...plain, seed });
      return createHash('sha256')
        .update(captureOfFlows(one.detection.flows?.(sighting) ?? [], sighting.chance))
        .digest('hex');
    };
    expect(hashOf('a')).toBe(hashOf('a'));
    expect(hashOf('a'), one.alarm.shortName).not.toBe(hashOf('b'));
  }
});

test('a long list of triggers is cut, and keeps its first and its last', () => {
  const triggers = Array.from({ length: 10_000 }, (_, index) => index);
  const cut = limitTriggers(triggers, 500);
  expect(cut.truncated).toBe(true);
  expect(cut.triggers).toHaveLength(500);
  expect([cut.triggers[0], cut.triggers.at(-1)]).toEqual([0, 9999]);
  expect(limitTriggers([1, 2, 3])).toEqual({ triggers: [1, 2, 3], truncated: false });
});

test('a capture that holds as many triggers as it may is below 4 MB, whatever the detection', () => {
  for (const detection of detections) {
    const [alarm] = detection.alarms;
    if (detection.flows === undefined || alarm === undefined) continue;
    const sighting = sightingOf(
      { detection, alarm },
      { ...plain, gaps: Array.from({ length: triggerLimit - 1 }, () => 300) },
    );
    expect(captureOfFlows(detection.flows(sighting), sighting.chance).length, detection.name).toBeLessThan(4_000_000);
  }
});

const host = (...address: number[]): LinkHost => ({
  address: Uint8Array.from(address),
  mac: new Uint8Array(6),
  ttl: 64,
  nextId: 0,
  clock: 0,
});
const v6 = host(...Array.from({ length: 16 }, () => 1));

test('addresses that fit in no header together, and packets that are too long, are our mistake and said so', () => {
  const header = { protocol: 'udp', sourcePort: 1, destinationPort: 2 } as const;
  const none = new Uint8Array(0);
  expect(() => frameOf(host(10, 0, 0, 1), v6, null, header, none)).toThrow(
    'addresses of 4 and 16 bytes fit in no IP header',
  );
  expect(() => frameOf(v6, host(10, 0, 0, 1), null, header, none)).toThrow('addresses of 16 and 4 bytes');
  expect(() => frameOf(host(1, 2), host(3, 4), null, header, none)).toThrow('addresses of 2 and 2 bytes');
  expect(() => frameOf(v6, v6, null, header, new Uint8Array(65_536))).toThrow('fit in no IP packet');
});

test('a sweep stays in the network that was given, and wraps around at its end', () => {
  const within = parseRange('203.0.113.0/28') ?? undefined;
  expect([1, 2, 3].map((distance) => neighbour('203.0.113.14', distance, within))).toEqual([
    '203.0.113.15',
    '203.0.113.0',
    '203.0.113.1',
  ]);
  expect(neighbour('10.1.2.255', 3)).toBe('10.1.2.2');
});
