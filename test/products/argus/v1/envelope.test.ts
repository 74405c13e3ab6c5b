import { test, expect } from 'vitest';
import supertest from 'supertest';
import { createApp } from '../../../../src/index.ts';
import { fieldsOf, fullKey, service } from '../../../support/service.ts';

test('a single event has limit, offset, count and size 0, and its members as documented', async () => {
  const { ask, search } = await service();
  const [event] = (await search({ limit: 1 })).data;
  const single = await ask(`/events/v1/${event.id}`);
  expect(single).toMatchObject({ status: 200, limit: 0, offset: 0, count: 0, size: 0, messages: [], data: event });
});

test('size stands last, as in the documented sample', async () => {
  const { ask } = await service({ events: 1 });
  const { text } = await ask('/events/v1/aggregated');
  expect(Object.keys(JSON.parse(text))).toEqual([
    'responseCode',
    'limit',
    'offset',
    'count',
    'metaData',
    'messages',
    'data',
    'size',
  ]);
  expect(text.endsWith(',"size":0}') || /,"size":\d+}$/.test(text)).toBe(true);
});

test('a list tells the limit and offset it used, all matches, and how many it holds', async () => {
  const { search, world } = await service({ events: 300 });
  expect(await search({})).toMatchObject({ limit: 25, offset: 0, count: 300, size: 25 });
  expect(await search({ limit: 7, offset: 298 })).toMatchObject({ limit: 7, offset: 298, count: 300, size: 2 });
  expect(world.aggregated.length).toBe(300);
});

test('an empty list is a list', async () => {
  const { search } = await service({ scenario: 'empty', events: 0 });
  expect(await search({})).toMatchObject({ status: 200, data: [], count: 0, size: 0 });
});

test('a wrong field is a FIELD_ERROR as in the guide', async () => {
  const { search, world } = await service({ events: 1 });
  const refused = await search({ severity: ['loud'] });
  expect(refused).toMatchObject({ status: 412, data: null });
  expect(refused.messages).toEqual([
    {
      message: 'Invalid value for field',
      messageTemplate: 'invalid.field.value',
      type: 'FIELD_ERROR',
      field: 'severity',
      parameter: 'loud',
      timestamp: world.end,
    },
  ]);
});

test('several faults are several messages', async () => {
  const { search } = await service({ events: 1 });
  const refused = await search({ limit: -1, severity: ['loud'], sortBy: 7, nonsense: true });
  expect(refused.status).toBe(412);
  expect([...fieldsOf(refused)].sort()).toEqual(['limit', 'nonsense', 'severity', 'sortBy']);
});

test('a fault within sub-criteria is told at its place', async () => {
  const { search } = await service({ events: 1 });
  expect(fieldsOf(await search({ subCriteria: [{}, { severity: ['loud'] }] }))).toEqual(['subCriteria[1].severity']);
});

test('an unknown event is a 404 without a field', async () => {
  const { ask } = await service({ events: 1 });
  const refused = await ask('/events/v1/AGGR/1/1/6c36deb6-d5e3-461c-bab4-fca397006cb9');
  expect(refused.status).toBe(404);
  expect(refused.messages[0]).toMatchObject({ type: 'ACTION_ERROR', field: null, message: 'Object not found' });
});

test.each([
  '/events/v1/nothing',
  '/events/v9/aggregated',
  '/',
  '/unknown',
  '/events/v1/aggregated/',
  '/events/v1/aggregated/search/more',
  '/docs/nothing-here.js',
])('the unknown path %s is a 404 envelope, known caller or not', async (path) => {
  const { ask } = await service({ events: 1 });
  for (const key of [fullKey, null])
    expect(await ask(path, { key })).toMatchObject({ status: 404, responseCode: 404, data: null });
});

test.each([
  ['DELETE', '/events/v1/aggregated/search', 'POST'],
  ['POST', '/events/v1/nids', 'GET'],
  ['PATCH', '/events/v1/case/1', 'GET'],
  ['GET', '/events/v1/aggregated/stats', 'POST'],
  ['OPTIONS', '/events/v1/nids/search', 'POST'],
  ['POST', '/health', 'GET, HEAD'],
])('%s %s is a 405 that allows %s', async (method, path, allowed) => {
  const { ask } = await service({ events: 1 });
  const refused = await ask(path, { method });
  expect(refused).toMatchObject({ status: 405, responseCode: 405 });
  expect(refused.headers.get('allow')).toBe(allowed);
});

test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', ''])(
  'a body of type %j is a 405 with Allow',
  async (type) => {
    const { ask } = await service({ events: 1 });
    const refused = await ask('/events/v1/nids/search', { text: '{}', headers: { 'Content-Type': type } });
    expect(refused).toMatchObject({ status: 405, responseCode: 405 });
    expect(refused.headers.get('allow')).toBe('POST');
  },
);

test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/vnd.api+json'])(
  'a body of type %s is JSON',
  async (type) => {
    const { ask } = await service({ events: 1 });
    expect((await ask('/events/v1/nids/search', { text: '{}', headers: { 'Content-Type': type } })).status).toBe(200);
  },
);

test.each(['{', '', 'null', '[]', '"text"', '7', '{"limit":1}}', "{'limit':1}", '{"limit":NaN}', '\u0000'])(
  'the body %j is refused in the envelope',
  async (text) => {
    const { ask } = await service({ events: 1 });
    expect([400, 412]).toContain((await ask('/events/v1/nids/search', { text })).status);
  },
);

test('a member that is null counts as not sent', async () => {
  const { search } = await service({ events: 5 });
  expect(await search({ limit: null, severity: null, customer: null })).toMatchObject({
    status: 200,
    limit: 25,
    count: 5,
  });
});

test('HEAD is answered like GET, without a body', async () => {
  const { app } = createApp({ events: 1 });
  const answer = await supertest(app).head('/events/v1/aggregated').set('Argus-API-Key', fullKey);
  expect([answer.status, answer.text]).toEqual([200, undefined]);
  expect(Number(answer.headers['content-length'])).toBeGreaterThan(50);
});

test("the application can be mounted in a server of one's own", async () => {
  const { app, keys } = createApp({ events: 3 });
  const answer = await supertest(app)
    .get('/events/v1/aggregated?startTimestamp=0')
    .set('argus-api-key', keys[0]!.value)
    .expect(200);
  expect(answer.body.count).toBe(3);
});

test('the same request again gets the same bytes', async () => {
  const { search } = await service();
  expect((await search({ sortBy: ['severity'] })).text).toBe((await search({ sortBy: ['severity'] })).text);
});
