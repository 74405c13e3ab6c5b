/** Time frames of statistics: which frame an instant falls in, and where the next one begins, in UTC. */
import { addMonths, monthOf } from '../common/time.ts';

export interface FrameLength {
  readonly resolution: number;
  readonly unit: 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
}

/** Milliseconds of the units that have a fixed length. */
export const frameLengths = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
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
