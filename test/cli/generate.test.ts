import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'dist/main.js');
const run = (...flags: readonly string[]) =>
  spawnSync(process.execPath, [program, ...flags], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'generate-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('a partition is a file and a manifest that tells its hash, rows and bytes', () => {
  const out = folder();
  const { status, stdout } = run('generate', '--events', '100', '--out', out, '--partition', '2/3');
  expect([status, stdout]).toEqual([0, '']);
  expect(readdirSync(out).sort()).toEqual(['aggregated-2-of-3.ndjson', 'aggregated-2-of-3.ndjson.manifest.json']);
  const bytes = readFileSync(join(out, 'aggregated-2-of-3.ndjson'));
  const manifest = JSON.parse(readFileSync(join(out, 'aggregated-2-of-3.ndjson.manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    scenario: 'default',
    seed: '1',
    kind: 'aggregated',
    format: 'ndjson',
    partition: { part: 2, of: 3 },
    rows: 33,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(bytes.toString().split('\n')).toHaveLength(34);
});

test('raw events come as rows of their own', () => {
  const { stdout } = run('generate', '--events', '20', '--kind', 'raw', '--out', '-');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.length).toBeGreaterThan(20);
  expect(events.every(({ id }) => id.startsWith('NIDS/'))).toBe(true);
});

test('the world format can be said, and one that there is not is told', () => {
  const flags = ['generate', '--events', '7', '--out', '-'];
  expect(run(...flags, '--world-format', '1').stdout).toBe(run(...flags).stdout);
  const { status, stderr } = run(...flags, '--world-format', '99');
  expect([status, stderr.trim()]).toEqual([2, 'siem-sim: there is no world format 99; there are 1, 2']);
});

test('JSON is one array', () => {
  expect(JSON.parse(run('generate', '--events', '7', '--format', 'json', '--out', '-').stdout)).toHaveLength(7);
  expect(JSON.parse(run('generate', '--events', '0', '--format', 'json', '--out', '-').stdout)).toEqual([]);
});

test('a reader that goes away early is no fault', () => {
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${program}" generate --events 5000 --out - | head -n 1 >/dev/null; exit 0`],
    { encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([0, '']);
});

test('an interrupted run leaves nothing that looks whole', async () => {
  const out = folder();
  const child = spawn(process.execPath, [program, 'generate', '--scenario', 'large', '--out', out], {
    stdio: 'ignore',
  });
  while (readdirSync(out).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect([code, readdirSync(out)]).toEqual([130, []]);
});

test('a run that is killed leaves only a file that says it is unfinished', async () => {
  const out = folder();
  const child = spawn(process.execPath, [program, 'generate', '--scenario', 'large', '--out', out], {
    stdio: 'ignore',
  });
  while (readdirSync(out).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(readdirSync(out)).toEqual(['aggregated-1-of-1.ndjson.partial']);
});

test('an output that cannot be written is one line and exit 2', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const { status, stderr } = run('generate', '--events', '5', '--out', join(file, 'below'));
  expect([status, stderr.trim().split('\n')]).toEqual([
    2,
    [expect.stringMatching(/^siem-sim: cannot write to .*ENOTDIR/)],
  ]);
});

test.skipIf(process.platform !== 'linux')('a device that is full is one line and exit 2', () => {
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${program}" generate --events 5000 --out - > /dev/full`],
    { encoding: 'utf8' },
  );
  expect([status, stderr.trim().split('\n')]).toEqual([2, [expect.stringMatching(/^siem-sim: .*ENOSPC/)]]);
});

test.each([
  [['generate', '--partition', '8/7', '--out', '-'], '--partition'],
  [['generate', '--partition', '0/7', '--out', '-'], '--partition'],
  [['generate', '--partition', 'half', '--out', '-'], '--partition'],
  [['generate', '--events', '-5', '--out', '-'], '--events'],
  [['generate', '--events', '99999999', '--out', '-'], '--events'],
  [['generate', '--format', 'xml', '--out', '-'], '--format'],
  [['generate', '--kind', 'cooked', '--out', '-'], '--kind'],
  [['generate', '--end', 'tomorrow', '--out', '-'], '--end'],
  [['generate', '--end', '2026-11-02T00:00:00+01:00', '--out', '-'], '--end'],
  [['generate', '--scenario', 'nowhere', '--out', '-'], 'nowhere'],
  [['generate', '--nonsense'], '--nonsense'],
  [['serve', '--port', '99999'], '--port'],
  [['serve', '--port', 'http'], '--port'],
  [['serve', '--host', '192.0.2.1', '--port', '0'], '192.0.2.1'],
  [['serve', 'extra'], 'arguments'],
  [['juggle'], 'juggle'],
])('%j is one line about %s and exit 2', (flags, what) => {
  const { status, stdout, stderr } = run(...flags);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(what);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('invalid YAML is told with file, line and column', () => {
  const file = join(folder(), 'broken.yaml');
  writeFileSync(file, 'title: x\nextends: default\nvolume: { events: many }\n');
  const { status, stderr } = run('generate', '--scenario', file, '--out', '-');
  expect([status, stderr.trim()]).toEqual([2, expect.stringContaining(`${file}:3:19: volume.events`)]);
});

test('memory does not grow with the number of events', async () => {
  const peak = (events: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const script = `process.on('exit',()=>process.stderr.write('PEAK '+process.resourceUsage().maxRSS));process.argv=[process.argv[0],'${program}','generate','--events','${events}','--out','-'];await import('${program}')`;
      execFile(
        process.execPath,
        ['--input-type=module', '-e', script],
        { maxBuffer: 2 ** 28, encoding: 'buffer' },
        (error, _, stderr) => {
          const found = /PEAK (\d+)/.exec(stderr.toString());
          if (found === null) reject(error ?? new Error(stderr.toString()));
          else resolve(Number(found[1]));
        },
      );
    });
  expect((await peak(20_000)) - (await peak(2000))).toBeLessThan(120_000);
});
