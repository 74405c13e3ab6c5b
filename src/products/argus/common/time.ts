/** Argus time input: what the pattern in `schemas/argus/common.schema.json#/$defs/time` admits, made epoch milliseconds. */
import { parseIsoUtc } from '../../../kernel/clock.ts';

/** Milliseconds of each unit of a relative time, by its first letter; months and years are counted on the calendar, in UTC. */
const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * Epoch milliseconds of a time input, which may be negative; null when it names no instant (30 February, year 300000).
 * Relative times are counted from `now`. Source: contract/argus.md §4.
 */
export function parseTime(input: string | number, now: number): number | null {
  if (typeof input === 'number') return input;
  if (input === 'now') return now;
  if (/^-?\d+$/.test(input)) return inRange(Number(input));
  const relative = /^([+-]\d+)([a-z]+)$/.exec(input);
  if (relative === null) return parseIsoUtc(input);
  const [, amount = '', unit = ''] = relative;
  if (unit.startsWith('mo')) return inRange(addMonths(now, Number(amount)));
  if (unit.startsWith('y')) return inRange(addMonths(now, Number(amount) * 12));
  return inRange(now + Number(amount) * units[unit.charAt(0) as keyof typeof units]);
}

const furthest = 8_640_000_000_000_000;
const inRange = (instant: number): number | null => (Math.abs(instant) <= furthest ? instant : null);

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The same day and time so many months away; a day that the month lacks becomes its last. */
export function addMonths(instant: number, months: number): number {
  const days = Math.floor(instant / 86_400_000);
  const { year, month, day } = civil(days);
  const count = year * 12 + month + months;
  const [toYear, toMonth] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12];
  const isLeap = (toYear % 4 === 0 && toYear % 100 !== 0) || toYear % 400 === 0;
  const last = toMonth === 1 && isLeap ? 29 : (lengths[toMonth] ?? 31);
  return daysOf(toYear, toMonth, Math.min(day, last)) * 86_400_000 + (instant - days * 86_400_000);
}

/** First instant of the month, or of the year, that the instant lies in. */
export function monthOf(instant: number, wholeYear: boolean): number {
  const { year, month } = civil(Math.floor(instant / 86_400_000));
  return daysOf(year, wholeYear ? 0 : month, 1) * 86_400_000;
}

/** Days since 1970 of a date of the proleptic Gregorian calendar; month from 0. Years begin in March here, so that the leap day is the last. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month < 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * ofYear + 2) / 153);
  const month = (part + 2) % 12;
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * part + 2) / 5) + 1,
  };
}
