import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';
import { violations } from '../../../../src/kernel/schema.ts';
import { logIn, password, readerPassword, sessionOf } from './client.ts';

const path = '/authentication/v1/session';
const refusal = (answer: { readonly messages: readonly { readonly messageTemplate: string | null }[] }) =>
  answer.messages[0]?.messageTemplate;

test('a password begins a session whose token works as bearer and as cookie', async () => {
  const { ask } = await service();
  const answer = await ask('/authentication/v1/password/authentication', {
    key: null,
    body: { ...password, domain: 'MNEMONIC' },
  });
  expect(answer.status).toBe(200);
  expect(violations('argus/new-session.schema.json', answer.data)).toEqual([]);
  const { token, bearer, cookie } = sessionOf(answer.data);
  expect(answer.headers.get('set-cookie')).toBe(`argus_session=${token}; Path=/; HttpOnly; SameSite=Strict`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  for (const headers of [bearer, cookie]) {
    const session = await ask(path, { key: null, headers });
    expect(session.data).toMatchObject({
      authenticationMethod: 'PASSWORD',
      securityLevel: 'DEFAULT',
      clientIP: '127.0.0.1',
      readOnly: false,
    });
  }
  expect(await ask('/events/v1/aggregated?limit=1', { key: null, headers: bearer })).toMatchObject({ status: 200 });
});

test.each(['password', 'ldap'])(
  'the older path of the %s method answers with what older clients read',
  async (method) => {
    const { ask } = await service();
    const { status, data } = await ask(`/authentication/v1/${method}/authenticate`, {
      key: null,
      body: { ...password, mode: 'AUTHENTICATION' },
    });
    expect(status).toBe(200);
    expect(violations('argus/legacy-new-session.schema.json', data)).toEqual([]);
    expect(data.username).toBe('all-access');
    const session = await ask(path, { key: null, headers: { Cookie: `a=b; argus_session=${data.cookie}` } });
    expect(session.data).toMatchObject({ authenticationMethod: method.toUpperCase(), sessionKey: data.sessionKey });
    expect(session.data.validUntilTimestamp).toBe(data.validUntilTimestamp);
    const older = async (Cookie: string) => (await ask(path, { key: null, headers: { Cookie } })).status;
    expect(await older(`argus_username=${data.username}; argus_cookie=${data.cookie};`)).toBe(200);
    expect(await older(`argus_username=bank-reader; argus_cookie=${data.cookie};`)).toBe(401);
    expect(await older(`argus_cookie=${data.cookie}`)).toBe(401);
  },
);

test.each([
  ['an unknown user', { ...password, userName: 'nobody' }],
  ['a wrong password', { ...password, password: 'wrong-password' }],
  ['a user of another domain', { ...password, domain: 'ELSEWHERE' }],
  ['a user without a password', { userName: '3', password: 'anything' }],
])('%s is told the same as everybody who cannot log in', async (_, body) => {
  const { ask } = await service();
  const answer = await ask('/authentication/v1/password/authentication', { key: null, body });
  expect([answer.status, answer.messages[0]?.message]).toEqual([401, 'Authentication failed']);
});

test('the directory knows only users that are in it', async () => {
  const { ask } = await service();
  const answer = await ask('/authentication/v1/ldap/authentication', { key: null, body: readerPassword });
  expect([answer.status, refusal(answer)]).toEqual([401, 'authentication.failed']);
});

test('a deleted session is known no more, and its cookie is taken back', async () => {
  const simulator = await service();
  const { bearer } = await logIn(simulator);
  const end = await simulator.ask(path, { key: null, method: 'DELETE', headers: bearer });
  expect([end.status, end.data, end.headers.get('set-cookie')]).toEqual([
    200,
    null,
    ['argus_session', 'argus_username', 'argus_cookie']
      .map((name) => `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`)
      .join(', '),
  ]);
  expect(refusal(await simulator.ask(path, { key: null, headers: bearer }))).toBe('session.invalid');
});

test.each(['GET', 'DELETE'])('logging out by %s ends the session', async (method) => {
  const simulator = await service();
  const { bearer } = await logIn(simulator);
  expect((await simulator.ask('/authentication/v1/logout', { key: null, method, headers: bearer })).status).toBe(200);
  expect((await simulator.ask(path, { key: null, headers: bearer })).status).toBe(401);
});

test('ending the session of an API key changes nothing for the key', async () => {
  const { ask } = await service();
  for (const each of [path, `${path}/cache`]) expect((await ask(each, { method: 'DELETE' })).status).toBe(200);
  expect((await ask(path)).data).toMatchObject({
    authenticationMethod: 'APIKEY',
    securityLevel: 'EXTERNAL',
    sessionKey: null,
  });
});

test('a session is ended by its identifier and address, and by nobody without the function for it', async () => {
  const simulator = await service();
  const victim = await logIn(simulator, readerPassword);
  const [identifier] = victim.token.split('.');
  const evict = (rest: string, headers = {}) => simulator.ask(`${path}/${rest}`, { method: 'DELETE', headers });
  expect((await evict(`${identifier}/192.0.2.9`)).status).toBe(404);
  expect((await evict('ffff/127.0.0.1')).status).toBe(404);
  expect(
    (await simulator.ask(`${path}/${identifier}/127.0.0.1`, { key: null, method: 'DELETE', headers: victim.bearer }))
      .status,
  ).toBe(403);
  const evicted = await evict(`${identifier}/127.0.0.1`);
  expect(evicted.data).toMatchObject({ authenticationMethod: 'PASSWORD', sessionKey: null });
  expect((await simulator.ask(path, { key: null, headers: victim.bearer })).status).toBe(401);
});

test('a constrained session may do less, and the first one as much as before', async () => {
  const simulator = await service();
  const { bearer } = await logIn(simulator);
  const answer = await simulator.ask(`${path}/constrain`, {
    key: null,
    headers: bearer,
    body: { customer: ['bank'], function: ['eventLookup', 'assessEvents'], readOnly: true },
  });
  const narrow = sessionOf(answer.data);
  expect(answer.headers.get('set-cookie')).toContain(narrow.token);
  const seen = async (headers: Readonly<Record<string, string>>) => {
    const { data } = await simulator.ask('/events/v1/aggregated?startTimestamp=0&limit=0', { key: null, headers });
    return [...new Set<string>(data.map((event: any) => event.customerInfo.shortName))];
  };
  expect(await seen(narrow.bearer)).toEqual(['bank']);
  expect((await seen(bearer)).length).toBeGreaterThan(1);
  expect((await simulator.ask('/customers/v2/customer', { key: null, headers: narrow.bearer })).status).toBe(403);
  const write = await simulator.ask('/events/v1/aggregated', {
    key: null,
    method: 'PUT',
    headers: narrow.bearer,
    body: { eventIdentifiers: ['AGGR/1/1/x'], update: { comment: 'x' } },
  });
  expect([write.status, refusal(write)]).toEqual([403, 'session.read.only']);
  expect((await simulator.ask(path, { key: null, headers: narrow.bearer })).data.readOnly).toBe(true);
  expect((await simulator.ask(path, { key: null, method: 'DELETE', headers: narrow.bearer })).status).toBe(200);
});

test.each([
  ['a customer that it may not see', { customer: ['demo'] }, 403],
  ['a function that it lacks', { function: ['eventLookup', 'assessEvents'] }, 403],
  ['a customer that there is not', { customer: ['nobody'] }, 412],
])('a session cannot be constrained to %s', async (_, body, status) => {
  const simulator = await service();
  const { bearer } = await logIn(simulator, readerPassword);
  expect((await simulator.ask(`${path}/constrain`, { key: null, headers: bearer, body })).status).toBe(status);
});

test('constraints of a constrained session add up', async () => {
  const simulator = await service();
  const { bearer } = await logIn(simulator);
  const once = sessionOf(
    (
      await simulator.ask(`${path}/constrain`, {
        key: null,
        headers: bearer,
        body: { customer: ['bank', 204], readOnly: true },
      })
    ).data,
  );
  const twice = sessionOf(
    (
      await simulator.ask(`${path}/constrain`, {
        key: null,
        headers: once.bearer,
        body: { customer: [], function: ['eventLookup'], readOnly: false },
      })
    ).data,
  );
  const customers = await simulator.ask(`${path}/customer`, { key: null, headers: twice.bearer });
  expect(customers.data.map((customer: any) => customer.shortName)).toEqual(['bank']);
  expect((await simulator.ask(`${path}/function`, { key: null, headers: twice.bearer })).data).toMatchObject([
    { name: 'eventLookup' },
  ]);
  expect((await simulator.ask(path, { key: null, headers: twice.bearer })).data.readOnly).toBe(true);
});

test('an API key makes sessions no stronger than itself', async () => {
  const { ask } = await service();
  const { bearer } = sessionOf((await ask(`${path}/constrain`, { body: {} })).data);
  expect((await ask(path, { key: null, headers: bearer })).data).toMatchObject({
    authenticationMethod: 'APIKEY',
    securityLevel: 'EXTERNAL',
  });
  expect((await ask('/authentication/v1/apikey', { key: null, headers: bearer })).status).toBe(403);
});

test('probes tell by their status what a caller may do', async () => {
  const { ask } = await service();
  const key = '2/1/bankreaderkey';
  const probe = async (rest: string) => (await ask(`${path}/permission/${rest}`, { key })).status;
  expect(await probe('eventLookup')).toBe(200);
  expect(await probe('assessEvents')).toBe(403);
  expect(await probe('eventLookup/bank')).toBe(200);
  expect(await probe('eventLookup/204')).toBe(200);
  expect(await probe('eventLookup/demo')).toBe(403);
  expect(await probe('eventLookup/nobody')).toBe(412);
});

test('a session of another domain than expected is refused', async () => {
  const { ask } = await service();
  expect((await ask(`${path}?domain=mnemonic`)).status).toBe(200);
  expect(refusal(await ask(`${path}?domain=elsewhere`))).toBe('session.invalid.domain');
});

test('methods are listed for everybody', async () => {
  const { ask } = await service();
  expect((await ask('/authentication/v1/methods', { key: null })).data).toEqual([
    'PASSWORD',
    'LDAP',
    'TOTP',
    'SIGNATURE',
    'APIKEY',
  ]);
});

test('a key goes before a session, and rubbish for a session is refused', async () => {
  const simulator = await service();
  const { bearer, token } = await logIn(simulator);
  expect((await simulator.ask(path, { headers: bearer })).data.authenticationMethod).toBe('APIKEY');
  for (const bad of ['x', '', '0.', `${token}0`, token.slice(0, -1), '__proto__.x', '0.'.repeat(999)]) {
    expect((await simulator.ask(path, { key: null, headers: { Authorization: `Bearer ${bad}` } })).status).toBe(401);
  }
});

test('equal runs hand out equal tokens, other seeds other ones', async () => {
  const tokens = await Promise.all(['1', '1', '2'].map(async (seed) => (await logIn(await service({ seed }))).token));
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[2]).not.toBe(tokens[0]);
});

test('sessions and keys survive an export and import of the state, which holds none of their secrets', async () => {
  const one = await service();
  const { bearer, token, sessionKey } = await logIn(one);
  const { data } = await one.ask('/authentication/v1/apikey', {
    key: null,
    headers: bearer,
    body: { description: 'kept' },
  });
  const text = JSON.stringify(one.state.snapshot());
  for (const secret of [token, token.split('.')[1], sessionKey, password.password, data.apiKeyString.split('/')[2]])
    expect(text).not.toContain(secret);
  const other = await service();
  other.state.restore(JSON.parse(text));
  // What was handed out elsewhere, or before, is nobody's here.
  expect((await other.ask(path, { key: null, headers: bearer })).status).toBe(401);
  expect((await other.ask(path, { key: data.apiKeyString })).status).toBe(401);
});
