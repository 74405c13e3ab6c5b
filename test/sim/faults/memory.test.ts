/** Faults that remember: pages from before, events that come twice, tokens that stop working. */
import { test, expect } from 'vitest';
import { violations } from '../../../src/kernel/schema.ts';
import { faulty, type Faulty, type Heard } from '../../support/faulty.ts';
import { password } from '../../products/argus/identity/client.ts';
import { expectEnvelope, fullKey } from '../../support/service.ts';

const event = async ({ argus }: Faulty): Promise<string> =>
  `/events/v2/event/${(await argus('/events/v2/event?limit=1&type=aggregated')).body.data[0].id}`;
const comment = (given: Faulty, path: string, text: string): Promise<Heard> =>
  given.argus(`${path}/assess`, { method: 'PUT', body: { comment: text } });
/** The comments that a read shows. */
const commentsOf = ({ body }: Heard): readonly string[] =>
  (body.data.comments ?? []).map(({ comment: text }: { comment: string }) => text);
const withComments = '?includeComments=true';

test('a stale read shows what was there before the last write, again and again, until the rule goes', async () => {
  const given = await faulty();
  const path = await event(given);
  given.faults.add({ id: 'old', match: { operation: 'getEvent' }, effect: { stale: 'write' } });
  given.faults.add({ id: 'old2', match: { operation: 'getEventCompatibility' }, effect: { stale: 'write' } });
  const read = async (): Promise<readonly string[]> => commentsOf(await given.argus(path + withComments));
  const seen = [await read()];
  await comment(given, path, 'first');
  seen.push(await read(), await read());
  await comment(given, path, 'second');
  seen.push(await read(), await read());
  given.faults.clear();
  seen.push(await read());
  const [empty = []] = seen;
  expect(seen).toEqual([
    empty,
    empty,
    empty,
    [...empty, 'first'],
    [...empty, 'first'],
    expect.arrayContaining(['first', 'second']),
  ]);
});

test('a read can stay as it was first asked for', async () => {
  const given = await faulty({ rules: [{ match: { product: 'argus' }, effect: { stale: 'first' } }] });
  const list = '/events/v1/aggregated?limit=5&sortBy=-lastUpdated';
  const first = await given.argus(list);
  const [{ id }] = first.body.data;
  const written = await given.argus('/events/v1/aggregated', {
    method: 'PUT',
    body: { eventIdentifiers: [id], update: { comment: 'news' } },
  });
  expect(written.status).toBe(200);
  expect((await given.argus(list)).text).toBe(first.text);
  given.faults.clear();
  expect((await given.argus(list)).text).not.toBe(first.text);
});

test('a stale read that nobody asked before is fresh, and uses nothing up', async () => {
  const given = await faulty({ rules: [{ match: { product: 'argus' }, effect: { stale: 'write' }, times: 1 }] });
  expect((await given.argus('/events/v1/aggregated?limit=2')).status).toBe(200);
  expect(given.faults.list()).toEqual([expect.objectContaining({ seen: 0, hits: 0 })]);
});

test('labels of USM Anywhere can be stale', async () => {
  const given = await faulty({ rules: [{ match: { product: 'usm' }, effect: { stale: 'write' } }] });
  const { body } = await given.usm('/api/2.0/alarms?size=100');
  const alarms = body._embedded.alarms as readonly { uuid: string; alarm_labels?: readonly string[] }[];
  const label = alarms.flatMap(({ alarm_labels: labels = [] }) => labels)[0] ?? '';
  const bare = alarms.find(({ alarm_labels: labels = [] }) => !labels.includes(label))?.uuid;
  const path = `/api/2.0/alarms/${bare}/labels`;
  const before = await given.usm(path);
  expect((await given.usm(`${path}/${label}`, { method: 'PUT' })).status).toBe(200);
  expect((await given.usm(path)).text).toBe(before.text);
  given.faults.clear();
  expect((await given.usm(path)).text).toContain(label);
});

/** Walks to the end of a list, and gives the ids of each page. */
async function walk(given: Faulty, kind: Kind, size: number): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  for (let page = 0; page < 200; page++) {
    const ids = await pageOf(given, kind, page, size);
    if (ids.length === 0) return pages;
    pages.push(ids);
  }
  throw new Error('the walk has no end');
}

type Kind = keyof typeof kinds;

const kinds = {
  'argus by GET': (given: Faulty, page: number, size: number) =>
    given.argus(`/events/v1/aggregated?startTimestamp=0&limit=${size}&offset=${page * size}`),
  'argus by POST': (given: Faulty, page: number, size: number) =>
    given.argus('/events/v2/event/search', { body: { limit: size, offset: page * size, customer: ['demo'] } }),
  usm: (given: Faulty, page: number, size: number) => given.usm(`/api/2.0/alarms?page=${page}&size=${size}`),
} as const;

async function pageOf(given: Faulty, kind: Kind, page: number, size: number): Promise<string[]> {
  const { status, body } = await kinds[kind](given, page, size);
  expect(status).toBe(200);
  if (kind !== 'usm') {
    expectEnvelope(200, body);
    return body.data.map(({ id }: { id: string }) => id);
  }
  expect(violations('usm/documented/alarms.schema.json', body)).toEqual([]);
  return (body._embedded?.alarms ?? []).map(({ uuid }: { uuid: string }) => uuid);
}

test.each(Object.keys(kinds) as Kind[])(
  '%s: the last event of a page comes first on the next, and none is lost',
  async (kind) => {
    const given = await faulty();
    const whole = (await walk(given, kind, 7)).flat();
    given.faults.add({ effect: { duplicate: true }, match: { nth: 2 } });
    const pages = await walk(given, kind, 7);
    const [first = [], second = [], third = [], fourth = []] = pages;
    expect(second[0]).not.toBe(first.at(-1));
    expect(third[0]).toBe(second.at(-1));
    expect(fourth).toHaveLength(7);
    const all = pages.flat();
    expect(all).toHaveLength(whole.length + 1);
    expect([...new Set(all)]).toEqual(whole);
  },
);

test('a walk that begins anew is whole again', async () => {
  const given = await faulty({ rules: [{ effect: { duplicate: true }, times: 1 }] });
  const shifted = (await walk(given, 'argus by GET', 20)).flat();
  const whole = (await walk(given, 'argus by GET', 20)).flat();
  expect(new Set(whole).size).toBe(whole.length);
  expect(shifted).toHaveLength(whole.length + 1);
  expect(given.faults.list()).toEqual([expect.objectContaining({ hits: 1 })]);
});

test('walks of other searches do not mix', async () => {
  const given = await faulty({ rules: [{ effect: { duplicate: true } }] });
  const page = (limit: number, offset: number, more = '') =>
    given.argus(`/events/v1/aggregated?limit=${limit}&offset=${offset}${more}`);
  await page(5, 0);
  const other = await page(5, 5, '&ip=0.0.0.0/0');
  const same = await page(5, 5);
  given.faults.clear();
  expect((await page(5, 5, '&ip=0.0.0.0/0')).text).toBe(other.text);
  expect((await page(5, 5)).text).not.toBe(same.text);
});

test('a token stops working at its third request; a new one goes on', async () => {
  const given = await faulty({ rules: [{ match: { product: 'usm', nth: 3 }, effect: { revoke: true } }] });
  const statuses: number[] = [];
  for (let page = 0; page < 5; page++) statuses.push((await given.usm(`/api/2.0/alarms?page=${page}`)).status);
  expect(statuses).toEqual([200, 200, 401, 401, 401]);
  const refused = await given.usm('/api/2.0/events');
  expect(refused.body).toMatchObject({ error: 'invalid_token' });
  expect(violations('usm/failure.schema.json', refused.body)).toEqual([]);
  expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
  // Another client's second may pass before it asks again: tokens of one moment would be the same.
  const fresh = await given.token();
  const again = await given.usm('/api/2.0/alarms', { headers: { Authorization: `Bearer ${fresh}` } });
  expect(again.status).toBe(200);
});

test('a key of Argus stops working for all operations, until the rule goes', async () => {
  const given = await faulty({
    rules: [{ id: 'gone', match: { operation: 'findAggregatedEvents', nth: 2 }, effect: { revoke: true } }],
  });
  const search = (): Promise<Heard> =>
    given.argus('/events/v1/aggregated/search', { body: { startTimestamp: 0, limit: 1 } });
  const other = (): Promise<Heard> => given.argus('/customers/v2/customer');
  expect([(await search()).status, (await other()).status]).toEqual([200, 200]);
  const refused = await search();
  expectEnvelope(401, refused.body);
  expect(refused.body.messages).toEqual([expect.objectContaining({ messageTemplate: 'api.key.invalid' })]);
  expect([(await search()).status, (await other()).status]).toEqual([401, 401]);
  given.faults.remove('gone');
  expect([(await search()).status, (await other()).status]).toEqual([200, 200]);
});

test('a session of Argus stops working, and its user may log in again', async () => {
  const given = await faulty({ rules: [{ match: { nth: 2, operation: 'getSession' }, effect: { revoke: true } }] });
  const logIn = async (): Promise<string> => {
    const { body, status } = await given.argus('/authentication/v1/password/authentication', {
      body: { ...password, domain: 'MNEMONIC' },
    });
    expect(status).toBeLessThan(300);
    return body.data.credentials.requestCredentialsData;
  };
  const ask = async (token: string): Promise<Response> =>
    fetch(`${given.url}/authentication/v1/session`, { headers: { Authorization: `Bearer ${token}` } });
  const token = await logIn();
  const statuses = [(await ask(token)).status, (await ask(token)).status, (await ask(token)).status];
  expect(statuses).toEqual([200, 401, 401]);
  expect(await (await ask(token)).json()).toMatchObject({ messages: [{ messageTemplate: 'session.invalid' }] });
  expect((await ask(await logIn())).status).toBe(200);
  const byKey = await fetch(`${given.url}/authentication/v1/session`, { headers: { 'Argus-API-Key': fullKey } });
  expect(byKey.status).toBe(200);
});
