import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test, expect } from 'vitest';
import { shippedScenarios } from '../../src/generator/scenario.ts';
import { golden, hashOf, promises, samples, textsOf } from './hash.ts';

test.each([...promises()])('%s has the bytes that were promised', (name, make) => {
  expect(make()).toBe(golden()[name]);
});

test('every shipped scenario has golden bytes', () => {
  expect(new Set(samples.map(({ scenario }) => scenario))).toEqual(new Set(shippedScenarios()));
  expect(Object.keys(golden()).sort()).toEqual([...promises().keys()].sort());
});

test('another seed has other bytes', () => {
  const [sample] = samples;
  if (sample === undefined) throw new Error('no sample');
  expect(hashOf(sample, '2')).not.toBe(hashOf(sample));
});

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = (flags: readonly string[], env: Readonly<Record<string, string>> = {}): Buffer =>
  execFileSync(process.execPath, ['dist/main.js', 'generate', '--events', '1500', '--out', '-', ...flags], {
    cwd: root,
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...env },
  });

test.each(['ndjson', 'json', 'csv'] as const)('partitions of %s joined are the whole, byte for byte', (format) => {
  for (const kind of ['aggregated', 'raw'] as const) {
    for (const [events, counts] of [
      [301, [2, 3, 7]],
      [2, [5]],
      [0, [1, 3]],
    ] as const) {
      const joined = (of: number): string =>
        Array.from({ length: of }, (_, at) =>
          [...textsOf({ scenario: 'default', kind, format, events }, { part: at + 1, of })].join(''),
        ).join('');
      const whole = joined(1);
      for (const of of counts) expect([format, kind, of, joined(of) === whole]).toEqual([format, kind, of, true]);
      if (format === 'json' && kind === 'aggregated') expect(JSON.parse(whole)).toHaveLength(events);
    }
  }
});

test('time zone and language change nothing', () => {
  const usual = built([]);
  for (const env of [
    { TZ: 'Pacific/Auckland' },
    { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'C' },
  ])
    expect(built([], env).equals(usual)).toBe(true);
});
