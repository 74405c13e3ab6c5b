import { expect, test } from 'vitest';
import { memoryStore, StoreMemory } from '../../src/store/memory.ts';
import { Removed, StoreUnavailable, Truncated } from '../../src/store/port.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const entry = (id: string) => ({ id, body: bytes(id) });

test('entries of two clients stand in one order, and an id keeps its place', async () => {
  const memory = new StoreMemory();
  const [one, other] = [memoryStore(memory), memoryStore(memory)];
  expect((await one.append('a', [entry('x'), entry('y')], 'durable')).seqs).toEqual([0, 1]);
  expect((await other.append('a', [entry('z'), entry('x')], 'visible')).seqs).toEqual([2, 0]);
  expect((await one.read('a', 0, 10)).map(({ id }) => id)).toEqual(['x', 'y', 'z']);
  expect((await one.heads(['a', 'b'])).heads).toEqual(
    new Map([
      ['a', 3],
      ['b', 0],
    ]),
  );
});

test('its time does not go back with the clock', async () => {
  const times = [5000, 4000, 3000];
  const store = memoryStore(new StoreMemory({ now: () => times.shift() ?? 0 }));
  await store.append('a', [entry('x')], 'durable');
  expect(await store.append('a', [entry('y'), entry('x')], 'durable')).toEqual({
    seqs: [1, 0],
    ats: [5000, 5000],
    end: 1,
    now: 5000,
  });
  expect((await store.heads(['a'])).now).toBe(5000);
});

test('entries behind a snapshot go once they are old', async () => {
  let now = 0;
  const store = memoryStore(new StoreMemory({ now: () => now }, 1000));
  await store.append('a', [entry('x'), entry('y')], 'durable');
  await store.saveSnapshot('a', 1, bytes('state'));
  expect((await store.read('a', 0, 1)).map(({ id }) => id)).toEqual(['x']);
  now = 2000;
  await store.saveSnapshot('a', 2, bytes('newer'));
  await store.saveSnapshot('a', 1, bytes('older'));
  await expect(store.read('a', 1, 1)).rejects.toThrow(Truncated);
  expect(await store.read('a', 2, 1)).toEqual([]);
  expect(await store.latestSnapshot('a')).toEqual({ seq: 2, bytes: bytes('newer') });
});

test('what was removed stays away, and what was closed refuses', async () => {
  const store = memoryStore();
  await store.append('a', [entry('x')], 'durable');
  await store.remove('a');
  expect((await store.heads(['a'])).heads.get('a')).toBe(0);
  await expect(store.append('a', [entry('y')], 'durable')).rejects.toThrow(Removed);
  await store.close();
  await expect(store.heads([])).rejects.toThrow(StoreUnavailable);
});
