/** Law: a count depends on the query alone. The same search says the same at every offset, whatever its page holds. */
import { beforeAll, expect, test } from 'vitest';
import { service, type Service } from '../support/service.ts';

let simulator: Service;
beforeAll(async () => {
  simulator = await service.held({ events: 1500 });
});

const everywhere = { startTimestamp: 0 };

/** Searches, and how each takes its page. */
const searches: readonly (readonly [path: string, criteria: object])[] = [
  ['/events/v1/aggregated/search', everywhere],
  ['/events/v1/aggregated/search', { ...everywhere, severity: ['high'], includeUnpublished: false }],
  ['/events/v1/aggregated/search', { ...everywhere, properties: { 'http.protocol': 'http' } }],
  ['/events/v1/aggregated/search', { ...everywhere, properties: { 'http.protocol': 'http' }, sortBy: ['-count'] }],
  ['/events/v1/nids/search', { ...everywhere, properties: { 'http.protocol': 'http' } }],
  ['/events/v1/nids/search', everywhere],
  ['/events/v2/event/search', {}],
  ['/events/v2/event/search', { type: ['aggregated'], excludeFlag: ['acknowledged'] }],
  ['/cases/v2/case/search', {}],
];

test.each(searches)('%s %j', async (path, criteria) => {
  const page = async (offset: number, limit: number) => simulator.ask(path, { body: { ...criteria, offset, limit } });
  const { count, status } = await page(0, 1);
  expect([status, count > 0]).toEqual([200, true]);
  const offsets = [1, Math.floor(count / 2), count - 1, count, count + 1, count + 1000];
  const counts = await Promise.all(offsets.map(async (offset) => (await page(offset, 7)).count));
  expect(counts).toEqual(offsets.map(() => count));
});

test('a search of words that no exact value has gives empty pages under the count of the words', async () => {
  const body = { ...everywhere, properties: { 'http.protocol': 'http' }, limit: 10 };
  const exact = await simulator.ask('/events/v1/aggregated/search', { body });
  const words = await simulator.ask('/events/v1/aggregated/search', { body: { ...body, exactMatchProperties: false } });
  expect(words.size).toBeGreaterThan(0);
  expect([exact.size, exact.data, exact.count]).toEqual([0, [], words.count]);
});
