/** Faults of deliveries: the n-th to a sink is refused, cut or lost on the way back, and the sink has what was done. */
import { expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/faults/faults.ts';
import { service } from '../../support/service.ts';
import { curl } from '../../support/strangers.ts';

/** Statuses of so many deliveries, 0 for a connection that broke, and how many of them the sink has. */
async function delivered(rule: Fault, many = 3) {
  const { url, faults, sink } = await service({ events: 20 });
  faults.add(rule);
  const statuses: number[] = [];
  for (let turn = 1; turn <= many; turn++) {
    const body = JSON.stringify({ turn });
    const response = await fetch(`${url}/_sink/out`, { method: 'POST', body }).catch(() => null);
    statuses.push(response?.status ?? 0);
  }
  return { statuses, kept: (await sink('out').list()).length };
}

const second = { product: 'sink', nth: 2 } as const;

test.each<readonly [string, Fault['effect'], number, number]>([
  ['is refused for now', { error: 503, retryAfter: 1 }, 503, 2],
  ['meets a quota', { error: 429 }, 429, 2],
  ['meets a gateway that is away', { gateway: 502 }, 502, 2],
  ['meets a gateway that waited too long', { gateway: 504 }, 504, 3],
  ['meets a closed port', { closed: true }, 0, 2],
  ['is taken, and the connection reset', { cut: 'reset' }, 0, 3],
  ['is taken, and the connection cut', { cut: 'before' }, 0, 3],
  ['is late', { latency: 5 }, 200, 3],
])('the second delivery %s', async (_, effect, status, kept) => {
  expect(await delivered({ match: second, effect })).toEqual({ statuses: [200, status, 200], kept });
});

test('a quota of deliveries holds for who delivers', async () => {
  const rule: Fault = { match: { product: 'sink' }, effect: { rateLimit: { limit: 2, refusals: 1 } } };
  expect(await delivered(rule, 5)).toEqual({ statuses: [200, 200, 429, 200, 200], kept: 4 });
});

test('an effect on records is nothing to a sink', async () => {
  const { faults } = await service({ events: 20 });
  expect(() => faults.add({ match: { operation: 'deliver' }, effect: { clamp: 1 } })).toThrow('has no pages');
});

test('a rule that does not speak of sinks leaves deliveries alone', async () => {
  expect(await delivered({ effect: { closed: true } })).toEqual({ statuses: [200, 200, 200], kept: 3 });
});

test('curl is told of a reset after its delivery was taken', async () => {
  const { url, faults, sink } = await service({ events: 20 });
  faults.add({ match: { product: 'sink' }, effect: { cut: 'reset' } });
  const { code, stderr } = await curl('-d', '{"a":1}', `${url}/_sink/out`);
  expect([code, stderr]).toEqual([56, expect.stringContaining('reset')]);
  expect(await sink('out').list()).toHaveLength(1);
});
