import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `${root}dist/main.js`;

/** Starts the command and resolves with all that it said once it serves. */
async function serving(...flags: readonly string[]) {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...flags], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('curl')) await new Promise((resolve) => setTimeout(resolve, 10));
  const url = /https?:\/\/[\w.:[\]]+/.exec(said)?.[0] ?? '';
  return { child, said, url, exit: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
}

test('serve tells where, what, with which keys, and a line that works when pasted', async () => {
  const { said, url } = await serving('--events', '50', '--seed', 'abc');
  expect(said).toContain(url);
  for (const told of [
    'default',
    'abc',
    '1/2/mysecretapikey',
    '1/6/expiredexpired',
    'expired yesterday',
    `${url}/openapi.json`,
  ])
    expect(said).toContain(told);
  const line = said
    .split('\n')
    .find((text) => text.trim().startsWith('curl'))!
    .trim();
  const answer = JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' }));
  expect(answer).toMatchObject({ responseCode: 200, size: 1 });
});

test('serve stops when it is told to, and says nothing of it', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const { child, url, exit } = await serving('--events', '5');
    await (await fetch(`${url}/health`)).text();
    child.kill(signal);
    expect(await exit).toBe(0);
  }
});

test('--end now moves the World to the present', async () => {
  const before = Date.now();
  const { url } = await serving('--events', '50', '--end', 'now');
  const { now } = (await (await fetch(`${url}/health`)).json()) as { now: number };
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test('a port in use is one line and exit 2', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const { status, stderr } = spawnSync(process.execPath, [program, 'serve', '--events', '1', '--port', String(port)], {
    encoding: 'utf8',
  });
  expect([status, stderr.trim()]).toEqual([
    2,
    `siem-sim: port ${port} on 127.0.0.1 is in use; choose another with --port, or 0 for any`,
  ]);
});

test('help and version are no mistakes', () => {
  const said = (...flags: readonly string[]) => spawnSync(process.execPath, [program, ...flags], { encoding: 'utf8' });
  expect(said('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  for (const flags of [['--help'], ['serve', '--help'], ['generate', '--help']])
    expect(said(...flags)).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage') });
});
