/** Syslog over TCP, by clients that others wrote, and as their bytes may come. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { listedEvents, simulated } from './client.ts';

/** A busy machine takes long. */
const patience = { timeout: 60_000 };

const run = promisify(execFile);
const only = { product: 'argus', kind: 'events' } as const;

const hasLogger = existsSync('/usr/bin/logger');
const hasPython = await run('python3', ['-c', '']).then(
  () => true,
  () => false,
);
if (!hasLogger) console.warn('SKIPPED: syslog is tried with logger of util-linux, which is not installed');
if (!hasPython) console.warn('SKIPPED: syslog is tried with Python, which is not installed');

test.skipIf(!hasLogger)('logger of util-linux delivers syslog, in either framing', async () => {
  const simulator = await simulated({ events: 20 });
  const events = await listedEvents(simulator);
  const sink = simulator.sink('syslog');
  const { port } = await sink.syslog();
  const options = ['--server', '127.0.0.1', '--port', String(port), '--tcp', '--rfc5424', '--size', '60000'];
  for (const [at, event] of events.entries())
    await run('logger', [
      ...options,
      ...(at % 2 === 0 ? ['--octet-count'] : []),
      '--',
      at % 3 === 0 ? JSON.stringify(event) : `seen ${event.id}`,
    ]);
  await expect.poll(async () => (await sink.list()).length, patience).toBe(events.length);
  expect(await sink.verify({ ...only, doubles: 'forbidden' })).toMatchObject({
    ok: true,
    delivered: events.length,
    counts: { altered: 0 },
  });
  expect((await sink.list())[0]).toMatchObject({ form: 'syslog', body: expect.stringMatching(/^<\d+>1 /) });
});

test.skipIf(!hasPython)("Python's own handlers of logs deliver by syslog and by HTTP", async () => {
  const simulator = await simulated({ events: 10 });
  const events = await listedEvents(simulator);
  const sink = simulator.sink('python');
  const { port } = await sink.syslog();
  const { host } = new URL(simulator.url);
  const script = `
import logging, logging.handlers, socket, sys
log = logging.getLogger('poller')
log.setLevel(logging.INFO)
way, ids = sys.argv[1], sys.argv[2:]
handler = logging.handlers.SysLogHandler(('127.0.0.1', ${port}), socktype=socket.SOCK_STREAM) if way == 'syslog' else logging.handlers.HTTPHandler('${host}', '/_sink/python/log', method='POST')
log.addHandler(handler)
for one in ids: log.info('event %s', one)
handler.close()`;
  const ids = events.map(({ id }) => id);
  await run('python3', ['-c', script, 'syslog', ...ids.slice(0, 5)]);
  await run('python3', ['-c', script, 'http', ...ids.slice(5)]);
  await expect.poll(async () => (await sink.list()).length, patience).toBe(events.length);
  expect(await sink.verify(only)).toMatchObject({ ok: true, delivered: events.length });
});

test('messages of syslog come in pieces and in one; what is no syslog is hung up on', async () => {
  const simulator = await simulated({ events: 5 });
  const sink = simulator.sink('raw');
  const { port, close } = await sink.syslog();
  const told = (pieces: readonly string[]): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        const next = (at: number): void => {
          const piece = pieces[at];
          if (piece === undefined) return void socket.end();
          socket.write(piece, () => setImmediate(next, at + 1));
        };
        next(0);
      });
      let isCut = false;
      socket.on('error', () => (isCut = true)).on('close', () => resolve(isCut));
      socket.resume();
    });
  await told(['1', '0 <13>1 te', 'xt5 <14>a<15>one\r\n<16>t', 'wo\n', '<17>nul\0<18>last\n']);
  const bodies = async () => (await sink.list()).map(({ body }) => body);
  await expect.poll(bodies, patience).toEqual(['<13>1 text', '<14>a', '<15>one', '<16>two', '<17>nul', '<18>last']);
  await told(['99999999 <13>too long']);
  await told(['123456789012']);
  expect(await bodies()).toHaveLength(6);
  await close();
});
