import { test, expect } from 'vitest';
import { calendar, fixedClock, isoUtc, parseIsoUtc } from '../../src/kernel/clock.ts';

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

test('a fixed clock stands still', () => {
  const clock = fixedClock(42);
  expect([clock.now(), clock.now()]).toEqual([42, 42]);
});
