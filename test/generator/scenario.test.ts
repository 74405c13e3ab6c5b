import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, expect, onTestFinished } from 'vitest';
import { UserError } from '../../src/kernel/fault.ts';
import { packageRoot } from '../../src/kernel/package.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { bugScenarios, readScenario, shippedScenarios } from '../../src/generator/scenario.ts';

/** A scenario that is just whole enough. */
const least = `title: Least
period: { days: 1, end: 2026-11-02T00:00:00Z }
volume: { events: 5 }
domain: { id: 1, name: TEST }
customers:
  - id: 7
    shortName: one
    name: One
    weight: 1
    networks: [10.0.0.0/24]
    sensors:
      - { id: 1, hostName: ids1, address: 10.0.0.1, location: { id: 1, shortName: here, name: Here, timeZone: Europe/Oslo } }
users:
  - { id: 1, role: analyst, customer: one }
`;

function file(text: string, name = 'story.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const complaintOf = (path: string): string => {
  try {
    makeWorld({ seed: '1', scenario: readScenario(path) });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
};

test('the smallest scenario makes a World', () => {
  const world = makeWorld({ seed: '1', scenario: readScenario(file(least)) });
  expect([world.scenario, world.aggregated.length, world.keys.length, world.cases.length]).toEqual(['story', 5, 0, 0]);
});

test.each([
  ['an unknown key', least.replace('title: Least', 'title: Least\ncolour: red'), ':2:', 'colour'],
  ['a wrong type', least.replace('weight: 1', 'weight: heavy'), ':9:13: customers[0].weight', 'integer'],
  ['a number out of range', least.replace('days: 1', 'days: 0'), ':2:17: period.days', '>= 1'],
  [
    'an address that is none',
    least.replace('[10.0.0.0/24]', '[10.0.0.0/44]'),
    ':10:16: customers[0].networks[0]',
    'format',
  ],
  ['a missing part', least.replace('domain: { id: 1, name: TEST }\n', ''), ':1:1: domain', 'required'],
  [
    'an unknown customer',
    least.replace('customer: one', 'customer: two'),
    ':14:39: users[0].customer',
    'names no customer: two',
  ],
  [
    'a repeated customer',
    least.replace(
      'users:',
      '  - { id: 7, shortName: two, name: Two, weight: 1, networks: [10.1.0.0/24], sensors: [{ id: 2, hostName: x, address: 10.1.0.1, location: { id: 1, shortName: here, name: Here, timeZone: UTC } }] }\nusers:',
    ),
    ':13:5: customers[1]',
    'repeats id 7',
  ],
  [
    'a customer with the id of a group',
    least.replace('customers:', 'groups:\n  - { id: 7, shortName: all, name: All }\ncustomers:'),
    ':8:5: customers[0]',
    'repeats id of a group 7',
  ],
  ['a key twice', least.replace('volume:', 'title: Again\nvolume:'), ':3:1:', 'unique'],
  ['a broken list', least.replace('[10.0.0.0/24]', '[10.0.0.0/24'), ':11:5:', ''],
  ['a tab', least.replace('    name: One', '\tname: One'), ':8:1:', ''],
])('%s is told with file, line and column', (_, text, place, message) => {
  const path = file(text);
  const complaint = complaintOf(path);
  expect(complaint).toContain(`${path}${place}`);
  expect(complaint).toContain(message);
  expect(complaint).not.toContain('\n');
});

test('a detection that does not exist is told, with those that do', () => {
  const complaint = complaintOf(file(`${least}detections: { no-such-attack: 2 }\n`));
  expect(complaint).toMatch(
    /:15:\d+: detections\.no-such-attack names no detection: no-such-attack; there are account-lockout/,
  );
});

test('an API key of nobody is told with its place', () => {
  const path = file(`${least}keys:\n  - { label: x, user: 99, key: 1, secret: abcdefgh }\n`);
  expect(complaintOf(path)).toMatch(/story\.yaml:16:\d+: keys\[0\]\.user/);
});

const cases = (first: string, second: string): string => `${least}cases:
  - { id: 1, customer: one, subject: A, status: closed, priority: low, opened: -1h${first} }
  - { id: 2, customer: one, subject: B, status: closed, priority: low, opened: -1h${second} }
`;

test('a case may be merged into one that is listed later', () => {
  const world = makeWorld({ seed: '1', scenario: readScenario(file(cases(', mergedInto: 2', ''))) });
  expect(world.cases[0]?.mergedInto).toBe(world.cases[1]);
});

test('cases merged in a circle are told', () => {
  expect(complaintOf(file(cases(', mergedInto: 2', ', mergedInto: 1')))).toMatch(/:16:\d+: cases\[0\]\.mergedInto/);
});

test('a scenario that extends another takes what it does not say itself', () => {
  const path = file('title: Derived\nextends: default\nvolume: { events: 3 }\n');
  const [derived, base] = [readScenario(path), readScenario('default')];
  expect(derived.title).toBe('Derived');
  expect(derived.volume).toEqual({ ...base.volume, events: 3 });
  expect(derived.customers).toEqual(base.customers);
});

test('a scenario that extends itself is told', () => {
  expect(complaintOf(file('title: Loop\nextends: loop\n', 'loop.yaml'))).toMatch(
    /loop\.yaml:2:\d+: extends leads back to the scenario itself: loop$/,
  );
});

test('an unknown scenario is told, with those that are shipped', () => {
  expect(complaintOf('no-such-scenario')).toMatch(/no-such-scenario.*default.*empty.*large/);
  expect(complaintOf('/no/such/file.yaml')).toContain('/no/such/file.yaml');
});

test('every shipped scenario is valid and begins with the schema that editors complete it by', () => {
  expect(shippedScenarios()).toEqual(expect.arrayContaining(['default', 'empty', 'large']));
  for (const name of [...shippedScenarios(), ...bugScenarios()]) expect(readScenario(name).name).toBe(name);
  const files = readdirSync(new URL('scenarios/', packageRoot), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => !/\.(yaml|pem)$/.test(name))).toEqual(['alarms', 'bugs']);
});

test('a World that would begin before 1970 is refused', () => {
  expect(() => makeWorld({ seed: '1', scenario: readScenario('default'), end: 1000 })).toThrow(UserError);
});

/** All that is told, without the name of the file. */
const complaintsOf = (text: string, name = 'story.yaml'): readonly string[] => {
  const path = file(text, name);
  return complaintOf(path)
    .split('\n')
    .map((line) => line.replace(path, ''));
};

test('all mistakes are told at once, in the order of the file, each with its place', () => {
  const text = least
    .replace('title: Least', 'title: Least\ncolour: red\ntitle: Twice')
    .replace('weight: 1', 'weight: heavy')
    .replace('customer: one }', 'customer: on, functions: [nothing] }');
  const stories = `stories:
  first:
    title: First
    at: -1h
    customer: tow
    steps:
      a: { alarm: sni-c, after: soon }
      b: { do: comment, by: nobody, about: c, verdict: real }
`;
  expect(complaintsOf(text + stories)).toEqual([
    expect.stringMatching(/^:2:\d+: colour is an unknown key/),
    expect.stringMatching(/^:3:1: Map keys must be unique/),
    expect.stringMatching(/^:11:\d+: customers\[0\]\.weight must be integer/),
    expect.stringMatching(/^:16:\d+: users\[0\]\.customer names no customer: on; did you mean one\?/),
    expect.stringMatching(/^:16:\d+: users\[0\]\.functions/),
    expect.stringMatching(/^:21:\d+: stories\.first\.customer names no customer: tow/),
    expect.stringMatching(/^:23:\d+: stories\.first\.steps\.a\.alarm names no alarm: sni-c; did you mean/),
    expect.stringMatching(/^:23:\d+: stories\.first\.steps\.a\.after does not fit/),
    expect.stringMatching(/^:24:\d+: stories\.first\.steps\.b\.comment is required/),
    expect.stringMatching(/^:24:\d+: stories\.first\.steps\.b\.by names no actor: nobody/),
    expect.stringMatching(/^:24:\d+: stories\.first\.steps\.b\.about names no step with events: c/),
    expect.stringMatching(/^:24:\d+: stories\.first\.steps\.b\.verdict must be one of threat/),
  ]);
});

test.each([
  ['an empty file', '', /^:1:1: the file is empty/],
  ['a file of comments', '# nothing\n\n# here\n', /^:1:1: the file is empty/],
  ['a file of nothing', '---\n', /^:1:1: the file is empty/],
  ['a list', '- title: x\n', /^:1:1: the file is no scenario/],
  ['a text', 'hello\n', /^:1:1: the file is no scenario/],
  ['an alias of nothing', `${least}keys: *none\n`, /^:15:7: alias \*none names no anchor/],
  ['an alias of itself', `${least}keys: &keys [*keys]\n`, /^:15:14: alias \*keys stands inside what it names/],
  ['two documents', `${least}---\ntitle: Second\n`, /^:1[56]:1: a second document begins here/],
  [
    'an unknown base',
    'title: Base\nextends: defautl\n',
    /^:2:10: extends names no scenario: defautl; did you mean default\?/,
  ],
  ['a base that is no name', 'title: Base\nextends: [default]\n', /^:2:10: extends must be string/],
])('%s is told with its place', (_, text, message) => expect(complaintsOf(text)[0]).toMatch(message));

test('aliases that double themselves again and again are told at once', () => {
  const lines = Array.from(
    { length: 40 },
    (_, at) => `  a${at}: &a${at} [${at === 0 ? '1' : `*a${at - 1}, *a${at - 1}`}]`,
  );
  expect(complaintsOf(`title: Bomb\nvolume:\n${lines.join('\n')}\n`)).toEqual([
    expect.stringMatching(/^:\d+:\d+: alias \*a\d+ repeats more than 200000 values/),
  ]);
});

test('many honest aliases are fine', () => {
  const text = least.replace('networks: [10.0.0.0/24]', 'networks: &nets [10.0.0.0/24]');
  expect(readScenario(file(text)).customers).toHaveLength(1);
});

test('what is wrong in the scenario that is extended is told with its own places, after the own mistakes', () => {
  const base = file(least.replace('weight: 1', 'weight: heavy'), 'base.yaml');
  const derived = join(dirname(base), 'derived.yaml');
  writeFileSync(derived, 'title: Derived\nextends: base\ncolour: red\n');
  const [own = '', other = ''] = complaintOf(derived).split('\n');
  expect([own, other]).toEqual([
    expect.stringContaining(`${derived}:3:`),
    expect.stringContaining(`${base}:9:13: customers[0].weight`),
  ]);
});
