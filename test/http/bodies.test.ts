/** Bodies of many connections at once: bounded together, and not to be dribbled. */
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { service, type Service } from '../support/service.ts';

const head = (length: number, key = '1/2/mysecretapikey'): string =>
  `POST /events/v1/aggregated/search HTTP/1.1\r\nHost: x\r\nArgus-API-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

interface Line {
  readonly socket: Socket;
  /** The status of the answer. */
  readonly status: Promise<number>;
}

function line({ url }: Service, text: string): Line {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.write(text);
  const status = new Promise<number>((resolve) => {
    socket.on('error', () => resolve(0)).on('close', () => resolve(0));
    socket.once('data', (chunk: Buffer) => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString())?.[1])));
  });
  return { socket, status };
}

const bytesHeld = async ({ url }: Service): Promise<number> => {
  const text = await (await fetch(`${url}/_sim/metrics`)).text();
  return Number(/^siem_sim_body_bytes (\d+)$/m.exec(text)?.[1]);
};

test('bodies take no more memory together than they may, and what is beyond is the vendor’s 503', async () => {
  const given = await service({ events: 10, maxBodyMemory: 150_000 });
  const part = ' '.repeat(60_000);
  const held = [line(given, head(100_000) + part), line(given, head(100_000) + part)];
  while ((await bytesHeld(given)) < 120_000);
  const refused = await given.ask('/events/v1/aggregated/search', { text: `${part}{"startTimestamp":0}` });
  expect([refused.status, refused.messages[0]?.messageTemplate]).toEqual([503, 'service.timeout']);
  held[0]?.socket.destroy();
  while ((await bytesHeld(given)) > 60_000);
  expect((await given.ask('/events/v1/aggregated/search', { text: `${part}{"startTimestamp":0}` })).status).toBe(200);
});

test('a body of nobody is not read', async () => {
  const given = await service({ events: 10 });
  const { status } = line(given, head(2_000_000, '1/2/wrong') + ' '.repeat(1000));
  expect([await status, await bytesHeld(given)]).toEqual([401, 0]);
});

test('a body that dribbles is given up', async () => {
  const given = await service({ events: 10, minBodyRate: 100_000 });
  const { socket, status } = line(given, head(1000));
  const drops = setInterval(() => socket.write(' '), 200);
  onTestFinished(() => clearInterval(drops));
  expect(await status).toBe(408);
});

test('connections are bounded', async () => {
  const given = await service({ events: 10, maxConnections: 3 });
  const lines = Array.from({ length: 3 }, () => line(given, head(10)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await line(given, `${head(2)}{}`).status).toBe(0);
  for (const { socket } of lines) socket.destroy();
});
