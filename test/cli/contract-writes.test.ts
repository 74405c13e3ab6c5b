/** `siem-sim contract --write` gives back what it changed, however its process ends. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/index.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const key = { 'Argus-API-Key': '1/2/mysecretapikey' };
const env = { PATH: process.env['PATH'], ARGUS_API_KEY: '1/2/mysecretapikey' };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'contract-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** A tenant that says when it was first written to. */
async function tenant() {
  const simulator = await startSimulator({ events: 200 });
  onTestFinished(() => simulator.close());
  const listed = await fetch(`${simulator.url}/events/v1/aggregated?limit=1`, { headers: key });
  const [{ id }] = ((await listed.json()) as any).data as readonly [{ id: string }];
  const seen: { onWrite: () => void } = { onWrite: () => {} };
  const server = createServer((request, response) => {
    const onward = plainRequest(
      simulator.url + request.url,
      { method: request.method!, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response).on('finish', () => request.method === 'PUT' && seen.onWrite());
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const [, timestamp, customer, event] = id.split('/');
  const marks = async () => {
    const answer = await fetch(`${simulator.url}/events/v2/event/${timestamp}/${customer}/${event}`, { headers: key });
    const { severity, flags } = ((await answer.json()) as any).data as { severity: string; flags: string[] };
    // That a severity was once adjusted is told for ever.
    return { severity, flags: flags.filter((flag) => flag !== 'severityAdjusted').toSorted() };
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, id, seen, marks };
}

function contract(cwd: string, flags: readonly string[]) {
  const child = spawn(process.execPath, [program, 'contract', '--product', 'argus', '--rps', '1000', ...flags], {
    cwd,
    env,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const done = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  return { child, done };
}

const writing = (id: string): readonly string[] => ['--only', 'argus.updateEvents/law/', '--write', id, '--yes'];

test.each([
  ['by a named file', ['--resume', 'run.json'], 'run.json'],
  ['by a file of its own', [], 'siem-sim-originals.json'],
])('a run that is killed while an event is changed: the next one puts it back, %s', async (_, resume, file) => {
  const { url, id, seen, marks } = await tenant();
  const before = await marks();
  const cwd = folder();
  const first = contract(cwd, ['--target', url, ...writing(id), ...resume]);
  seen.onWrite = () => void first.child.kill('SIGKILL');
  expect((await first.done).code).toBe(null);
  expect(await marks()).not.toEqual(before);
  expect(JSON.parse(readFileSync(join(cwd, file), 'utf8'))).toMatchObject({ target: url, originals: [{ id }] });
  seen.onWrite = () => {};
  const second = await contract(cwd, ['--target', url, '--only', 'argus.getSession/schema', ...resume]).done;
  expect([second.code, second.err]).toEqual([0, expect.stringContaining('an earlier run left 1 changed')]);
  expect(second.out).toMatch(new RegExp(`${id} as it was before the run\\n.*severityAdjusted`));
  expect(await marks()).toEqual(before);
  expect(existsSync(join(cwd, file))).toBe(false);
});

test.each([
  ['Ctrl-C', 130],
  ['a spent budget', 0],
] as const)('%s while an event is changed puts it back before the end', async (end, code) => {
  const { url, id, seen, marks } = await tenant();
  const before = await marks();
  const cwd = folder();
  const budget = end === 'Ctrl-C' ? [] : ['--max-requests', '8'];
  const run = contract(cwd, ['--target', url, ...writing(id), ...budget]);
  const changed: Promise<unknown>[] = [];
  seen.onWrite = () => {
    if (changed.length === 0) changed.push(marks());
    if (end === 'Ctrl-C') run.child.kill('SIGINT');
  };
  const { code: ended, out } = await run.done;
  expect([ended, out]).toEqual([code, expect.stringContaining('The run ended early')]);
  expect(await changed[0]).not.toEqual(before);
  expect(await marks()).toEqual(before);
  expect(existsSync(join(cwd, 'siem-sim-originals.json'))).toBe(false);
});

test('what another target must be given back is not forgotten', async () => {
  const { url, id, seen } = await tenant();
  const cwd = folder();
  const first = contract(cwd, ['--target', url, ...writing(id)]);
  seen.onWrite = () => void first.child.kill('SIGKILL');
  await first.done;
  const other = await contract(cwd, ['--target', 'http://127.0.0.1:9', '--only', 'argus.getSession/schema']).done;
  expect([other.code, other.err]).toEqual([2, expect.stringContaining(`holds what ${url} must be given back`)]);
});
