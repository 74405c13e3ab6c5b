import { test, expect } from 'vitest';
import { captureFile, render } from '../../src/pcap/file.ts';
import { payloadOf, printable } from '../../src/pcap/payload.ts';
import { parseFile } from './parse.ts';
import { network, plain, sightingOf } from './sightings.ts';

test('the payloads of every trigger agree with each other and with the capture', () => {
  for (const one of network) {
    const sighting = sightingOf(one, plain);
    const frames = render(one.detection.flows?.(sighting) ?? [], sighting.chance);
    const parsed = parseFile(captureFile(frames));
    sighting.triggers.forEach((time, ordinal) => {
      const payload = payloadOf(frames, ordinal);
      const inFile = parsed.find(
        (frame) => frame.time === time * 1000 && frame.payload.equals(payload?.binary ?? Buffer.alloc(0)),
      );
      expect(inFile, one.alarm.shortName).toBeDefined();
      expect(Buffer.from(payload?.ethernet ?? []).subarray(-(payload?.binary.length ?? 0) || Infinity)).toEqual(
        Buffer.from(payload?.binary ?? []),
      );
      expect(payload?.string).toHaveLength(payload?.binary.length ?? -1);
    });
    expect(payloadOf(frames, sighting.triggers.length)).toBeNull();
  }
});

test('the printable form has a dot for every byte that a terminal should not get', () => {
  expect(printable(Buffer.from('GET /\r\n\0\u001b[31m\xff', 'latin1'))).toBe('GET /\r\n..[31m.');
});
