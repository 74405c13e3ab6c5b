/** Files that are no scenario are refused in one line, with the place and what to do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseScenario } from '../../../src/generator/scenario.ts';
import { makeMistakes } from '../../../src/generator/scenario/mistakes.ts';
import { readSource } from '../../../src/generator/scenario/source.ts';
import { UserError } from '../../../src/kernel/fault.ts';

function refusal(bytes: Buffer | string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'source-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'own.yaml'), bytes);
  try {
    parseScenario(join(folder, 'own.yaml'));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.split('\n').map((line) => line.replace(folder, ''));
  }
  return [];
}

const head = 'title: T\nextends: default\n';

test.each([
  ['Latin-1', Buffer.from('title: T\nremarks: Donn\xe9es\n', 'latin1'), /own\.yaml:2:14: the file is not UTF-8/],
  ['UTF-16', Buffer.from(`\uFEFF${head}`, 'utf16le'), /own\.yaml:1:1: the file is not UTF-8/],
  ['bytes', Buffer.from([0, 1, 0x80, 0xff]), /own\.yaml:1:3: the file is not UTF-8/],
  ['a list', '- a\n- b\n', /own\.yaml:1:1: the file is no scenario/],
  ['a word', 'hello\n', /own\.yaml:1:1: the file is no scenario/],
  ['nothing', '', /own\.yaml:1:1: the file is empty/],
  ['tabs', `${head}stories:\n\tone: {}\n`, /own\.yaml:4:1: Tabs .*; indent with spaces/],
  ['a line too far left', `${head}stories:\n    one:\n      title: T\n     at: -1h\n`, /own\.yaml:\d:\d+: .*indented/],
  ['a key twice', `${head}volume: { events: 1 }\nvolume: { events: 2 }\n`, /own\.yaml:4:1: .*: volume is there twice/],
  [
    'a severity',
    `${head}alarms: { a: { name: A, category: dos, severity: hgih, attack: T1059 } }\n`,
    /high.*; did you mean high\?/,
  ],
  [
    'a technique',
    `${head}alarms: { a: { name: A, category: dos, severity: high, attack: T105 } }\n`,
    /attack does not fit: Its id, such as T1059\.001/,
  ],
])('%s', (_what, bytes, message) => {
  expect(refusal(bytes).join('\n')).toMatch(message);
});

test('text beyond ASCII is taken, with a mark of byte order and the character for what could not be read', () => {
  expect(refusal(`\uFEFF${head}remarks: "Blåbær \uFFFD 🫐"\n`)).toEqual([]);
});

const many = <Made>(count: number, make: (at: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, at) => make(at));

test('what aliases repeat is bounded together, however little each of them does', () => {
  const list = `[${many(3000, () => '{ effect: { error: 500 } }').join(', ')}]`;
  const text = `${head}faults: &f ${list}\ncases: [${many(2000, () => '*f').join(', ')}]\n`;
  expect(refusal(text)).toEqual([
    expect.stringMatching(/^\/own\.yaml:4:\d+: alias \*f repeats more than 200000 values/),
  ]);
});

/** Of so many, comparing each with all before it takes minutes; some two seconds are enough. */
const patience = { timeout: 30_000 };

test.each([
  ['anchors', `x: [${many(4500, (at) => `&a${at} ${at}, *a${at}`).join(', ')}]\n`, /x is an unknown key/, 1],
  ['unknown keys', many(40_000, (at) => `k${at}: 1\n`).join(''), /^and 39950 more mistakes$/, 51],
  ['keys twice', many(40_000, () => 'k: 1\n').join(''), /^and 39950 more mistakes$/, 51],
])('many %s cost what the text is long', patience, (_, text, last, lines) => {
  const told = refusal(head + text);
  expect([told.at(-1), told.length]).toEqual([expect.stringMatching(last), lines]);
});

test('only mistakes that may be told are put into words', () => {
  const mistakes = makeMistakes(readSource('own', head, null));
  let made = 0;
  for (let at = 0; at < 4000; at++) mistakes.note(['detections', `d${at}`], () => `is the ${++made}th`);
  expect(made).toBe(100);
  expect(mistakes.count()).toBe(4000);
  expect(mistakes.tell).toThrow(/is the 50th\nand 3950 more mistakes$/);
});
