import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { violations } from '../../../../src/kernel/schema.ts';
import { fieldsOf, service } from '../../../support/service.ts';

const small = { events: 300 };

async function searcher() {
  const simulator = await service(small);
  const find = async (body: object, key?: string) => {
    const answer = await simulator.ask<any[]>('/customers/v2/customer/search', {
      body: { limit: 0, ...body },
      ...(key !== undefined && { key }),
    });
    return answer.status === 200 ? answer.data.map(({ shortName }) => shortName as string) : fieldsOf(answer);
  };
  return { ...simulator, find };
}

test('a search finds what the list has', async () => {
  const { ask, find } = await searcher();
  const { data } = await ask<any[]>('/customers/v2/customer?limit=0');
  expect(await find({})).toEqual(data.map(({ shortName }) => shortName));
  const unset = { ancestor: [], parent: [], customer: [], domain: [], type: [], keywords: [], subCriteria: [] };
  expect(await find(unset)).toEqual(data.map(({ shortName }) => shortName));
  expect(violations('argus/customers.schema.json', data)).toEqual([]);
});

test.each([
  [{ parent: ['private-sector'], sortBy: ['-shortName'] }, ['seafood', 'energy', 'bank']],
  [{ parent: ['9001'] }, ['private-sector', 'public-sector']],
  [{ ancestor: [9001], type: ['leaf'], sortBy: ['id'], keywords: ['bank'] }, ['bank']],
  [{ ancestor: ['private-sector'], type: ['group'] }, []],
  [{ customer: ['204', 'DEMO'], sortBy: ['-shortName'] }, ['demo', 'bank']],
  [{ customer: ['bank'], domain: ['mnemonic'] }, ['bank']],
  [{ domain: ['elsewhere'] }, []],
  [{ includeFlags: ['excludeFromProduction'] }, ['lab']],
  [{ customer: ['lab', 'bank'], excludeFlags: ['excludeFromProduction'] }, ['bank']],
  [{ keywords: ['bank', 'lab'], keywordMatchStrategy: 'any', keywordFieldStrategy: ['shortName'] }, ['bank', 'lab']],
  [{ keywords: ['example'], keywordFieldStrategy: ['shortName'] }, []],
  [{ customer: ['bank', 'lab'], subCriteria: [{ exclude: 'True', customer: ['lab'] }] }, ['bank']],
  [{ subCriteria: [{ customer: ['bank'] }, { required: true, customer: ['bank', 'lab'] }] }, ['bank']],
  [{ sortBy: ['colour'] }, ['sortBy']],
  [{ subCriteria: [{ limit: 1 }] }, ['subCriteria[0].limit']],
])('customers that match %j are %j', async (body, expected) => {
  const { find } = await searcher();
  const found = await find(body);
  expect('sortBy' in body ? found : found.toSorted()).toEqual('sortBy' in body ? expected : expected.toSorted());
});

test('a search shows whom the caller may see', async () => {
  const { find } = await searcher();
  expect(await find({ type: ['leaf'] }, '2/1/bankreaderkey')).toEqual(['bank']);
});

test('properties are shown by key and by prefix, in customers and by themselves', async () => {
  const { ask } = await service(small);
  const keysOf = async (path: string) => (await ask<any[]>(path)).data.map(({ key }) => key as string);
  const path = '/customers/v2/customer/bank';
  const all = await ask<any[]>(`${path}/properties`);
  expect(violations('argus/customer-properties.schema.json', all.data)).toEqual([]);
  expect(all.data).toContainEqual({
    key: 'general.timezone',
    value: 'Europe/Oslo',
    defaultValue: 'UTC',
    jsonValue: 'Europe/Oslo',
    defaultJsonValue: 'UTC',
    source: 'customer',
  });
  expect(new Set(all.data.map(({ source }) => source))).toEqual(new Set(['customer', 'inherited', 'descriptor']));
  expect(await keysOf(`${path}/properties?section=sla&section=reporting`)).toEqual([
    'reporting.group',
    'sla.responseMinutes',
  ]);
  expect(await keysOf(`${path}/properties?key=general.timezone&key=nothing`)).toEqual(['general.timezone']);
  expect(await keysOf(`${path}/properties?limit=1&offset=1`)).toEqual([all.data[1].key]);
  const shown = async (query: string) => (await ask(`${path}?${query}`)).data.properties;
  expect(await shown('')).toBe(null);
  expect(await shown('includeProperties=general.timezone')).toHaveLength(1);
  expect(await shown('includeProperties=sla.responseMinutes&includePropertiesWithPrefix=general.')).toHaveLength(3);
  const [found] = (
    await ask('/customers/v2/customer/search', { body: { customer: ['bank'], includePropertiesWithPrefix: [''] } })
  ).data;
  expect(found.properties).toEqual(all.data);
});

test('roles are held by analysts', async () => {
  const { ask, world } = await service(small);
  const { data } = await ask<any[]>('/customers/v2/customer/bank/userroles');
  expect(violations('argus/customer-user-roles.schema.json', data)).toEqual([]);
  const analysts = world.users().filter(({ analyst }) => analyst);
  for (const { user } of data) expect(analysts.map(({ id }) => id)).toContain(user.id);
  expect(data.map(({ role }) => role)).toContain('technicalAccountManager');
});

test.each([
  ['small', 32],
  ['xlarge', 256],
])('the logo of size %s is a picture of %i pixels a side', async (size, side) => {
  const { url } = await service(small);
  const headers = { 'Argus-API-Key': '1/2/mysecretapikey', Accept: 'image/*' };
  const answer = await fetch(`${url}/customers/v2/customer/bank/logo?includeDefault=True&size=${size}`, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([
    'PNG',
    side,
    side,
  ]);
  const length = bytes.readUInt32BE(33);
  expect(inflateSync(bytes.subarray(41, 41 + length))).toHaveLength(side * (1 + side / 8));
});

test('a group has the usual logo, and none where that is not wanted', async () => {
  const { ask } = await service(small);
  const statusOf = async (path: string) => (await ask(`/customers/v2/customer/${path}`)).status;
  expect(await statusOf('norway/logo')).toBe(200);
  expect(await statusOf('norway/logo?includeDefault=False')).toBe(404);
  expect(await statusOf('bank/logo?includeDefault=False')).toBe(200);
  for (const part of ['', '/properties', '/userroles', '/logo']) {
    expect((await ask(`/customers/v2/customer/nobody${part}`)).status).toBe(404);
    expect((await ask(`/customers/v2/customer/bank${part}?domain=elsewhere`)).status).toBe(404);
    expect((await ask(`/customers/v2/customer/demo${part}`, { key: '2/1/bankreaderkey' })).status).toBe(403);
  }
});
