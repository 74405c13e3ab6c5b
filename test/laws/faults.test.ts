/** Laws of faults: those of one instance are never another's, and equal requests of equal seeds meet equal faults. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/sim/faults/faults.ts';
import { faulty, type Faulty } from '../support/faulty.ts';

const effects: readonly Fault['effect'][] = [
  { error: 503 },
  { error: 429, retryAfter: 3 },
  { count: -1 },
  { truncate: true },
  { stale: 'first' },
  { duplicate: true },
  { revoke: true },
  { latency: { from: 0, to: 3 } },
];

const paths = [
  '/events/v1/aggregated?limit=4',
  '/events/v1/aggregated?limit=4&offset=4',
  '/events/v1/aggregated?limit=4&offset=8',
  '/events/v2/event?limit=3',
  '/customers/v2/customer',
  '/events/v1/nowhere',
];

const rule = fc.record({
  effect: fc.constantFrom(...effects),
  match: fc.record({
    probability: fc.constantFrom(0.2, 0.5, 1),
    nth: fc.record({ from: fc.integer({ min: 1, max: 4 }), every: fc.integer({ min: 1, max: 3 }) }),
  }),
});
const rules = fc.array(rule, { minLength: 1, maxLength: 5 });
const requests = fc.array(fc.constantFrom(...paths), { minLength: 1, maxLength: 25 });

/** Status, length and first bytes of every answer. */
async function answers({ argus }: Faulty, asked: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of asked) {
    const { status, text } = await argus(path);
    found.push(`${status} ${text}`);
  }
  return found;
}

test('rules of one instance never touch another', async () => {
  const [one, other, untouched] = [await faulty(), await faulty(), await faulty()];
  await fc.assert(
    fc.asyncProperty(rules, requests, async (given, asked) => {
      one.faults.replace(given);
      const [, fromOther, expected] = await Promise.all([
        answers(one, asked),
        answers(other, asked),
        answers(untouched, asked),
      ]);
      expect(fromOther).toEqual(expected);
      expect(other.faults.list()).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('equal seeds, rules and requests meet equal faults; a restart begins them anew', async () => {
  const [one, other] = [await faulty({ seed: 'x' }), await faulty({ seed: 'x' })];
  await fc.assert(
    fc.asyncProperty(rules, requests, async (given, asked) => {
      one.faults.replace(given);
      other.faults.replace(given);
      const [first, second] = await Promise.all([answers(one, asked), answers(other, asked)]);
      expect(second).toEqual(first);
      expect(other.faults.list()).toEqual(one.faults.list());
      one.faults.restart();
      expect(await answers(one, asked)).toEqual(first);
    }),
    { numRuns: 25 },
  );
});

test('when all faults are gone, everything is as if they had never been', async () => {
  const [one, untouched] = [await faulty(), await faulty()];
  await fc.assert(
    fc.asyncProperty(rules, requests, async (given, asked) => {
      one.faults.replace(given);
      await answers(one, asked);
      one.faults.clear();
      expect(await answers(one, asked)).toEqual(await answers(untouched, asked));
    }),
    { numRuns: 15 },
  );
});
