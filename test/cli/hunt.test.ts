/** `siem-sim hunt` as people and jobs call it: what is wrong with a command, what a client does that no client should, reports. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'hunt-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const run = (flags: readonly string[], command: readonly string[]) =>
  spawnSync(process.execPath, [program, 'hunt', '--client-time', 'env', ...flags, '--', ...command], {
    encoding: 'utf8',
  });

/** What has ended and waits to be told so is a zombie. */
function isRunning(pid: string): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
}

const shell = (text: string): readonly string[] => ['sh', '-c', text];

test.each([
  [['no-such-command'], [], 'there is no command no-such-command'],
  [['true'], ['--env', 'KEY={nobody}'], '{nobody} is not known'],
  [['true'], ['--expect', '/no/such/file'], 'cannot read /no/such/file'],
  [['true'], ['--schedule', '/no/such/file'], 'cannot read /no/such/file'],
  [['true'], ['--without', 'luck'], '--without luck: there are burst'],
  [['true'], ['--scenario', 'nowhere'], 'nowhere'],
])('%j with %j is a usage error in one line', (command, flags, said) => {
  const { status, stderr, stdout } = run(flags, command);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(said);
});

test('a schedule that is none is told with its file and place', () => {
  const file = join(folder(), 'schedule.json');
  writeFileSync(
    file,
    JSON.stringify({ seed: '1', scenario: 'empty', start: '2026-10-14T10:00:00Z', every: '5m', events: [1] }),
  );
  const { status, stderr } = run(['--schedule', file], ['true']);
  expect([status, stderr]).toEqual([2, expect.stringContaining(`${file}: disturbances`)]);
});

test('a client that delivers nothing fails undisturbed, and what it wrote is printed', () => {
  const { status, stdout } = run([], shell('echo no configuration; exit 4'));
  expect(status).toBe(3);
  expect(stdout).toContain('The client fails even undisturbed');
  expect(stdout).toContain('no configuration');
});

test('a client that writes without end is ended, and no more than some of it is kept', () => {
  const { status, stdout } = run([], ['yes']);
  expect(status).toBe(3);
  expect(stdout).toContain('the client wrote without end');
  expect(stdout.length).toBeLessThan(10_000);
});

test('a client that ignores to be asked to end, and what it has begun, are ended', () => {
  const file = join(folder(), 'pids');
  const { status, stdout } = run(
    ['--timeout', '1'],
    shell(`trap '' TERM; setsid sleep 99 & echo $! >>${file}; sleep 98 & echo $! >>${file}; wait; sleep 97`),
  );
  expect([status, stdout]).toEqual([3, expect.stringContaining('did not end in time')]);
  const left = readFileSync(file, 'utf8').trim().split('\n').filter(isRunning);
  expect(left).toEqual([]);
});

const faulty = `
  const { HUNT_URL: url, HUNT_ARGUS_KEY: key, HUNT_SINK: sink, HUNT_STATE: state, HUNT_NOW: now } = process.env;
  const fs = await import('node:fs');
  const headers = { 'Content-Type': 'application/json', 'Argus-API-Key': key };
  const file = state + '/since';
  const since = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : Date.parse(now);
  const body = JSON.stringify({ startTimestamp: since, sortBy: ['startTimestamp'], limit: 1000 });
  const answer = await fetch(url + '/events/v1/aggregated/search', { method: 'POST', headers, body });
  if (!answer.ok) process.exit(1);
  const { data } = await answer.json();
  for (const event of data) OUT(event);
  fs.writeFileSync(file, String(Math.max(since, ...data.map((event) => event.startTimestamp + 1))));
`;

test('what is found is kept, played again by its schedule, and reported in all forms', { timeout: 1_200_000 }, () => {
  const place = folder();
  const command = [
    process.execPath,
    '--input-type=module',
    '-e',
    faulty.replace('OUT(event)', 'console.log(JSON.stringify(event))'),
  ];
  const reports = ['json', 'junit', 'html'].flatMap((form) => ['--report', `${form}=${place}/report.${form}`]);
  // What a killed client had printed by then depends on the machine.
  const hunted = ['--deliver', 'stdout', '--schedules', '20', '--without', 'kill'];
  const first = run([...hunted, '--keep', place, ...reports], command);
  expect(first.status).toBe(1);
  expect(first.stdout).toMatch(/confirmed 3 of 3[^]*1 of \d+ events was never delivered[^]*becomes visible: lost/);
  const report = JSON.parse(readFileSync(`${place}/report.json`, 'utf8')) as {
    readonly conviction: { readonly class: string };
  };
  expect(report.conviction.class).toBe('known');
  expect(readFileSync(`${place}/report.junit`, 'utf8')).toContain('failures="1"');
  expect(readFileSync(`${place}/report.html`, 'utf8')).toMatch(/<svg[^]*class="event"/);
  const again = run(['--deliver', 'stdout', '--schedule', `${place}/schedule.json`], command);
  expect([again.status, again.stdout]).toEqual([1, expect.stringContaining('found by schedule 1 of 1')]);
  const scenario = spawnSync(process.execPath, [program, 'scenario', 'validate', `${place}/scenario.yaml`], {
    encoding: 'utf8',
  });
  expect([scenario.status, scenario.stderr]).toEqual([0, '']);
});
