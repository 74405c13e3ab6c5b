/** `siem-sim contract` as people and jobs call it: flags, exit codes, reports, replay, resumption, Ctrl-C. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished } from 'vitest';
import { startSimulator } from '../../src/index.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const environment = { PATH: process.env['PATH'] };
const live = {
  ...environment,
  ARGUS_API_KEY: '1/2/mysecretapikey',
  USM_CLIENT_ID: 'siem-sim',
  USM_CLIENT_SECRET: 'correct-horse-battery-staple-1517933139670',
};

const run = (flags: readonly string[], env: NodeJS.ProcessEnv = environment) =>
  spawnSync(process.execPath, [program, 'contract', ...flags], { encoding: 'utf8', env, maxBuffer: 1 << 26 });

/** Runs beside a server of this process, which a synchronous child would block. */
function beside(flags: readonly string[], env: NodeJS.ProcessEnv = live) {
  const child = spawn(process.execPath, [program, 'contract', ...flags], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, exit, done: exit.then((code) => ({ code, out, err })), said: () => err };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'contract-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function simulator(events = 300) {
  const started = await startSimulator({ events });
  onTestFinished(() => started.close());
  return started;
}

/** A server that says what the simulator says, with one thing changed. */
async function altered(change: (text: string, path: string) => string, onRequest: (count: number) => void = () => {}) {
  const { url } = await simulator();
  let count = 0;
  const server = createServer((request, response) => {
    onRequest(++count);
    // What is changed must be read.
    const asked = { ...request.headers, 'accept-encoding': 'identity' };
    const onward = plainRequest(url + request.url, { method: request.method!, headers: asked }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const { 'content-length': _, ...headers } = answer.headers;
        const bytes = Buffer.concat(chunks);
        const isJson = /json/.test(headers['content-type'] ?? '');
        response.writeHead(answer.statusCode!, headers);
        response.end(isJson ? change(bytes.toString(), request.url ?? '') : bytes);
      });
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('without a target it judges a simulator of its own: exit 0, and reports in every form', () => {
  const at = folder();
  const files = ['json', 'junit', 'html'].map((form) => `${form}=${at}/report.${form}`);
  const { status, stdout, stderr } = run(['--events', '200', '--profile', 'schema', '--report', ...files]);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/\d+ checks: \d+ passed, 0 violated/);
  const report = JSON.parse(readFileSync(`${at}/report.json`, 'utf8'));
  expect(report.summary).toMatchObject({ violations: 0, violated: 0 });
  expect(report.summary.checks).toBeGreaterThan(400);
  expect(readFileSync(`${at}/report.junit`, 'utf8')).toMatch(/^<\?xml/);
  expect(readFileSync(`${at}/report.html`, 'utf8')).toMatch(/^<!doctype html>/);
});

test('a report on standard output stands there alone', () => {
  const { stdout } = run(['--events', '50', '--only', 'argus.getMethods/schema', '--report', 'json']);
  expect(JSON.parse(stdout).operations.map(({ key }: { key: string }) => key)).toEqual(['argus.getMethods']);
});

test.each([
  [['--only', 'no-such-check'], /no check is called no-such-check: there are .*getEventByPath/],
  [['--only', 'searchEvent5'], /no check is called searchEvent5: did you mean searchEvents\?/],
  [['--only', 'argus.searchEvents/schema/bdy'], /did you mean schema\/body\?/],
  [['--report', 'pdf'], /must be text, json, junit, ctrf, html/],
  [['--report', 'json', 'html'], /Only one report/],
  [['--profile', 'slow'], /Allowed choices are quick, full, schema/],
  [['--target', 'api.mnemonic.no'], /is no URL/],
  [['--target', 'https://user:secret@api.mnemonic.no'], /without user/],
  [['--target', 'https://api.mnemonic.no'], /no credentials: set ARGUS_API_KEY/],
  [['--write', 'AGGR/1/2/x'], /--write goes with --target/],
  [['--rps', '0'], /must be a number/],
  [['--replay', 'no/such/thing', '--diff', 'a', 'b'], /do not go together/],
  [['--replay', 'argus.getEvent/law/no-such-law~0000'], /no check is called argus.getEvent\/law\/no-such-law/],
  [['--diff', 'a.json'], /takes two reports/],
  [['--diff', 'no-such-file', 'nor-this'], /cannot read no-such-file/],
  [['--diff', 'package.json', 'package.json'], /is no report/],
  [['--credentials', 'no-such-file', '--target', 'https://x.example'], /cannot read credentials/],
  [['--report', 'json=/no/such/folder/x', '--events', '10', '--only', 'getMethods'], /cannot write/],
] as const)('%j is a mistake: one line, exit 2', (flags, line) => {
  const { status, stderr } = run(flags);
  expect([status, stderr]).toEqual([2, expect.stringMatching(line)]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a target needs credentials that fit, and ids that are ids', () => {
  const { status, stderr } = run(['--target', 'https://x.example', '--product', 'usm'], {
    ...environment,
    ARGUS_API_KEY: 'a/b/cdef',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining('no credentials for usm')]);
  const wrong = run(['--target', 'https://x.example', '--write', 'the-first-one'], live);
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('is no id of an event')]);
});

test('a target that is not there is exit 3, and the report says why', () => {
  const { status, stdout } = run(['--target', 'http://127.0.0.1:9'], live);
  expect(status).toBe(3);
  expect(stdout).toMatch(/The run ended early: .*127\.0\.0\.1:9 does not answer/);
});

test('a departure is exit 1, shown with a line to paste, and replayed by its id', async () => {
  const target = await altered((text, path) =>
    path.startsWith('/currentuser') ? text.replace(/"userName":"[^"]*"/, '"userName":7') : text,
  );
  const { code, out } = await beside([
    '--target',
    target,
    '--rps',
    '1000',
    '--product',
    'argus',
    '--only',
    'getCurrentUser',
  ]).done;
  expect([code, out]).toEqual([1, expect.stringContaining('$ARGUS_API_KEY')]);
  expect(out).not.toContain('mysecretapikey');
  const id = /--replay '(argus\.getCurrentUser[^']+)'/.exec(out)![1]!;
  const again = await beside(['--target', target, '--rps', '1000', '--product', 'argus', '--replay', id]).done;
  expect([again.code, again.out]).toEqual([1, expect.stringContaining(id)]);
  const { url } = await simulator();
  const gone = await beside(['--target', url, '--rps', '1000', '--product', 'argus', '--replay', id]).done;
  expect([gone.code, gone.out]).toEqual([0, expect.stringContaining('not seen again')]);
});

test('a member that no schema knows is a notice on a live target', async () => {
  const target = await altered((text, path) =>
    path.startsWith('/currentuser') ? text.replace('"data":{', '"data":{"brandNew":1,') : text,
  );
  const { code, out } = await beside([
    '--target',
    target,
    '--rps',
    '1000',
    '--product',
    'argus',
    '--only',
    'getCurrentUser',
  ]).done;
  expect([code, out]).toEqual([0, expect.stringMatching(/Notices:[\s\S]*brandNew/)]);
});

test('Ctrl-C ends a run with the report so far, and --resume goes on from there', async () => {
  const state = join(folder(), 'state.json');
  const flags = ['--profile', 'schema', '--resume', state, '--product', 'argus'];
  const broken: { stop?: () => void } = {};
  const target = await altered(
    (text) => text,
    (count) => count === 15 && broken.stop?.(),
  );
  const first = beside(['--target', target, '--rps', '1000', ...flags]);
  broken.stop = () => void first.child.kill('SIGINT');
  const { code, out } = await first.done;
  expect([code, out]).toEqual([130, expect.stringContaining('The run ended early: interrupted')]);
  expect(existsSync(state)).toBe(true);
  delete broken.stop;
  const second = await beside(['--target', target, '--rps', '1000', ...flags]).done;
  expect(second.code).toBe(0);
  expect(second.out).not.toContain('ended early');
  expect(existsSync(state)).toBe(false);
});

test('the state of another run is no state of this one', async () => {
  const state = join(folder(), 'state.json');
  writeFileSync(state, '{"target":"https://elsewhere.example","seed":"1","results":[],"findings":[]}');
  const { status, stderr } = run(['--target', 'http://127.0.0.1:9', '--resume', state], live);
  expect([status, stderr]).toEqual([2, expect.stringContaining('is no state of a run against http://127.0.0.1:9')]);
});

test('two reports are put side by side', () => {
  const at = folder();
  for (const name of ['a', 'b'])
    run(['--events', '50', '--only', 'argus.getEvent/schema', '--report', `json=${at}/${name}.json`]);
  const { status, stdout } = run(['--diff', `${at}/a.json`, `${at}/b.json`]);
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/\d+ checks came out alike, 0 did not, 0 were asked of one only/),
  ]);
});

test('the proxy judges a client until it is stopped', async () => {
  const target = await altered((text) => text.replace(/"count":\d+/, '"count":"some"'));
  const proxy = beside(['--proxy', target, '--port', '0']);
  while (!proxy.said().includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 10));
  const url = /through (\S+)/.exec(proxy.said())![1]!;
  const answer = await fetch(`${url}/events/v1/aggregated?limit=2`, {
    headers: { 'Argus-API-Key': '1/2/mysecretapikey' },
  });
  expect(await answer.text()).toContain('"count":"some"');
  proxy.child.kill('SIGINT');
  const { code, out } = await proxy.done;
  expect([code, out]).toEqual([1, expect.stringContaining('argus.listAggregatedEvents/schema/')]);
  expect(out).not.toContain('mysecretapikey');
});
