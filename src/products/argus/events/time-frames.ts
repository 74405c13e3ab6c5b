/** Time frames of statistics: which frame an instant falls in, and where the next one begins, in UTC. */
import { addMonths, monthOf } from '../../../kernel/clock.ts';
import { unitMs } from '../../../kernel/duration.ts';

export interface FrameLength {
  readonly resolution: number;
  readonly unit: (typeof units)[number];
}

const units = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

/** The unit that a word names, in singular or plural and any case; null for any other word. */
export const frameUnit = (word: string): FrameLength['unit'] | null =>
  units.find((unit) => unit === word.toLowerCase() || unit === `${word.toLowerCase()}s`) ?? null;

/** Milliseconds of the units that have a fixed length. */
export const frameLengths = {
  milliseconds: unitMs.ms,
  seconds: unitMs.s,
  minutes: unitMs.m,
  hours: unitMs.h,
  days: unitMs.d,
  weeks: unitMs.w,
} as const;
/** 1970-01-05 was a Monday. */
const firstMonday = 345_600_000;

/** Start of the frame that holds the instant. Frames are counted from 1970; weeks begin on Monday, months and years on their first day. */
export function frameStart(instant: number, { resolution, unit }: FrameLength): number {
  if (unit === 'months' || unit === 'years') return monthOf(instant, unit === 'years');
  const length = frameLengths[unit] * resolution;
  const origin = unit === 'weeks' ? firstMonday : 0;
  return Math.floor((instant - origin) / length) * length + origin;
}

/** Start of the frame after the one that begins at `start`. */
export function nextFrame(start: number, { resolution, unit }: FrameLength): number {
  if (unit === 'months' || unit === 'years') return addMonths(start, unit === 'years' ? 12 : 1);
  return start + frameLengths[unit] * resolution;
}
