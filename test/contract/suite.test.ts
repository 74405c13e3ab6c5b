/** The suite finds nothing wrong with the simulator. */
import { test, expect, onTestFinished } from 'vitest';
import { runContract, startSimulator } from '../../src/index.ts';
import { simulatedTarget } from '../../src/contract/simulated.ts';

test.each(['documented', 'live'] as const)(
  'the default scenario is in order, USM Anywhere being %s',
  async (usmDialect) => {
    const simulator = await startSimulator({ usmDialect });
    onTestFinished(() => simulator.close());
    const report = await runContract(simulatedTarget(simulator, { usmDialect }));
    expect(report.findings).toEqual([]);
    expect(report.summary.passed).toBeGreaterThan(200);
    expect(report.ended).toBe(null);
  },
);
