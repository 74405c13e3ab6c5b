/** Pages that are empty, clamped, unsorted, or behind what can be got. */
import { expect, test } from 'vitest';
import { faulty, type Faulty } from '../../support/faulty.ts';
import { fullKey, service } from '../../support/service.ts';

interface Page {
  readonly ids: readonly string[];
  readonly total: number;
  readonly next: string | null;
}

const argusPath = (limit: number, offset: number): string =>
  `/events/v1/aggregated?startTimestamp=0&limit=${limit}&offset=${offset}`;

async function argusPage({ argus }: Pick<Faulty, 'argus'>, limit: number, offset: number): Promise<Page> {
  const { body } = await argus(argusPath(limit, offset));
  return { ids: body.data.map(({ id }: { id: string }) => id), total: body.count, next: null };
}

async function usmPage({ usm, url }: Faulty, path: string): Promise<Page> {
  const { body } = await usm(path);
  const alarms: readonly { uuid: string }[] = body._embedded?.alarms ?? [];
  const next: string | undefined = body._links.next?.href;
  return {
    ids: alarms.map(({ uuid }) => uuid),
    total: body.page.totalElements,
    next: next?.slice(url.length) ?? null,
  };
}

/** Walks as a client that goes by what came. */
async function walkArgus(given: Faulty, limit: number, step: (page: Page) => number): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let [offset, turn] = [0, 0]; turn < 100; turn++) {
    const page = await argusPage(given, limit, offset);
    seen.push(...page.ids);
    offset += step(page);
    if (offset >= page.total) break;
  }
  return seen;
}

async function walkUsm(given: Faulty, path: string): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let next: string | null = path; next !== null;) {
    const page: Page = await usmPage(given, next);
    seen.push(...page.ids);
    next = page.next;
  }
  return seen;
}

test('a page of Argus is empty though more follow, and nothing is lost to who goes by the count', async () => {
  const given = await faulty();
  const { total } = await argusPage(given, 20, 0);
  const all = (await argusPage(given, 0, 0)).ids;
  const rule = { match: { page: 2 }, effect: { emptyPage: true }, times: 1 } as const;
  given.faults.replace([rule]);
  await argusPage(given, 20, 0);
  expect(await argusPage(given, 20, 20)).toEqual({ ids: [], total, next: null });
  for (const step of [({ ids }: Page) => ids.length, () => 20]) {
    given.faults.replace([rule]);
    expect(await walkArgus(given, 20, step)).toEqual(all);
  }
});

test('an empty page is whole when it is asked for again, and its items do not come twice', async () => {
  const given = await faulty();
  const whole = [await argusPage(given, 5, 0), await argusPage(given, 5, 5), await argusPage(given, 5, 10)];
  given.faults.replace([{ match: { page: 2 }, effect: { emptyPage: true } }]);
  expect((await argusPage(given, 5, 5)).ids).toEqual([]);
  expect((await argusPage(given, 5, 5)).ids).toEqual(whole[1]?.ids);
  expect((await argusPage(given, 5, 10)).ids).toEqual(whole[2]?.ids);
});

test('a page of USM Anywhere is empty though more follow, and nothing is lost to who follows the links', async () => {
  const given = await faulty();
  const all = await walkUsm(given, '/api/2.0/alarms?size=5');
  given.faults.add({ match: { product: 'usm', nth: 2 }, effect: { emptyPage: true } });
  const first = await usmPage(given, '/api/2.0/alarms?size=5');
  const { body } = await given.usm(first.next ?? '');
  expect([body._embedded, body.page.totalElements, typeof body._links.next]).toEqual([
    undefined,
    first.total,
    'object',
  ]);
  given.faults.replace([{ match: { product: 'usm', nth: 2 }, effect: { emptyPage: true } }]);
  expect(await walkUsm(given, '/api/2.0/alarms?size=5')).toEqual(all);
});

test('the last page is never empty', async () => {
  const given = await faulty({ rules: [{ effect: { emptyPage: true } }] });
  const { total } = await argusPage(given, 5, 5);
  expect((await argusPage(given, 5, total - 3)).ids).toHaveLength(3);
});

test('pages of Argus are clamped, and the walk of who goes by what came is whole', async () => {
  const given = await faulty();
  const all = (await argusPage(given, 0, 0)).ids;
  given.faults.add({ effect: { clamp: 7 } });
  for (const limit of [0, 100]) {
    const page = await argusPage(given, limit, 0);
    expect([page.ids.length, page.total]).toEqual([7, all.length]);
  }
  expect((await argusPage(given, 3, 0)).ids).toHaveLength(3);
  expect(await walkArgus(given, 100, ({ ids }) => ids.length)).toEqual(all);
  const { body } = await given.argus('/events/v1/aggregated/search', { body: { startTimestamp: 0, limit: 50 } });
  expect(body.data).toHaveLength(7);
  const usual = await given.argus('/events/v1/aggregated/search', { body: { startTimestamp: 0 } });
  expect(usual.body.data).toHaveLength(7);
});

test('pages of USM Anywhere are clamped, and links lead through all of them', async () => {
  const given = await faulty();
  const all = await walkUsm(given, '/api/2.0/alarms?size=50');
  given.faults.add({ effect: { clamp: 4 } });
  const page = await usmPage(given, '/api/2.0/alarms?size=50&sort=timestamp_occured,desc');
  expect([page.ids, page.total]).toEqual([all.slice(0, 4), all.length]);
  expect(await walkUsm(given, '/api/2.0/alarms?size=50')).toEqual(all);
});

test('a length that is wrong is refused as it would be', async () => {
  const given = await faulty({ rules: [{ effect: { clamp: 7 } }] });
  expect((await given.argus('/events/v1/aggregated?limit=-1')).status).toBe(412);
  expect((await given.argus('/events/v1/aggregated?limit=x')).status).toBe(412);
});

test.each(['argus', 'usm'] as const)('a page of %s is in an order of its own, the same each time', async (product) => {
  const given = await faulty();
  const path = product === 'argus' ? argusPath(20, 0) : '/api/2.0/alarms?size=20';
  const ids = async (): Promise<readonly string[]> =>
    product === 'argus' ? (await argusPage(given, 20, 0)).ids : (await usmPage(given, path)).ids;
  const sorted = await ids();
  given.faults.add({ effect: { unsorted: true } });
  const [once, again] = [await ids(), await ids()];
  expect(once).toEqual(again);
  expect(once).not.toEqual(sorted);
  expect([...once].sort()).toEqual([...sorted].sort());
});

test('a list lags behind what can be got, until the clock has moved on', async () => {
  const { ask, clock, faults } = await service({ events: 300, clock: '2026-11-01T12:00:00Z' });
  const list = async (): Promise<readonly string[]> =>
    (await ask('/events/v1/aggregated?startTimestamp=0&limit=0')).data.map(({ id }: { id: string }) => id);
  const before = await list();
  clock.advance(6 * 3_600_000);
  const after = await list();
  const fresh = after.find((id) => !before.includes(id)) ?? '';
  expect(fresh).not.toBe('');
  faults.add({ match: { operation: 'listAggregatedEvents' }, effect: { lag: 6 * 3600 } });
  expect((await list()).toSorted()).toEqual(before.toSorted());
  expect((await ask(`/events/v1/${fresh}`)).status).toBe(200);
  const { count } = await ask('/events/v1/aggregated?startTimestamp=0&limit=1');
  expect(count).toBe(before.length);
  clock.advance(6 * 3_600_000);
  expect((await list()).toSorted()).toEqual(after.toSorted());
});

test('a record can be listed before it can be got', async () => {
  const { ask, clock, faults } = await service({ events: 300, clock: '2026-11-01T12:00:00Z' });
  const list = async (): Promise<readonly string[]> =>
    (await ask('/events/v1/aggregated?startTimestamp=0&limit=0')).data.map(({ id }: { id: string }) => id);
  const before = await list();
  clock.advance(6 * 3_600_000);
  const fresh = (await list()).find((id) => !before.includes(id)) ?? '';
  faults.add({ match: { path: '/events/v1/AGGR/*' }, effect: { lag: 6 * 3600 } });
  expect((await list()).includes(fresh)).toBe(true);
  expect((await ask(`/events/v1/${fresh}`)).status).toBe(404);
  clock.advance(6 * 3_600_000);
  expect((await ask(`/events/v1/${fresh}`)).status).toBe(200);
});

test('what was written shows when the lag is over, also where the World stands at its end', async () => {
  const { ask, clock, faults } = await service({ events: 100 });
  const { data } = await ask('/events/v2/event?limit=1&type=aggregated');
  const path = `/events/v2/event/${data[0].id}`;
  const comments = async (): Promise<number> => (await ask(`${path}?includeComments=true`)).data.comments.length;
  const before = await comments();
  expect((await ask(`${path}/assess`, { method: 'PUT', body: { comment: 'seen' } })).status).toBe(200);
  faults.add({ effect: { lag: 30 } });
  expect(await comments()).toBe(before);
  clock.advance(29_000);
  expect(await comments()).toBe(before);
  clock.advance(2000);
  expect(await comments()).toBe(before + 1);
});

test('lists that lag are each of one moment, also where the next begins before the last is written', async () => {
  const { url, clock, faults } = await service({ events: 3000, clock: '2026-11-01T12:00:00Z' });
  const begun = (): Promise<Response> =>
    fetch(`${url}/events/v1/aggregated?startTimestamp=0&limit=0`, { headers: { 'Argus-API-Key': fullKey } });
  const eventsIn = async (response: Response): Promise<readonly string[]> =>
    ((await response.json()) as { data: readonly object[] }).data.map((event) => JSON.stringify(event)).toSorted();
  const moments: (readonly string[])[] = [];
  for (let hours = 0; hours < 3; hours++) {
    moments.push(await eventsIn(await begun()));
    clock.advance(6 * 3_600_000);
  }
  expect(new Set(moments.map(({ length }) => length)).size).toBe(3);
  faults.add({ effect: { lag: 18 * 3600 } });
  const lagging: Response[] = [];
  for (let hours = 0; hours < 3; hours++) {
    lagging.push(await begun());
    clock.advance(6 * 3_600_000);
  }
  expect(await Promise.all(lagging.map(eventsIn))).toEqual(moments);
});
