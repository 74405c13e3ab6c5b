/** What an aggregate is in USM Anywhere: an alarm or not, how urgent, in which state, and when it became known. */
import { keyOf, threefry } from '../../kernel/random.ts';
import { rawKeyOf } from '../../model/change.ts';
import { flagBit } from '../../model/flag.ts';
import { originOf, origins } from '../../model/origin.ts';
import { triggerTime } from '../../model/trigger.ts';
import type { World } from '../../model/world.ts';
import { isKnown, makeMembership, type Membership } from './membership.ts';
import { once } from './once.ts';
import { statusOf } from './status.ts';

/** Alarms are raised for all that is high, for most of medium and for some of low severity. Shares of 256 by severity; made up. */
const alarmShares = [32, 160, 256, 256] as const;
/** Severity from which somebody's own event is an alarm: who tells of an attack wants to know beforehand what comes of it. */
const toldAlarm = 1;
/** Most alarms of a live tenant have 20; a label stands for 0–33, 34–66 and 67–100 (contract/usm.md §9). */
const priorities = [
  [20, 20, 20, 30],
  [40, 50, 50, 60],
  [70, 75, 80, 90],
  [95, 95, 100, 100],
] as const;
/** Labels by severity; the filter's enum has no `critical` (contract/usm.md §9). */
export const priorityLabels = ['low', 'medium', 'high', 'high'] as const;

const TUNING = flagBit('TUNING_CANDIDATE');
export const BLOCKED = flagBit('BLOCKED');

const day = 86_400_000;
/** Longer than this after its last trigger, an event that became known was late, and so were its records; milliseconds. */
const usualDelay = 120_000;

/** When a record happened and when it was known where, epoch milliseconds, in this order. */
export interface Times {
  readonly occured: number;
  readonly received: number;
  readonly arrived: number;
  readonly stored: number;
}

/** All but status and suppression is settled when the row becomes known, and never changes. */
export interface Standing extends Membership {
  readonly isAlarm: (row: number) => boolean;
  /** Index into `statuses`. */
  readonly status: (row: number) => number;
  /** Suppressed from birth, alarm and events; then they stay so. */
  readonly isMuted: (row: number) => boolean;
  /** Suppressed since somebody found that the rule needs tuning. */
  readonly isTuned: (row: number) => boolean;
  readonly isEventTuned: (row: number, ordinal: number) => boolean;
  readonly suppressed: (row: number) => boolean;
  readonly eventSuppressed: (row: number, ordinal: number) => boolean;
  readonly priority: (row: number) => number;
  /** When an event happened, epoch milliseconds. */
  readonly occured: (row: number, ordinal: number) => number;
  readonly alarmTimes: (row: number) => Times;
  readonly eventTimes: (row: number, ordinal: number) => Times;
  /** Which label of so many an alarm was born with; null for none. */
  readonly label: (row: number, of: number) => number | null;
}

const words = new Uint32Array(2);

/** Reads the World as it stands when asked; `base` is the World before anything happened to it. */
export function makeStanding(world: World, base: World): Standing {
  const key = once(() => keyOf(world.seed, 'usm/standing'));
  const membership = makeMembership(world);
  const draw = (row: number, counter: number): number => {
    threefry(key(), originOf(world, row), counter, words);
    return words[0] ?? 0;
  };
  /** True for an event that somebody told of, a client or a story; the rest is what chance makes of a tenant's week. */
  const isTold = (row: number): boolean => {
    const origin = originOf(world, row);
    return origin >= origins.submitted || (origin >= origins.story && origin < origins.future);
  };
  const severityOf = (row: number): number => world.baseline.severity[row] ?? 0;
  /** Nothing about a record is later than this: the end of the World that began with it, or else the moment it became known. */
  const knownAt = (row: number): number =>
    row < world.submitted.first ? world.end : (world.baseline.updated[row] ?? world.end);
  const isLate = (row: number): boolean => {
    const { timestamp, duration } = world.baseline;
    return row >= world.submitted.first && knownAt(row) - (timestamp[row] ?? 0) - (duration[row] ?? 0) > usualDelay;
  };
  /** One record in 32 arrives minutes to days after it happened: from a sensor that was cut off, or a log that is fetched seldom. */
  const received = (row: number, occured: number): number => {
    const known = knownAt(row);
    const word = draw(row, 1);
    if (isLate(row)) return Math.max(occured, known - 400 - ((word >>> 5) % 3000));
    const lag = (word & 31) === 0 ? 600_000 + ((word >>> 5) % (3 * day)) : 800 + ((word >>> 5) % 45_000);
    return occured + (occured + lag <= known ? lag : lag % (known - occured + 1));
  };
  const times = (known: number, occured: number, at: number): Times => {
    const arrived = Math.min(known, at + 40 + (at % 160));
    return { occured, received: at, arrived, stored: Math.min(known, arrived + 300 + (at % 900)) };
  };
  // Who submits an event may give it an end that is still to come.
  const occured = (row: number, ordinal: number): number => {
    const { timestamp, duration, count } = world.baseline;
    const lasts = duration[row] ?? 0;
    const time = triggerTime(world.rowKey, originOf(world, row), timestamp[row] ?? 0, lasts, count[row] ?? 1, ordinal);
    return Math.min(time, knownAt(row));
  };
  const isMuted = (row: number): boolean => !isTold(row) && draw(row, 2) >>> 26 === 0;
  const isTuned = (row: number): boolean => ((world.aggregated.flagsLow[row] ?? 0) & TUNING) !== 0;
  const isEventTuned = (row: number, ordinal: number): boolean => {
    const own = world.rawOverrides.size === 0 ? undefined : world.rawOverrides.get(rawKeyOf(row, ordinal));
    return own === undefined ? isTuned(row) : (own.low & TUNING) !== 0;
  };
  return {
    ...membership,
    isAlarm: (row) => {
      if (isTold(row))
        return severityOf(row) >= toldAlarm && (world.baseline.count[row] ?? 0) > 0 && isKnown(world, row);
      return (draw(row, 0) & 255) < (alarmShares[severityOf(row)] ?? 0);
    },
    status: (row) => statusOf(world, base.cases, row),
    isMuted,
    isTuned,
    isEventTuned,
    suppressed: (row) => isTuned(row) || isMuted(row),
    eventSuppressed: (row, ordinal) => isEventTuned(row, ordinal) || isMuted(row),
    priority: (row) => {
      const sid = world.details[world.baseline.detail[row] ?? 0]?.alarm.sid ?? 0;
      return priorities[severityOf(row)]?.[sid & 3] ?? 20;
    },
    alarmTimes: (row) => {
      const known = knownAt(row);
      const begun = world.baseline.timestamp[row] ?? 0;
      return times(known, begun, Math.min(known, received(row, begun) + 1000 + (draw(row, 3) % 59_000)));
    },
    occured,
    eventTimes: (row, ordinal) => {
      const time = occured(row, ordinal);
      return times(knownAt(row), time, received(row, time));
    },
    label: (row, of) => {
      const word = draw(row, 4);
      return !isTold(row) && of > 0 && (word & 7) === 0 ? (word >>> 3) % of : null;
    },
  };
}
