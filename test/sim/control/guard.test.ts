/** Who may use the control plane, over real sockets: by the names it is called, and by what browsers say of their pages. */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { controlled, type Controlled } from '../../support/control.ts';

/** Status and kind of problem; `fetch` would not send another Host. */
const asked = (
  { url }: Controlled,
  { method = 'GET', path = '/_sim', headers }: { method?: string; path?: string; headers: Record<string, string> },
): Promise<readonly [number, string]> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve([response.statusCode ?? 0, /problem-type:siem-sim:([\w-]+)/.exec(text)?.[1] ?? '']),
      );
    });
    sent.on('error', reject).end();
  });

test.each([
  'localhost:8080',
  'LOCALHOST',
  'demo.localhost:80',
  '127.0.0.1:1',
  '10.1.2.3',
  '[::1]:8080',
  '[2001:db8::1]',
  'siem-sim:8080',
  'siem',
])('it is spoken to as %s', async (host) => {
  const simulator = await controlled({ events: 1 });
  expect(await asked(simulator, { headers: { host } })).toEqual([200, '']);
});

test.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example', '1.2.3.4.5'])(
  'it is not spoken to as %s, whose owner may have led a browser here',
  async (host) => {
    const simulator = await controlled({ events: 1 });
    for (const method of ['GET', 'POST'] as const)
      expect(await asked(simulator, { method, headers: { host } })).toEqual([403, 'foreign-host']);
    expect(await asked(simulator, { path: '/_sim/journal/stream', headers: { host } })).toEqual([403, 'foreign-host']);
  },
);

test('a name can be allowed, and whoever shows the token is not asked for one', async () => {
  const named = await controlled({ events: 1, control: { allowHosts: ['Siem.Example'] } });
  expect(await asked(named, { headers: { host: 'siem.example:8080' } })).toEqual([200, '']);
  expect(await asked(named, { headers: { host: 'other.example' } })).toEqual([403, 'foreign-host']);
  const guarded = await controlled({ events: 1, control: { token: 'open-sesame' } });
  const headers = { host: 'evil.example', authorization: 'Bearer open-sesame' };
  expect(await asked(guarded, { headers })).toEqual([200, '']);
});

test.each([
  [{ 'sec-fetch-site': 'cross-site' }, 'GET'],
  [{ 'sec-fetch-site': 'cross-site' }, 'POST'],
  [{ 'sec-fetch-site': 'same-site' }, 'POST'],
  [{ origin: 'http://evil.example' }, 'GET'],
  [{ origin: 'http://localhost:3000' }, 'POST'],
  [{ origin: 'null' }, 'POST'],
  [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, 'POST'],
] as const)('a page of another site is refused: %o, %s', async (headers, method) => {
  const simulator = await controlled({ events: 1 });
  const path = method === 'GET' ? '/_sim' : '/_sim/reset';
  const host = 'localhost:8080';
  expect(await asked(simulator, { method, path, headers: { host, ...headers } })).toEqual([403, 'cross-site']);
});

test('its own pages, and clients that are no browser, may', async () => {
  const simulator = await controlled({ events: 1 });
  const host = 'localhost:8080';
  for (const headers of [
    {},
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin', origin: `http://${host}` },
  ])
    expect(await asked(simulator, { method: 'POST', path: '/_sim/reset', headers: { host, ...headers } })).toEqual([
      200,
      '',
    ]);
});

test('a body must say that it is JSON, and the refusal says how', async () => {
  const { url, tell } = await controlled({ events: 1 });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const given = await fetch(`${url}/_sim/clock/advance`, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: '{"by":"1h"}',
    });
    const problem = (await given.json()) as { type: string; detail: string };
    expect([given.status, problem.type]).toEqual([415, 'urn:problem-type:siem-sim:unsupported-type']);
    expect(problem.detail).toContain('Content-Type: application/json');
  }
  expect((await tell('PUT', '/_sim/state', '{}', { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await tell('POST', '/_sim/reset')).status).toBe(200);
  expect((await tell('POST', '/_sim/clock/advance', { by: '1h' })).status).toBe(200);
});

test('a server that others can reach makes a token, unless it is told not to', async () => {
  const open = await controlled({ events: 1, host: '0.0.0.0' });
  expect(open.controlToken).toMatch(/^[\w-]{24}$/);
  expect((await open.tell('GET', '/_sim')).status).toBe(401);
  const another = await controlled({ events: 1, host: '0.0.0.0' });
  expect(another.controlToken).not.toBe(open.controlToken);
  const bare = await controlled({ events: 1, host: '0.0.0.0', control: { token: false } });
  expect([bare.controlToken, (await bare.tell('GET', '/_sim')).status]).toEqual([null, 200]);
  expect((await controlled({ events: 1 })).controlToken).toBe(null);
});
