import { expect, test } from 'vitest';
import { makeForesight } from '../../../src/sim/replica/ahead.ts';
import { memoryStore, StoreMemory } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/port.ts';
import { replica, type Replica } from '../../support/replicas.ts';

/** What came of notes that were to be the next entry. */
function watched(store: Store): { readonly store: Store; readonly came: boolean[] } {
  const came: boolean[] = [];
  const appendAfter: Store['appendAfter'] = async (...given) => {
    const appended = await store.appendAfter(...given);
    came.push(appended !== null);
    return appended;
  };
  return { store: { ...store, appendAfter }, came };
}

test('what is read ahead shows all that others wrote, and is in the journal once', async () => {
  const memory = new StoreMemory();
  const { store, came } = watched(memoryStore(memory));
  const options = { scenario: 'default', events: 2000 };
  const [one, other] = [await replica(store, options), await replica(memoryStore(memory), options)];
  const listed = await one.ask('/events/v1/aggregated?limit=1');
  const path = `/events/v1/${listed.body.data[0].id}`;
  let reads = 0;
  const read = async ({ ask }: Replica): Promise<number> => {
    reads++;
    return (await ask(path)).body.data.comments.length;
  };
  const before = await read(one);
  for (let written = 1; written <= 4; written++) {
    const comment = { comment: `seen ${written} times` };
    const id = path.slice('/events/v1/'.length);
    await other.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: comment });
    expect(await read(one)).toBe(before + written);
    expect(await read(other)).toBe(before + written);
    // On a busy machine the time that was told last may be too old for some.
    const isFound = came.length;
    for (let left = 200; left > 0 && !came.slice(isFound).includes(true); left--) await read(one);
  }
  expect(came).toContain(true);
  const verified = await other.control('POST /_sim/journal/verify', { expect: [{ path, times: reads }] });
  expect(verified.body.matched).toBe(true);
});

test('what was wrong is not tried for a while, and for longer each time', () => {
  const pace = { after: () => () => {}, stopwatch: () => () => 0, turn: async () => {} };
  const { isWorthIt, heard, wasWrong, wasRight, tookLong } = makeForesight(pace);
  const tries = (most: number): number => Array.from({ length: most }, () => isWorthIt('a')).filter(Boolean).length;
  expect(tries(5)).toBe(0);
  heard();
  expect(tries(5)).toBe(5);
  wasWrong();
  expect(tries(5)).toBe(4);
  wasWrong();
  expect(tries(5)).toBe(3);
  wasRight();
  wasWrong();
  expect(tries(5)).toBe(4);
  tookLong('a');
  expect([tries(5), isWorthIt('b')]).toEqual([0, true]);
});
