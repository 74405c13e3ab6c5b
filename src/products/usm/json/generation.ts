/** Answers of earlier years: which members they lacked, and which only they had. Source: docs/contract/usm.md §15. */
import { put, putNumber, putText, type Sheet } from '../../../kernel/bytes.ts';
import { isoUtc } from '../../../kernel/clock.ts';
import type { Times } from '../records/times.ts';
import { inner, piece } from './pieces.ts';

export interface Generation {
  /** Members that records of the year lack. */
  readonly without: Readonly<Record<'alarm' | 'event', readonly string[]>>;
  /** Times are there once more as ISO 8601 text: of all records, or not of one in four. */
  readonly isoTwins: 'none' | 'most' | 'all';
  /** What stands behind the time of an event in a list of alarms. */
  readonly besideTime: string;
  /** What each highlighted field begins with. */
  readonly beforeHighlight: string;
}

/** As clients meet it today. */
export const newest: Generation = {
  without: { alarm: [], event: [] },
  isoTwins: 'none',
  besideTime: '',
  beforeHighlight: '',
};

/** Writes the members of an object that a record of the year has, without braces. */
export function makeMembers({ without, beforeHighlight }: Generation, record: 'alarm' | 'event') {
  const missing = new Set(without[record]);
  return (members: object): string =>
    inner(
      Object.fromEntries(
        Object.entries(members).flatMap(([name, value]: [string, unknown]) => {
          if (missing.has(name)) return [];
          const isHighlight = name === 'highlight_fields' && beforeHighlight !== '' && Array.isArray(value);
          return [[name, isHighlight ? value.map((field) => `${beforeHighlight}${String(field)}`) : value]];
        }),
      ),
    );
}

/** Writes the instants of a record, from the first digit to the last: strings of epoch milliseconds (docs/contract/usm.md §7). */
export type PutTimes = (sheet: Sheet, times: Times) => void;

/** What is before the times names the first, which the documentation spells with two r in lists. */
export function makePutTimes({ without, isoTwins }: Generation): PutTimes {
  const laterTimes = (
    [
      ['received', 'timestamp_received'],
      ['arrived', 'timestamp_arrived'],
      ['stored', 'timestamp_to_storage'],
    ] as const
  )
    .filter(([, name]) => !without.alarm.includes(name))
    .map(([time, name]) => [time, piece(`","${name}":"`)] as const);
  return (sheet, times) => {
    putNumber(sheet, times.occured);
    for (const [time, before] of laterTimes) {
      put(sheet, before);
      putNumber(sheet, times[time]);
    }
    // Recordings of 2021 lack them on some, which nobody explains.
    if (isoTwins === 'none' || (isoTwins === 'most' && times.occured % 4 === 0)) return;
    const { occured, received } = times;
    putText(
      sheet,
      `","timestamp_occured_iso8601":"${isoUtc(occured)}","timestamp_received_iso8601":"${isoUtc(received)}`,
    );
  };
}
