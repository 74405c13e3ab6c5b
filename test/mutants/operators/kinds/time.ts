/** Bounds of time that are taken in another way than the documented one, and times that are told otherwise. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { bendAt, bendThings } from '../answers.ts';
import { asked, asking, hearing } from '../asking.ts';
import type { Door, Member } from '../doors.ts';
import { type Operator } from '../operator.ts';
import { criteriaOf } from './criteria.ts';

const isTime = ({ path, types }: Member): boolean =>
  /timestamp|_gte|_lte/i.test(path) && !/match|strategy/i.test(path) && !types.includes('array');

const bounds = criteriaOf(isTime);
const told = (door: Door): readonly string[] =>
  door.isRead
    ? door.members
        .filter(({ path, types }) => /timestamp|time$/i.test(path) && !types.includes('object'))
        .map(({ path }) => path)
    : [];

const hour = 3_600_000;
const asNumber = (value: Json | undefined): number =>
  typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : Number.NaN;
const iso = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/i;
const relative = /^([+-]?)(\d+)\s*([a-z]+)$/i;

/** An operator that takes a bound of time in another way; null leaves it as it is. */
const taking = (
  name: string,
  says: string,
  take: (value: Json, place: string) => Json | null,
  foundBy: Operator['foundBy'] = ['law'],
): Operator => ({
  name,
  kind: 'time',
  says,
  foundBy,
  places: bounds,
  at: (place, door) =>
    hearing((sent) => {
      const value = asked(sent, place, door);
      const taken = value === undefined ? null : take(value, place);
      return taken === null ? sent : asking(sent, place, taken, door);
    }),
});

const telling = (name: string, says: string, tell: (value: Json) => Json | undefined): Operator => ({
  name,
  kind: 'time',
  says,
  foundBy: ['law', 'schema'],
  places: told,
  at: (place) => bendThings((thing) => bendAt(thing, place.split('.'), tell)),
});

const isLower = (place: string): boolean => /start|from|min|since|gte/i.test(place);
const sameForm = (value: Json, number: number): Json => (typeof value === 'string' ? String(number) : number);

/** The text with its zone as minutes east; null where it has none or is UTC. */
const zoned = (value: Json): { readonly local: string; readonly zone: string } | null => {
  const [, local = '', zone = ''] = typeof value === 'string' ? (iso.exec(value) ?? []) : [];
  return local === '' || zone === '' || /^z$/i.test(zone) || /^[+-]00:?00$/.test(zone) ? null : { local, zone };
};

/** A relative time in another unit. */
const inUnit =
  (from: RegExp, to: string) =>
  (value: Json): Json | null => {
    const [, sign = '', count = '', unit = ''] = typeof value === 'string' ? (relative.exec(value) ?? []) : [];
    return from.test(unit) ? `${sign}${count}${to}` : null;
  };

export const time: readonly Operator[] = [
  taking('bound-hour-late', 'Epoch milliseconds as {place} are taken for an hour later.', (value) => {
    const number = asNumber(value);
    return Number.isNaN(number) ? null : sameForm(value, number + hour);
  }),
  taking('bound-in-seconds', '{place} counts in whole seconds.', (value) => {
    const number = asNumber(value);
    return Number.isNaN(number) || number % 1000 === 0 ? null : sameForm(value, Math.floor(number / 1000) * 1000);
  }),
  taking('bound-of-time-exclusive', '{place} leaves out the millisecond that it names.', (value, place) => {
    const number = asNumber(value);
    return Number.isNaN(number) ? null : sameForm(value, isLower(place) ? number + 1 : Math.max(0, number - 1));
  }),
  taking('bound-by-days', '{place} is rounded down to a day.', (value) => {
    const number = asNumber(value);
    return Number.isNaN(number) ? null : sameForm(value, Math.floor(number / (24 * hour)) * 24 * hour);
  }),
  taking('number-as-text-is-zero', '{place} counts as 0 where the number comes as text.', (value) =>
    typeof value === 'string' && /^\d+$/.test(value) ? 0 : null,
  ),
  taking('zone-ignored', 'The zone of a date as {place} is ignored.', (value) => {
    const found = zoned(value);
    return found === null ? null : `${found.local}Z`;
  }),
  taking('zone-turned', 'The zone of a date as {place} is taken with the other sign.', (value) => {
    const found = zoned(value);
    return found === null ? null : `${found.local}${found.zone.startsWith('+') ? '-' : '+'}${found.zone.slice(1)}`;
  }),
  taking('zoneless-is-local', 'A date without a zone as {place} is of a clock in Oslo.', (value) => {
    const [, local = '', zone] = typeof value === 'string' ? (iso.exec(value) ?? []) : [];
    return local === '' || zone !== undefined ? null : `${local}+02:00`;
  }),
  taking('date-millis-lost', 'Milliseconds of a date as {place} are lost.', (value) =>
    typeof value === 'string' && /\.\d*[1-9]\d*/.test(value) && iso.test(value) ? value.replace(/\.\d+/, '') : null,
  ),
  taking('days-are-weeks', 'Days in {place} count as weeks.', inUnit(/^d/i, 'weeks')),
  taking('hours-are-minutes', 'Hours in {place} count as minutes.', inUnit(/^h/i, 'minutes')),
  taking('months-are-minutes', 'Months in {place} count as minutes.', inUnit(/^mo/i, 'minutes')),
  taking('weeks-are-days', 'Weeks in {place} count as days.', inUnit(/^w/i, 'days')),
  taking('now-is-an-hour-ago', '`now` as {place} is an hour ago.', (value) => (value === 'now' ? '-1hours' : null)),
  taking('count-of-units-lost', 'Of several units in {place} one is meant.', (value) => {
    const [, sign = '', count = '', unit = ''] = typeof value === 'string' ? (relative.exec(value) ?? []) : [];
    return Number(count) > 1 ? `${sign}1${unit}` : null;
  }),
  telling('time-told-in-seconds', '{place} is told in seconds.', (value) => {
    const number = asNumber(value);
    return number > 1e12 ? sameForm(value, Math.floor(number / 1000)) : value;
  }),
  telling('time-told-an-hour-late', '{place} is told an hour too late.', (value) => {
    const number = asNumber(value);
    return number > 1e12 ? sameForm(value, number + hour) : value;
  }),
  telling('time-told-in-whole-seconds', '{place} is told without its milliseconds.', (value) => {
    const number = asNumber(value);
    return number > 1e12 ? sameForm(value, Math.floor(number / 1000) * 1000) : value;
  }),
];
