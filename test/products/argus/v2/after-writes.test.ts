/** Reads of v2 follow writes at once, everywhere, and forget them with a reset. */
import { test, expect } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

type Event = any;
const all = { limit: 0, includeAllProperties: true, includeComments: true, includeSubEvents: true };
const search = (at: Service, body: object) => at.ask<Event[]>('/events/v2/event/search', { body });
const assess = (at: Service, { id }: Event, body: object) =>
  at.ask<Event>(`/events/v2/event/${id}/assess`, { method: 'PUT', body });
const bySeverity = async (at: Service, type: string) => {
  const { data } = await at.ask('/events/v2/event/statistics', {
    body: { type: [type], groupBy: [{ field: 'severity' }] },
  });
  return Object.fromEntries(data.map(({ group, count }: any) => [group.identifier, count])) as Record<string, number>;
};

test('an assessed event is found, counted, sorted and listed as it is now', async () => {
  const at = await service({ events: 300 });
  const fresh = { limit: 1, customer: ['demo'], severity: ['low'], excludeFlag: ['acknowledged'], associatedCase: [0] };
  const { data } = await search(at, { ...fresh, type: ['aggregated'] });
  const before = await bySeverity(at, 'aggregated');
  const change = { enableFlag: ['acknowledged'], newSeverity: 'critical', comment: 'Seen.', associateCase: [12342360] };
  const { data: now } = await assess(at, data[0], change);
  const after = await bySeverity(at, 'aggregated');
  expect([after['low'], after['critical']]).toEqual([before['low']! - 1, (before['critical'] ?? 0) + 1]);
  const { lastUpdated, firstAssessed, firstNotified } = now.timestamps;
  expect([firstAssessed, firstNotified]).toEqual([lastUpdated, lastUpdated]);
  const finds = async (body: object) => (await search(at, { limit: 0, ...body })).data.some(({ id }) => id === now.id);
  expect(await finds({ associatedCase: [12342360], severity: ['critical'], includeFlag: ['commented'] })).toBe(true);
  expect(await finds({ timeFieldStrategy: ['firstAssessment'], startTimestamp: lastUpdated })).toBe(true);
  expect(await finds({ severity: ['low'] })).toBe(false);
  const last = await search(at, { limit: 1, sortBy: ['-lastUpdatedTimestamp'] });
  expect(last.data).toEqual([now]);
  expect((await at.ask('/events/v2/case/12342360?limit=0')).data).toContainEqual(now);
});

test('a raw event that is assessed changes apart from its aggregate', async () => {
  const at = await service({ events: 300 });
  const { data } = await search(at, { limit: 1, type: ['raw'], severity: ['low'], excludeFlag: ['acknowledged'] });
  const before = await bySeverity(at, 'raw');
  const { data: now } = await assess(at, data[0], { newSeverity: 'high', comment: 'This one alone.' });
  const after = await bySeverity(at, 'raw');
  expect([after['low'], after['high']]).toEqual([before['low']! - 1, before['high']! + 1]);
  const found = await search(at, { ...all, limit: 1, type: ['raw'], sortBy: ['-lastUpdatedTimestamp'] });
  expect([found.data[0].id, found.data[0].severity]).toEqual([now.id, 'high']);
  expect(found.data[0].comments.map(({ comment }: Event) => comment)).toEqual(['This one alone.']);
});

test('a reset gives back the same bytes, and what was shown before is not shown again', async () => {
  const at = await service({ events: 200 });
  const { text } = await search(at, all);
  const { data } = await search(at, { limit: 1, type: ['aggregated'], customer: ['demo'], associatedCase: [0] });
  const cases = async (...ids: number[]) => {
    const { data: now } = await assess(at, data[0], { associateCase: ids });
    return now.associatedCases.map(({ id }: Event) => id);
  };
  // Three cases of one customer make a set that the World did not have; after the reset another takes its place.
  expect(await cases(12342345, 12342360, 12342371)).toEqual([12342345, 12342360, 12342371]);
  at.state.reset();
  expect((await search(at, all)).text).toBe(text);
  expect(await cases(12342360, 12342371, 12342388)).toEqual([12342360, 12342371, 12342388]);
});
