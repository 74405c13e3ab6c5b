/** Own alarms as nobody should write them: each mistake is told in a line with its place, and none is taken for something else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseScenario } from '../../../src/generator/scenario.ts';
import { UserError } from '../../../src/kernel/fault.ts';

const head = 'title: x\nextends: default\nvolume: { events: 50 }\nalarms:\n';

/** What is said of a scenario with these alarms, a line for each mistake, the name of its file left out. */
function saidOf(alarms: string, rest = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'own.yaml');
  writeFileSync(path, `${head}${alarms}\n${rest}`);
  try {
    parseScenario(path);
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return '';
}

const alarm = (more: string, name = 'mine'): string =>
  `  ${name}: { name: A name, category: endpoint, severity: high, attack: T1059, ${more} }`;

const wellMade = "http: { path: '/[[abc]]{hex8}' }";
const letters = (count: number): string => 'a'.repeat(count);

test.each([
  [
    'host of two words, one of them somebody’s',
    "vary: { w: [b.example, evil.com] }, http: { path: '/[[abc]]', host: '{w}' }",
  ],
  ['host that is put together', "vary: { w: [evil] }, http: { path: '/[[abc]]', host: '{w}.com' }"],
  ['host with a user', "http: { path: '/[[abc]]', host: a.example@evil.com }"],
  ['host in capitals', "http: { path: '/[[abc]]', host: EVIL.COM }"],
  ['number for a host', "http: { path: '/[[abc]]', host: '134744072' }"],
  ['address of version 6', "sysmon: { EventID: 3, DestinationIp: '2606:4700::1111', Image: '[[x.exe]]' }"],
])('a %s may be somebody’s', (_, section) => {
  expect(saidOf(alarm(section))).toMatch(/^own\.yaml:5:\d+: alarms\.mine\.\w+\.\w+ names \S+, which may be somebody's/);
});

test.each([
  ["vary: { w: [a.example, b.test] }, http: { path: '/[[abc]]', host: '{w}' }"],
  [
    "sysmon: { EventID: 3, DestinationIp: '2001:db8::1', Image: '[[x.exe]]', Mac: '00:11:22:33:44:55', At: '12:30:45' }",
  ],
  ["windows: { EventID: 4104, ScriptBlockText: '[Convert]::[[FromBase64String]]' }"],
])('what is nobody’s is taken: %s', (section) => {
  expect(saidOf(alarm(section))).toBe('');
});

test.each([
  ['a line more in a path', 'http: { path: "/[[abc]]\\r\\nX: y" }', 'path must be one line'],
  [
    'a line more in a header',
    'http: { path: "/[[abc]]", headers: { X: "a\\r\\nY: b" } }',
    'headers.X must be one line',
  ],
  ['a line more in a log of lines', 'auth: { program: sshd, message: "[[abc]]\\nx" }', 'message must be one line'],
  ['a space in a path', "http: { path: '/[[a b]]' }", 'path must have no spaces'],
  ['a length of its own', "http: { path: '/[[abc]]', headers: { Content-Length: '5' } }", 'is written by itself'],
  ['a part of a domain that is too long', `dns: { name: '[[${letters(64)}]].example' }`, 'must be a domain name'],
  ['a domain of other letters', "dns: { name: '[[ünï]].example' }", 'must be a domain name'],
  ['a name that is filled in already', `vary: { user: [a] }, http: { path: '/[[abc]]{user}' }`, 'vary.user has a name'],
  ['a name that is filled in nowhere', `vary: { w: [a] }, ${wellMade}`, 'vary.w is filled in nowhere'],
  ['a name in capitals', "sysmon: { EventID: 1, Image: '[[x.exe]] {User}' }", 'did you mean user?'],
  ['__proto__ filled in', "http: { path: '/[[abc]]{__proto__}' }", 'has {__proto__} in it'],
  ['constructor filled in', "http: { path: '/[[abc]]{constructor}' }", 'has {constructor} in it'],
  ['a brace that is open', "http: { path: '/[[abc]]{hex8' }", 'has a {hex8 without its }'],
  ['digits without end', "http: { path: '/[[abc]]{hex999}' }", 'has {hex999} in it'],
  ['text for a number of events', "sysmon: { EventID: one, Image: '[[x.exe]]' }", 'EventID must be a whole number'],
  ['a field of lists', "sysmon: { EventID: 1, Image: ['[[x.exe]]'] }", 'Image must be string,number,boolean'],
  ['a field named __proto__', "sysmon: { EventID: 1, __proto__: '[[x.exe]]' }", 'has a key "__proto__"'],
  ['a field twice', "sysmon: { EventID: 1, Image: '[[x.exe]]', Image: y }", 'Image is there twice'],
  ['both sides in one turn', "tcp: { port: 8, talk: [{ client: '[[a]]', server: b }] }", 'takes one of client, server'],
  ['a side that is none', "tcp: { port: 80, talk: [{ bob: '[[abc]]' }] }", 'bob is an unknown key; there are client'],
  ['a port that is none', "tcp: { port: .nan, talk: [{ client: '[[abc]]' }] }", 'port must be integer'],
  ['a very long text', `http: { path: '/[[${letters(70_000)}]]' }`, 'must NOT have more than 2000 characters'],
  ['a signature of others', `signature: 7, ${wellMade}`, 'signature must be >= 1000000'],
])('%s is told with its place', (_, section, message) => {
  const said = saidOf(alarm(section));
  expect(said).toContain(message);
  for (const line of said.split('\n')) expect(line).toMatch(/^own\.yaml:\d+:\d+: \S.{0,500}$/);
});

test.each(['__proto__', 'A b/../c', letters(50)])('an alarm cannot be named %s', (name) => {
  expect(saidOf(alarm(wellMade, `'${name}'`))).toMatch(/^own\.yaml:5:3: alarms has a key ".*", which must match/);
});

test('an alarm named as all objects have something is one like any other', () => {
  const steps = 'stories: { s: { title: t, at: -1h, steps: { constructor: { alarm: constructor } } } }';
  expect(saidOf(alarm(wellMade, 'constructor'), steps)).toBe('');
});

test('of an alarm that is wrong, its steps are not told as well', () => {
  const steps = 'stories: { s: { title: t, at: -1h, steps: { one: { alarm: mine } } } }';
  expect(saidOf(alarm('tcp: { port: 80 }'), steps)).not.toContain('names no alarm');
});

test('a step the other way round is told what would turn it', () => {
  const actors = 'actors: { a: { role: outside }, b: { role: client } }';
  const steps = `stories: { s: { title: t, at: -1h, ${actors}, steps: { one: { alarm: mine, from: a, to: b } } } }`;
  expect(saidOf(alarm("tls: { sni: '[[abc.example]]' }"), steps)).toContain('unless its `direction` says otherwise');
});

test('of a name of several parts, one that has them all is meant', () => {
  const steps = 'stories: { s: { title: t, at: -1h, steps: { one: { alarm: cred-ntdsutil } } } }';
  expect(saidOf(alarm(wellMade), steps)).toContain('did you mean cred-ntds-ntdsutil?');
});
