/** The law that no request is done in one go, however large it is: work is cut into pieces of a bounded size, and each gets its answer. */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { makeScheduler, pieceOfWork } from '../../src/kernel/slices.ts';
import { drawnSeed } from '../support/drawn.ts';
import { listed } from '../support/heavy.ts';
import { hooked, setting } from '../support/hooked.ts';
import { largestRequests } from '../support/largest.ts';
import { fullKey } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';

/** Requests of one run, drawn by the commit. */
const sample = process.env['FULL'] === undefined ? 40 : 400;

async function served() {
  const scheduler = makeScheduler();
  const { url } = await hooked({}, setting(3000), { scheduler });
  return {
    scheduler,
    ask: async ({ method, path, body }: { method: string; path: string; body: string }) => {
      const response = await fetch(url + path, {
        method,
        headers: { 'Argus-API-Key': fullKey, ...(body !== '' && { 'Content-Type': 'application/json' }) },
        ...(body !== '' && { body }),
      });
      return { status: response.status, told: (await response.text()).slice(0, 300) };
    },
  };
}

test('what once stopped a server is answered, in pieces', async () => {
  const { scheduler, ask } = await served();
  for (const { name, ...request } of listed) {
    const { status, told } = await ask(request);
    expect([200, 412], `${name}: ${told}`).toContain(status);
    expect(scheduler.largestPiece(), name).toBeLessThanOrEqual(2 * pieceOfWork);
  }
});

test('the largest requests that the schemas allow are answered, in pieces', async () => {
  const { scheduler, ask } = await served();
  const rows = endpointsOf('argus').filter(({ effect, body }) => effect === 'reads' && body !== null);
  const requests = fc.sample(largestRequests(rows), { numRuns: sample, seed: drawnSeed('largest requests') });
  for (const { row, path, body } of requests) {
    const { status, told } = await ask({ method: row.method, path, body });
    expect(status, `${row.id} ${body.slice(0, 300)}: ${told}`).toBeLessThan(500);
    expect(scheduler.largestPiece(), `${row.id} ${body.slice(0, 300)}`).toBeLessThanOrEqual(2 * pieceOfWork);
  }
});
