/** The load on servers in memory: one is right by itself, and two that know nothing of each other are found out. */
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../src/index.ts';
import { check } from './checker/check.ts';
import type { Target } from './workload/ask.ts';
import { runLoad } from './workload/run.ts';

async function server(name: string): Promise<Target> {
  const simulator = await startSimulator({ events: 500, journal: 100_000, quotas: { 'journal-bytes': 500_000_000 } });
  onTestFinished(() => simulator.close());
  return { name, url: () => simulator.url };
}

test('what 24 clients see of one server is right', async () => {
  const recorder = await runLoad([await server('r1')], { seed: 'one', clients: 24, milliseconds: 60_000, turns: 20 });
  expect(recorder.unexpectedAnswers).toEqual([]);
  expect(check(recorder.history())).toEqual([]);
  // Something of everything was done, and that by many at once.
  const { lists, registers, worlds, nonces, counters, clocks, states } = recorder.history();
  expect([lists.size, registers.size, counters.size, clocks.size, states.length]).toEqual([7, 4, 1, 1, 29]);
  expect(worlds.size * nonces.size).toBeGreaterThan(10);
  expect(recorder.counts).toMatchObject({ unknown: 0 });
  expect(recorder.counts.done).toBeGreaterThan(500);
});

test('what they see of two servers that share nothing is not', async () => {
  const targets = [await server('r1'), await server('r2')];
  const recorder = await runLoad(targets, { seed: 'two', clients: 24, milliseconds: 60_000, turns: 20 });
  const wrongs = new Set(check(recorder.history()).map(({ wrong }) => wrong));
  expect([...wrongs].sort()).toEqual(expect.arrayContaining(['diverged', 'doubled', 'misordered', 'stale']));
});
