import { test, expect } from 'vitest';
import fc from 'fast-check';
import { calendar } from '../../../src/kernel/clock.ts';
import { stream } from '../../../src/kernel/random.ts';
import { makeTimeline, type Rhythm } from '../../../src/generator/timeline/timeline.ts';

const week = 7 * 86_400_000;
const even: Rhythm = {
  hours: Array.from({ length: 24 }, () => 1),
  weekdays: Array.from({ length: 7 }, () => 1),
  bursts: 0,
};
const rhythms = fc.record({
  hours: fc.array(fc.nat(50), { minLength: 24, maxLength: 24 }),
  weekdays: fc.array(fc.nat(50), { minLength: 7, maxLength: 7 }),
  bursts: fc.nat(20),
});

test('time never goes back, and stays within the period', () => {
  fc.assert(
    fc.property(rhythms, fc.nat(2_000_000_000_000), fc.integer({ min: 1, max: 30 }), (rhythm, start, days) => {
      const end = start + days * 86_400_000;
      const timeAt = makeTimeline(start, end, rhythm, stream('1', 'timeline'));
      let before = start;
      for (let step = 0; step < 1000; step++) {
        const at = timeAt(step / 1000);
        if (!Number.isInteger(at) || at < before || at >= end) return false;
        before = at;
      }
      return true;
    }),
    { seed: 4, numRuns: 60 },
  );
});

test('an hour without a rate has no event', () => {
  const night = { ...even, hours: even.hours.map((_, hour) => (hour < 6 ? 0 : 1)) };
  const timeAt = makeTimeline(0, week, night, stream('1', 'timeline'));
  const hours = Array.from({ length: 5000 }, (_, step) => calendar(timeAt((step + 0.5) / 5000)).hour);
  expect(Math.min(...hours)).toBe(6);
});

test('without bursts an even rhythm is a straight line', () => {
  const timeAt = makeTimeline(0, week, even, stream('1', 'timeline'));
  for (const share of [0, 0.25, 0.5, 0.9]) expect(timeAt(share)).toBeCloseTo(share * week, -1);
});

test('bursts make some quarters of an hour many times as full', () => {
  const share = (bursts: number): number => {
    const timeAt = makeTimeline(0, week, { ...even, bursts }, stream('1', 'timeline'));
    const counts = new Map<number, number>();
    for (let step = 0; step < 20_000; step++) {
      const quarter = Math.floor(timeAt(step / 20_000) / 900_000);
      counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
    }
    return Math.max(...counts.values()) / (20_000 / 672);
  };
  expect(share(0)).toBeLessThan(1.2);
  expect(share(10)).toBeGreaterThan(2);
});
