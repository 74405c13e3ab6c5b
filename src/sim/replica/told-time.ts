/** Time as a replica is told it, by the entries that it carries out and by the store: it never asks a clock of its own. */
import { httpDate, type RealTime } from '../../kernel/clock.ts';
import type { Patience } from './patience.ts';

export interface ToldTime extends RealTime {
  /** What time it is from now on, epoch milliseconds. */
  readonly tell: (instant: number) => void;
  /** As HTTP writes it. */
  readonly date: () => string;
  /** The same, unless it is later already. */
  readonly tellAtLeast: (instant: number) => void;
}

export function makeToldTime(instant: number): ToldTime {
  let told = instant;
  const clock = { now: (): number => told };
  let second = NaN;
  let date = '';
  return {
    wall: clock,
    steady: clock,
    date: () => {
      const now = Math.floor(told / 1000);
      if (now !== second) [second, date] = [now, httpDate(told)];
      return date;
    },
    tell: (now) => void (told = now),
    tellAtLeast: (now) => void (told = Math.max(told, now)),
  };
}

/** A world in its time. */
export interface Timed {
  readonly time: ToldTime;
  /** Whether its own clock runs. */
  readonly isRunning: () => boolean;
  readonly line: { readonly tick: (patience?: Patience) => Promise<number> };
}

/** Milliseconds by which the time of a world whose clock runs may be behind that of the store. */
const grain = 25;

/**
 * To be waited for before a world is read that the store's time was looked up for. While a clock runs, entries alone tell its time: an entry gets its time a
 * while before others see it, so who looks may be ahead of an entry that comes later, and would have lived on further than those who did not look.
 * Resolves with the place up to which it must have come then.
 */
export const keptInTime = (
  { time, isRunning, line }: Timed,
  now: number,
  patience?: Patience,
): number | Promise<number> => (isRunning() && now - time.wall.now() > grain ? line.tick(patience) : 0);

/** To be done as the world is read; a clock that stands still cares for no time. */
export const tellLooked = ({ time, isRunning }: Omit<Timed, 'line'>, now: number): void => {
  if (!isRunning()) time.tellAtLeast(now);
};
