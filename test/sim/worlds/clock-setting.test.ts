import { expect, test } from 'vitest';
import { UserError } from '../../../src/kernel/fault.ts';
import { durationOf, instantOf, parseClock } from '../../../src/sim/worlds/clock-setting.ts';

test.each([
  ['frozen', { kind: 'frozen' }],
  ['live', { kind: 'live', speed: 1 }],
  ['live:60', { kind: 'live', speed: 60 }],
  ['live:0.5', { kind: 'live', speed: 0.5 }],
  ['live:1000', { kind: 'live', speed: 1000 }],
  ['2026-11-02T00:00:00Z', { kind: 'instant', at: 1_793_577_600_000 }],
  [1_793_577_600_000, { kind: 'instant', at: 1_793_577_600_000 }],
])('%s is a clock', (given, clock) => {
  expect(parseClock(given)).toEqual(clock);
});

test.each([
  'live:0',
  'live:1001',
  'live:',
  'live:-1',
  'live:fast',
  'alive',
  '',
  'yesterday',
  '2026-02-30',
  -1,
  0.5,
  Infinity,
  '99999999999999999',
])('%s is none, and is told so in one line', (given) => {
  expect(() => parseClock(given)).toThrow(UserError);
  expect(() => parseClock(given)).toThrow(/^"[^\n]*" is no clock: say frozen, [^\n]*$/);
});

test.each([
  ['PT1H', 3_600_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['P2W', 1_209_600_000],
  ['1h', 3_600_000],
  ['90m', 5_400_000],
  ['500ms', 500],
  ['7d', 604_800_000],
  [250, 250],
  [0, 0],
])('%s is a duration of %d ms', (given, milliseconds) => {
  expect(durationOf(given)).toBe(milliseconds);
});

test.each(['P', 'PT', 'P1H', '1', 'h', '-1h', '1.5h', '', 'PT1H ', 'P1Y', -1, 1.5, NaN])(
  '%s is no duration',
  (given) => {
    expect(durationOf(given)).toBeNull();
  },
);

test('an instant is one that a calendar has', () => {
  expect(instantOf('2026-11-02T00:00:00Z')).toBe(1_793_577_600_000);
  for (const none of ['2026-13-01', 'now', '', -5, 1e300]) expect(instantOf(none)).toBeNull();
});
