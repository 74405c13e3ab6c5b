/** What is handed out for a time is taken back from a target whose time nobody can turn. */
import { expect, onTestFinished, test } from 'vitest';
import { runContract, simulatedTarget, startSimulator } from '../../../src/index.ts';

test('a key whose end nobody can wait for is revoked, and whether it outlives its time is not decided', async () => {
  const simulator = await startSimulator();
  onTestFinished(() => simulator.close());
  const { turn: _, ...target } = simulatedTarget(simulator, { products: ['argus'] });
  const { results, findings } = await runContract(target, {
    only: (unit) => unit === 'argus.initiateApiKey/access/outlived',
  });
  expect(findings).toEqual([]);
  expect(results.map(({ verdict }) => verdict)).toEqual(['undecided']);
  const statuses = async (operation: string): Promise<readonly number[]> => {
    const answer = await fetch(`${simulator.url}/_sim/journal?operation=${operation}`);
    const { entries }: any = await answer.json();
    return entries.map(({ status }: { readonly status: number }) => status);
  };
  expect([await statuses('initiateApiKey'), await statuses('revokeApiKeyBySplitPrefix')]).toEqual([[201], [200]]);
});
