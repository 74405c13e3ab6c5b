/** The rule that every pair of ends goes through, asked directly: Worlds alone would pass without it, since they draw by family. */
import { expect, test } from 'vitest';
import { pairRefusal, eventEnds } from '../../src/model/pairing.ts';
import { parseRange } from '../../src/kernel/net.ts';
import { worldOf } from '../support/worlds.ts';

const world = worldOf({ events: 50 });
const detail = world.details.find(({ detection }) => detection.telemetry === 'network');
if (detail === undefined) throw new Error('no detection of network traffic');
const [template] = world.hosts;
if (template === undefined) throw new Error('no host');
const host = (code: number, address: string) => {
  const range = parseRange(address);
  if (range === null) throw new Error(address);
  return { ...template, code, range, address, members: [code] };
};
const [v4, other, v6] = [host(1, '192.0.2.1'), host(2, '192.0.2.2'), host(3, '2001:db8::1')];

test('two hosts of one family may talk', () => {
  expect(pairRefusal(v4, other, detail.detection)).toBeNull();
  expect(eventEnds(detail, v4, other, 0)).toMatchObject({ source: expect.any(Number) });
});

test('hosts of two families, and a host with itself, may not, and no event is made of them', () => {
  for (const [one, two] of [
    [v4, v6],
    [v6, v4],
    [v4, v4],
  ] as const) {
    expect(pairRefusal(one, two, detail.detection)).toMatch(/talk/);
    expect(() => eventEnds(detail, one, two, 0)).toThrow(RangeError);
  }
});
