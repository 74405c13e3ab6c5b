/** Laws of faults: those of one instance are never another's, and equal requests of equal seeds meet equal faults. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EffectName } from '../../src/sim/faults/classes.ts';
import type { Fault } from '../../src/sim/faults/faults.ts';
import { faulty, type Faulty } from '../support/faulty.ts';
import { service, type Service } from '../support/service.ts';

/** Examples of every effect in the table of classes: the type check fails until a new one has some. */
const examples: { readonly [Name in EffectName]: readonly Fault['effect'][] } = {
  error: [{ error: 503 }, { error: 429, retryAfter: 3 }, { error: 404 }],
  gateway: [{ gateway: 200 }, { gateway: 502 }, { gateway: 504 }],
  closed: [{ closed: true }],
  rateLimit: [{ rateLimit: 1 }, { rateLimit: { limit: 2, refusals: 1, headers: 'draft' } }],
  expiredAs: [{ expiredAs: 400 }],
  latency: [{ latency: { from: 0, to: 3 } }],
  count: [{ count: -1 }],
  cut: [{ cut: 'before' }, { cut: 'middle' }, { cut: 'reset' }, { cut: 9 }],
  pace: [{ pace: 1_000_000_000 }],
  truncate: [{ truncate: true }],
  stale: [{ stale: 'first' }],
  duplicate: [{ duplicate: true }],
  emptyPage: [{ emptyPage: true }],
  unsorted: [{ unsorted: true }],
  clamp: [{ clamp: 2 }],
  lag: [{ lag: 30 }, { lag: 86_400 }],
  missingMembers: [{ missingMembers: { share: 0.5 } }],
  nullLists: [{ nullLists: true }],
  wideNumbers: [{ wideNumbers: true }],
  textNumbers: [{ textNumbers: true }],
  unknownMembers: [{ unknownMembers: true }],
  contentType: [{ contentType: 'text/plain' }],
  gzip: [{ gzip: true }],
  revoke: [{ revoke: true }],
};
const effects = Object.values(examples).flat();

const paths = [
  '/events/v1/aggregated?limit=4',
  '/events/v1/aggregated?limit=4&offset=4',
  '/events/v1/aggregated?limit=4&offset=8',
  '/events/v2/event?limit=3',
  '/customers/v2/customer',
  '/events/v1/nowhere',
];

const rule = fc.record({
  effect: fc.constantFrom(...effects.filter(({ lag }) => lag === undefined)),
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
    const heard = await argus(path).catch(() => ({ status: 0, text: 'the connection broke' }));
    found.push(`${heard.status} ${heard.text}`);
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

/** What is asked while a rule is there: lists and records of both products, and what refuses. */
async function readAll(asked: Service, token: string): Promise<readonly string[]> {
  const own = { key: null, headers: { Authorization: `Bearer ${token}` } };
  const list = await asked.ask('/events/v1/aggregated?startTimestamp=0&limit=3').catch(() => null);
  const id: unknown = list?.status === 200 && Array.isArray(list.data) ? list.data[0]?.id : undefined;
  const all = [
    ...paths.map((path) => ({ path, given: {} })),
    { path: typeof id === 'string' ? `/events/v1/${id}` : '/events/v1/nids', given: {} },
    { path: '/api/2.0/alarms?size=3', given: own },
    { path: '/api/2.0/alarms?size=3&page=1', given: own },
    { path: '/api/2.0/alarms?size=3', given: { key: null } },
    { path: '/cases/v2/case?limit=2', given: {} },
  ];
  const told: string[] = [];
  for (const { path, given } of all) {
    const heard = await asked.ask(path, given).catch(() => ({ status: 0, text: '' }));
    told.push(`${path} ${heard.status} ${heard.text}`);
  }
  return told;
}

test.each(effects)('%o changes what is shown, never the truth: without it all is as before', async (effect) => {
  const asked = await service({ events: 60 });
  const token = await asked.tokenOfUsm();
  const hash = (await asked.control('GET /_sim')).stateHash;
  const before = await readAll(asked, token);
  await asked.control('POST /_sim/faults', { id: 'bent', effect });
  await readAll(asked, token);
  await readAll(asked, token);
  expect((await asked.control('GET /_sim')).stateHash).toBe(hash);
  await asked.control('DELETE /_sim/faults/bent');
  expect(await readAll(asked, token)).toEqual(before);
  await asked.control('POST /_sim/faults', { id: 'bent', match: { nth: { every: 2 } }, effect });
  await readAll(asked, token);
  await asked.control('DELETE /_sim/faults');
  expect(await readAll(asked, token)).toEqual(before);
});

/** Effects that refuse a write; under all others it is done. */
const isRefusing = ({ error, gateway, closed, revoke }: Fault['effect']): boolean =>
  error !== undefined || closed === true || revoke === true || (gateway !== undefined && gateway !== 504);

test.each(effects)('a write under %o is done as without it, or not at all', async (effect) => {
  const [bent, clean] = [await service({ events: 60 }), await service({ events: 60 })];
  const id: string = (await bent.ask('/events/v2/event?type=aggregated&limit=1')).data[0].id;
  const write = async ({ ask }: Service): Promise<unknown> =>
    ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: 'seen' } }).catch(() => null);
  const hashOf = async ({ control }: Service): Promise<unknown> => (await control('GET /_sim')).stateHash;
  const untouched = await hashOf(bent);
  await bent.control('POST /_sim/faults', { effect });
  await write(bent);
  await write(clean);
  expect(await hashOf(bent)).toEqual(isRefusing(effect) ? untouched : await hashOf(clean));
});
