/**
 * Three replicas with clocks of their own over a primary with a synchronous standby, and 24 clients, while replicas are killed and paused, the way to the
 * store is slow, cut and doubled, and the primary dies: what the clients saw is what one server could have shown them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stream } from '../../../src/kernel/random.ts';
import { drawnSeed } from '../../support/drawn.ts';
import { isWithoutPostgres, startPostgresPair } from '../../support/postgres.ts';
import { wayTo } from '../../support/tcp-proxy.ts';
import { check } from './checker/check.ts';
import { ReplicaProcess } from './harness/replica-process.ts';
import { makeTrouble } from './harness/troubles.ts';
import { runLoad } from './workload/run.ts';

const isFull = process.env['FULL'] !== undefined && process.env['FULL'] !== '';
const first = drawnSeed('histories') % 1000;
const only = process.env['HISTORY_SEED'];
const seeds = only === undefined ? [String(first), ...(isFull ? ['1', '2', '3', '4'] : [])] : [only];
const milliseconds = isFull ? 30_000 : 14_000;

/** Seconds by which the clocks of the replicas are off. */
const skews = [0, -30_000, 30_000];

async function cluster() {
  const pair = await startPostgresPair();
  onTestFinished(() => pair.stop());
  const ways = [await wayTo(pair.primary.port), await wayTo(pair.standby.port)];
  onTestFinished(async () => void (await Promise.all(ways.map((way) => way.close()))));
  const folder = mkdtempSync(join(tmpdir(), 'siem-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let store = pair.url();
  for (const [at, { port }] of [pair.primary, pair.standby].entries())
    store = store.replace(`:${port}`, `:${ways[at]?.port}`);
  const replicas = await Promise.all(
    skews.map((skew, at) => ReplicaProcess.start({ name: `r${at + 1}`, store, folder, skew })),
  );
  onTestFinished(async () => void (await Promise.all(replicas.map((replica) => replica.kill()))));
  return { pair, ways, replicas };
}

describe.skipIf(isWithoutPostgres)('of 24 clients of three replicas', () => {
  test.each(seeds)('the history of seed %s is right', async (seed) => {
    const { pair, ways, replicas } = await cluster();
    const begin = performance.now();
    let died = Infinity;
    let done: readonly string[] = [];
    const setting = {
      chance: stream(`${seed}`, 'troubles'),
      replicas,
      ways,
      pair,
      failedOver: () => (died = performance.now()),
    };
    const recorder = await runLoad(replicas, {
      seed: `${seed}`,
      clients: 24,
      milliseconds,
      diedAt: () => died,
      trouble: async (until) => {
        done = await makeTrouble(setting, begin, until);
      },
    });
    const wrong = [...check(recorder.history()).slice(0, 20), ...new Set(recorder.unexpectedAnswers)];
    const some = JSON.stringify(wrong.slice(0, 6));
    const told = `HISTORY_SEED=${seed}: ${some}: ${done.join(', ')}; ${JSON.stringify(recorder.counts)}`;
    expect(wrong, told).toEqual([]);
    expect(recorder.counts.done, told).toBeGreaterThan(50);
  });
});
