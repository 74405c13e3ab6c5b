/** Searches that are kept for their next pages: the same pages, callers, refusals and charges as if nothing were kept. */
import { expect, test } from 'vitest';
import { makeFoundCache } from '../../../../src/products/argus/services/found-cache.ts';
import type { Sliced } from '../../../../src/kernel/slices.ts';
import { service, type Service } from '../../../support/service.ts';

const v1 = (at: Service, body: object) => at.ask('/events/v1/aggregated/search', { body });
const v2 = (at: Service, body: object) => at.ask('/events/v2/event/search', { body });
const idsOf = ({ data }: { readonly data: readonly { readonly id: string }[] }) => data.map(({ id }) => id);

/** Pages one after the other, so that all but the first two are of a search that is kept. */
async function walked(ask: typeof v1, at: Service, criteria: object): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let offset = 0; ; offset += 20) {
    const page = await ask(at, { ...criteria, limit: 20, offset });
    ids.push(...idsOf(page));
    if (page.size < 20) return ids;
  }
}

test('pages of a search that is kept are those of the whole', async () => {
  const at = await service({ events: 150 });
  const ofV1 = { startTimestamp: 0 };
  const word = { 'user.agent': 'windows' };
  for (const criteria of [{}, { sortBy: ['-severity', 'count'] }, { properties: word }, { severity: ['high'] }])
    expect(await walked(v1, at, { ...ofV1, ...criteria })).toEqual(
      idsOf(await v1(at, { ...ofV1, ...criteria, limit: 0 })),
    );
  for (const criteria of [
    {},
    { type: ['raw'] },
    { sortBy: ['customerID', '-eventID'] },
    { sortBy: ['createdTimestamp'] },
  ])
    expect(await walked(v2, at, criteria)).toEqual(idsOf(await v2(at, { ...criteria, limit: 0 })));
});

test('a write is seen by the next page, and a reset takes it back', async () => {
  const at = await service({ events: 150 });
  const criteria = { customer: ['demo'], severity: ['low'], excludeFlag: ['acknowledged'], associatedCase: [0] };
  const page = (offset: number) => v2(at, { ...criteria, type: ['aggregated'], limit: 1, offset });
  const pages = [await page(0), await page(1), await page(2)];
  const id = idsOf(pages[0]!)[0];
  await at.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { newSeverity: 'critical', comment: 'Seen.' } });
  const after = await page(0);
  expect([after.count, idsOf(after)]).toEqual([pages[0]!.count - 1, idsOf(pages[1]!)]);
  at.state.reset();
  expect((await page(0)).text).toBe(pages[0]!.text);
});

test('a search that is kept refuses the limits that it would', async () => {
  const at = await service({ events: 150 });
  const asked = [0, 20, 40, 60].map((offset) => ({ startTimestamp: 0, offset }));
  for (const body of asked) expect((await v1(at, body)).status).toBe(200);
  for (const ask of [v1, v2]) {
    const refused = await ask(at, { startTimestamp: 0, limit: 100_001 });
    expect([refused.status, refused.messages[0]?.field]).toEqual([412, 'limit']);
  }
});

/** Finds a number in so many steps of ten units. */
function* search(steps: number, value: number): Sliced<{ readonly value: number; readonly bytes: number }> {
  for (let step = 0; step < steps; step++) yield 10;
  return { value, bytes: 100 };
}
const driven = <Found>(work: Sliced<Found>): { readonly found: Found; readonly steps: readonly number[] } => {
  const steps: number[] = [];
  for (;;) {
    const step = work.next();
    if (step.done === true) return { found: step.value, steps };
    steps.push(step.value);
  }
};

test('what is kept is charged as when it was found, and is kept from the second time on', () => {
  const found = makeFoundCache<{ readonly value: number; readonly bytes: number }>(1000, () => 'now');
  const asked = [1, 2, 3, 4].map((value) => driven(found('the same', () => search(7, value))));
  expect(asked.map((one) => one.found.value)).toEqual([1, 2, 2, 2]);
  expect(new Set(asked.map(({ steps }) => steps.join(' '))).size).toBe(1);
  expect(driven(found('another', () => search(7, 5))).found.value).toBe(5);
});

test('nothing is kept longer than its moment, and never more than may be', () => {
  let moment = 'now';
  const found = makeFoundCache<{ readonly value: number; readonly bytes: number }>(250, () => moment);
  const ask = (key: string, value: number) => driven(found(key, () => search(1, value))).found.value;
  for (const key of ['a', 'a', 'b', 'b', 'c', 'c']) ask(key, 1);
  expect(['c', 'b', 'a'].map((key) => ask(key, 2))).toEqual([1, 1, 2]);
  moment = 'later';
  expect(ask('c', 3)).toBe(3);
});

test('what was found while somebody wrote is not kept', () => {
  let moment = 0;
  const found = makeFoundCache<{ readonly value: number; readonly bytes: number }>(250, () => String(moment));
  const ask = (value: number, write: boolean) => {
    const work = found('a', () => search(2, value));
    work.next();
    if (write) moment++;
    return driven(work).found.value;
  };
  ask(1, false);
  expect([ask(2, true), ask(3, false), ask(4, false), ask(5, false)]).toEqual([2, 3, 4, 4]);
});
