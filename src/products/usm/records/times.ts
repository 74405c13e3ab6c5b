/** When a record happened, and when it was known where. */
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import { triggerTime } from '../../../model/trigger.ts';
import type { World } from '../../../model/world.ts';
import { makeArrivalTime } from './arrival-time.ts';

/** Epoch milliseconds, in this order. */
export interface Times {
  readonly occured: number;
  readonly received: number;
  readonly arrived: number;
  readonly stored: number;
}

const day = 86_400_000;
/** Longer than this after its last trigger, an event that became known was late, and so were its records; milliseconds. */
const usualDelay = 120_000;

/** `draw` gives the word of a row that a counter names. */
export function makeTimes(world: World, draw: (row: number, counter: number) => number) {
  const arrivalOf = makeArrivalTime(world);
  const isLate = (row: number): boolean => {
    const { timestamp, duration } = world.baseline;
    const isOwn = eventNumberOf(world, row) < eventNumberRanges.story;
    return !isOwn && arrivalOf(row) - (timestamp[row] ?? 0) - (duration[row] ?? 0) > usualDelay;
  };
  /** One record in 32 arrives minutes to days after it happened: from a sensor that was cut off, or a log that is fetched seldom. */
  const received = (row: number, occured: number): number => {
    const arrival = arrivalOf(row);
    const word = draw(row, 1);
    if (isLate(row)) return Math.max(occured, arrival - 400 - ((word >>> 5) % 3000));
    const lag = (word & 31) === 0 ? 600_000 + ((word >>> 5) % (3 * day)) : 800 + ((word >>> 5) % 45_000);
    return occured + (occured + lag <= arrival ? lag : lag % (arrival - occured + 1));
  };
  const times = (arrival: number, occured: number, at: number): Times => {
    const arrived = Math.min(arrival, at + 40 + (at % 160));
    return { occured, received: at, arrived, stored: Math.min(arrival, arrived + 300 + (at % 900)) };
  };
  // Who submits an event may give it an end that is still to come.
  const occuredAt = (row: number, ordinal: number): number => {
    const { timestamp, duration, count } = world.baseline;
    const lasts = duration[row] ?? 0;
    const time = triggerTime(
      world.rowKey,
      eventNumberOf(world, row),
      timestamp[row] ?? 0,
      lasts,
      count[row] ?? 1,
      ordinal,
    );
    return Math.min(time, arrivalOf(row));
  };
  return {
    /** When an event happened, epoch milliseconds. */
    occured: occuredAt,
    alarmTimes: (row: number): Times => {
      const arrival = arrivalOf(row);
      const begun = world.baseline.timestamp[row] ?? 0;
      return times(arrival, begun, Math.min(arrival, received(row, begun) + 1000 + (draw(row, 3) % 59_000)));
    },
    eventTimes: (row: number, ordinal: number): Times => {
      const time = occuredAt(row, ordinal);
      return times(arrivalOf(row), time, received(row, time));
    },
  };
}
