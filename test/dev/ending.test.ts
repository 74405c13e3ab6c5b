/** The last lines of a run of `.ci/run`, which are all that some services show. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siem-sim-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Told = { readonly fullName: string; readonly status: string; readonly failureMessages?: readonly string[] };

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const report = (name: string, files: readonly object[]): void => write(name, JSON.stringify({ testResults: files }));
const file = (name: string, ...assertionResults: readonly Told[]): object => ({
  name: join(process.cwd(), name),
  status: assertionResults.some(({ status }) => status === 'passed') ? 'passed' : 'failed',
  assertionResults,
  message: assertionResults.length === 0 ? 'SyntaxError: no such export' : '',
});
const passed = (fullName: string): Told => ({ fullName, status: 'passed' });
const failed = (fullName: string, message: string): Told => ({
  fullName,
  status: 'failed',
  failureMessages: [message],
});

/** What is printed at the end, and the exit code. */
function ending(): { readonly said: string; readonly lastLine: string | undefined; readonly code: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['.ci/ending.mjs', folder], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return { said: stdout, lastLine: stdout.trimEnd().split('\n').at(-1), code: status };
}

test('a good run ends with its times and the number of tests of all parts', () => {
  write('parts', '12\t0\tnpm cit\n3\t0\tlaws of replicas\n');
  write('output-1', 'a line\nskipped: chromium is not installed\n');
  report('report.json', [file('test/a.test.ts', passed('a'), passed('b'))]);
  report('report-of-replicas.json', [file('test/c.test.ts', passed('c'))]);
  const { said, lastLine, code } = ending();
  expect(said).toContain('  12 s  npm cit\n   3 s  laws of replicas\n');
  expect(said).toContain('skipped in npm cit: chromium is not installed\n');
  expect(lastLine).toBe('3 passed, 0 failed');
  expect(code).toBe(0);
});

test('a failed test is told with its name, its file and the beginning of its message, without colours', () => {
  write('parts', '12\t1\tnpm cit\n');
  report('report.json', [file('test/a.test.ts', failed('a > b', `\u001B[31mexpected 1${'!'.repeat(900)}`))]);
  const { said, lastLine, code } = ending();
  expect(said).toContain('FAILED test: a > b\n  in test/a.test.ts\n    expected 1!!!');
  expect(said).toContain('!… (310 characters more)');
  expect(lastLine).toBe('0 passed, 1 failed');
  expect(code).toBe(1);
});

test('a file that does not load counts as a failed test', () => {
  write('parts', '12\t1\tnpm cit\n');
  report('report.json', [file('test/a.test.ts')]);
  const { said, lastLine } = ending();
  expect(said).toContain('FAILED test: the file as a whole\n  in test/a.test.ts\n    SyntaxError: no such export');
  expect(lastLine).toBe('0 passed, 1 failed');
});

test('a part that failed besides the tests is named with its last words, and counts as one', () => {
  write('parts', '12\t0\tnpm cit\n3\t7\timage\n');
  write('output-2', `${'built\n'.repeat(500)}no space is left\n`);
  report('report.json', [file('test/a.test.ts', passed('a'))]);
  const { said, lastLine, code } = ending();
  expect(said).toContain('   3 s  image (failed with 7)\n');
  expect(said).toMatch(/FAILED part: image \(exit code 7\); its last words:\n( {4}built\n)+ {4}no space is left\n/);
  expect(lastLine).toBe('1 passed, 1 failed');
  expect(code).toBe(1);
});

test('tests that came to no report are a failed part', () => {
  write('parts', '12\t1\tnpm cit\n');
  write('report.json', '{"testResults": [');
  expect(ending()).toMatchObject({ lastLine: '0 passed, 1 failed', code: 1 });
});

test('what failed fits into the last 12 KB, after what was skipped and sampled', () => {
  write('parts', '12\t1\tnpm cit\n');
  write('sampled', Array.from({ length: 60 }, (_, n) => `${n} of 100: ${'x, '.repeat(2000)}`).join('\n'));
  const skipped = Array.from({ length: 169 }, (_, n) => ({ fullName: `left out ${n}`, status: 'pending' }));
  const broken = Array.from({ length: 25 }, (_, n) =>
    failed(`${n} ${'name '.repeat(200)}`, 'line of a message\n'.repeat(90)),
  );
  report('report.json', [file('test/a.test.ts', ...skipped, ...broken)]);
  const { said, lastLine } = ending();
  const shown = said.slice(-12_000);
  expect(shown).toContain('  12 s  npm cit (failed with 1)');
  for (let n = 0; n < 10; n++) expect(shown).toContain(`FAILED test: ${n} name`);
  expect(shown).toContain('15 failed tests more');
  expect(said).toContain('skipped: 129 tests more');
  const sampled = said.split('\n').filter((line) => line.startsWith('sampled: '));
  expect(sampled).toHaveLength(60);
  for (const line of sampled) expect(line).toMatch(/^sampled: .{1,160}… \(\d+ characters more\)$/);
  expect(lastLine).toBe('0 passed, 25 failed');
});
