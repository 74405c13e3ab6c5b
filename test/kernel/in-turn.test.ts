import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from '../../src/kernel/in-turn.ts';

test('each is begun once the one before has ended, however long that took', async () => {
  const told: string[] = [];
  const results = await inTurn([20, 0, 10], async (wait) => {
    told.push(`begin ${wait}`);
    await setTimeout(wait);
    told.push(`end ${wait}`);
    return wait;
  });
  expect(results).toEqual([20, 0, 10]);
  expect(told).toEqual(['begin 20', 'end 20', 'begin 0', 'end 0', 'begin 10', 'end 10']);
});

test('nothing after a failure is begun', async () => {
  const begun: number[] = [];
  const failing = inTurn([1, 2, 3], (item) => {
    begun.push(item);
    if (item === 2) throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(begun).toEqual([1, 2]);
});
