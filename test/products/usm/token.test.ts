import { expect, test } from 'vitest';
import type { Clock } from '../../../src/kernel/clock.ts';
import { basic, clocked, disabled, good, itemsOf, raw, restricted, tenant, type Ask } from './support.ts';

const path = '/api/2.0/oauth/token';
const granted = `${path}?grant_type=client_credentials`;
const post = (given: Ask = {}): Ask => ({
  method: 'POST',
  ...given,
  headers: { Authorization: basic(good), ...given.headers },
});

test('the grant is found in the query or in the body, whatever type the body claims to have', async () => {
  const { url } = await tenant('live');
  const types = [
    undefined,
    'application/json',
    'application/www-form-urlencoded',
    'application/x-www-form-urlencoded',
    'text/plain',
  ];
  for (const type of types) {
    const headers = type === undefined ? {} : { 'Content-Type': type };
    for (const body of ['', '{"a":1}', '@request_body', '\u0000%zz'])
      expect((await raw(url, granted, post({ headers, body }))).status).toBe(200);
    expect((await raw(url, path, post({ headers, body: 'grant_type=client_credentials' }))).status).toBe(200);
  }
});

test('the members of a token stand in the order of the documentation', async () => {
  const { url } = await tenant('live');
  const { json } = await raw(url, granted, post());
  expect(Object.keys(json)).toEqual(['access_token', 'token_type', 'expires_in', 'scope', 'jti']);
  expect(json).toMatchObject({ token_type: 'bearer', expires_in: 899, scope: 'trust read write' });
  const [head, claims] = (json.access_token as string)
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as any);
  expect(head).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(claims).toMatchObject({ jti: json.jti, client_id: good.id });
});

test('a token answer must not be stored', async () => {
  const { url } = await tenant('documented');
  expect((await raw(url, granted, post())).headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
});

test('a missing or other grant is refused as OAuth does', async () => {
  const { url } = await tenant('live');
  const missing = await raw(url, path, post());
  expect([missing.status, missing.json]).toEqual([
    400,
    { error: 'invalid_request', error_description: 'Missing grant type' },
  ]);
  expect((await raw(url, `${path}?grant_type=`, post())).json.error).toBe('invalid_request');
  const other = await raw(url, `${path}?grant_type=password`, post());
  expect([other.status, other.json.error]).toEqual([400, 'unsupported_grant_type']);
});

test('wrong, missing and switched-off credentials are refused alike, in the declared form', async () => {
  const { url } = await tenant('live');
  const wrong = [
    {},
    { Authorization: basic({ ...good, secret: 'wrong' }) },
    { Authorization: basic({ ...good, id: 'nobody' }) },
    { Authorization: basic(disabled) },
    { Authorization: 'Basic %%%' },
    { Authorization: 'Bearer x' },
  ];
  const answers = await Promise.all(
    wrong.map((headers) => raw(url, granted, { method: 'POST', headers: headers as Record<string, string> })),
  );
  for (const { status, text, json, headers } of answers) {
    expect(status).toBe(401);
    expect(text).toContain('Unauthorized');
    expect(json).toEqual({ result: 'failure', location: granted.split('?')[0], error: 'Unauthorized' });
    expect(headers['www-authenticate']).toMatch(/^Basic realm=/);
  }
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test('GET on the token path is 405 with Allow, known caller or not', async () => {
  const { url, ask } = await tenant('live');
  for (const answer of [await raw(url, path), await ask('/oauth/token')]) {
    expect([answer.status, answer.headers['allow'], answer.json.error]).toEqual([405, 'POST', 'method_not_allowed']);
  }
});

test('many tokens of one client are alive at once, and each is another', async () => {
  const { url, ask } = await tenant('live');
  const tokens = new Set<string>();
  for (let count = 0; count < 30; count++) tokens.add((await raw(url, granted, post())).json.access_token);
  expect(tokens.size).toBe(30);
  for (const token of tokens)
    expect((await ask('/alarms?size=1', { authorization: `Bearer ${token}` })).status).toBe(200);
});

test('the scheme of a bearer token comes in any case', async () => {
  const { ask, token } = await tenant('live');
  for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR'])
    expect((await ask('/alarms?size=1', { authorization: `${scheme} ${token}` })).status).toBe(200);
});

test('a token is good for 899 seconds of the simulated clock and said to be expired then', async () => {
  let now = 1_800_000_000_000;
  const clock: Clock = { now: () => now };
  const { ask, token, url } = await clocked(clock);
  now += 898_999;
  expect((await ask('/alarms')).status).toBe(200);
  now += 1;
  const late = await ask('/alarms');
  expect([late.status, late.json]).toEqual([
    401,
    { error: 'invalid_token', error_description: `Access token expired: ${token}` },
  ]);
  expect(late.headers['www-authenticate']).toContain('error="invalid_token"');
  const again = (await raw(url, granted, post())).json.access_token as string;
  expect((await ask('/alarms', { authorization: `Bearer ${again}` })).status).toBe(200);
});

test('tokens can live by another clock than the simulated one', async () => {
  let [simulated, real] = [1_800_000_000_000, 1_900_000_000_000];
  const { ask } = await clocked({ now: () => simulated }, { tokenClock: { now: () => real } });
  simulated += 365 * 86_400_000;
  real += 898_999;
  expect((await ask('/alarms')).status).toBe(200);
  real += 1;
  expect((await ask('/alarms')).json.error).toBe('invalid_token');
});

test.each([
  ['wall', 200],
  ['simulated', 401],
] as const)('an hour of simulated time later a token by the %s clock is answered %d', async (tokenClock, status) => {
  const { ask, clock } = await tenant('live', { tokenClock });
  clock.advance(3_600_000);
  expect((await ask('/alarms?size=1')).status).toBe(status);
});

test('the same seed gives the same tokens in the same order', async () => {
  const one = await clocked({ now: () => 1_800_000_000_000 });
  const other = await clocked({ now: () => 1_800_000_000_000 });
  expect(other.token).toBe(one.token);
});

test('a restricted client sees its customers only, and has the scope that it was given', async () => {
  const { as, ask, world, url } = await tenant('live', { events: 10_000 });
  const issued = await raw(url, granted, post({ headers: { Authorization: basic(restricted) } }));
  expect(issued.json.scope).toBe('read');
  const reader = await as(restricted);
  const page = await reader.ask('/alarms?size=2000');
  const sensors = new Set(itemsOf(page).map((alarm) => alarm.sensor_uuid));
  const own = world.sensors.filter(({ customer }) => customer.shortName === 'bank');
  expect(sensors.size).toBe(own.length);
  expect(page.json.page.totalElements).toBeLessThan((await ask('/alarms')).json.page.totalElements);
  const foreign = itemsOf(await ask('/alarms?size=200')).find((alarm) => !sensors.has(alarm.sensor_uuid));
  expect((await reader.ask(`/alarms/${foreign.uuid}`)).status).toBe(404);
  expect((await reader.ask(`/events/${foreign.packet_data[0]}`)).status).toBe(404);
  for (const event of itemsOf(await reader.ask('/events?size=500'))) expect(sensors).toContain(event.sensor_uuid);
});

test('whoever has no token learns nothing about paths', async () => {
  const { ask } = await tenant('live');
  for (const hidden of ['/alarms', '/alarms/x', '/nothing', '/events/', '/alarms/x/labels/y']) {
    const answer = await ask(hidden, { authorization: null });
    expect([answer.status, answer.json.error]).toEqual([401, 'unauthorized']);
    expect(answer.headers['www-authenticate']).toContain('Bearer realm="');
  }
});
