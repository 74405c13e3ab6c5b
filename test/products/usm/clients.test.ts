/** Public clients of USM Anywhere, by their requests as they go out and what they read of the answers: docs/contract/usm.md §2–§5, §17. */
import { expect, test } from 'vitest';
import { basic, good, itemsOf, raw, tenant, type Answer, type Tenant } from './support.ts';

const root = '/api/2.0';
const hour = 3_600_000;

/** A token as a client asks for it: what follows the path, and what goes with it. */
const tokenForms: readonly (readonly [string, string, Readonly<Record<string, string>>, string | undefined])[] = [
  ['XSOAR', '?grant_type=client_credentials', { 'Content-Type': 'application/www-form-urlencoded' }, ''],
  ['FORTI', '?grant_type=client_credentials', { 'Content-Type': 'application/json' }, undefined],
  ['GOOG, NMA18', '?grant_type=client_credentials', {}, undefined],
  ['EBRYX19', '', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'grant_type=client_credentials'],
  [
    'EBRYX curl',
    '?grant_type=client_credentials',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    '@request_body',
  ],
  [
    'SOC26, NEXT26, MCP25',
    '',
    { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    'grant_type=client_credentials',
  ],
];

test.each(tokenForms)('%s gets a token that it can use', async (_, query, headers, body) => {
  const { url } = await tenant('live');
  const answer = await raw(url, `${root}/oauth/token${query}`, {
    method: 'POST',
    headers: { Authorization: basic(good), ...headers },
    ...(body !== undefined && { body }),
  });
  expect(answer.status).toBe(200);
  const { access_token: token, token_type: type, expires_in: life } = answer.json;
  // NMA18 gives up on a short one, GOOG copies the type as it stands.
  expect([token.length >= 128, type, life]).toEqual([true, 'bearer', 899]);
  const alarms = await raw(url, `${root}/alarms?size=1`, { headers: { Authorization: `${type} ${token}` } });
  expect(alarms.status).toBe(200);
});

/** What a client asks, and what it reads; the World's end stands for its now. */
const reads: readonly (readonly [string, (end: number) => string, (answer: Answer) => void])[] = [
  [
    'XSOAR fetches incidents',
    (end) =>
      `/alarms?page=0&size=10&sort=timestamp_occured%2Casc&suppressed=false&timestamp_occured_gte=${end - 24 * hour}&timestamp_occured_lte=${end}`,
    (answer) => {
      expect(answer.json.page.totalElements).toBeGreaterThan(0);
      for (const { uuid, rule_method: method, timestamp_occured: time, events } of itemsOf(answer))
        expect([uuid, method, /^\d{13}$/.test(time), events[0].message.uuid].every(Boolean)).toBe(true);
    },
  ],
  [
    'XSOAR asks for a page of events past the end',
    () => '/events?page=100000&size=10&sort=timestamp_occured%2Cdesc',
    ({ json }) => expect([json.page.totalElements > 0, json._embedded]).toEqual([true, undefined]),
  ],
  [
    'GOOG pings with empty times',
    () => '/alarms?size=1&timestamp_occured_gte=&timestamp_occured_lte=',
    (answer) => expect(itemsOf(answer)).toHaveLength(1),
  ],
  [
    'GOOG reads events',
    () => '/events?size=5&sort=timestamp_occured,desc&suppressed=false',
    ({ json }) => {
      const names = json._embedded.eventResources.map((event: any) => event.event_name);
      expect(names.every((name: unknown) => typeof name === 'string' && name !== '')).toBe(true);
    },
  ],
  [
    'FORTI asks with Python’s False, a blank in a name, and left-over filters',
    () =>
      '/alarms?suppressed=False&status=open&timestamp_occured_lte+=1&eventName=&sensorUUID=&accountName=&page=0&size=5',
    (answer) => {
      expect(answer.json.page.totalElements).toBeGreaterThan(0);
      expect(itemsOf(answer).every(({ suppressed, status }) => suppressed === false && status === 'open')).toBe(true);
    },
  ],
  [
    'FORTI asks for what is in review',
    () => '/alarms?status=in+review',
    (answer) => expect(new Set(itemsOf(answer).map(({ status }) => status))).toEqual(new Set(['in_review'])),
  ],
  [
    'SWIM reads its second page',
    () => '/alarms?page=1&size=15',
    ({ json }) => expect(Object.keys(json._links)).toEqual(['first', 'prev', 'self', 'next', 'last']),
  ],
  [
    'SOC26 repeats a filter',
    () => '/alarms?status=open&status=in_review&size=200&sort=timestamp_received,desc',
    (answer) => expect(new Set(itemsOf(answer).map(({ status }) => status))).toEqual(new Set(['open', 'in_review'])),
  ],
  [
    'MCP25 sends what nobody knows',
    () => '/alarms?priority=high&account_name=x&limit=5&size=100',
    (answer) => expect(itemsOf(answer).length).toBe(100),
  ],
  [
    'NMA18 puts a slash before its query, and seconds in it',
    () => '/alarms/?page=0&size=20&timestamp_occured_gte=1538762000',
    (answer) => expect(itemsOf(answer)).toHaveLength(20),
  ],
  ['KAI21 sorts by asc', () => '/events?size=100&sort=asc', (answer) => expect(itemsOf(answer)).toHaveLength(100)],
  [
    'NEXT26 takes a thousand alarms and their ids',
    () => '/alarms?size=1000&sort=timestamp_occured,desc',
    (answer) => expect(itemsOf(answer).every((alarm) => Boolean(alarm.id || alarm.uuid))).toBe(true),
  ],
  [
    'VULN26 pages through assets',
    () => '/assets?page=0&size=500',
    ({ json }) => {
      expect(json.page.totalPages).toBeGreaterThan(0);
      for (const { id, name, networkInterfaces } of json._embedded.assets)
        expect([id, name, Array.isArray(networkInterfaces)].every(Boolean)).toBe(true);
    },
  ],
];

test.each(reads)('%s', async (_, pathOf, read) => {
  const { ask, world } = await tenant('live');
  // XSOAR and GOOG claim a JSON body that they do not send.
  const answer = await ask(pathOf(world.end), { headers: { 'Content-Type': 'application/json' } });
  expect(answer.status).toBe(200);
  read(answer);
});

/** FORTI parses each answer whose headers speak of JSON; an empty one would end it. */
const parsedByForti = ({ headers, text }: Answer): void => {
  if (Object.values(headers).some((value) => /json/.test(String(value)))) JSON.parse(text);
};

test('FORTI labels an alarm and takes the label off, and survives the empty answers', async () => {
  const { ask, world }: Tenant = await tenant('live');
  const [alarm] = itemsOf(await ask('/alarms?size=1'));
  const [label] = (world.sections['usm'] as { labels: { id: string }[] }).labels;
  const path = `/alarms/${alarm.uuid}/labels/${label?.id}`;
  for (const method of ['PUT', 'DELETE']) {
    const answer = await ask(path, { method });
    expect([method, answer.status]).toEqual([method, 200]);
    parsedByForti(answer);
  }
  parsedByForti(await ask(`/alarms/${alarm.uuid}/labels`));
});

test('NEXT26 asks for the asset of an alarm, prints the id of what is none, and asks anew for a token once', async () => {
  const { ask, url } = await tenant('live');
  const alarms = itemsOf(await ask('/alarms?size=100'));
  const own = alarms.find(({ source_asset_id: id }) => id !== undefined);
  const { json } = await ask(`/assets/${own.source_asset_id}`);
  expect(json.name ?? json.canonical ?? json.hostnames[0]).toBe(own.source_name);
  const foreign = alarms.find(({ destination_asset_id: id }) => !/^[0-9a-f-]{36}$/.test(id));
  expect((await ask(`/assets/${encodeURIComponent(foreign.destination_asset_id)}`)).status).toBe(404);
  const old = await ask('/alarms?size=1', { authorization: 'Bearer old' });
  expect([old.status, old.json.error]).toEqual([401, 'invalid_token']);
  const wrong = await raw(url, `${root}/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: basic({ ...good, secret: 'wrong' }) },
  });
  // NMA18 looks for the word, whatever stands around it.
  expect([wrong.status, wrong.text.includes('Unauthorized')]).toEqual([401, true]);
});

test('a client that follows the next link alone reads each alarm of its filter once', async () => {
  const { ask, url } = await tenant('live');
  const seen: string[] = [];
  let next: string | undefined = `${url}${root}/alarms?status=open&size=50`;
  while (next !== undefined) {
    const answer: Answer = await ask(next.slice(url.length + root.length));
    seen.push(...itemsOf(answer).map(({ uuid }) => uuid));
    next = answer.json._links.next?.href;
  }
  const { json } = await ask('/alarms?status=open');
  expect([seen.length, new Set(seen).size]).toEqual([json.page.totalElements, json.page.totalElements]);
});
