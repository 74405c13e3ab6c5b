import { expect, test } from 'vitest';
import { codeAt } from '../../../../src/products/argus/identity/log-in/totp.ts';
import { violations } from '../../../../src/kernel/schema.ts';
import { service, type Service } from '../../../support/service.ts';
import { logIn, password, readerPassword, sessionOf } from './client.ts';

const root = '/authentication/v1';
const good = 'Quite-another-1';

const asked =
  (simulator: Service, headers: Readonly<Record<string, string>>) => (method: string, path: string, body?: object) =>
    simulator.ask(`${root}/${path}`, { key: null, method, headers, ...(body !== undefined && { body }) });

async function user(credentials: object = password, options = {}) {
  const simulator = await service(options);
  const { bearer } = await logIn(simulator, credentials);
  return { ...simulator, call: asked(simulator, bearer) };
}

const statusOf = async ({ ask }: Pick<Service, 'ask'>, body: object, way = 'password') =>
  (await ask(`${root}/${way}/authentication`, { key: null, body })).status;

test('a changed password is the one to log in with, and the directory keeps its own', async () => {
  const one = await user();
  const changed = await one.call('PUT', 'password', { oldPassword: password.password, newPassword: good });
  expect([changed.status, changed.data]).toEqual([200, {}]);
  expect(await statusOf(one, password)).toBe(401);
  expect(await statusOf(one, { ...password, password: good })).toBe(200);
  expect(await statusOf(one, password, 'ldap')).toBe(200);
  expect(await statusOf(one, { ...password, password: good }, 'ldap')).toBe(401);
  expect((await one.call('PUT', 'password', { oldPassword: good, newPassword: `${good}-more` })).status).toBe(200);
  for (const newPassword of [good, `${good}-more`]) {
    const back = await one.call('PUT', 'password', { oldPassword: `${good}-more`, newPassword });
    expect([back.status, back.data.reason]).toEqual([412, 'historicPassword']);
  }
});

test.each([
  ['wrongPassword', { oldPassword: 'no-such-password', newPassword: good }, 0],
  ['wrongPassword', { newPassword: good }, 0],
  ['wrongPassword', { authorization: 'a.b.c', newPassword: good }, 0],
  ['tooShort', { oldPassword: password.password, newPassword: 'Sh0rt!' }, 0],
  ['tooSimple', { oldPassword: password.password, newPassword: 'aaaaaaaaaaaaaaaa' }, 0],
  ['tooSimple', { oldPassword: password.password, newPassword: 'my-All-Access-1' }, 0],
  ['pwnedPassword', { oldPassword: password.password, newPassword: 'Password1234' }, 39_418],
] as const)('a new password is refused as %s: %j', async (reason, body, breachCount) => {
  const { call } = await user();
  const { status, data, messages, text } = await call('PUT', 'password', body);
  expect([status, data.reason, data.breachCount]).toEqual([412, reason, breachCount]);
  expect(violations('argus/password-fault.schema.json', data)).toEqual([]);
  expect(messages[0]?.message).toBe(data.message);
  expect(text).not.toContain(body.newPassword);
});

test('a password can be tried before it is chosen, with a key too', async () => {
  const { ask } = await service();
  const trial = async (text: string) =>
    (await ask(`${root}/password/test`, { method: 'PUT', body: { password: text } })).data;
  expect(await trial('1234567890')).toEqual({ breachCount: 2_280_155, state: 'breached' });
  expect(await trial(good)).toEqual({ breachCount: 0, state: 'ok' });
});

test('a changed password is in a snapshot and in a replay, and forgotten with a reset', async () => {
  const one = await user();
  await one.call('PUT', 'password', { oldPassword: password.password, newPassword: good });
  const snapshot = JSON.parse(JSON.stringify(one.state.snapshot()));
  expect(JSON.stringify(snapshot)).not.toContain(good);
  one.state.reset();
  expect(await statusOf(one, password)).toBe(200);
  one.state.restore(snapshot);
  expect(await statusOf(one, { ...password, password: good })).toBe(200);
});

test('an authorization by password is good for its operation, its user and its time', async () => {
  const one = await user();
  const authorize = async (operation: string) =>
    one.call('POST', 'password/authorize', {
      operation,
      nextURI: 'https://client.example/next',
      password: password.password,
    });
  const { data } = await authorize('password.set');
  expect(violations('argus/new-authorization.schema.json', data)).toEqual([]);
  expect(data).toMatchObject({
    operation: 'password.set',
    identifier: 'setPassword',
    nextURI: 'https://client.example/next',
  });
  const other = (await authorize('apikey.create')).data.authorization;
  expect((await one.call('PUT', 'password', { newPassword: good, authorization: other })).status).toBe(412);
  const reader = asked(one, (await logIn(one, readerPassword)).bearer);
  expect((await reader('PUT', 'password', { newPassword: good, authorization: data.authorization })).status).toBe(412);
  const key = { description: 'x', authorization: other };
  expect((await one.call('POST', 'apikey', key)).status).toBe(201);
  expect((await one.call('POST', 'apikey', { ...key, authorization: data.authorization })).status).toBe(412);
  expect((await one.call('PUT', 'password', { newPassword: good, authorization: data.authorization })).status).toBe(
    200,
  );
  await one.clock.advance('16m');
  const late = { newPassword: `${good}x`, authorization: data.authorization };
  expect((await one.call('PUT', 'password', late)).status).toBe(412);
});

test('an authorization by password is for sessions that a password began', async () => {
  const one = await service();
  const ldap = asked(one, (await logIn(one, password, 'ldap/authentication')).bearer);
  const body = { operation: 'apikey.create', nextURI: '/', password: password.password };
  expect((await ldap('POST', 'password/authorize', body)).status).toBe(403);
  const own = asked(one, (await logIn(one)).bearer);
  expect((await own('POST', 'password/authorize', { ...body, password: 'wrong' })).status).toBe(401);
  expect((await own('POST', 'password/authorize', { ...body, operation: 'everything' })).status).toBe(412);
});

test('a generator is pending until it is verified, then takes the place of the old one, and can be revoked', async () => {
  let now = 1_800_000_000_000;
  const one = await user(password, { clientClock: { now: () => now } });
  const old = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const totp = async (seed: string) => statusOf(one, { ...password, tokenCode: codeAt(seed, (now += 30_000)) }, 'totp');
  expect((await one.call('POST', 'totp', {})).status).toBe(412);
  expect((await one.call('POST', 'totp', { password: 'wrong' })).status).toBe(412);
  expect((await one.call('PUT', 'totp', { cookie: 'x', verificationCode: '000000' })).status).toBe(404);
  const made = await one.call('POST', 'totp', { password: password.password });
  expect(violations('argus/totp-generator.schema.json', made.data)).toEqual([]);
  const { seedBase32, seedBase64, cookie, userName } = made.data;
  expect([userName, Buffer.from(seedBase64, 'base64').length]).toEqual(['all-access', 20]);
  expect(made.headers.get('set-cookie')).toContain(cookie);
  expect([await totp(seedBase32), await totp(old)]).toEqual([401, 200]);
  const verify = (change: object) =>
    one.call('PUT', 'totp', { cookie, verificationCode: codeAt(seedBase32, now), ...change });
  const wrong = await verify({ cookie: 'x', verificationCode: '12' });
  expect([wrong.status, wrong.messages.map(({ field }) => field)]).toEqual([412, ['cookie', 'verificationCode']]);
  expect((await verify({})).status).toBe(200);
  expect([await totp(old), await totp(seedBase32)]).toEqual([401, 200]);
  const { data: methods } = await one.call('GET', 'session/authmethods');
  expect(methods.find(({ method }: any) => method === 'TOTP')).toMatchObject({
    initialized: true,
    lastLoginIP: '127.0.0.1',
  });
  expect((await one.call('DELETE', 'totp')).status).toBe(200);
  expect([await totp(seedBase32), (await one.call('DELETE', 'totp')).status]).toEqual([401, 404]);
});

test('a code is an authorization for sessions that a code began', async () => {
  let now = 1_800_000_000_000;
  const seed = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
  const simulator = await service({ clientClock: { now: () => now } });
  const { data } = await simulator.ask(`${root}/totp/authentication`, {
    key: null,
    body: { ...password, tokenCode: codeAt(seed, now) },
  });
  const call = asked(simulator, sessionOf(data).bearer);
  const authorize = (tokenCode: string) =>
    call('POST', 'totp/authorize', { operation: 'totp.initialize', nextURI: '/', tokenCode });
  expect((await authorize(codeAt(seed, now))).status).toBe(401);
  now += 30_000;
  const { status, data: given } = await authorize(codeAt(seed, now));
  expect([status, given.identifier]).toEqual([200, 'initializeTOTP']);
  expect((await call('POST', 'totp', { authorization: given.authorization })).status).toBe(200);
});

test('who must change the password gets 221, and a session that is good for that alone', async () => {
  const simulator = await service({ scenario: 'test/products/argus/identity/must-change.yaml' });
  const body = { userName: 'newcomer', password: 'first-password', requestedAuthorizations: ['setPassword'] };
  for (const path of ['password/authentication', 'password/authenticate']) {
    const { status, data } = await simulator.ask(`${root}/${path}`, { key: null, body });
    expect(status).toBe(221);
    expect(violations('argus/legacy-new-session.schema.json', data)).toEqual([]);
    expect(data).toMatchObject({ constrained: true, username: 'newcomer', scope: 'SESSION' });
    expect(data.authorizations[0].operation).toBe('password.set');
    const call = asked(simulator, sessionOf(data).bearer);
    const own = await simulator.ask('/currentuser/v1/user', { key: null, headers: sessionOf(data).bearer });
    expect(own.data.flags).toContain('FORCE_PWCHANGE');
    const events = await simulator.ask('/events/v1/aggregated', { key: null, headers: sessionOf(data).bearer });
    expect(events.status).toBe(403);
    if (path.endsWith('authentication')) continue;
    const { authorization } = data.authorizations[0];
    expect((await call('PUT', 'password', { newPassword: good, authorization })).status).toBe(200);
  }
  expect(await statusOf(simulator, { userName: 'newcomer', password: good })).toBe(200);
});

test('the methods of a user say when it last logged in', async () => {
  const one = await user();
  const { data } = await one.call('GET', 'session/authmethods');
  expect(violations('argus/session-auth-methods.schema.json', data)).toEqual([]);
  expect(data.map(({ method, lastLoginIP }: any) => [method, lastLoginIP])).toEqual([
    ['PASSWORD', '127.0.0.1'],
    ['LDAP', null],
    ['TOTP', null],
    ['SIGNATURE', null],
    ['APIKEY', null],
  ]);
  const { data: own } = await one.ask('/currentuser/v1/user');
  expect([own.lastLoginIP, own.lastLoginTimestamp]).toEqual(['127.0.0.1', data[0].lastLoginTimestamp]);
});
