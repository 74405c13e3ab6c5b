/** The profile `quick` asks something of every operation first, goes deep afterwards, and keeps to its number of requests. */
import { expect, onTestFinished, test } from 'vitest';
import { quickRequests } from '../../src/contract/quick.ts';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';

test('every operation is asked before the profile has sent all that it may, and the run has come to its end', async () => {
  const simulator = await startSimulator({ events: 400 });
  onTestFinished(() => simulator.close());
  const { results, operations, summary, ended } = await runContract(simulatedTarget(simulator), { profile: 'quick' });
  expect(ended).toBe(null);
  expect(summary.requests).toBeLessThanOrEqual(quickRequests);
  expect(summary.violations).toBe(0);
  const asked = new Set(results.flatMap(({ operation, requests }) => (requests > 0 ? [operation] : [])));
  expect(operations.filter(({ key }) => !asked.has(key)).map(({ key }) => key)).toEqual([]);
  const first = results.findIndex(({ reason }) => reason?.includes('budget') === true);
  expect(results.slice(0, first).filter(({ requests }) => requests > 0).length).toBeGreaterThan(operations.length * 2);
});
