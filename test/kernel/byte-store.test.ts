import { expect, test } from 'vitest';
import { makeByteStore } from '../../src/kernel/byte-store.ts';

const bytes = (length: number, value = 0): Uint8Array => new Uint8Array(length).fill(value);

test('what is kept is a copy', () => {
  const store = makeByteStore(10_000);
  const given = bytes(3, 7);
  store.offer(1, given);
  given.fill(0);
  expect(store.get(1)).toEqual(bytes(3, 7));
  expect(store.get(2)).toBeUndefined();
});

test('a store never holds more than it may', () => {
  const store = makeByteStore(10_000);
  for (let key = 0; key < 500; key++) {
    store.offer(key, bytes(key * 7));
    expect(store.used()).toBeLessThanOrEqual(10_000);
  }
  store.offer(1000, bytes(20_000));
  expect(store.get(1000)).toBeUndefined();
});

test('a walk over more than fits finds most of what fits each time', () => {
  const store = makeByteStore(1_000_000);
  const walk = (): number => {
    let found = 0;
    for (let key = 0; key < 1200; key++) {
      if (store.get(key) === undefined) store.offer(key, bytes(808));
      else found++;
    }
    return found;
  };
  walk();
  expect(walk()).toBeGreaterThan(500);
  expect(walk()).toBeGreaterThan(500);
});

test('a key keeps its bytes, and nothing is kept after it is emptied', () => {
  const store = makeByteStore(10_000);
  store.offer(1, bytes(10, 1));
  store.offer(1, bytes(20, 2));
  expect([store.get(1), store.used()]).toEqual([bytes(10, 1), 202]);
  store.clear();
  expect([store.get(1), store.used()]).toEqual([undefined, 0]);
});

test('what is kept after it is emptied takes the room of what was there before', () => {
  const store = makeByteStore(1_000_000);
  store.offer(1, bytes(10, 1));
  const room = store.get(1)?.buffer;
  for (let round = 0; round < 3; round++) {
    store.clear();
    store.offer(2, bytes(20, 2));
    expect([store.get(2), store.get(2)?.buffer === room]).toEqual([bytes(20, 2), true]);
  }
});
