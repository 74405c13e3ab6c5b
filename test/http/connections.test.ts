/** Connections as clients use them: requests one behind the other, ends that close half, bodies that wait to be wanted. */
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fullKey, service, type Service } from '../support/service.ts';

const shared = service.held({ events: 200 });

interface Line {
  readonly socket: Socket;
  /** All that was sent back up to now, once it has this. */
  readonly until: (isEnough: (text: string) => boolean) => Promise<string>;
}

function line({ url }: Service): Line {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  let text = '';
  const waiting = new Set<() => void>();
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    for (const look of waiting) look();
  });
  const until: Line['until'] = (isEnough) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (isEnough(text)) resolve(text);
      };
      waiting.add(look);
      socket.on('end', () => resolve(text));
      look();
    });
  return { socket, until };
}

const get = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\n${headers}\r\n`;

const limits = (text: string): readonly number[] =>
  [...text.matchAll(/"responseCode":200,"limit":(\d+)/g)].map(([, limit]) => Number(limit));

const list = (limit: number): string => `/events/v1/aggregated?startTimestamp=0&limit=${limit}`;

test('requests that are sent one behind the other are answered in their order, also where the first is slow', async () => {
  const { socket, until } = line(await shared);
  socket.write(get(list(7), 'X-Siem-Sim-Fault: latency=200\r\n') + get(list(3)) + get(list(5)));
  const text = await until((so) => limits(so).length === 3);
  expect(limits(text)).toEqual([7, 3, 5]);
});

test('many answers that wait behind one another keep their bytes', async () => {
  const given = await shared;
  const alone = await given.ask(list(25), { headers: { 'Accept-Encoding': 'identity' } });
  const { socket, until } = line(given);
  const sizes = Array.from({ length: 40 }, (_, at) => 1 + (at % 25));
  socket.write(get(list(25), 'X-Siem-Sim-Fault: latency=100\r\n') + sizes.map((size) => get(list(size))).join(''));
  const text = await until((so) => limits(so).length === 41 && so.endsWith('}'));
  expect(limits(text)).toEqual([25, ...sizes]);
  const bodies = text.split(/HTTP\/1\.1 200 OK\r\n(?:[^\r\n]+\r\n)+\r\n/).slice(1);
  expect(bodies[0]).toBe(Buffer.from(alone.text).toString('latin1'));
  for (const body of bodies) expect(() => JSON.parse(body)).not.toThrow();
});

test('who has no more to say still gets the answer', async () => {
  const { socket, until } = line(await shared);
  socket.end(get(list(2)));
  expect(limits(await until((text) => limits(text).length === 1))).toEqual([2]);
});

test('who asks before sending a body is told to go on, and answered', async () => {
  const { socket, until } = line(await shared);
  const body = '{"startTimestamp":0,"limit":4}';
  socket.write(
    `POST /events/v1/aggregated/search HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${fullKey}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  await until((text) => text.startsWith('HTTP/1.1 100 Continue\r\n\r\n'));
  socket.write(body);
  expect(limits(await until((text) => limits(text).length === 1))).toEqual([4]);
});

test('who asks before sending a body that nobody wants is refused at once, and not told to go on', async () => {
  for (const [headers, status] of [
    ['Content-Type: application/json\r\nContent-Length: 30\r\n', 401],
    [`Argus-API-Key: ${fullKey}\r\nContent-Type: text/csv\r\nContent-Length: 30\r\n`, 405],
    [
      `Argus-API-Key: ${fullKey}\r\nContent-Type: application/json\r\nContent-Encoding: br\r\nContent-Length: 30\r\n`,
      415,
    ],
  ] as const) {
    const { socket, until } = line(await shared);
    socket.write(`POST /events/v1/aggregated/search HTTP/1.1\r\nHost: x\r\n${headers}Expect: 100-continue\r\n\r\n`);
    const text = await until((so) => so.endsWith('}'));
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*\r\nConnection: close\r\n`));
  }
});

test('who sends many requests at once keeps nobody waiting', async () => {
  const given = await shared;
  const [many, other] = [line(given), line(given)];
  const count = 2000;
  many.socket.write(get(list(1)).repeat(count));
  await many.until((text) => text !== '');
  other.socket.write(get(list(3)));
  await other.until((text) => limits(text).length === 1);
  expect(limits(await many.until(() => true)).length).toBeLessThan(count);
  expect(limits(await many.until((text) => limits(text).length === count))).toHaveLength(count);
});

test('a connection serves one request after the other', async () => {
  const { socket, until } = line(await shared);
  for (let count = 1; count <= 5; count++) {
    socket.write(get(list(count)));
    await until((text) => limits(text).length === count && text.endsWith('}'));
  }
  expect(limits(await until(() => true))).toEqual([1, 2, 3, 4, 5]);
});
