/** A World that lives, as clients of Argus see it: events arrive, people deal with them, cases open and close. */
import { test, expect } from 'vitest';
import { eventNumberRanges } from '../../src/model/event-number.ts';
import type { StoryAction } from '../../src/model/story.ts';
import { uuidAt } from '../../src/model/submitted.ts';
import { day, hour, minute } from '../support/living.ts';
import { running, type Running } from '../support/running.ts';
import { worldOf } from '../support/worlds.ts';

const ransomware = worldOf({ scenario: 'ransomware', events: 300 });
const plain = worldOf({ events: 1200 });
const newest = { limit: 1, startTimestamp: 0, sortBy: ['-timestamp'] };
const search = (at: Running, body: object) => at.ask('/events/v1/aggregated/search', { startTimestamp: 0, ...body });

/** The next action of a kind after the World's end. */
const actionOf = (kind: StoryAction['kind'], after = ransomware.end): StoryAction =>
  ransomware.stories.actions.find((action) => action.kind === kind && action.at > after) as StoryAction;

test('while the clock stands nothing arrives; when it is turned events do, at their places in every search', async () => {
  const at = await running(plain);
  const all = async () => (await search(at, { limit: 1 })).count as number;
  const first = await all();
  expect([await all(), first]).toEqual([1200, 1200]);
  at.clock.advance(3 * hour);
  const more = await all();
  expect(more).toBeGreaterThan(first);
  const { data } = await search(at, newest);
  expect(data[0].timestamp).toBeGreaterThan(plain.end);
  const since = await search(at, { limit: 0, startTimestamp: plain.end, timeFieldStrategy: ['startTimestamp'] });
  expect(since.count).toBeGreaterThan(0);
  // Sorted as asked, though they came as they came.
  const times: number[] = (await search(at, { limit: 0, sortBy: ['timestamp'] })).data.map(
    ({ timestamp }: { timestamp: number }) => timestamp,
  );
  expect(times).toHaveLength(more);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  const reversed = (await search(at, { limit: 0, sortBy: ['-timestamp'] })).data;
  const forward = (await search(at, { limit: 0, sortBy: ['timestamp'] })).data;
  expect(reversed.map(({ id }: any) => id)).toEqual(forward.map(({ id }: any) => id).reverse());
  // Pages joined are the whole.
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(more / 400) }, (_, page) =>
      search(at, { ...newest, limit: 400, offset: page * 400 }),
    ),
  );
  expect(pages.flatMap(({ data: page }) => page.map(({ id }: any) => id))).toEqual(reversed.map(({ id }: any) => id));
});

test.each([
  ['/events/v1/aggregated?limit=100', undefined],
  ['/events/v1/nids?limit=100', undefined],
  ['/events/v2/event?limit=100', undefined],
  ['/events/v1/aggregated/search', { limit: 100, startTimestamp: 0 }],
  ['/events/v1/nids/search', { limit: 100, startTimestamp: 0 }],
  ['/events/v2/event/search', { limit: 100, startTimestamp: 0 }],
])('%s %o lists what arrived first, the newest before all, though no order is asked for', async (path, body) => {
  const at = await running(plain);
  at.clock.advance(3 * hour);
  const { data } = await at.ask(path, body);
  const times: number[] = data.map((event: any) => event.timestamps?.created ?? event.timestamp);
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  expect(times[0]).toBeGreaterThan(plain.end);
});

test('relative times count from the clock', async () => {
  const at = await running(plain);
  const lastHour = async () => (await search(at, { startTimestamp: '-1hour', limit: 1 })).count as number;
  await lastHour();
  at.clock.advance(12 * hour);
  const now = at.clock.now();
  const bounded = await search(at, { startTimestamp: now - hour, endTimestamp: now, limit: 1 });
  expect(bounded.count).toBeGreaterThan(0);
  expect(await lastHour()).toBe(bounded.count);
});

test('statistics, raw events and v2 count what arrived', async () => {
  const at = await running(plain);
  const counts = async () => {
    const v2 = (type: string) => at.ask('/events/v2/event/search', { type: [type], limit: 1 });
    const stats = await at.ask('/events/v2/event/statistics', {
      type: ['aggregated'],
      groupBy: [{ field: 'severity' }],
    });
    return {
      aggregated: (await v2('aggregated')).count,
      raw: (await v2('raw')).count,
      v1: (await search(at, { limit: 1 })).count,
      nids: (await at.ask('/events/v1/nids/search', { limit: 1 })).count,
      statistics: stats.data.reduce((sum: number, { count }: any) => sum + count, 0),
    };
  };
  const before = await counts();
  at.clock.advance(8 * hour);
  const after = await counts();
  const { length } = at.world.aggregated;
  expect(after).toEqual({ aggregated: length, v1: length, statistics: length, raw: after.raw, nids: after.raw });
  expect(after.raw).toBe(at.world.raw().length);
  expect(after.raw).toBeGreaterThan(before.raw);
});

test('a story unfolds: its events arrive, are assessed by its analysts, and fill the case that they open', async () => {
  const at = await running(ransomware);
  const open = actionOf('openCase') as StoryAction & { kind: 'openCase' };
  const planned = ransomware.stories.cases.find(({ index }) => index === open.case);
  const readCase = () => at.ask(`/cases/v2/case/${planned?.id}`);
  const caseEvents = () => at.ask(`/events/v1/case/${planned?.id}?limit=0`);
  at.to(open.at - 1);
  expect([(await readCase()).responseCode, (await caseEvents()).responseCode]).toEqual([404, 412]);
  at.to(open.at);
  const opened = (await readCase()).data;
  expect(opened).toMatchObject({ id: planned?.id, subject: planned?.subject, createdTimestamp: open.at });
  expect(opened.closedTimestamp).toBe(0);
  const { data: first } = await caseEvents();
  expect(first.length).toBe(open.events.length);
  const row = at.world.rowOfEventNumber(eventNumberRanges.story + (open.events[0] ?? 0)) ?? -1;
  const uuid = uuidAt(at.world, row, null);
  expect(first.map(({ id }: any) => id.split('/')[3])).toContain(uuid);
  const event = (await at.ask(`/events/v2/event/${first[0].id}`)).data;
  expect(event.flags).toEqual(expect.arrayContaining(['notified']));
  expect(event.timestamps.firstNotified).toBeGreaterThanOrEqual(open.at);

  const close = actionOf('closeCase');
  at.to(close.at);
  const closed = (await readCase()).data;
  expect([closed.status, closed.closedTimestamp]).toEqual(['closed', close.at]);
  const { data: last } = await caseEvents();
  expect(last.length).toBeGreaterThan(first.length);
  for (const one of last) {
    expect(one.associatedCase).toMatchObject({ id: planned?.id, status: 'CLOSED' });
    expect(one.flags).toContain('FINALIZED');
  }
  const assessed = last.filter(({ flags }: any) => flags.includes('IDENTIFIED_THREAT'));
  expect(assessed.length).toBeGreaterThan(10);
  const lineage = (await at.ask(`/events/v2/event/${assessed[0].id}/lineage?limit=0`)).data;
  const people = lineage
    .filter(({ type }: any) => type === 'assessed')
    .map(({ createdByUser }: any) => createdByUser.name);
  expect(people.length).toBeGreaterThan(0);
  const capture = await at.ask(`/events/v2/event/${last[0].id}/pcap`);
  expect(capture.responseCode === 404 || capture.length > 100).toBe(true);
});

test('what a story did before the end stands from the beginning, and after a reset', async () => {
  const at = await running(ransomware);
  const closedBefore = ransomware.stories.actions.filter(
    ({ kind, at: when }) => kind === 'closeCase' && when <= ransomware.end,
  );
  expect(closedBefore.length).toBe(1);
  const threats = async () => (await search(at, { includeFlags: ['IDENTIFIED_THREAT'], limit: 0 })).data;
  const first = await threats();
  expect(
    first.filter(({ associatedCase }: any) => associatedCase?.subject.startsWith('Ransomware')).length,
  ).toBeGreaterThan(5);
  at.clock.advance(5 * hour);
  expect((await threats()).length).toBeGreaterThan(first.length);
  at.state.reset();
  expect(at.clock.now()).toBe(ransomware.end);
  expect(await threats()).toEqual(first);
});

test('what somebody has assessed the routine leaves alone, but that it is finalized', async () => {
  const at = await running(plain);
  at.to(plain.end + 13 * hour);
  const fresh = await search(at, { excludeFlags: ['FINALIZED', 'ACKNOWLEDGED'], limit: 0 });
  expect(fresh.data.length).toBeGreaterThan(2);
  for (const { id } of fresh.data)
    await at.ask(`/events/v2/event/${id}/assess`, { comment: 'Mine.', autoAcknowledge: false }, 'PUT');
  at.clock.advance(3 * day);
  for (const { id, severity } of fresh.data) {
    const { data: event } = await at.ask(`/events/v2/event/${id}?includeComments=true`);
    expect(event.flags).toContain('finalized');
    expect(event.flags).not.toContain('acknowledged');
    expect([event.severity, event.comments.map(({ comment }: any) => comment)]).toEqual([severity, ['Mine.']]);
  }
});

test('keys expire by the clock', async () => {
  const at = await running(plain);
  const key = at.world.keys.find(({ expires }) => expires !== null && expires > plain.end);
  expect(key).toBeDefined();
  const value = `${key?.account.id}/${key?.key}/${key?.secret}`;
  const status = async () => (await at.ask('/currentuser/v1/user', undefined, 'GET', value)).responseCode;
  expect(await status()).toBe(200);
  at.to(key?.expires ?? 0);
  expect(await status()).toBe(401);
});

test('time does not run backwards, and no further than calendars', async () => {
  const at = await running(plain);
  at.clock.advance(minute);
  at.catchUp();
  expect(() => at.clock.set(plain.end)).toThrow(/time does not run backwards: 2026-11-02T00:01:00.000Z has been lived/);
  expect(() => at.clock.advance(-1)).toThrow(/0 milliseconds or more/);
  expect(() => at.clock.set(Number.NaN)).toThrow(/from 1970 to the end of 9999/);
  expect(() => at.clock.set(1e300)).toThrow(/from 1970 to the end of 9999/);
  expect(() => at.clock.resume(1001)).toThrow(/up to 1000/);
  expect(() => at.clock.resume(0)).toThrow(/above 0/);
  expect(at.clock.now()).toBe(plain.end + minute);
});

test('a World begins at no instant before its start', () => {
  expect(() => plain.asOf(plain.start - 1)).toThrow(/the World begins at 2026-10-26T00:00:00.000Z/);
  expect(plain.asOf(plain.start).aggregated.length).toBe(0);
});
