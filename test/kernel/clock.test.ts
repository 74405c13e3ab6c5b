import { test, expect } from 'vitest';
import fc from 'fast-check';
import {
  addMonths,
  calendar,
  fixedClock,
  turnableClock,
  isoUtc,
  monthOf,
  parseIsoUtc,
} from '../../src/kernel/clock.ts';

test.each([
  ['2026-11-02T00:00:00Z', 1_793_577_600_000],
  ['2026-11-02', 1_793_577_600_000],
  ['2026-11-02T00:00:00.25Z', 1_793_577_600_250],
  ['2026-11-02T01:30Z', 1_793_583_000_000],
  ['1969-12-31T23:59:59Z', -1000],
  ['2024-02-29T00:00:00Z', 1_709_164_800_000],
])('%s is %i', (text, instant) => {
  expect(parseIsoUtc(text)).toBe(instant);
});

test.each([
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-02T25:00:00Z',
  '2026-11-02T00:00:00+01:00',
  '2026-11-02T00:00:00',
  '2026-11-02 00:00:00Z',
  '20261102T000000Z',
  '2 November 2026',
  '',
])('%j is no instant in UTC', (text) => {
  expect(parseIsoUtc(text)).toBeNull();
});

test('printing and reading an instant gives it back', () => {
  for (const instant of [0, 1, 1_793_577_600_123, -86_400_001]) expect(parseIsoUtc(isoUtc(instant))).toBe(instant);
});

test('the calendar knows weekdays before and after 1970', () => {
  expect(calendar(0)).toEqual({ weekday: 4, hour: 0 });
  expect(calendar(-1)).toEqual({ weekday: 3, hour: 23 });
  expect(calendar(1_793_577_600_000 + 5 * 3_600_000)).toEqual({ weekday: 1, hour: 5 });
});

test('a clock that runs never goes back, whatever the machine’s own does', () => {
  let real = 1000;
  const clock = turnableClock(0, 10, { now: () => real });
  const seen = [1500, 200, 1400, 1600, -5000, 1700].map((now) => {
    real = now;
    return clock.now();
  });
  expect(seen).toEqual([5000, 5000, 5000, 6000, 6000, 7000]);
  clock.resume(1);
  real = 1650;
  expect(clock.now()).toBe(7000);
});

test('a fixed clock stands still', () => {
  const clock = fixedClock(42);
  expect([clock.now(), clock.now()]).toEqual([42, 42]);
});

test('instants are printed on any date', () => {
  expect(isoUtc(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(isoUtc(951_782_399_999)).toBe('2000-02-28T23:59:59.999Z');
  expect(isoUtc(951_782_400_000)).toBe('2000-02-29T00:00:00.000Z');
  expect(isoUtc(1_780_000_000_123)).toBe('2026-05-28T20:26:40.123Z');
  expect(isoUtc(4_107_542_400_000)).toBe('2100-03-01T00:00:00.000Z');
});

test("months are counted on the calendar, as the platform's own does", () => {
  fc.assert(
    fc.property(fc.integer({ min: -4e12, max: 8e12 }), fc.integer({ min: -4000, max: 4000 }), (instant, months) => {
      const date = new Date(instant);
      const first = new Date(instant);
      first.setUTCDate(1);
      first.setUTCMonth(date.getUTCMonth() + months);
      const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
      if (first.getUTCFullYear() < 100) last.setUTCFullYear(first.getUTCFullYear());
      first.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate()));
      expect(addMonths(instant, months)).toBe(first.getTime());
    }),
    { seed: 10, numRuns: 500 },
  );
});

test('a month begins on its first day', () => {
  expect(monthOf(Date.UTC(2024, 1, 29, 23), false)).toBe(Date.UTC(2024, 1, 1));
  expect(monthOf(Date.UTC(2024, 1, 29, 23), true)).toBe(Date.UTC(2024, 0, 1));
  expect(monthOf(Date.UTC(1969, 11, 31, 23), false)).toBe(Date.UTC(1969, 11, 1));
});
