import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeWorld } from '../../../src/generator/generate.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { UserError } from '../../../src/kernel/fault.ts';
import { captureOf, eventPayload } from '../../../src/products/shared/captures.ts';
import { ruleFiles } from '../../../src/sim/operations/rules.ts';
import { service } from '../../support/service.ts';

function file(alarms: string, rest = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'own-alarms-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'own.yaml');
  writeFileSync(path, `title: Own alarms\nextends: empty\nalarms:\n${alarms}\n${rest}`);
  return path;
}

const head = 'name: A name, category: exploit, severity: high, attack: T1190';
const story = (steps: string): string => `stories:
  tale:
    title: A tale
    at: -1h
    customer: demo
    actors: { mallory: { role: outside }, clerk: { role: person, name: zoe.quist } }
    steps: { ${steps} }
`;

const worldOf = (path: string, events = 0) => makeWorld({ seed: '1', scenario: readScenario(path), events });
const complaintOf = (path: string): string => {
  try {
    readScenario(path);
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(/\S*own\.yaml/g, 'own.yaml');
    throw error;
  }
  return '';
};

test.each([
  ['nothing marked', 'http: { path: /x }', 'own.yaml:4:81: alarms.mine.http marks nothing between [[ and ]]'],
  ['a mark that is open', "http: { path: '/[[x' }", 'own.yaml:4:89: alarms.mine.http.path has a [[ without its ]]'],
  [
    'what differs looked for',
    "http: { path: '/[[{hex4}]]' }",
    'is looked for, so it must be the same each time: {hex4}',
  ],
  [
    'a name that is none',
    "http: { path: '/[[x]]{uzer}' }",
    'has {uzer} in it, which is nothing that is filled in; did you mean user?',
  ],
  [
    "somebody's host",
    "http: { path: '/[[x]]', host: shop.acme.com }",
    'use a reserved name, such as shop-acme-com.example',
  ],
  ["somebody's address", "http: { path: '/[[x]]', body: '8.8.8.8' }", 'use a private address, or one of documentation'],
  ["somebody's address in a URL", "http: { path: '/[[x]]', body: 'http://8.8.8.8/' }", 'names 8.8.8.8'],
  ["somebody's mailbox", "smtp: { from: a@acme.com, subject: '[[x]]' }", 'names acme.com'],
  ['both sides', "http: { path: '/[[x]]', answer: { body: '[[y]]' } }", 'a signature sees one of them'],
  ['two places', "ftp: { commands: ['[[STOR a]]', '[[RETR b]]'] }", 'may be marked in one place'],
  ['two packets', "smb: { share: '[[C$]]', file: '[[a.exe]]' }", 'is sent in another packet'],
  ['a filter that is none', "ldap: { filter: '(&(a=[[b]])' }", 'has a bracket that is not closed'],
  ['a field that is missing', "auth: { message: '[[x]]' }", 'needs the field program'],
  ['no section', 'weight: 1', 'needs one section that tells what happens, of http, dns'],
  [
    'two sections',
    "http: { path: '/[[x]]' }, dns: { name: '[[x]].example' }",
    'needs one section that tells what happens',
  ],
  ['an unknown section', "htpp: { path: '/[[x]]' }", 'alarms.mine.htpp is an unknown key; did you mean http?'],
  ['a taken signature', "signature: 1000141, http: { path: '/[[x]]' }", '1000141 is that of smb-ms17-010'],
  ['no Latin-1', "http: { path: '/[[x]]', body: 'ł' }", 'must have no character beyond Latin-1 on the wire'],
])('%s is told with its place', (_, section, message) => {
  expect(complaintOf(file(`  mine: { ${head}, ${section} }`))).toContain(message);
});

test('an unknown technique, a name that is taken and a step that mistypes an own alarm are told together', () => {
  const told = complaintOf(
    file(
      `  mine: { ${head.replace('T1190', 'T9999')}, http: { path: '/[[x]]' } }\n  sqli-union: { ${head}, http: { path: '/[[y]]' } }`,
      story('one: { alarm: mien }'),
    ),
  );
  expect(told).toMatch(/^own\.yaml:4:68: alarms\.mine\.attack is a technique that the catalogue does not know/);
  expect(told).toContain('own.yaml:5:15: alarms.sqli-union has the name of an alarm of the catalogue');
  expect(told).toContain('stories.tale.steps.one.alarm names no alarm: mien; did you mean mine?');
});

test('a technique that nobody knows may be told', () => {
  const attack = '{ technique: T1999.001, name: Something new, tactics: [Impact] }';
  expect(complaintOf(file(`  mine: { ${head.replace('T1190', attack)}, http: { path: '/[[x]]' } }`))).toBe('');
});

test("a story's person and properties are in the properties and in the log alike", () => {
  const path = file(
    `  mine: { ${head}, sysmon: { EventID: 1, CommandLine: 'run [[evil]] for {user} at {host}', User: '{user}', Ip: '{from}' } }`,
    story(
      "one: { alarm: mine, user: clerk, properties: { 'process.command_line': 'evil, once more' } }, two: { alarm: mine, after: 1m, user: clerk }",
    ),
  );
  const world = worldOf(path);
  const lines = [0, 1].map((row) => eventPayload(world, row, null)?.payload ?? '');
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ EventID: 1, User: 'zoe.quist' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ CommandLine: 'evil, once more' });
  expect(JSON.parse(lines[1] ?? '').CommandLine).toMatch(/^run evil for zoe\.quist at \S+$/);
  const refused = file(
    `  mine: { ${head}, sysmon: { EventID: 1, CommandLine: 'run [[evil]] {hex4}' } }`,
    story("one: { alarm: mine, properties: { 'process.command_line': good } }"),
  );
  expect(complaintOf(refused)).toContain('must hold evil, which the alarm looks for: good');
});

test('a field of a record leads into that record alone, whatever it is called', () => {
  const path = file(
    `  mine: { ${head}, okta: { eventType: '[[x]]', actor.__proto__.stained: 'yes', target.id: '7' } }`,
    story('one: { alarm: mine }'),
  );
  const line = eventPayload(worldOf(path), 0, null)?.payload ?? '';
  expect(JSON.parse(line)).toMatchObject({ eventType: 'x', target: { id: '7' } });
  expect({}).not.toHaveProperty('stained');
});

test('an own alarm happens in the background as often as its weight or its rate says, and nowhere else', () => {
  const alarm = (weight: string): string => `  mine: { ${head}, ${weight}http: { path: '/[[x]]' } }`;
  const times = (path: string): number => {
    const { aggregated, details } = worldOf(path, 4000);
    return aggregated.detail.filter((code) => details[code]?.alarm.shortName === 'mine').length;
  };
  expect(times(file(alarm('')))).toBe(0);
  expect(times(file(alarm('weight: 5000, ')))).toBeGreaterThan(100);
  expect(times(file(alarm(''), 'detections: { mine: 100 }'))).toBeGreaterThan(20);
  expect(times(file(alarm('weight: 5000, '), 'detections: { mine: 0 }'))).toBe(0);
});

test('a World has the rules of what it can tell: alarms for stories come when a step or a rate names them', () => {
  const rulesOf = (path: string): string =>
    ruleFiles(worldOf(path))
      .map(({ text }) => text())
      .join('');
  expect(rulesOf('empty')).not.toContain('cred-kerberoast');
  const named = rulesOf(
    file(`  mine: { ${head}, http: { path: '/[[x]]' } }`, story('one: { alarm: cred-kerberoast }')),
  );
  expect(named).toContain('msg:"KERBEROS - Service ticket asked with an old cipher"');
  expect(named).toMatch(/alert http .*content:"\/x"|content:"x"/);
});

test('it is an event in both products over HTTP, with capture, payload and truth', async () => {
  const scenario = file(
    `  mine: { ${head}, http: { path: '/shop/[[evil]]/{hex8}', host: '{site}' } }`,
    story('one: { alarm: mine, from: mallory, repeat: 3, every: 1m, vary: true }'),
  );
  const { ask, search, world } = await service({ scenario, events: 0 });
  const { data } = await search<
    { id: string; attackInfo: { alarmDescription: string }; flags: string[]; uri: string }[]
  >({
    startTimestamp: 0,
    limit: 10,
  });
  expect(data).toHaveLength(3);
  for (const event of data) {
    expect(event).toMatchObject({
      attackInfo: { alarmDescription: 'A name' },
      uri: expect.stringMatching(/\/shop\/evil\/[\da-f]{8}$/),
    });
    expect(event.flags).toContain('HAS_PCAP');
    const capture = await ask(`/events/v1/${event.id}/pcap`);
    expect(capture.status).toBe(200);
    expect(capture.text).toContain('GET /shop/evil/');
  }
  const truth = await ask('/_sim/truth', { key: null });
  expect(truth.text).toContain('"technique"');
  expect(truth.text).toContain('mine');
  expect((await ask('/_sim/rules/suricata.rules', { key: null })).text).toContain('content:"evil"');
  expect(captureOf(world, 0, null)).not.toBe(null);
});
