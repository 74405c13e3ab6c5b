/** What an aggregate is in USM Anywhere: an alarm or not, how urgent, in which state, and when it became known. Pure functions of (seed, row). */
import { keyOf, threefry } from '../../kernel/random.ts';
import { flagBit } from '../../model/flag.ts';
import { triggerTime } from '../../model/trigger.ts';
import type { World } from '../../model/world.ts';
import { once } from './once.ts';

export const statuses = ['open', 'closed', 'in_review'] as const;

/** Alarms are raised for all that is high, for most of medium and for some of low severity. Shares of 256 by severity; made up. */
const alarmShares = [32, 160, 256, 256] as const;
/** Most alarms of a live tenant have 20; a label stands for 0–33, 34–66 and 67–100 (contract/usm.md §9). */
const priorities = [
  [20, 20, 20, 30],
  [40, 50, 50, 60],
  [70, 75, 80, 90],
  [95, 95, 100, 100],
] as const;
/** Labels by severity; the filter's enum has no `critical` (contract/usm.md §9). */
export const priorityLabels = ['low', 'medium', 'high', 'high'] as const;

const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
const REVIEWED = flagBit('FOLLOWUP') | flagBit('IDENTIFIED_THREAT');
const TUNING = flagBit('TUNING_CANDIDATE');
export const BLOCKED = flagBit('BLOCKED');

const day = 86_400_000;

/** When a record happened and when it was known where, epoch milliseconds, in this order. */
export interface Times {
  readonly occured: number;
  readonly received: number;
  readonly arrived: number;
  readonly stored: number;
}

export interface Standing {
  readonly isAlarm: (row: number) => boolean;
  /** Index into `statuses`. */
  readonly status: (row: number) => number;
  readonly suppressed: (row: number) => boolean;
  readonly priority: (row: number) => number;
  readonly alarmTimes: (row: number) => Times;
  readonly eventTimes: (row: number, ordinal: number) => Times;
  /** Which label of so many an alarm was born with; null for none. */
  readonly label: (row: number, of: number) => number | null;
  /** Ordinals of the raw events that an alarm keeps: the first and the last nine (contract/usm.md §7). */
  readonly stored: (row: number) => readonly number[];
}

const words = new Uint32Array(2);

export function makeStanding(world: World): Standing {
  const { baseline, details, end, rowKey, retainedDetails } = world;
  const key = once(() => keyOf(world.seed, 'usm/standing'));
  const draw = (row: number, counter: number): number => {
    threefry(key(), row, counter, words);
    return words[0] ?? 0;
  };
  /** One record in 32 arrives minutes to days after it happened: from a sensor that was cut off, or a log that is fetched seldom. */
  const received = (row: number, occured: number): number => {
    const word = draw(row, 1);
    const lag = (word & 31) === 0 ? 600_000 + ((word >>> 5) % (3 * day)) : 800 + ((word >>> 5) % 45_000);
    return occured + (occured + lag <= end ? lag : lag % (end - occured + 1));
  };
  const times = (occured: number, known: number): Times => {
    const arrived = Math.min(end, known + 40 + (known % 160));
    return { occured, received: known, arrived, stored: Math.min(end, arrived + 300 + (known % 900)) };
  };
  const triggered = (row: number, ordinal: number): number =>
    triggerTime(
      rowKey,
      row,
      baseline.timestamp[row] ?? 0,
      baseline.duration[row] ?? 0,
      baseline.count[row] ?? 1,
      ordinal,
    );
  return {
    isAlarm: (row) => (draw(row, 0) & 255) < (alarmShares[baseline.severity[row] ?? 0] ?? 0),
    status: (row) => {
      const flags = baseline.flagsLow[row] ?? 0;
      return (flags & ACKNOWLEDGED) === 0 ? 0 : (flags & REVIEWED) === 0 ? 1 : 2;
    },
    suppressed: (row) => ((baseline.flagsLow[row] ?? 0) & TUNING) !== 0 || draw(row, 2) >>> 26 === 0,
    priority: (row) => {
      const sid = details[baseline.detail[row] ?? 0]?.alarm.sid ?? 0;
      return priorities[baseline.severity[row] ?? 0]?.[sid & 3] ?? 20;
    },
    alarmTimes: (row) => {
      const occured = baseline.timestamp[row] ?? 0;
      return times(occured, Math.min(end, received(row, occured) + 1000 + (draw(row, 3) % 59_000)));
    },
    eventTimes: (row, ordinal) => {
      const occured = triggered(row, ordinal);
      return times(occured, received(row, occured));
    },
    label: (row, of) => {
      const word = draw(row, 4);
      return of > 0 && (word & 7) === 0 ? (word >>> 3) % of : null;
    },
    stored: (row) => {
      const kept = Math.min(retainedDetails, baseline.count[row] ?? 1);
      return Array.from({ length: Math.min(10, kept) }, (_, place) =>
        place === 0 ? 0 : kept - Math.min(10, kept) + place,
      );
    },
  };
}
