import { expect, test } from 'vitest';
import { violations } from '../../../../src/kernel/schema.ts';
import { service } from '../../../support/service.ts';
import { logIn, readerPassword, sessionOf } from './client.ts';

const own = '/authentication/v1/apikey';
const day = 86_400_000;

async function manager(credentials?: object) {
  const simulator = await service({ events: 300 });
  const session = await logIn(simulator, credentials);
  const as = <Data = any>(path: string, given: object = {}) =>
    simulator.ask<Data>(path, { key: null, headers: session.bearer, ...given });
  return { ...simulator, as };
}

test('the keys of the caller are listed, without their secrets', async () => {
  const { as } = await manager();
  const { data, text } = await as(own);
  expect(violations('argus/api-keys.schema.json', data)).toEqual([]);
  expect(data.keys.map((key: any) => key.prefix)).toEqual(['1/2', '1/3', '1/4', '1/5', '1/6', '1/7', '1/8']);
  expect(data.keys[2].constraints.customers).toMatchObject([{ shortName: 'bank' }]);
  expect(data.keys[5].validSources).toMatchObject([{ address: '192.0.2.0', maskBits: 24 }]);
  expect(text).not.toContain('mysecretapikey');
});

test('a new key works as far as it was asked to, and is shown whole once', async () => {
  const { as, ask, world } = await manager();
  const made = await as(own, {
    body: {
      description: 'A key for CI',
      expirationDays: 7,
      validSources: ['127.0.0.0/8', '::1'],
      sessionConstraints: { customerID: [204, '204'], function: ['eventLookup'], readOnly: true },
    },
  });
  expect(made.status).toBe(201);
  expect(violations('argus/new-api-key.schema.json', made.data)).toEqual([]);
  const { apiKeyString: key, keyDescriptor } = made.data;
  expect(keyDescriptor).toMatchObject({
    prefix: '1/9',
    description: 'A key for CI',
    constraints: { readOnly: true, functions: [{ name: 'eventLookup' }] },
  });
  expect(keyDescriptor.validUntil - world.end).toBe(7 * day);
  const events = await ask('/events/v1/aggregated?startTimestamp=0&limit=0', { key });
  expect(new Set(events.data.map((event: any) => event.customerInfo.shortName))).toEqual(new Set(['bank']));
  expect((await ask('/customers/v2/customer', { key })).status).toBe(403);
  expect((await as(own)).text).not.toContain(key.split('/')[2]);
});

test('a key has three months and the address it was asked for from, when nothing else is said', async () => {
  const { as, world } = await manager();
  const { data } = await as(own, { body: { description: 'x' } });
  expect(data.keyDescriptor.validUntil - world.end).toBe(90 * day);
  expect(data.keyDescriptor.source).toMatchObject({
    provider: 'staticIP',
    staticOptions: { ipAddresses: ['127.0.0.1'] },
  });
});

test('a key that is used from elsewhere is refused', async () => {
  const { as, ask } = await manager();
  const { data } = await as(own, {
    body: { description: 'x', source: { provider: 'staticIP', staticOptions: { ipAddresses: ['192.0.2.1'] } } },
  });
  const refused = await ask(own, { key: data.apiKeyString });
  expect([refused.status, refused.messages[0]?.message]).toEqual([
    401,
    'API key is not valid from this source address',
  ]);
});

test.each([
  ['expirationDays', { expirationDays: 0 }],
  ['disableExpiration', { disableExpiration: true }],
  ['disableSourceRestriction', { disableSourceRestriction: 'True' }],
  ['source.provider', { source: { provider: 'disabled' } }],
  ['sessionConstraints.function', { sessionConstraints: { function: ['assessEvents'] } }],
  ['sessionConstraints.customer', { sessionConstraints: { customer: ['demo'] } }],
  ['password', { password: 'wrong-password' }],
])('a user cannot ask for more than its own: %s', async (field, given) => {
  const { as } = await manager(readerPassword);
  const refused = await as(own, { body: { description: 'x', ...given } });
  expect([refused.status, refused.messages[0]?.field, refused.text.includes('wrong-password')]).toEqual([
    412,
    field,
    false,
  ]);
});

test('an administrator makes keys without end and source, also for others', async () => {
  const { as, ask } = await manager();
  const body = { description: 'x', expirationDays: '0', disableSourceRestriction: true };
  const { data, status } = await as('/authentication/v1/user/bank-reader/apikey', { body });
  expect([status, data.keyDescriptor]).toMatchObject([
    201,
    { prefix: '2/2', validUntil: 0, source: { provider: 'disabled' } },
  ]);
  expect((await ask('/currentuser/v1/user', { key: data.apiKeyString })).data.userName).toBe('bank-reader');
  expect((await as('/authentication/v1/user/2/apikey')).data.keys).toHaveLength(2);
  expect((await as('/authentication/v1/user/nobody/apikey')).status).toBe(404);
  const reader = await manager(readerPassword);
  expect((await reader.as('/authentication/v1/user/all-access/apikey')).status).toBe(403);
});

test.each(['1/6', '1%2F6', '6'])('an expired key is renewed by %s and works again', async (name) => {
  const { as, ask, world } = await manager();
  const key = '1/6/expiredexpired';
  expect((await ask('/authentication/v1/session', { key })).messages[0]?.message).toBe('API key has expired');
  const renewed = await as(`${own}/${name}`, {
    method: 'PUT',
    body: { expirationDays: 30, password: 'all-access-password' },
  });
  expect([renewed.status, renewed.data.validUntil - world.end]).toEqual([200, 30 * day]);
  expect((await ask('/authentication/v1/session', { key })).status).toBe(200);
});

test('a revoked key is known no more, and its number is not given again', async () => {
  const { as, ask } = await manager();
  const made = await as(own, { body: { description: 'x' } });
  for (const prefix of ['1/2', made.data.keyDescriptor.prefix])
    expect((await as(`${own}/${prefix}`, { method: 'DELETE' })).status).toBe(200);
  for (const key of ['1/2/mysecretapikey', made.data.apiKeyString])
    expect((await ask('/authentication/v1/session', { key })).messages[0]?.message).toBe('Invalid API key');
  expect((await as(`${own}/1/2`, { method: 'DELETE' })).status).toBe(404);
  expect((await as(own, { body: { description: 'x' } })).data.keyDescriptor.prefix).toBe('1/a');
});

test('keys of somebody else are not found among the own ones', async () => {
  const { as } = await manager(readerPassword);
  expect((await as(`${own}/1/2`, { method: 'DELETE' })).status).toBe(404);
});

test('prefixes are hexadecimal', async () => {
  const { as, ask, world } = await manager();
  const user = world.accounts[20];
  const { data } = await as(`/authentication/v1/user/${user?.id}/apikey`, { body: { description: 'x' } });
  expect(data.keyDescriptor.prefix).toBe(`${user?.id.toString(16)}/1`);
  expect((await ask('/currentuser/v1/user', { key: data.apiKeyString })).data.id).toBe(user?.id);
});

test('a key cannot manage keys, not even by a session of its own', async () => {
  const { ask } = await manager();
  const { bearer } = sessionOf((await ask('/authentication/v1/session/constrain', { body: {} })).data);
  for (const given of [{}, { key: null, headers: bearer }]) {
    const refused = await ask(own, given);
    expect([refused.status, refused.messages[0]?.message]).toEqual([403, 'Operation requires a higher security level']);
  }
});
