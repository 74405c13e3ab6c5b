/** The suite finds nothing wrong with the simulator: one test an operation and check, in both dialects of USM Anywhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../src/contract/terms/check.ts';
import { contractTests, runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import { drawn } from '../support/drawn.ts';
import { usualTables } from '../support/tables.ts';

const documented = await startSimulator({ usmDialect: 'documented' });
const live = await startSimulator({ usmDialect: 'live' });
afterAll(() => Promise.all([documented.close(), live.close()]));

/** What a live target can bear: on average so many requests an operation. */
const requestsAnOperation = 90;
const operations = usualTables.flatMap(({ rows }) => rows).length;

describe('as documented', () => {
  contractTests({ describe, test, beforeAll }, simulatedTarget(documented), {
    failsOnAssumed: true,
    onReport: ({ summary, ended }) => {
      expect(ended).toBe(null);
      expect(summary.checks).toBeGreaterThanOrEqual(400);
      expect(summary.requests).toBeLessThanOrEqual(requestsAnOperation * operations);
    },
  });
});

describe('USM Anywhere as clients meet it', () => {
  contractTests({ describe, test, beforeAll }, simulatedTarget(live, { usmDialect: 'live', products: ['usm'] }), {
    failsOnAssumed: true,
  });
});

test.each(drawn('shapes of earlier years that the suite asks', ['live-2019', 'live-2020', 'live-2021'] as const, 1))(
  'answers of USM Anywhere in %s are as its schemas say',
  async (usmDialect) => {
    const simulator = await startSimulator({ usmDialect, events: 2000 });
    const target = simulatedTarget(simulator, { usmDialect, products: ['usm'] });
    const { findings, summary } = await runContract(target, { profile: 'quick' });
    await simulator.close();
    expect(findings).toEqual([]);
    expect(summary.checks).toBeGreaterThan(50);
  },
);

/** Two operations stand for all: whole runs take their time on a busy machine. */
const asksFew = /^(?:argus\.searchEvents|usm\.getUsmAlarms)\//;

test('the same seed asks the same in the same order', async () => {
  const traces = await Promise.all(
    [1, 2].map(async () => {
      const simulator = await startSimulator({ events: 400 });
      const asked: string[] = [];
      const trace = {
        id: 'schema/trace',
        asks: 'What is asked?',
        rank: 'minor',
        applies: () => true,
        judge: ({ sent, status }: { sent: { method: string; url: string; text: string | null }; status: number }) => {
          asked.push(`${sent.method} ${sent.url.slice(simulator.url.length)} ${sent.text ?? ''} ${status}`);
          return [];
        },
      } as const;
      await runContract(simulatedTarget(simulator), {
        seed: '7',
        profile: 'quick',
        only: (unit) => asksFew.test(unit),
        rules: [trace],
      });
      await simulator.close();
      return asked;
    }),
  );
  expect(traces[0]).toEqual(traces[1]);
  expect(traces[0]?.length).toBeGreaterThan(60);
});

test('a fault that was met by the way is shown by a small request', async () => {
  const simulator = await startSimulator({ events: 200 });
  const rule: Rule = {
    id: 'schema/no-tcp',
    asks: 'Is there no event by TCP?',
    rank: 'minor',
    applies: ({ id }) => id === 'findAggregatedEvents',
    judge: ({ text }) => (text.includes('"protocol":"tcp"') ? [{ expected: 'no event by TCP', seen: 'one' }] : []),
  };
  const only = (unit: string): boolean => unit.includes('/schema/success') || unit.includes('no-tcp');
  const report = await runContract(simulatedTarget(simulator), { rules: [rule], only });
  await simulator.close();
  expect(report.findings).toMatchObject([{ check: 'schema/no-tcp', input: { body: { startTimestamp: '-30days' } } }]);
  expect(report.findings[0]?.curl).toContain(`--data-binary '{"startTimestamp":"-30days","limit":25}'`);
});
