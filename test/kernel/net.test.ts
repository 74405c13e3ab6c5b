import { test, expect } from 'vitest';
import fc from 'fast-check';
import {
  addressIn,
  addressText,
  contains,
  isMulticast,
  isPublic,
  networkOf,
  overlaps,
  parseRange,
  rangeText,
  type Range,
} from '../../src/kernel/net.ts';

const range = (text: string): Range => {
  const parsed = parseRange(text);
  if (parsed === null) throw new Error(`not a range: ${text}`);
  return parsed;
};

test.each([
  ['10.1.2.3', '10.1.2.3/32'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255', '255.255.255.255/32'],
  ['2001:DB8::1', '2001:db8::1/128'],
  ['2001:db8::1/32', '2001:db8::/32'],
  ['::/0', '::/0'],
  ['::ffff:192.0.2.1', '::ffff:c000:201/128'],
])('%s is read and printed as %s', (text, printed) => {
  expect(rangeText(range(text))).toBe(printed);
});

test.each([
  '',
  '10.1',
  '10.1.2.3.4',
  '256.1.1.1',
  '010.1.1.1.',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '10.0.0.0/',
  '::1%eth0',
  '2001:db8::/129',
  ':::',
  'example.com',
  '167772161',
  ' 10.0.0.1',
])('%j is no address', (text) => {
  expect(parseRange(text)).toBeNull();
});

const addresses = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => parseRange(text) !== null),
);

test('an address lies in the network of any width around it, and in no sibling', () => {
  fc.assert(
    fc.property(addresses, fc.nat(128), (text, wanted) => {
      const address = range(text);
      const bits = Math.min(wanted, address.bits);
      const network = networkOf(address, bits);
      const sibling = { ...network, base: network.base ^ (1n << BigInt(address.bits - Math.max(bits, 1))) };
      expect(contains(network, address)).toBe(true);
      expect(contains(address, network)).toBe(bits === address.bits);
      if (bits > 0) expect(overlaps(sibling, address)).toBe(false);
    }),
    { seed: 2 },
  );
});

test('printing and reading an address gives it back', () => {
  fc.assert(
    fc.property(addresses, (text) => {
      expect(parseRange(addressText(range(text)))).toEqual(range(text));
    }),
    { seed: 3 },
  );
});

test('an offset into a network is an address of it', () => {
  expect(addressText(addressIn(range('10.5.0.0/16'), 258n))).toBe('10.5.1.2');
  expect(addressText(addressIn(range('2001:db8:a::/48'), 1n))).toBe('2001:db8:a::1');
});

test('families never contain each other', () => {
  expect(contains(range('::/0'), range('10.0.0.1'))).toBe(false);
  expect(contains(range('0.0.0.0/0'), range('::1'))).toBe(false);
});

test('private, loopback, link-local and multicast addresses are not public', () => {
  for (const text of [
    '10.1.1.1',
    '172.31.0.1',
    '192.168.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
    '::1',
    '224.0.0.1',
    'ff02::1',
  ])
    expect([text, isPublic(range(text))]).toEqual([text, false]);
  for (const text of ['172.32.0.1', '198.18.0.1', '203.0.113.1', '2001:db8::1'])
    expect([text, isPublic(range(text))]).toEqual([text, true]);
  expect(isMulticast(range('239.1.1.1'))).toBe(true);
  expect(isMulticast(range('ff02::fb'))).toBe(true);
});
