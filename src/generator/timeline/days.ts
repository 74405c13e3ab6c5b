/** Background after the World's end: a block a day, at the scenario's mean rate and by its rhythm, made when it is reached. */
import { calendar } from '../../kernel/clock.ts';
import { keyOf, stream } from '../../kernel/random.ts';
import type { Lateness, RowBlock } from './row-block.ts';
import { makeTimeline, type Rhythm } from './timeline.ts';

const day = 86_400_000;
const quarter = 900_000;
const mostDays = 366;
const mostEvents = 2_000_000;

export interface Days {
  /** When a day begins; infinite from the 367th on, and from the one that would bring more than 2,000,000 events in all. */
  readonly begins: (index: number) => number;
  readonly rowBlock: (index: number) => RowBlock;
}

/** What days have to be like. */
export interface Habit {
  /** So many events come in `period` days on the average. */
  readonly perPeriod: number;
  readonly period: number;
  readonly rhythm: Rhythm;
  readonly lateness?: Lateness | undefined;
}

/** `end` is where day 0 begins. */
export function makeDays(seed: string, end: number, { rhythm, perPeriod, period, lateness }: Habit): Days {
  const weight = (index: number): number => {
    let sum = 0;
    for (let at = 0; at < day; at += quarter) {
      const { weekday, hour } = calendar(end + index * day + at);
      sum += (rhythm.hours[hour] ?? 1) * (rhythm.weekdays[weekday] ?? 1);
    }
    return sum;
  };
  const week = [0];
  const weekWeight = (): number => {
    if (week.length === 1) for (let index = 0; index < 7; index++) week.push((week[index] ?? 0) + weight(index));
    return week[7] ?? 0;
  };
  /** Events of all days before this one; where the rhythm has nothing at all, days are alike. */
  const upTo = (index: number): number => {
    const whole = weekWeight();
    const weeks = whole === 0 ? index / 7 : Math.floor(index / 7) + (week[index % 7] ?? 0) / whole;
    return Math.floor((perPeriod * 7 * weeks) / period);
  };
  const made: RowBlock[] = [];
  const begin = (index: number): number => {
    const isOver = perPeriod === 0 || index >= mostDays || upTo(index + 1) > mostEvents;
    return isOver ? Infinity : end + index * day;
  };
  const begins: number[] = [];
  return {
    begins: (index) => (begins[index] ??= begin(index)),
    rowBlock: (index) => {
      const start = end + index * day;
      const bursts = Math.floor(((index + 1) * rhythm.bursts) / period) - Math.floor((index * rhythm.bursts) / period);
      const path = `background/day/${index}`;
      return (made[index] ??= {
        key: keyOf(seed, path),
        rows: upTo(index + 1) - upTo(index),
        timeAt: makeTimeline(start, start + day, { ...rhythm, bursts }, stream(seed, `${path}/timeline`)),
        now: Infinity,
        isLate: true,
        lateness,
      });
    },
  };
}
