/** Long answers: the same as short ones, written while they are read, of one state whatever is written meanwhile. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fullKey, service, type Service } from '../support/service.ts';

const all = '/events/v1/aggregated?startTimestamp=0&sortBy=timestamp';

/** Pages of a list, put together. */
async function paged(given: Service, accept: string): Promise<readonly string[]> {
  const pages: string[] = [];
  for (let offset = 0; offset < 600; offset += 200)
    pages.push((await given.ask(`${all}&limit=200&offset=${offset}`, { headers: { Accept: accept } })).text);
  return pages;
}

const shared = service.held({ events: 600 });

test('a long list says how many it holds, and is sent in chunks', async () => {
  const given = await shared;
  const { headers, data, size, count } = await given.ask<object[]>(`${all}&limit=0`);
  expect([headers.get('transfer-encoding'), headers.get('content-length')]).toEqual(['chunked', null]);
  expect([data.length, size, count]).toEqual([600, 600, 600]);
  const pages = (await paged(given, 'application/json')).flatMap(
    (text) => (JSON.parse(text) as { data: object[] }).data,
  );
  expect(data).toEqual(pages);
});

test('a short one says how long it is', async () => {
  const { headers } = await (await shared).ask(`${all}&limit=25`);
  expect(headers.get('transfer-encoding')).toBeNull();
  expect(Number(headers.get('content-length'))).toBeGreaterThan(1000);
});

test.each(['application/jsonl', 'text/csv'])('as %s it is its pages one after the other', async (accept) => {
  const given = await shared;
  const whole = await given.ask(`${all}&limit=0`, { headers: { Accept: accept } });
  const pages = await paged(given, accept);
  const [head = ''] = accept === 'text/csv' ? (pages[0]?.split(/(?<=\n)/) ?? []) : [];
  expect(whole.text).toBe(head + pages.map((page) => page.slice(head.length)).join(''));
});

/** Asks for a list, and reads no more of the answer than its beginning until told to. */
function unread(given: Service, path: string) {
  const { hostname, port } = new URL(given.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nArgus-API-Key: ${fullKey}\r\n\r\n`);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const begun = once(socket, 'data').then(() => socket.pause());
  const text = new Promise<string>((resolve) => socket.on('close', () => resolve(Buffer.concat(chunks).toString())));
  return { socket, begun, read: () => begun.then(() => (socket.resume(), text)) };
}

test('what is written while somebody reads is not in what they read', async () => {
  const given = await service({ events: 6000 });
  const { data: before } = await given.ask<{ id: string; severity: string }[]>(`${all}&limit=0`);
  const { begun, read } = unread(given, `${all}&limit=0`);
  await begun;
  const written = await given.ask('/events/v1/aggregated/bulk', {
    method: 'PUT',
    body: { criteria: { startTimestamp: 0, limit: 0 }, update: { newSeverity: 'critical' } },
  });
  expect(written.status).toBe(200);
  const text = await read();
  const severities = [...text.matchAll(/"severity":"(\w+)"/g)].map(([, severity]) => severity);
  expect(severities).toEqual(before.map(({ severity }) => severity));
  const { data: after } = await given.ask<{ severity: string }[]>(`${all}&limit=10`);
  expect(new Set(after.map(({ severity }) => severity))).toEqual(new Set(['critical']));
});

test('who goes away ends the work, and counts as answered', async () => {
  const given = await service({ events: 6000 });
  const { socket, begun } = unread(given, `${all}&limit=0`);
  await begun;
  socket.destroy();
  const inFlight = async (): Promise<number> => {
    const text = await (await fetch(`${given.url}/_sim/metrics`)).text();
    return Number(/^siem_sim_requests_in_flight (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  while ((await inFlight()) > 0) await pause(10);
  expect((await given.ask(`${all}&limit=25`)).status).toBe(200);
});

test('a request that costs more than it may gets the vendor’s time-out, always', async () => {
  const given = await service({ events: 2000, requestBudget: 0.001 });
  for (let time = 0; time < 3; time++) {
    const { status, messages } = await given.search({});
    expect([status, messages.at(-1)?.messageTemplate]).toEqual([503, 'service.timeout']);
  }
  expect((await given.ask('/currentuser/v1/user')).status).toBe(200);
});

test('while others write long lists, short requests are answered', async () => {
  const given = await service({ events: 6000 });
  const long = [0, 1, 2].map(() => given.ask<object[]>(`${all}&limit=0`));
  let answered = 0;
  const running = { isDone: false };
  void Promise.all(long).then(() => (running.isDone = true));
  while (!running.isDone) {
    expect((await given.ask(`${all}&limit=1`)).status).toBe(200);
    answered++;
  }
  expect(answered).toBeGreaterThan(5);
  for (const { data } of await Promise.all(long)) expect(data).toHaveLength(6000);
});

test('long lists that are read at the same time, fast, slowly and packed, are each as they are alone', async () => {
  const given = await service({ events: 2500 });
  const lists = ['sortBy=timestamp', 'sortBy=-timestamp', 'sortBy=-severity', 'multivaluePropertySeparator=newline'];
  const paths = lists.map((list) => `/events/v1/aggregated?startTimestamp=0&limit=0&${list}`);
  const alone: string[] = [];
  for (const path of paths) alone.push((await given.ask(path)).text);
  const slow = paths.map((path) => unread(given, path));
  const together = await Promise.all(
    [...paths, ...paths].map(async (path, at) => {
      const headers = { 'Accept-Encoding': at < paths.length ? 'identity' : 'gzip' };
      return (await given.ask(path, { headers })).text;
    }),
  );
  expect(together.map((text, at) => text === alone[at % alone.length])).toEqual(together.map(() => true));
  const bodies = await Promise.all(slow.map(({ read }) => read()));
  expect(bodies.map((text, at) => bodyOf(text) === alone[at])).toEqual(bodies.map(() => true));
});

/** The body of an answer in chunks. */
function bodyOf(answer: string): string {
  let rest = Buffer.from(answer.slice(answer.indexOf('\r\n\r\n') + 4));
  const parts: Buffer[] = [];
  for (;;) {
    const end = rest.indexOf('\r\n');
    const length = Number.parseInt(rest.toString('latin1', 0, end), 16);
    if (!(length > 0)) return Buffer.concat(parts).toString();
    parts.push(rest.subarray(end + 2, end + 2 + length));
    rest = rest.subarray(end + 4 + length);
  }
}
