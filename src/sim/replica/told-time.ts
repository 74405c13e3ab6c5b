/** Time as a replica is told it, by the entries that it carries out and by the store: it never asks a clock of its own. */
import type { RealTime } from '../../kernel/clock.ts';

export interface ToldTime extends RealTime {
  /** What time it is from now on, epoch milliseconds. */
  readonly tell: (instant: number) => void;
  /** The same, unless it is later already. */
  readonly tellAtLeast: (instant: number) => void;
}

export function makeToldTime(instant: number): ToldTime {
  let told = instant;
  const clock = { now: (): number => told };
  return {
    wall: clock,
    steady: clock,
    tell: (now) => void (told = now),
    tellAtLeast: (now) => void (told = Math.max(told, now)),
  };
}
