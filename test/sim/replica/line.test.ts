import { expect, test } from 'vitest';
import { makeLine, type Machine } from '../../../src/sim/replica/line.ts';
import { machinePace } from '../../../src/sim/replica/pace.ts';
import { memoryStore } from '../../../src/store/memory.ts';

/** A list of what was done. */
function listed(): { readonly done: string[]; readonly machine: Machine<number> } {
  const done: string[] = [];
  const machine: Machine<number> = {
    execute: ({ body }) => done.push(Buffer.from(body).toString()),
    pack: () => new Uint8Array(),
    load: () => void done.splice(0, Infinity),
    save: () => null,
  };
  return { done, machine };
}

test('who waits for the turn while a replica begins anew does not see less than it knew', async () => {
  const { done, machine } = listed();
  const store = memoryStore();
  let ids = 0;
  const options = { store, machine, pace: machinePace, newId: () => `${ids++}`, snapshotEvery: 100 };
  const line = makeLine({ ...options, stream: 'one', onBug: () => {} });
  await line.load();
  for (const text of ['a', 'b', 'c']) await line.order(Buffer.from(text));
  const loaded = line.load();
  expect(await line.asOf(3, () => done.join(''))).toBe('abc');
  await loaded;
});
