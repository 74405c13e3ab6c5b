import { test, expect } from 'vitest';
import { captureOfFlows, captureFile, render } from '../../src/pcap/file.ts';
import { breaches, eventBreaches } from './invariants.ts';
import { cutInHalf, mutants } from './mutants.ts';
import { network, plain, sightingOf, type Network } from './sightings.ts';

const base = network.find(({ alarm }) => alarm.shortName === 'sqli-time');

function honest(): { readonly one: Network; readonly file: Uint8Array } {
  if (base === undefined) throw new Error('no such alarm');
  const sighting = sightingOf(base, plain);
  return { one: base, file: captureOfFlows(base.detection.flows?.(sighting) ?? [], sighting.chance) };
}

for (const [name, mutate] of Object.entries(mutants))
  test(`the invariants reject a capture with ${name}`, () => {
    const { one, file } = honest();
    const sighting = sightingOf(one, plain);
    const frames = render(one.detection.flows?.(sighting) ?? [], sighting.chance);
    expect(captureFile(frames)).toEqual(file);
    const triggers = frames.flatMap((frame, index) => (frame.trigger ? [index] : []));
    const broken = mutate(file);
    expect([...breaches(broken), ...eventBreaches(broken, triggers, one.detection, sighting)]).not.toEqual([]);
  });

test('a file that ends within a frame does not parse', () => {
  expect(() => breaches(cutInHalf(honest().file))).toThrow();
});
