/** The ten things that a lazy simulator gets wrong (docs/contract/usm.md §13), one test or more each, in the live dialect. */
import { expect, test } from 'vitest';
import { basic, clocked, good, itemsOf, raw, tenant } from './support.ts';

const ms = /^\d{13}$/;

test('§13.1 the time of an alarm and of an event is spelled timestamp_occured', async () => {
  const { ask } = await tenant('live');
  for (const list of ['alarms', 'events']) {
    const answer = await ask(`/${list}?size=50`);
    expect(answer.text).not.toContain('occurred');
    const [item] = itemsOf(answer);
    expect(item.timestamp_occured).toMatch(ms);
    expect((await ask(`/${list}/${item.uuid}`)).text).not.toContain('occurred');
  }
});

test('§13.2 a list of events is called eventResources', async () => {
  const { ask } = await tenant('live');
  expect(Object.keys((await ask('/events')).json._embedded)).toEqual(['eventResources']);
  expect(Object.keys((await ask('/alarms')).json._embedded)).toEqual(['alarms']);
});

test('§13.3 an empty or over-run page has no _embedded', async () => {
  const { ask } = await tenant('live');
  for (const path of ['/alarms?rule_method=none', '/events?event_name=none']) {
    const { status, json } = await ask(path);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(['_links', 'page']);
    expect(json.page).toEqual({ size: 20, totalElements: 0, totalPages: 0, number: 0 });
  }
  for (const path of ['/alarms?page=5000', '/events?page=500000'])
    expect((await ask(path)).json).not.toHaveProperty('_embedded');
});

test('§13.4 events are wrapped in lists of alarms, with a literal {eventId}, and flat in one alarm', async () => {
  const { ask, url } = await tenant('live');
  const alarm = itemsOf(await ask('/alarms?size=200')).find(({ events }) => events.length > 1);
  for (const event of alarm.events) {
    expect(Object.keys(event)).toEqual(['_links', 'timeStamp', 'message']);
    expect(event._links.self).toEqual({ href: `${url}/api/2.0/events/{eventId}`, templated: true });
    const wait = event.timeStamp - Number(event.message.timestamp_received);
    expect([wait >= 20, wait <= 800]).toEqual([true, true]);
  }
  const detail = (await ask(`/alarms/${alarm.uuid}`)).json;
  expect(detail.events).toEqual(alarm.events.map((event: any) => event.message));
  expect([detail.sources, detail.destinations]).toEqual([[], []]);
});

test('§13.5 instants are strings of milliseconds; booleans are booleans here and strings there', async () => {
  const { ask } = await tenant('live');
  const [alarm] = itemsOf(await ask('/alarms?size=1'));
  for (const name of ['occured', 'received', 'arrived', 'to_storage']) expect(alarm[`timestamp_${name}`]).toMatch(ms);
  expect(typeof alarm.suppressed).toBe('boolean');
  const { message } = alarm.events[0];
  expect(message.suppressed).toBe(String(alarm.suppressed));
  expect(message).not.toHaveProperty('has_alarm');
  expect((await ask(`/alarms/${alarm.uuid}`)).json.has_alarm).toBe(false);
  const event = (await ask(`/events/${message.uuid}`)).json;
  expect([event.suppressed, event.has_alarm]).toEqual([alarm.suppressed, true]);
  expect(event.timestamp_occured).toBe(message.timestamp_occured);
});

test('§13.6 unknown parameters are ignored, empty ones absent, False is false, a slash may follow, in+review is a status', async () => {
  const { ask } = await tenant('live');
  const total = async (path: string) => {
    const { status, json } = await ask(path);
    expect(status).toBe(200);
    return json.page.totalElements;
  };
  const all = await total('/alarms');
  for (const query of [
    'timestamp_received_gte=1',
    'timestamp_received_lte=1',
    'priority=high',
    'account_name=x',
    'timestamp_occured_lte%20=0',
    'eventName=&sensorUUID=&accountName=',
    'timestamp_occured_gte=&timestamp_occured_lte=',
    'status=&suppressed=&rule_intent=&priority_label=&sort=',
  ])
    expect(await total(`/alarms?${query}`)).toBe(all);
  expect(await total('/alarms/?page=0')).toBe(all);
  expect(await total('/alarms?suppressed=False')).toBe(await total('/alarms?suppressed=false'));
  expect((await total('/alarms?suppressed=False')) + (await total('/alarms?suppressed=True'))).toBe(all);
  const review = await total('/alarms?status=in_review');
  expect(review).toBeGreaterThan(0);
  expect(await total('/alarms?status=in+review')).toBe(review);
  expect(await total('/alarms?status=in%20review')).toBe(review);
});

test('§13.7 the grant stands in the query or the body, of any type; the token is a long JWT for 899 seconds, one of many, with bearer in any case', async () => {
  const { ask, url } = await tenant('live');
  const path = '/api/2.0/oauth/token';
  const tokens: string[] = [];
  for (const [query, headers, body] of [
    ['?grant_type=client_credentials', {}, ''],
    ['?grant_type=client_credentials', { 'Content-Type': 'application/json' }, '{}'],
    ['?grant_type=client_credentials', { 'Content-Type': 'application/www-form-urlencoded' }, '@request_body'],
    ['', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'grant_type=client_credentials'],
  ] as const) {
    const { status, json } = await raw(url, path + query, {
      method: 'POST',
      headers: { Authorization: basic(good), ...headers },
      body,
    });
    expect([status, json.expires_in, json.token_type]).toEqual([200, 899, 'bearer']);
    expect(json.access_token.length).toBeGreaterThanOrEqual(128);
    expect(json.access_token.split('.')).toHaveLength(3);
    tokens.push(json.access_token);
  }
  for (const token of tokens)
    for (const scheme of ['bearer', 'Bearer', 'BEARER'])
      expect((await ask('/alarms?size=1', { authorization: `${scheme} ${token}` })).status).toBe(200);
});

test('§13.8 links are first, prev, self, next, last, absolute, with filters, without templated, and only self on one page', async () => {
  const { ask, url } = await tenant('live');
  const { text, json } = await ask('/alarms?status=open&page=1&size=10');
  expect(Object.keys(json._links)).toEqual(['first', 'prev', 'self', 'next', 'last']);
  for (const { href } of Object.values(json._links) as any[]) {
    expect(href.startsWith(`${url}/api/2.0/alarms?`)).toBe(true);
    expect(href).toContain('status=open');
  }
  expect(text).not.toContain('"templated":false');
  expect(Object.keys((await ask('/alarms?size=2000')).json._links)).toEqual(['self']);
});

test('§13.9 a bad bearer is invalid_token in JSON, bad credentials are refused in the declared form', async () => {
  const { ask, url } = await tenant('live');
  const bearer = await ask('/alarms', { authorization: 'Bearer garbage' });
  expect([bearer.status, bearer.json]).toEqual([
    401,
    { error: 'invalid_token', error_description: 'Cannot convert access token to JSON' },
  ]);
  expect(bearer.headers['www-authenticate']).toMatch(
    /^Bearer realm=".+", error="invalid_token", error_description="Cannot convert/,
  );
  const none = await ask('/alarms', { authorization: null });
  expect(none.json).toEqual({
    error: 'unauthorized',
    error_description: 'Full authentication is required to access this resource',
  });
  const wrong = await raw(url, '/api/2.0/oauth/token?grant_type=client_credentials', {
    method: 'POST',
    headers: { Authorization: basic({ ...good, secret: 'x' }) },
  });
  expect([wrong.status, wrong.json]).toEqual([
    401,
    { result: 'failure', location: '/api/2.0/oauth/token', error: 'Unauthorized' },
  ]);
});

test('§13.10 totals are exact and large, at most 10 events are stored of all that there were, and alarms arrive late', async () => {
  const { ask } = await tenant('live', { events: 10_000 });
  expect((await ask('/events')).json.page.totalElements).toBeGreaterThanOrEqual(60_000);
  const page = await ask('/alarms?size=2000');
  expect(page.json.page.totalElements).toBeGreaterThanOrEqual(3500);
  expect(page.text).not.toContain('iso8601');
  const alarms = itemsOf(page);
  const lag = alarms.map((alarm) => Number(alarm.timestamp_received) - Number(alarm.timestamp_occured));
  expect(Math.min(...lag)).toBeGreaterThan(0);
  expect(lag.filter((wait) => wait > 600_000).length / lag.length).toBeGreaterThan(0.01);
  expect(lag.filter((wait) => wait > 600_000).length / lag.length).toBeLessThan(0.1);
  for (const { events, alarm_events_count: count } of alarms) expect(events.length).toBe(Math.min(10, count));
  expect(alarms.some(({ alarm_events_count: count }) => count > 1000)).toBe(true);
});

test('§13.10 over 100 reads in a second of one client are answered 429, and the next second is a new one', async () => {
  let now = 1_800_000_000_500;
  const { ask, url } = await clocked(
    { now: () => 1_800_000_000_000 },
    { dialect: 'live', rateClock: { now: () => now } },
  );
  const statuses = async (count: number, path = '/alarms?size=1') => {
    const found: number[] = [];
    for (let asked = 0; asked < count; asked++) found.push((await ask(path)).status);
    return found;
  };
  expect(new Set(await statuses(100))).toEqual(new Set([200]));
  expect(await statuses(3)).toEqual([429, 429, 429]);
  now += 1000;
  expect(await statuses(2)).toEqual([200, 200]);
  now += 1000;
  const post = () =>
    raw(url, '/api/2.0/oauth/token?grant_type=client_credentials', {
      method: 'POST',
      headers: { Authorization: basic(good) },
    });
  for (let asked = 0; asked < 50; asked++) expect((await post()).status).toBe(200);
  const over = await post();
  // No header tells how long to wait: none is documented.
  expect([over.status, over.json.error, over.headers['retry-after']]).toEqual([429, 'Too Many Requests', undefined]);
  expect((await ask('/alarms?size=1')).status).toBe(200);
});

test('the headers are those that a live tenant was recorded to send, and no length', async () => {
  const { ask } = await tenant('live');
  for (const path of ['/alarms?size=1', '/alarms/nobody']) {
    const { headers } = await ask(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-xss-protection': '1; mode=block',
      'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
      pragma: 'no-cache',
      expires: '0',
      'strict-transport-security': 'max-age=31536000 ; includeSubDomains',
      'x-frame-options': 'DENY',
      'transfer-encoding': 'chunked',
    });
    expect(headers).toHaveProperty('date');
    expect(headers).toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('content-length');
  }
});

test('members of lists stand as a live tenant sends them', async () => {
  const { ask } = await tenant('live');
  const { json } = await ask('/alarms');
  expect(Object.keys(json)).toEqual(['_embedded', '_links', 'page']);
  expect(Object.keys(json.page)).toEqual(['size', 'totalElements', 'totalPages', 'number']);
  expect(Object.keys(json._embedded.alarms[0]).slice(0, 4)).toEqual([
    'uuid',
    'needs_enrichment',
    'packet_data',
    'priority',
  ]);
});

test('a fault can tell how long to wait after 429, which the vendor does not', async () => {
  const { ask, faults } = await tenant('live');
  faults.add({ match: { product: 'usm' }, effect: { error: 429, retryAfter: 7 }, times: 1 });
  const { status, headers } = await ask('/alarms?size=1');
  expect([status, headers['retry-after']]).toEqual([429, '7']);
  expect((await ask('/alarms?size=1')).status).toBe(200);
});
