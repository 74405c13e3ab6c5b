/** Published attacks become scenarios: inputs made up for these tests, in three public formats. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { scenarioFrom } from '../../../src/cli/scenario/from/from.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { parseScenario, type Scenario } from '../../../src/generator/scenario.ts';
import { makesEvents } from '../../../src/generator/stories/story.ts';

const input = (name: string): string => fileURLToPath(new URL(`inputs/${name}`, import.meta.url));

function fileOf(text: string, name = 'written.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'from-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The scenario that a file becomes, read as anybody's. */
function read(name: string): { readonly scenario: Scenario; readonly text: string; readonly told: number } {
  const { text, told } = scenarioFrom(input(name));
  return { scenario: parseScenario(fileOf(text)), text, told };
}

const stepsOf = ({ stories = {} }: Scenario) =>
  Object.values(stories).flatMap(({ steps }) =>
    Object.entries(steps).map(([name, step]) => ({ name, since: null, ...step })),
  );

/** The techniques that a World of it tells, in the order in which they happen. */
function techniquesOf(scenario: Scenario): readonly string[] {
  const { stories, details } = makeWorld({ seed: '1', scenario });
  const steps = stories.tellings.flatMap(({ steps: own }) => own).toSorted((one, other) => one.begin - other.begin);
  return steps.flatMap((step) => {
    const event = stories.events.find(({ number }) => number === step.events?.first);
    return event === undefined ? [] : [details[event.detail]?.detection.attack.technique ?? ''];
  });
}

test('an adversary with its abilities in a folder is told in their order, with a comment for what nothing tells', () => {
  const { scenario, text, told } = read('adversary.yml');
  expect(scenario.title).toBe('Quiet visitor');
  expect(techniquesOf(scenario)).toEqual(['T1059.001', 'T1003.001']);
  expect(told).toBe(2);
  expect(text).toMatch(/# Think about it: no alarm for T1999/);
  expect(text).toMatch(/# ability 11111111-2222-4333-8444-000000000009: names no technique/);
  // Of several alarms of one technique, the one whose words the ability uses.
  expect(text).toMatch(/dump-credentials-with-a-system-libra\w*: \{ alarm: cred-comsvcs/);
});

test('phases of older adversaries go by their numbers', () => {
  expect(techniquesOf(read('phases.yml').scenario)).toEqual(['T1059.001', 'T1003.001']);
});

test('an emulation plan is told step by step', () => {
  const { scenario, text } = read('plan.yaml');
  expect(scenario.title).toBe('Grey Heron');
  expect(techniquesOf(scenario)).toEqual(['T1566.001', 'T1071.001', expect.stringMatching(/^T1053/)]);
  expect(text).toMatch(/# 2\.A\.2 A key in the firmware: no alarm for T0857/);
});

test('an attack flow is told so that each action follows what led to it, through operators and conditions', () => {
  const { scenario, text } = read('flow.json');
  const names = stepsOf(scenario).map(({ name }) => name);
  expect(names.slice(0, 2).toSorted()).toEqual(['exploit-a-public-server', 'guess-passwords-over-rdp']);
  expect(names.slice(2).toSorted()).toEqual(['dump-lsass', 'shadow-copies-deleted']);
  // Both follow the later of the two ways in, side by side.
  expect(stepsOf(scenario).at(-1)?.since).toBe(`${names[1]}.end`);
  expect(text).toMatch(/T1110\.001/);
});

test('each step says who takes part: by the names of the file, and hosts of one system are one host', () => {
  const { scenario } = read('flow.json');
  const steps = stepsOf(scenario);
  expect(scenario.stories?.['plan']?.actors).toMatchObject({
    'grey-heron': { role: 'outside' },
    'file-server-2': { role: 'client' },
    victim: { role: 'client' },
  });
  expect(steps.find(({ name }) => name === 'shadow-copies-deleted')).toMatchObject({ from: 'file-server-2' });
  expect(steps.find(({ name }) => name === 'dump-lsass')).toMatchObject({ from: 'victim', user: 'user' });
  for (const name of ['adversary.yml', 'plan.yaml', 'flow.json']) {
    const { stories } = makeWorld({ seed: '1', scenario: read(name).scenario });
    for (const step of stories.tellings.flatMap(({ steps: own }) => own)) expect(step.from ?? null).not.toBe(null);
  }
});

test('all that is told makes events, whatever the seed', () => {
  for (const name of ['adversary.yml', 'plan.yaml', 'flow.json'])
    for (const seed of ['1', '2']) {
      const { scenario } = read(name);
      const { stories } = makeWorld({ seed, scenario });
      const expected = Object.values(scenario.stories ?? {}).flatMap(({ steps }) =>
        Object.values(steps).filter((step) => makesEvents(step)),
      );
      expect(stories.events).toHaveLength(expected.length);
    }
});

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

function refused(file: string): { readonly code: number; readonly err: string } {
  try {
    execFileSync(process.execPath, [program, 'scenario', 'from', file], { stdio: 'pipe' });
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { code: status, err: stderr.toString() };
  }
  throw new Error('it was taken');
}

test.each([
  ['a.yaml', 'name: [', /a\.yaml:1:\d+: /],
  ['b.yaml', '', /b\.yaml:1:1: the file is empty/],
  ['c.yaml', 'title: something else\n', /c\.yaml:1:1: the file is no adversary/],
  [
    'd.yaml',
    'name: x\natomic_ordering:\n  - 11111111-2222-4333-8444-00000000000f\n',
    /d\.yaml:3:5: atomic_ordering\[0\] names/,
  ],
  ['e.yaml', 'name: x\natomic_ordering: 7\n', /e\.yaml:2:18: atomic_ordering is no list/],
  [
    'f.yaml',
    '- emulation_plan_details: { adversary_name: x }\n- name: y\n  technique: { attack_id: T10591 }\n',
    /f\.yaml:3:27: \[1\]\.technique\.attack_id is no ATT&CK technique/,
  ],
  [
    'g.json',
    '{"type": "bundle",\n "objects": [{"type": "attack-action", "id": "a", "name": "n",\n "effect_refs": ["b"]}]}',
    /g\.json:3:18: .* leads to nothing/,
  ],
  ['h.json', '{"type": "bundle",\n "objects": []}', /h\.json:2:13: objects has neither/],
  ['i.json', '{"type": "bundle",\n "objects": [}', /i\.json:2:\d+: /],
])('what is wrong with %s is told in one line, with its place', (name, text, message) => {
  const { code, err } = refused(fileOf(text, name));
  expect(code).toBe(2);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(message);
});

test.each([
  ['x', 'names no technique'],
  ['N/A', 'names no technique'],
  ['T1189', 'T1189'],
  ['T1189, T1204.002', 'T1189'],
])('a step whose technique is %s, as published plans have it, is a step all the same', (technique, told) => {
  const details = '- emulation_plan_details: { adversary_name: x }\n';
  const step = `- name: Log in again\n  tactic: x\n  technique: { attack_id: "${technique} ", name: x }\n  procedure_step: x\n`;
  expect(scenarioFrom(fileOf(`${details}${step}`, 'plan.yaml')).text).toContain(told);
});

test('what is there already is not written over', () => {
  const file = fileOf('mine\n');
  expect(() =>
    execFileSync(process.execPath, [program, 'scenario', 'from', input('plan.yaml'), '-o', file], {
      stdio: 'pipe',
    }),
  ).toThrow(/exists already/);
  expect(readFileSync(file, 'utf8')).toBe('mine\n');
});
