import { expect, test } from 'vitest';
import { violations } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service } from '../../../support/service.ts';

const small = { events: 300 };

test('the current user is the one behind the key', async () => {
  const { ask } = await service(small);
  const { data } = await ask('/currentuser/v1/user');
  expect(violations('argus/current-user.schema.json', data)).toEqual([]);
  expect(data).toMatchObject({
    id: 1,
    userName: 'all-access',
    customer: { shortName: 'demo' },
    domain: { name: 'MNEMONIC' },
    language: 'ENGLISH',
    flags: ['AUTH_LOCAL', 'AUTH_LDAP', 'AUTH_TOTP', 'AUTH_CRYPTO', 'AUTH_APIKEY'],
    lastLoginTimestamp: 0,
    lastImpersonationTimestamp: 0,
  });
  expect((await ask('/currentuser/v1/user', { key: '2/1/bankreaderkey' })).data).toMatchObject({
    id: 2,
    customer: { id: 204 },
    ascendantIDs: [9002, 9001],
    publicKey: null,
  });
});

test('a customer is found by id and by short name, in both versions', async () => {
  const { ask } = await service(small);
  for (const name of ['204', 'bank', 'BANK']) {
    const { data } = await ask(`/customers/v2/customer/${name}`);
    expect(violations('argus/customer.schema.json', data)).toEqual([]);
    expect(data).toMatchObject({
      id: 204,
      shortName: 'bank',
      type: 'leaf',
      parentID: 9002,
      ancestorIDs: [204, 9002, 9001],
      timeZone: 'Europe/Oslo',
      properties: null,
    });
  }
  expect((await ask('/customers/v1/customer/bank')).data).toMatchObject({
    id: 204,
    name: 'Example Bank',
    customerGroup: false,
  });
  expect((await ask('/customers/v2/customer/norway')).data).toMatchObject({
    type: 'group',
    parentID: null,
    flags: ['rootCustomerGroup'],
  });
  expect((await ask('/customers/v2/customer/lab')).data.flags).toEqual(['excludeFromProduction']);
  expect((await ask('/customers/v2/customer/bank?includeProperties=x')).data.properties).toEqual([]);
});

test('customers that do not exist, of another domain, or of somebody else are refused', async () => {
  const { ask } = await service(small);
  expect((await ask('/customers/v2/customer/nobody')).status).toBe(404);
  expect((await ask('/customers/v2/customer/bank?domain=elsewhere')).status).toBe(404);
  expect((await ask('/customers/v2/customer/bank?domain=MNEMONIC')).status).toBe(200);
  expect((await ask('/customers/v2/customer/demo', { key: '2/1/bankreaderkey' })).status).toBe(403);
  expect((await ask('/customers/v2/customer/public-sector', { key: '2/1/bankreaderkey' })).status).toBe(403);
});

test('customers are listed by page, parent and keyword, and sorted', async () => {
  const { ask, world } = await service(small);
  const list = async (query: string) => {
    const { data, count } = await ask(`/customers/v2/customer?${query}`);
    return [data.map((node: any) => node.shortName), count];
  };
  const total = world.customers.length + world.groups.length;
  expect((await ask('/customers/v2/customer')).count).toBe(total);
  expect(await list('limit=2&offset=1')).toEqual([['energy', 'health'], total]);
  expect(await list('parent=private-sector&sortBy=-shortName')).toEqual([['seafood', 'energy', 'bank'], 3]);
  expect(await list('parent=9001&parent=9003')).toEqual([['health', 'city', 'private-sector', 'public-sector'], 4]);
  expect(await list('keywords=example&keywords=BANK')).toEqual([['bank'], 1]);
  expect((await list('limit=0'))[0]).toHaveLength(total);
  expect(fieldsOf(await ask('/customers/v2/customer?limit=100001'))).toEqual(['limit']);
  expect((await ask('/customers/v2/customer?sortBy=colour')).status).toBe(412);
});

test.each([
  ['now', 0],
  ['-24hours', -86_400_000],
  ['-7d', -604_800_000],
  ['2026-11-02T00:00:00Z', 0],
  ['1793577600000', 0],
])('the time string %s is resolved', async (timestring, distance) => {
  const { ask, world } = await service(small);
  const { data } = await ask(`/world/v1/time?timestring=${encodeURIComponent(timestring)}`);
  expect(data).toEqual({ timestring, timestamp: world.end + distance });
});

test.each(['', 'yesterday', '2026-02-30', '2026-11-02T00:00:00+01:00'])(
  'the time string "%s" is refused',
  async (timestring) => {
    const { ask } = await service(small);
    const refused = await ask(`/world/v1/time?timestring=${encodeURIComponent(timestring)}`);
    expect([refused.status, fieldsOf(refused)]).toEqual([412, ['timestring']]);
  },
);
