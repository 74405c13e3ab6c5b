/** The suite finds nothing wrong with any scenario that is shipped; the laws are tried where the data are hard on them. */
import { test, expect, onTestFinished } from 'vitest';
import { shippedScenarios } from '../../src/generator/scenario.ts';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import { drawn } from '../support/drawn.ts';

/** The default scenario has a file of its own; a million events tell the schemas nothing that a thousand do not. */
const others = shippedScenarios().filter((name) => name !== 'default');
const fewer: Readonly<Record<string, { readonly events: number }>> = { large: { events: 20_000 } };

test.each(drawn('scenarios held against the schemas', others, 4))('%s is as the schemas say', async (scenario) => {
  const simulator = await startSimulator({ scenario, ...fewer[scenario] });
  onTestFinished(() => simulator.close());
  const report = await runContract(simulatedTarget(simulator), { profile: 'schema' });
  expect(report.findings).toEqual([]);
  expect(report.ended).toBe(null);
  expect(report.summary.passed).toBeGreaterThan(scenario === 'empty' ? 300 : 450);
});

test('what is made up from the schemas is right, whatever the seed', async () => {
  const simulator = await startSimulator({ events: 1000 });
  onTestFinished(() => simulator.close());
  for (let seed = 0; seed < 8; seed++) {
    const only = (unit: string): boolean => unit.endsWith('/requests/valid');
    const { findings, summary } = await runContract(simulatedTarget(simulator), { seed: `made up ${seed}`, only });
    expect(findings).toEqual([]);
    expect(summary.passed).toBeGreaterThan(20);
  }
});

/** A hundred thousand events take their time; what they are there for are pages, limits and ties. */
const about: Readonly<Record<string, RegExp>> = { 'paging-traps': /\/law\/(?:pages|page|count|limits|sort)-?/ };

test.each(drawn('scenarios held against the laws', ['empty', 'clock-edges', 'hard-values', 'paging-traps'], 1))(
  '%s keeps the laws of a search',
  async (scenario) => {
    const simulator = await startSimulator({ scenario });
    onTestFinished(() => simulator.close());
    const only = (unit: string): boolean => (about[scenario] ?? /\/law\//).test(unit);
    const report = await runContract(simulatedTarget(simulator), { profile: 'quick', only });
    expect(report.findings).toEqual([]);
    expect(report.ended).toBe(null);
  },
);
