/** What the data of a target cannot decide counts by itself, and never as passed. */
import { expect, onTestFinished, test } from 'vitest';
import { reportFormats } from '../../src/contract/report/formats.ts';
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import type { Check } from '../../src/contract/terms/check.ts';

/** A check whose parts come out as told. */
const checkOf = (run: Check['run']): Check => ({
  id: 'law/trial',
  asks: 'Is it so?',
  applies: ({ id }) => id === 'getAlarms',
  run,
});

async function reportOf(run: Check['run']) {
  const simulator = await startSimulator({ events: 50 });
  onTestFinished(() => simulator.close());
  return runContract(simulatedTarget(simulator), { checks: [checkOf(run)], rules: [] });
}

test('a part that is undecided keeps the whole from passing', async () => {
  const { summary, results } = await reportOf(async ({ undecided }) => undecided('ties', 'no two are equal'));
  expect(summary).toMatchObject({ passed: 0, undecided: 1, skipped: 0, violated: 0 });
  expect(results).toMatchObject([
    { verdict: 'undecided', reason: 'ties: no two are equal', undecided: [{ part: 'ties', why: 'no two are equal' }] },
  ]);
});

test('a departure outweighs what is undecided', async () => {
  const { summary } = await reportOf(async ({ undecided, violation }) => {
    undecided('ties', 'no two are equal');
    violation({ expected: 'one thing', seen: 'another' });
  });
  expect(summary).toMatchObject({ passed: 0, undecided: 0, violated: 1 });
});

test('every form of a report tells it apart from what was skipped', async () => {
  const report = await reportOf(async ({ undecided }) => undecided('ties', 'no two are equal'));
  expect(await reportFormats.text(report)).toMatch(/Not decided.*:\n +1 {2}ties: no two are equal/);
  expect(await reportFormats.text(report)).toContain('0 violated, 1 undecided, 0 skipped');
  expect(await reportFormats.html(report)).toContain('class="sq undecided"');
  expect(await reportFormats.junit(report)).toContain('not decided: ties: no two are equal');
});
