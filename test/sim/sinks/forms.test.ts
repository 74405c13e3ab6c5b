/** The forms of deliveries, each by a client that others wrote, and the answers that those clients rely on. */
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Client } from '@elastic/elasticsearch';
import { expect, test } from 'vitest';
import { listedEvents, send, simulated } from './client.ts';

const load = createRequire(import.meta.url);

const only = { product: 'argus', kind: 'events' } as const;

interface SplunkLogger {
  error: (error: Error) => void;
  send: (context: object, told: (error: Error | null, response: unknown, body: unknown) => void) => void;
}
const { Logger } = load('splunk-logging') as { readonly Logger: new (config: object) => SplunkLogger };

/** Sends by Splunk's own logger. */
const logged = (logger: SplunkLogger, message: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    logger.error = reject;
    logger.send({ message }, (error, _, body) => (error === null ? resolve(body) : reject(error)));
  });

test("Splunk's own logger delivers events one by one and in batches", async () => {
  const simulator = await simulated({ events: 40 });
  const events = await listedEvents(simulator);
  const sink = simulator.sink('splunk');
  const single = new Logger({ token: 'any', url: `${sink.url}/services/collector`, maxRetries: 0 });
  expect(await logged(single, events[0])).toMatchObject({ text: 'Success', code: 0 });
  const batch = new Logger({
    token: 'any',
    url: `${sink.url}/services/collector/event/1.0`,
    maxBatchCount: 0,
    batchInterval: 0,
  });
  for (const event of events.slice(1)) batch.send({ message: event }, () => {});
  await new Promise<void>((resolve, reject) => {
    const flushing = batch as SplunkLogger & { flush: (told: (error: Error | null) => void) => void };
    flushing.flush((error) => (error === null ? resolve() : reject(error)));
  });
  expect(await sink.verify(only)).toMatchObject({
    ok: true,
    delivered: events.length,
    counts: { altered: 0, doubled: 0 },
  });
  expect((await sink.list()).map(({ form }) => form)).toContain('hec');
});

const hec = async (
  url: string,
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = { Authorization: 'Splunk any' },
) => {
  const answer = await fetch(`${url}/services/collector${path}`, { method: 'POST', headers, body });
  return { status: answer.status, json: await answer.json() };
};

test.each([
  ['', '{"event":1}', {}, 401, { text: 'Token is required', code: 2 }],
  ['', '{"event":1}', { Authorization: 'any' }, 401, { text: 'Invalid authorization', code: 3 }],
  ['', '', undefined, 400, { text: 'No data', code: 5 }],
  ['/event', '{"event":', undefined, 400, { text: 'Invalid data format', code: 6, 'invalid-event-number': 0 }],
  [
    '/event',
    '{"event":1}{"event":2} nonsense',
    undefined,
    400,
    { text: 'Invalid data format', code: 6, 'invalid-event-number': 2 },
  ],
  [
    '',
    '{"event":1}{"time":2}',
    undefined,
    400,
    { text: 'Event field is required', code: 12, 'invalid-event-number': 1 },
  ],
  ['', '{"event":""}', undefined, 400, { text: 'Event field cannot be blank', code: 13, 'invalid-event-number': 0 }],
  ['', '{"event":"a"}{"event":{"b":1}}\n\n{"event":2}', undefined, 200, { text: 'Success', code: 0 }],
  ['?token=any', '{"event":1}', {}, 200, { text: 'Success', code: 0 }],
  [
    '',
    '{"event":1}',
    { Authorization: `Basic ${Buffer.from('x:any').toString('base64')}` },
    200,
    { text: 'Success', code: 0 },
  ],
  ['/raw', '', undefined, 400, { text: 'No data', code: 5 }],
  ['/raw?channel=x', 'one\ntwo', undefined, 200, { text: 'Success', code: 0 }],
] as const)('a collector answers %j with %j as Splunk does', async (path, body, headers, status, json) => {
  const simulator = await simulated({ events: 5 });
  expect(await hec(simulator.sink('a').url, path, body, headers as Record<string, string> | undefined)).toEqual({
    status,
    json,
  });
});

test('events before one that is wrong are kept, and gzip is taken', async () => {
  const simulator = await simulated({ events: 5 });
  const { url, list } = simulator.sink('a');
  await hec(url, '', '{"event":1}{"event":2}{"event":""}{"event":4}');
  await hec(url, '', gzipSync('{"event":5}'), { Authorization: 'Splunk any', 'Content-Encoding': 'gzip' });
  expect((await list()).map(({ records, body }) => [records, body])).toEqual([
    [2, '{"event":1}\n{"event":2}'],
    [1, '{"event":5}'],
  ]);
  expect(await (await fetch(`${url}/services/collector/health/1.0`)).json()).toEqual({
    text: 'HEC is healthy',
    code: 17,
  });
});

test('the official client of Elasticsearch finds its product, and delivers in bulk', async () => {
  const simulator = await simulated({ events: 60 });
  const events = await listedEvents(simulator);
  const sink = simulator.sink('elastic');
  const client = new Client({ node: sink.url });
  const { body: first } = await client.bulk({
    body: events.slice(1).flatMap((event) => [{ index: { _index: 'events', _id: event.id } }, event]),
  });
  expect([first['errors'], (first['items'] as object[]).length]).toEqual([false, events.length - 1]);
  const again = await client.helpers.bulk({
    datasource: events.slice(0, 3) as object[],
    onDocument: (event) => ({ create: { _index: 'events', _id: (event as { id: string }).id } }),
    retries: 0,
    onDrop: ({ status }) => expect(status).toBe(409),
  });
  expect([again.successful, again.failed]).toEqual([1, 2]);
  await client.index({ index: 'events', id: String(events[4]?.id), body: { ...events[4] } });
  expect(await sink.verify({ ...only, doubles: 'forbidden' })).toMatchObject({
    ok: true,
    delivered: events.length,
    counts: { altered: 0, doubled: 0 },
  });
  await client.close();
});

test('items of a bulk body are answered one by one, and what is wrong with the whole as a whole', async () => {
  const simulator = await simulated({ events: 5 });
  const { url, list } = simulator.sink('a');
  const bulk = async (path: string, body: string, type = 'application/x-ndjson') => {
    const answer = await send(`${url}${path}`, body, type);
    expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch');
    return {
      status: answer.status,
      json: (await answer.json()) as { items?: Record<string, { status: number; result?: string }>[] },
    };
  };
  const lines = (...all: object[]) => all.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { json } = await bulk(
    '/alerts/_bulk',
    `${lines({ create: { _id: '1' } }, { n: 1 }, { create: { _id: '1' } }, { n: 2 }, { index: { _id: '1' } }, { n: 3 }, { index: {} })}not json\n${lines({ update: { _id: '9' } }, { doc: {} }, { update: { _id: '8' } }, { doc: {}, doc_as_upsert: true }, { delete: { _id: '1' } }, { delete: { _id: '1', _index: 'other' } })}`,
  );
  expect(
    json.items?.map((item) => Object.entries(item).map(([action, { status, result }]) => [action, status, result])[0]),
  ).toEqual([
    ['create', 201, 'created'],
    ['create', 409, undefined],
    ['index', 200, 'updated'],
    ['index', 400, undefined],
    ['update', 404, undefined],
    ['update', 201, 'created'],
    ['delete', 200, 'deleted'],
    ['delete', 404, 'not_found'],
  ]);
  expect(await list()).toMatchObject([{ form: 'bulk', records: 3 }]);
  const wrong = async (...given: Parameters<typeof bulk>) => {
    const { status, json: body } = await bulk(...given);
    return [status, (body as { error?: { reason?: string } }).error?.reason ?? (body as { error?: string }).error];
  };
  expect(await wrong('/_bulk', '')).toEqual([400, 'request body is required']);
  expect(await wrong('/_bulk', '{"index":{"_index":"a"}}\n{}')).toEqual([
    400,
    'The bulk request must be terminated by a newline [\\n]',
  ]);
  expect(await wrong('/_bulk', '{"index":{}}\n{}\n')).toEqual([400, 'Validation Failed: 1: index is missing;']);
  expect(await wrong('/_bulk', '[]\n')).toEqual([400, 'Malformed action/metadata line [1], expected START_OBJECT']);
  expect((await wrong('/_bulk', '{"upsert":{}}\n{}\n'))[0]).toBe(400);
  expect(await wrong('/_bulk', 'x', 'text/plain')).toEqual([406, 'Content-Type header [text/plain] is not supported']);
  expect(await list()).toHaveLength(1);
});
