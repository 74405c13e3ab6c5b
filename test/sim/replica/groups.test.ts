import { expect, test } from 'vitest';
import { makeGroupedCalls } from '../../../src/sim/replica/groups.ts';
import type { ReplicaPace } from '../../../src/sim/replica/pace.ts';
import { StoreUnavailable } from '../../../src/store/port.ts';

/** A pace whose time goes on by hand. */
function handPace() {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly call: () => void }>();
  const pace: ReplicaPace = {
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    stopwatch: () => {
      const begin = now;
      return () => now - begin;
    },
    turn: () => Promise.resolve(),
  };
  const pass = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
    for (const timer of timers)
      if (timer.at <= now && timers.delete(timer)) {
        timer.call();
        await settled();
      }
  };
  return { pace, pass, timers };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Calls whose groups end one by one, by hand. */
function calls(gathers: boolean) {
  const hand = handPace();
  const groups: (readonly number[])[] = [];
  let end = (): void => {};
  const call = makeGroupedCalls(
    async (items: readonly number[]) => {
      groups.push(items);
      await new Promise<void>((resolve) => (end = resolve));
      return items;
    },
    hand.pace,
    { gathers },
  );
  const finish = async (): Promise<void> => {
    end();
    await settled();
  };
  return { ...hand, groups, call, finish };
}

test('those who come while a group is under way are the next one', async () => {
  const { groups, call, finish } = calls(false);
  const first = call(1);
  await settled();
  const all = [first, call(2), call(3)];
  await finish();
  await finish();
  expect(groups).toEqual([[1], [2, 3]]);
  expect(await Promise.all(all)).toEqual([1, 2, 3]);
});

test('where many came together, as many are waited for the next time', async () => {
  const { groups, call, finish, pass } = calls(true);
  for (const item of [1, 2, 3, 4]) void call(item);
  await settled();
  void call(5);
  await finish();
  expect(groups).toEqual([[1, 2, 3, 4]]);
  for (const item of [6, 7, 8]) void call(item);
  await settled();
  expect(groups.at(-1)).toEqual([5, 6, 7, 8]);
  void call(9);
  await finish();
  expect(groups).toHaveLength(2);
  await pass(1);
  expect(groups.at(-1)).toEqual([9]);
});

test('who has waited long enough is told so, and the others go on', async () => {
  const { groups, call, finish, pass, timers } = calls(false);
  const first = call(1, 100);
  await settled();
  const [short, long] = [call(2, 50), call(3, 200)];
  const refused = expect(short).rejects.toThrow(StoreUnavailable);
  await pass(60);
  await refused;
  await finish();
  expect(groups).toEqual([[1], [3]]);
  await finish();
  expect(await Promise.all([first, long])).toEqual([1, 3]);
  expect(timers.size).toBe(0);
});
