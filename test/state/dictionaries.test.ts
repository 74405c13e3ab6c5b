import { expect, test } from 'vitest';
import { parseRange, type Range } from '../../src/kernel/net.ts';
import { makeDictionaries, mostCodes } from '../../src/state/dictionaries.ts';
import type { Mutable } from '../../src/state/rows.ts';
import type { World } from '../../src/model/world.ts';
import { worldOf } from '../support/worlds.ts';

const hostAt = (number: number): string => `10.${number >>> 16}.${(number >>> 8) & 255}.${number & 255}`;

function dictionaries() {
  const base = worldOf({ events: 50 });
  const world: Mutable<World> = { ...base };
  const made = makeDictionaries(world);
  let asked = 0;
  const add = (number: number): number => {
    const range = parseRange(hostAt(number)) as Range;
    return made.host({ range, place: null }, () => {
      asked++;
      return { range, address: hostAt(number), place: null, customer: null, inside: 'none' };
    });
  };
  return { base, world, add, begin: made.begin, asked: () => asked };
}

test('hosts that a command adds have codes of their own, and the same host the same', () => {
  const { base, world, add, asked } = dictionaries();
  const codes = Array.from({ length: 2000 }, (_, number) => add(number));
  expect(Array.from({ length: 2000 }, (_, number) => add(number))).toEqual(codes);
  expect(new Set(codes).size).toBe(2000);
  expect(codes.every((code) => world.hosts[code]?.code === code)).toBe(true);
  expect([asked(), world.hosts.length - base.hosts.length]).toEqual([2000, 2000]);
});

test('a list that somebody reads stays as it is when a later command adds to it; one command copies it once', () => {
  const { world, add, begin } = dictionaries();
  add(1);
  const read = world.hosts;
  add(2);
  expect(world.hosts).toBe(read);
  begin();
  const { length } = read;
  add(3);
  expect([world.hosts === read, read.length, world.hosts.length]).toEqual([false, length, length + 1]);
});

test('codes end where their columns do', () => {
  const { base, add } = dictionaries();
  for (let number = 0; number < mostCodes - base.hosts.length; number++) add(number);
  expect(() => add(mostCodes)).toThrow(/no more than 65536 hosts/);
  expect(add(1)).toBeLessThan(mostCodes);
});
