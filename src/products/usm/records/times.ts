/** What is said of when a record happened, was received and was stored. Source: docs/contract/usm.md §14. */
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import type { World } from '../../../model/world.ts';
import type { EventRef } from './membership.ts';
import { alarmProcessing, eventProcessing, makeRowTimes } from './row-times.ts';

/** Epoch milliseconds, in this order. A record can be seen from the instant at which it is stored. */
export interface Times {
  readonly occured: number;
  readonly received: number;
  readonly arrived: number;
  readonly stored: number;
}

/** `draw` gives the word of a row that a counter names, `own` how many events a row stands for, `lastOf` the last that its alarm keeps. */
export function makeTimes(
  world: World,
  draw: (row: number, counter: number) => number,
  { own, lastOf }: { readonly own: (row: number) => number; readonly lastOf: (row: number) => EventRef },
) {
  const rows = makeRowTimes(world, draw, own);
  // Who submits an event may give it an end that is still to come.
  const occured = (row: number, ordinal: number): number => {
    const number = eventNumberOf(world, row);
    const time = rows.triggered(row, number, ordinal);
    return number < eventNumberRanges.submitted ? time : Math.min(time, rows.of(row).known);
  };
  const alarmOccured = (row: number): number => {
    const { row: part, ordinal } = lastOf(row);
    return occured(part, ordinal);
  };
  const eventTimes = (row: number, ordinal: number): Times => {
    const time = occured(row, ordinal);
    const seen = rows.eventSeen(row, ordinal, rows.of(row));
    return between(time, Math.max(time, seen - eventProcessing), seen);
  };
  return {
    /** When an event happened, epoch milliseconds. */
    occured,
    /** When an alarm happened: with the last of its events. */
    alarmOccured,
    eventTimes,
    /** An alarm is received after all of its events. */
    alarmTimes: (row: number): Times => {
      const { row: part, ordinal } = lastOf(row);
      const { occured: time, received } = eventTimes(part, ordinal);
      const { seen } = rows.of(row);
      return between(time, Math.max(received, seen - alarmProcessing), seen);
    },
    /** When an event was written down with those of its alarm: 20 to 800 ms after it was received. */
    written: (row: number, ordinal: number): number => {
      const { received, stored } = eventTimes(row, ordinal);
      return Math.min(stored, received + 20 + ((draw(row, 16 + ordinal) >>> 8) % 781));
    },
    /** Whether the event, or the alarm where `ordinal` is null, can be seen at an instant. */
    isSeen: (row: number, ordinal: number | null, now: number): boolean => {
      if (rows.isLongSeen(row, now)) return true;
      const times = rows.of(row);
      return (ordinal === null ? times.seen : rows.eventSeen(row, ordinal, times)) <= now;
    },
  };
}

/** The instants of a record that was received and can be seen then. */
const between = (occured: number, received: number, seen: number): Times => ({
  occured,
  received,
  arrived: Math.min(seen, received + 40 + (received % 160)),
  stored: seen,
});
