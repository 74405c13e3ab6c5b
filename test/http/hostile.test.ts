/** Requests that mean harm, or are merely broken: bounded, refused in the envelope, and the server keeps serving. */
import { connect } from 'node:net';
import { test, expect } from 'vitest';
import { expectEnvelope, fieldsOf, fullKey, service, type Service } from '../support/service.ts';

/** Sends bytes as they are and reads until the server closes, or says nothing for a while. */
function speak({ url }: Service, bytes: string, wait = 10_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let heard = '';
    const done = (): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(wait, done);
    socket
      .on('data', (chunk) => (heard += chunk.toString('latin1')))
      .on('close', done)
      .on('error', reject);
  });
}

/** Status and body of the last answer in what was heard. */
function answerIn(heard: string): { readonly status: number; readonly body: unknown } {
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body) };
}

const stillServes = async (given: Service): Promise<void> => {
  expect((await given.ask('/events/v1/aggregated?limit=1')).status).toBe(200);
};
const searchPath = '/events/v1/nids/search';

test('a body of 10 MB is refused, and the client hears so', async () => {
  const given = await service({ events: 10 });
  const refused = await given.ask(searchPath, { text: `{"signature":["${'x'.repeat(10_000_000)}"]}` });
  expect(refused).toMatchObject({ status: 413, responseCode: 413, data: null });
  await stillServes(given);
});

test('sub-criteria 10,000 deep are refused', async () => {
  const given = await service({ events: 10 });
  const depth = 10_000;
  const refused = await given.ask(searchPath, { text: `${'{"subCriteria":['.repeat(depth)}{}${']}'.repeat(depth)}` });
  expect(refused.status).toBe(400);
  await stillServes(given);
});

test('sub-criteria that are many are refused before they are searched', async () => {
  const given = await service({ events: 10 });
  const group = { subCriteria: Array.from({ length: 1000 }, () => ({ minSeverity: 'low' })) };
  const refused = await given.ask(searchPath, { body: { subCriteria: [group, group] } });
  expect([refused.status, fieldsOf(refused)]).toEqual([412, ['subCriteria']]);
});

test.each(['alarmID', 'signature', 'severity', 'eventIdentifier', 'subCriteria', 'sortBy'])(
  'a list of a million %s is refused',
  async (field) => {
    const given = await service({ events: 10 });
    const item =
      field === 'signature' || field === 'severity' || field === 'sortBy' ? '""' : field === 'alarmID' ? '1' : '{}';
    const refused = await given.ask(searchPath, {
      text: `{"${field}":[${`${item},`.repeat(field === 'alarmID' ? 1_000_000 : 650_000)}${item}]}`,
    });
    expect([refused.status, fieldsOf(refused)]).toEqual([412, [field]]);
  },
);

test('prototype names in a body are unknown members', async () => {
  const given = await service({ events: 10 });
  const refused = await given.ask(searchPath, {
    text: '{"__proto__":{"limit":1},"constructor":{"prototype":{"polluted":1}}}',
  });
  expect([refused.status, [...fieldsOf(refused)].sort()]).toEqual([412, ['__proto__', 'constructor']]);
  expect(await given.ask(searchPath, { text: '{"properties":{"__proto__":"x","toString":"y"}}' })).toMatchObject({
    status: 200,
    count: 0,
  });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.each([
  '/events/v1/case/%',
  '/events/v1/case/%ff',
  '/events/v1/case/%00',
  '/events/v1/%E0%A4%A/1/1/x',
  '/docs/%ff',
  '/docs/%00',
  '/%',
  '/events/v1/aggregated?limit=%',
  '/events/v1/aggregated?%ff=%ff',
  '/events/v1/aggregated/../../../etc/passwd',
  '/docs/..%2f..%2fpackage.json',
])('the path %s is answered in the envelope', async (path) => {
  const given = await service({ events: 10 });
  const heard = await speak(
    given,
    `GET ${path} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nConnection: close\r\n\r\n`,
  );
  const { status, body } = answerIn(heard);
  expectEnvelope(status, body);
  expect(status).toBeLessThan(500);
  expect(heard).not.toMatch(/ at .*\.[jt]s:\d+|<html/i);
});

test.each([
  [
    'line breaks in a header',
    'GET /events/v1/aggregated HTTP/1.1\r\nHost: x\r\nArgus-API-Key: 1/2\n/mysecretapikey\r\n\r\n',
  ],
  ['a bare carriage return', 'GET /events/v1/aggregated HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n'],
  ['a header without a name', 'GET /events/v1/aggregated HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
  ['a NUL in a header', 'GET /events/v1/aggregated HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n'],
  [
    'two lengths',
    'POST /events/v1/nids/search HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
  ],
  [
    'a length and chunks',
    'POST /events/v1/nids/search HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
  ],
  ['headers of 100 kB', `GET /events/v1/aggregated HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ['a URL of 100 kB', `GET /events/v1/${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['no HTTP at all', 'hello\r\n\r\n'],
  ['an unknown method', 'FETCH /events/v1/aggregated HTTP/1.1\r\nHost: x\r\n\r\n'],
  [
    'HTTP/1.1 without Host',
    `GET /events/v1/aggregated HTTP/1.1\r\nArgus-API-Key: ${fullKey}\r\nConnection: close\r\n\r\n`,
  ],
  [
    'an unknown expectation',
    `GET /events/v1/aggregated HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nArgus-API-Key: ${fullKey}\r\nConnection: close\r\n\r\n`,
  ],
  [
    'an absolute URL',
    `GET http://elsewhere/events/v1/aggregated HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nConnection: close\r\n\r\n`,
  ],
])('%s is answered in the envelope, not by the platform', async (_, bytes) => {
  const given = await service({ events: 10 });
  const { status, body } = answerIn(await speak(given, bytes));
  expectEnvelope(status, body);
  expect(status).toBeLessThan(500);
  await stillServes(given);
});

test('a key is found behind 1,500 other headers', async () => {
  const given = await service({ events: 10 });
  const others = Array.from({ length: 1500 }, (_, number) => `a${number}: b\r\n`).join('');
  const { status } = answerIn(
    await speak(
      given,
      `GET /events/v1/aggregated?limit=1 HTTP/1.1\r\nHost: x\r\n${others}Argus-API-Key: ${fullKey}\r\nConnection: close\r\n\r\n`,
    ),
  );
  expect(status).toBe(200);
});

test('who wants a tunnel is refused in the envelope', async () => {
  const given = await service({ events: 10 });
  const { status, body } = answerIn(await speak(given, 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n'));
  expectEnvelope(status, body);
  expect(status).toBe(405);
  await stillServes(given);
});

test('thousands of requests sent all at once to be answered late harm nobody', async () => {
  const given = await service({ events: 10 });
  const late = `GET /events/v1/aggregated?limit=1 HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nX-Siem-Sim-Fault: latency=60000\r\n\r\n`;
  expect(await speak(given, late.repeat(3000), 300)).toBe('');
  await stillServes(given);
});

test('a body that never comes is given up', async () => {
  const given = await service({ events: 10, maxBodyMs: 200 });
  const { status, body } = answerIn(
    await speak(
      given,
      `POST ${searchPath} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"limit":`,
    ),
  );
  expectEnvelope(status, body);
  expect(status).toBe(408);
  await stillServes(given);
});

test('a client that goes away in the middle of its body harms nobody', async () => {
  const given = await service({ events: 10 });
  await speak(
    given,
    `POST ${searchPath} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    50,
  );
  await stillServes(given);
});

test('two hundred clients at once are all answered', async () => {
  const given = await service({ events: 500 });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => given.search({ limit: 5, offset: index })),
  );
  expect(new Set(answers.map(({ status, count }) => `${status} ${count}`))).toEqual(new Set(['200 500']));
});

test('half a character is not repeated, for UTF-8 has no form for it', async () => {
  const given = await service({ events: 10 });
  const refused = await given.ask(searchPath, { text: '{"\\ud83d":"\\ude00","customer":["a\\ud83d"]}' });
  expect(JSON.stringify(refused)).not.toMatch(/\\ud[89a-f]/);
  expect(fieldsOf(refused)).toContain('\ufffd');
  const kept = await given.ask(searchPath, { text: '{"signature":["\\ud83d\\ude00 \\\\ud83d"]}' });
  expect(kept.status).toBe(200);
});
