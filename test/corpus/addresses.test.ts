import { test, expect } from 'vitest';
import fc from 'fast-check';
import { makeRangeIndex, reachedBy } from '../../src/corpus/addresses.ts';
import { addressText, networkOf, overlaps, parseRange, rangeText, type Range } from '../../src/kernel/net.ts';
import type { Host } from '../../src/model/world.ts';

const range = (text: string): Range => {
  const parsed = parseRange(text);
  if (parsed === null) throw new Error(text);
  return parsed;
};
const host = (one: Range, code: number): Host => ({
  code,
  range: one,
  address: addressText(one),
  place: null,
  customer: null,
  inside: 'none',
  members: [code],
});
const found = (hosts: readonly string[], searched: readonly string[], minBits = 0): readonly string[] => {
  const table = reachedBy(
    hosts.map((text, code) => host(range(text), code)),
    makeRangeIndex(searched.map(range)),
    minBits,
  );
  return hosts.filter((_, code) => table[code] === 1);
};

/** The example of the v1 page, with addresses of our own: its own were not kept. */
const hosts = [
  '192.0.2.0/24',
  '192.0.2.17/32',
  '192.0.2.64/26',
  '192.0.0.0/16',
  '192.0.0.0/8',
  '192.0.3.1/32',
  '2001:db8::1/128',
];

test('a searched range matches itself, what it contains, and what contains it', () => {
  expect(found(hosts, ['192.0.2.0/24'])).toEqual([
    '192.0.2.0/24',
    '192.0.2.17/32',
    '192.0.2.64/26',
    '192.0.0.0/16',
    '192.0.0.0/8',
  ]);
});

test('minimum bits leave out wider ranges', () => {
  expect(found(hosts, ['192.0.2.0/24'], 16)).toEqual([
    '192.0.2.0/24',
    '192.0.2.17/32',
    '192.0.2.64/26',
    '192.0.0.0/16',
  ]);
  expect(found(hosts, ['192.0.2.17'], 32)).toEqual(['192.0.2.17/32']);
});

test('a range that is searched for by name matches however wide it is', () => {
  expect(found(hosts, ['192.0.0.0/8'], 32)).toEqual(['192.0.2.17/32', '192.0.0.0/8', '192.0.3.1/32']);
  expect(found(hosts, ['192.0.2.0/24', '192.0.0.0/16'], 24)).toEqual([
    '192.0.2.0/24',
    '192.0.2.17/32',
    '192.0.2.64/26',
    '192.0.0.0/16',
    '192.0.3.1/32',
  ]);
});

test('IPv6 is searched like IPv4, and never matches it', () => {
  expect(found(hosts, ['2001:db8::/32'])).toEqual(['2001:db8::1/128']);
  expect(found(hosts, ['::/0'])).toEqual(['2001:db8::1/128']);
});

test('nothing searched finds nothing', () => {
  expect(found(hosts, [])).toEqual([]);
});

test('for any ranges, what matches is what overlaps and is narrow enough or named', () => {
  const ranges = fc
    .tuple(fc.nat(0xff), fc.integer({ min: 0, max: 32 }))
    .map(([last, bits]) => rangeText(networkOf(range(`10.0.0.${last}`), bits)));
  fc.assert(
    fc.property(
      fc.uniqueArray(ranges, { maxLength: 20 }),
      fc.array(ranges, { maxLength: 4 }),
      fc.nat(32),
      (all, searched, minBits) => {
        const expected = all.filter(
          (text) =>
            searched.some((wanted) => overlaps(range(wanted), range(text))) &&
            (range(text).bits >= minBits || searched.includes(text)),
        );
        expect(found(all, searched, minBits)).toEqual(expected);
      },
    ),
    { seed: 9, numRuns: 500 },
  );
});
