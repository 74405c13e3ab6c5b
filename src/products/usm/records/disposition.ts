/** What an aggregate is in USM Anywhere: an alarm or not, how urgent, in which state, and when it became known. */
import { keyOf, threefry } from '../../../kernel/random.ts';
import { rawKeyOf } from '../../../model/change.ts';
import { markBit } from '../../../model/mark.ts';
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import type { World } from '../../../model/world.ts';
import { isKnown, makeMembership } from './membership.ts';
import { lazy } from '../../../kernel/lazy.ts';
import { makeStatus } from './status.ts';
import { makeTimes } from './times.ts';

/** Alarms are raised for all that is high, for most of medium and for some of low severity. Shares of 256 by severity; made up. */
const alarmShares = [32, 160, 256, 256] as const;
/** Severity from which somebody's own event is an alarm: who tells of an attack wants to know beforehand what comes of it. */
const toldAlarm = 1;
/** Most alarms of a live tenant have 20; a label stands for 0–33, 34–66 and 67–100 (docs/contract/usm.md §9). */
const priorities = [
  [20, 20, 20, 30],
  [40, 50, 50, 60],
  [70, 75, 80, 90],
  [95, 95, 100, 100],
] as const;
/** Labels by severity; the filter's enum has no `critical` (docs/contract/usm.md §9). */
export const priorityLabels = ['low', 'medium', 'high', 'high'] as const;

const TUNING = markBit('tuningCandidate');
export const BLOCKED = markBit('blocked');

const words = new Uint32Array(2);

/** All but status, suppression and what is there by now is settled when the row becomes known, and never changes. */
export type Disposition = Readonly<ReturnType<typeof makeDisposition>>;

/** Reads the World as it stands when asked; `base` is the World before anything happened to it, `now` tells up to when it has been lived. */
export function makeDisposition(world: World, base: World, now: () => number) {
  const key = lazy(() => keyOf(world.seed, 'usm/standing'));
  const membership = makeMembership(world);
  const draw = (row: number, counter: number): number => {
    threefry(key(), eventNumberOf(world, row), counter, words);
    return words[0] ?? 0;
  };
  const times = makeTimes(world, draw, membership);
  /** True for an event that somebody told of, a client or a story; the rest is what chance makes of a tenant's week. */
  const isTold = (row: number): boolean => {
    const origin = eventNumberOf(world, row);
    return (
      origin >= eventNumberRanges.submitted || (origin >= eventNumberRanges.story && origin < eventNumberRanges.future)
    );
  };
  const severityOf = (row: number): number => world.baseline.severity[row] ?? 0;
  const isSuppressedFromBirth = (row: number): boolean => !isTold(row) && draw(row, 2) >>> 26 === 0;
  const isTuned = (row: number): boolean => ((world.aggregated.flagsLow[row] ?? 0) & TUNING) !== 0;
  const isEventTuned = (row: number, ordinal: number): boolean => {
    const own = world.rawOverrides.size === 0 ? undefined : world.rawOverrides.get(rawKeyOf(row, ordinal));
    return own === undefined ? isTuned(row) : (own.low & TUNING) !== 0;
  };
  const isAlarm = (row: number): boolean => {
    if (isTold(row)) return severityOf(row) >= toldAlarm && (world.baseline.count[row] ?? 0) > 0 && isKnown(world, row);
    return (draw(row, 0) & 255) < (alarmShares[severityOf(row)] ?? 0);
  };
  const isThere = (row: number, ordinal: number | null): boolean => times.isSeen(row, ordinal, now());
  return {
    ...membership,
    ...times,
    /** Whether an alarm is raised for it. */
    isAlarm,
    /** True at the World's end, as long as nothing has come since: all records are there. */
    isSettled: (): boolean =>
      now() >= world.end && world.eventNumbers === base.eventNumbers && world.baseline.length === base.baseline.length,
    /** Rows below this are there for certain, all that is of them. */
    settledRows: (): number => (now() >= world.end && world.since === base.since ? base.baseline.length : 0),
    /** Whether the event has come to the tenant by now, or the alarm where `ordinal` is null. */
    isThere,
    /** Index into `statuses`. */
    status: makeStatus(world, base, now),
    /** Suppressed from birth, alarm and events; then they stay so. */
    isSuppressedFromBirth,
    /** Suppressed since somebody found that the rule needs tuning. */
    isTuned,
    isEventTuned,
    suppressed: (row: number): boolean => isTuned(row) || isSuppressedFromBirth(row),
    eventSuppressed: (row: number, ordinal: number): boolean =>
      isEventTuned(row, ordinal) || isSuppressedFromBirth(row),
    priority: (row: number): number => {
      const sid = world.details[world.baseline.detail[row] ?? 0]?.alarm.sid ?? 0;
      return priorities[severityOf(row)]?.[sid & 3] ?? 20;
    },
    /** Which label of so many an alarm was born with; null for none. */
    label: (row: number, of: number): number | null => {
      const word = draw(row, 4);
      return !isTold(row) && of > 0 && (word & 7) === 0 ? (word >>> 3) % of : null;
    },
  };
}
