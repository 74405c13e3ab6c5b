import { expect, test } from 'vitest';
import { harmless, jsonLine, plainLine } from '../../../src/cli/watch/lines.ts';

const happening = {
  at: '2026-11-02T00:00:00.000Z',
  kind: 'event',
  severity: 'high',
  text: 'scan',
  detail: {},
} as const;

test('what a terminal would obey is a dot: escapes, line ends, C1, DEL, half characters, turned direction', () => {
  expect(harmless('a\u001B[31m\r\nb\u009B2J\u007Fc\u202Ed\u2028e\u2066f\uD800g\u200Fh')).toBe(
    'a.[31m..b.2J.c.d.e.f.g.h',
  );
  expect(harmless('blåbær 🫐 日本 → x')).toBe('blåbær 🫐 日本 → x');
});

test('a line is one line, whatever it is about, and is not endless', () => {
  const line = plainLine({ ...happening, at: 'x\ny', severity: 'a\nb', text: `\n${'long'.repeat(1000)}` }, false);
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(line.length).toBeLessThan(450);
});

test('NDJSON says the same to who parses it, and holds nothing that a terminal obeys', () => {
  const hostile = { ...happening, text: '\u001B]0;x\u0007\n\u009B\u202E\u2029\u007F' };
  const line = jsonLine(hostile);
  expect(JSON.parse(line)).toEqual(hostile);
  expect(harmless(line.trimEnd())).toBe(line.trimEnd());
});

test('kind and severity stand in columns, and have colours only where they are asked for', () => {
  expect(plainLine(happening, false)).toBe('2026-11-02T00:00:00.000Z  event    high      scan\n');
  expect(plainLine({ ...happening, kind: 'step', severity: null }, false)).toBe(
    '2026-11-02T00:00:00.000Z  step     -         scan\n',
  );
  expect(plainLine(happening, true)).toContain('\u001B[31mhigh    \u001B[0m');
});
