import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, expect, onTestFinished } from 'vitest';
import { bugScenarios, shippedScenarios, readScenario } from '../../src/generator/scenario.ts';
import { axis, bars, lane, wrapped } from '../../src/cli/scenario/drawing.ts';
import { summaryOf, summaryText } from '../../src/cli/scenario/show.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function run(...argv: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/main.js'), 'scenario', ...argv], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'scenario-cli-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('list names every shipped scenario with its events', () => {
  const { code, out } = run('list');
  expect(code).toBe(0);
  const names = out
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0]);
  expect(names).toEqual(shippedScenarios());
  const rows = JSON.parse(run('list', '--json').out) as { name: string; background: number; storyEvents: number }[];
  expect(rows.find(({ name }) => name === 'paging-traps')).toMatchObject({ background: 1000 });
  expect(rows.find(({ name }) => name === 'paging-traps')?.storyEvents).toBeGreaterThan(300_000);
});

test('list --bugs names the scenarios of bugs with what a right client does, and each can be shown', () => {
  const { code, out } = run('list', '--bugs');
  expect(code).toBe(0);
  expect(out).toMatch(/^bugs\/late-arrival +Keeps its cursor by when events were stored/m);
  const rows = JSON.parse(run('list', '--bugs', '--json').out) as { name: string }[];
  expect(rows.map(({ name }) => name)).toEqual(bugScenarios());
  expect(run('show', 'bugs/late-arrival').out).toContain('20 × sqli-union');
});

test('alarms lists the catalogue of the newest format, and --search what has all the words in it', () => {
  const all = JSON.parse(run('alarms', '--json').out) as Record<string, unknown>[];
  expect(all.length).toBeGreaterThan(80);
  for (const row of all)
    expect(row).toMatchObject({ attack: expect.stringMatching(/^T\d{4}/), severity: expect.any(String) });
  expect(new Set(all.map(({ hasCapture }) => hasCapture))).toEqual(new Set([true, false]));
  const found = JSON.parse(run('alarms', '--search', 'dns capture', '--json').out) as { protocol: string }[];
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(all.length);
  expect(run('alarms', '--search', 'sni-c2').out).toMatch(/^ALARM .*\nsni-c2 /);
  expect(run('alarms', '--search', 'sqli-unoin')).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean sqli-union?'),
  });
});

test('show draws the background, and a lane for every step of every telling', () => {
  const { code, out } = run('show', 'ransomware');
  expect(code).toBe(0);
  expect(out).toContain('█');
  expect(out.match(/^beacon +[^\n]*●━+●/gm)).toHaveLength(2);
  expect(out.match(/^open +[^\n]*◆ .*openCase/gm)).toHaveLength(2);
  expect(out).not.toContain('\u001b');
});

test('show --json tells the steps with their instants', () => {
  const summary = JSON.parse(run('show', 'ransomware', '--json').out);
  expect(summary.density.reduce((sum: number, one: number) => sum + one, 0)).toBe(2500);
  expect(summary.tellings.map(({ customer }: { customer: string }) => customer)).toEqual(['seafood', 'bank']);
  const [mail] = summary.tellings[0].steps;
  expect(mail).toMatchObject({
    name: 'mail',
    what: 'mail-disc',
    kind: 'events',
    begin: '2026-10-27T11:00:00.000Z',
    count: 1,
  });
});

test.each([40, 60, 81, 120, 500])('a picture for %i columns is as wide as that, between 60 and 240', (width) => {
  const text = summaryText(summaryOf(readScenario('web-attack'), '1'), { width, colour: false });
  const widest = Math.max(
    ...text
      .split('\n')
      .filter((line) => /[●◆─]/.test(line))
      .map((line) => [...line].length),
  );
  expect(widest).toBeLessThanOrEqual(Math.min(240, Math.max(60, width)));
});

test('colour is for terminals', () => {
  const summary = summaryOf(readScenario('ransomware'), '1');
  const forced = summaryText(summary, { width: 100, colour: true });
  expect(summaryText(summary, { width: 100, colour: false })).not.toContain('\u001b');
  expect(forced.split('\n').length).toBe(summaryText(summary, { width: 100, colour: false }).split('\n').length);
});

test('what new writes validates and shows, and is never overwritten', () => {
  const file = join(folder(), 'mine.yaml');
  expect(run('new', file)).toMatchObject({ code: 0, out: '' });
  const written = readFileSync(file, 'utf8');
  expect(written).toMatch(/^# yaml-language-server: \$schema=.*schemas\/scenario\.schema\.json\n/);
  expect(run('validate', file)).toMatchObject({ code: 0, err: '' });
  expect(run('show', file).out).toContain('intrusion');
  const again = run('new', file);
  expect(again.code).toBe(2);
  expect(again.err).toContain('exists already');
  expect(readFileSync(file, 'utf8')).toBe(written);
});

test('validate tells each wrong file in one line with its place, and goes on', () => {
  const dir = folder();
  const wrong = join(dir, 'wrong.yaml');
  const right = join(dir, 'right.yaml');
  writeFileSync(
    wrong,
    'title: Wrong\nextends: default\nstories:\n  a: { title: A, at: -1h, steps: { one: { alarm: beacon-pixl } } }\n',
  );
  writeFileSync(right, 'title: Right\nextends: default\n');
  const { code, out, err } = run('validate', wrong, right);
  expect(code).toBe(2);
  expect(err).toBe(
    `siem-sim: ${wrong}:4:50: stories.a.steps.one.alarm names no alarm: beacon-pixl; did you mean beacon-pixel?\n`,
  );
  expect(out).toBe(`${right}: valid; 10000 background events, no stories\n`);
});

test('validate finds faults that contradict themselves', () => {
  const file = join(folder(), 'shaky.yaml');
  writeFileSync(file, 'title: Shaky\nextends: default\nfaults:\n  - { id: both, effect: { error: 503, count: -1 } }\n');
  const { code, err } = run('validate', file);
  expect(code).toBe(2);
  expect(err).toBe(
    `siem-sim: ${file}:4:34: fault both: effect.error and effect.count exclude each other: an error has no page\n`,
  );
});

test('validate finds what only shows when the World is made, with its place', () => {
  const file = join(folder(), 'crowd.yaml');
  writeFileSync(
    file,
    'title: Crowd\nextends: default\nstories:\n  a:\n    title: A\n    at: -1h\n    actors:\n      all: { role: client, count: 4000 }\n    steps: { one: { alarm: sni-c2, from: all } }\n',
  );
  expect(run('validate', file).err).toMatch(
    /crowd\.yaml:8:12: stories\.a\.actors\.all asks for 4000 clients: demo has \d+/,
  );
});

test.each([
  [['show', 'no-such'], 'no scenario "no-such"'],
  [['validate', '/no/such.yaml'], 'no readable file'],
  [['new', 'Not A Name'], 'lower-case letters'],
  [['dance'], 'unknown command'],
])('scenario %j ends in one line and code 2', (argv, message) => {
  const { code, err } = run(...argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
});

test('bars share out what lies between two cells, the highest is full', () => {
  expect(bars([0, 4, 8], 3, 1)).toEqual([' ▄█']);
  expect(bars([1, 1, 1], 2, 1)).toEqual(['██']);
  expect(bars([], 2, 1)).toEqual(['']);
});

test('a lane joins its marks and points to what lies beyond', () => {
  const scale = { from: 0, to: 100, cells: 10 };
  expect(lane([10, 50], scale, ['●', '━'])).toBe(' ●━━━●    ');
  expect(lane([10, 500], scale, ['●', '━'])).toBe(' ●       →');
  expect(lane([], scale, ['●', '━'])).toBe('          ');
});

test('an axis has ticks at round times with room for their labels', () => {
  const [ruler = '', labels = ''] = axis({ from: 3_600_000, to: 3 * 3_600_000, cells: 40 });
  expect([...ruler]).toHaveLength(40);
  expect(labels.trim().split(/ +/)).toEqual(['01:00', '02:00']);
  expect(ruler.match(/┬/g)).toHaveLength(2);
});

test('text is wrapped at spaces', () => {
  expect(wrapped('one two  three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('a disk that is full is no success', () => {
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', `"${process.execPath}" "${join(root, 'dist/main.js')}" scenario list > /dev/full`],
    {
      encoding: 'utf8',
    },
  );
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^siem-sim: cannot write the output: ENOSPC/)]);
});
