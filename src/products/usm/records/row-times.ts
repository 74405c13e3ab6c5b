/** When the records of a row are received and can first be seen. Source: docs/contract/usm.md §14. */
import type { Detection } from '../../../model/detection.ts';
import { eventNumberOf, eventNumberRanges as ranges } from '../../../model/event-number.ts';
import { triggerTime } from '../../../model/trigger.ts';
import type { World } from '../../../model/world.ts';
import { makeArrivalTime } from '../../shared/arrival-time.ts';

const minute = 60_000;
const day = 86_400_000;

/** From being received to being seen; the same for all, so that what is received later is never seen earlier. */
export const eventProcessing = 1500;
export const alarmProcessing = 900;
/** An alarm is raised so long after the last of its events was received, or later. */
const correlation = 1600;

/** How long a record is on its way: sensors tell at once, agents about once a minute. Those of logs that are fetched are assumed. */
const lags: Readonly<Record<Detection['telemetry'], { readonly least: number; readonly spread: number }>> = {
  network: { least: 8, spread: 52 },
  endpoint: { least: 50_000, spread: 30_000 },
  cloud: { least: 5000, spread: 40_000 },
  identity: { least: 5000, spread: 40_000 },
};
const longestLag = 80_000;
/** What comes so long after its last trigger was held up, and all of it is received together. */
const usualDelay = 100_000;

/** What the times of a row's records follow from, epoch milliseconds. */
export interface RowTimes {
  readonly number: number;
  /** When the row came to the operations centre. */
  readonly known: number;
  /** When its alarm, if it is one, can first be seen. */
  readonly seen: number;
  /** Whether all of its events came together. */
  readonly isTogether: boolean;
  /** When the last of its events is received, unless they came together. */
  readonly lastReceived: number;
}

const isBackground = (number: number): boolean =>
  number < ranges.story || (number >= ranges.future && number < ranges.submitted);

/** `draw` gives the word of a row that a counter names, `own` how many events a row stands for. */
export function makeRowTimes(
  world: World,
  draw: (row: number, counter: number) => number,
  own: (row: number) => number,
) {
  const arrivalOf = makeArrivalTime(world);
  /** One row in 32 of the background arrives minutes to days after it happened: from a sensor that was cut off, or a log that is fetched seldom. */
  const isLate = (row: number, number: number): boolean => isBackground(number) && (draw(row, 1) & 31) === 0;
  const triggered = (row: number, number: number, ordinal: number): number => {
    const { timestamp, duration, count } = world.baseline;
    return triggerTime(world.rowKey, number, timestamp[row] ?? 0, duration[row] ?? 0, count[row] ?? 1, ordinal);
  };
  /** When an event would be received that nothing holds up. */
  const received = (row: number, number: number, ordinal: number): number => {
    const { telemetry } = world.details[world.baseline.detail[row] ?? 0]?.detection ?? { telemetry: 'network' };
    const { least, spread } = lags[telemetry];
    return triggered(row, number, ordinal) + least + (draw(row, 16 + ordinal) % spread);
  };
  const endOf = (row: number): number => (world.baseline.timestamp[row] ?? 0) + (world.baseline.duration[row] ?? 0);
  const made = (row: number, number: number): RowTimes => {
    const known = arrivalOf(row);
    const lastReceived = received(row, number, Math.max(0, own(row) - 1));
    // What the World began with is all there at its end.
    const latest = number < ranges.story ? world.end : Infinity;
    if (isLate(row, number)) {
      const lag = 10 * minute + ((draw(row, 1) >>> 5) % (3 * day));
      const seen = known + (known + lag <= latest ? lag : lag % (latest - known + 1));
      return { number, known, seen, isTogether: true, lastReceived };
    }
    const isTogether = number >= ranges.submitted || known - endOf(row) > usualDelay;
    const raised = lastReceived + correlation + alarmProcessing;
    const seen = isTogether || !isBackground(number) ? known : Math.min(latest, Math.max(known, raised));
    return { number, known, seen, isTogether, lastReceived };
  };
  let last: RowTimes = { number: -1, known: 0, seen: 0, isTogether: true, lastReceived: 0 };
  return {
    triggered,
    // A record asks several times, and so do all events of an alarm.
    of: (row: number): RowTimes => {
      const number = eventNumberOf(world, row);
      // After a reset another event may be submitted under the same number.
      if (number >= ranges.submitted) return made(row, number);
      if (last.number !== number) last = made(row, number);
      return last;
    },
    /** When an event can first be seen, of a row with these times. */
    eventSeen: (row: number, ordinal: number, { number, seen, isTogether, lastReceived }: RowTimes): number =>
      isTogether ? seen : Math.min(seen, Math.min(received(row, number, ordinal), lastReceived) + eventProcessing),
    /** Whether all of a known row is seen for certain: most came long ago, and need no look at when. */
    isLongSeen: (row: number, now: number): boolean => {
      const number = eventNumberOf(world, row);
      if (number < ranges.story && now >= world.end) return true;
      // Who wrote it sees it, though a clock that stands still may not have come to its instant.
      if (number >= ranges.submitted) return true;
      const isOld = isBackground(number) && now - endOf(row) > longestLag + usualDelay;
      return isOld && !isLate(row, number) && world.arrivals.lateBy(number) === 0;
    },
  };
}
