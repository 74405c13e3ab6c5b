/** A request that was made smaller stands for its original only where it asks for no more and is wrong in the same ways. */
import { expect, test } from 'vitest';
import { isNarrower } from '../../src/contract/narrower.ts';
import { adapters } from '../../src/contract/products/index.ts';
import { apisOf } from '../../src/contract/terms/operation.ts';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import type { Rule } from '../../src/contract/terms/check.ts';

const target = { url: '', isLive: false, products: ['argus', 'usm'], credentials: [], writes: 'all' } as const;
const operation = (key: string) =>
  apisOf(target, adapters)
    .flatMap(({ operations }) => operations)
    .find((one) => one.key === key)!;
const search = operation('argus.findAggregatedEvents');
const body = { startTimestamp: 5, endTimestamp: 9, limit: 50, severity: ['high'], customerID: [1] };

test.each([
  ['fewer criteria', { startTimestamp: 5, endTimestamp: 9, limit: 50 }, true],
  ['a smaller limit', { ...body, limit: 25 }, true],
  ['no limit', { startTimestamp: 5, endTimestamp: 9 }, false],
  ['all of them', { ...body, limit: 0 }, false],
  ['a larger limit', { ...body, limit: 51 }, false],
  ['another time', { ...body, startTimestamp: 0 }, false],
  ['no end', { startTimestamp: 5, limit: 50 }, false],
] as const)('%s: %s', (_, smaller, isIt) => {
  expect(isNarrower(search, { body }, { body: smaller })).toBe(isIt);
});

test('where all is asked for, no criterion is dropped', () => {
  expect(
    isNarrower(search, { body: { ...body, limit: 0 } }, { body: { startTimestamp: 5, endTimestamp: 9, limit: 0 } }),
  ).toBe(false);
});

test('half a word finds more, and half the name of a field is none; only what is too long to be either is cut', () => {
  const sorted = { ...body, sortBy: ['lastUpdatedTimestamp'] };
  expect(isNarrower(search, { body: sorted }, { body: { ...body, sortBy: ['lastUpdate'] } })).toBe(false);
  expect(isNarrower(search, { body: sorted }, { body: { ...sorted, severity: [] } })).toBe(true);
  const long = { signature: ['x'.repeat(200)] };
  expect(isNarrower(search, { body: long }, { body: { signature: ['x'.repeat(100)] } })).toBe(true);
});

test('a request that is wrong stays wrong in the same way', () => {
  const wrong = { ...body, limit: 1e15 };
  expect(isNarrower(search, { body: wrong }, { body: { ...wrong, limit: 0 } })).toBe(false);
  expect(isNarrower(search, { body: { ...body, severity: ['none'] } }, { body: { ...body, severity: [] } })).toBe(
    false,
  );
  expect(isNarrower(operation('usm.getUsmAlarms'), { query: { size: 30 } }, { query: {} })).toBe(false);
});

test('nothing that is sent to make a request smaller is wider than what it was made from', async () => {
  const simulator = await startSimulator({ events: 100 });
  const limits: number[] = [];
  const rule: Rule = {
    id: 'schema/never-right',
    asks: 'Is nothing right?',
    applies: ({ id }) => id === 'findAggregatedEvents',
    judge: ({ sent }) => {
      const { limit } = JSON.parse(sent.text ?? '{}') as { limit?: number };
      if (limit !== undefined) limits.push(limit);
      return [{ expected: 'nothing', seen: 'something' }];
    },
  };
  const only = (unit: string): boolean => /findAggregatedEvents\/(?:law\/count|schema\/never)/.test(unit);
  await runContract(simulatedTarget(simulator), { rules: [rule], only });
  await simulator.close();
  expect(limits.length).toBeGreaterThan(3);
});
