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
const takesWords = ({ pattern }: Member): boolean => pattern.includes('[nN][oO][wW]');
/** Bounds that take words, such as `now` and `-2days`. */
const wordy = criteriaOf((criterion) => isTime(criterion) && takesWords(criterion));
/** The same as the door takes it: as a number where it takes no dates. */
const asTaken = (value: Json, place: string, { criteria }: Door): Json =>
  typeof value === 'string' && !criteria.some((one) => one.path === place && takesWords(one))
    ? Date.parse(value)
    : value;
const told = (door: Door): readonly string[] =>
  door.isRead
    ? door.members
        .filter(({ path, types, marks }) => marks.includes('s') && /timestamp/i.test(path) && !types.includes('object'))
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
  foundBy: Operator['foundBy'] = ['law', 'schema/within-bounds'],
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

const takingWords: typeof taking = (...given) => ({ ...taking(...given), places: wordy });

/** An operator that takes what is to be refused. */
const forgiving = (
  name: string,
  says: string,
  take: (value: Json) => Json | null,
  places: Operator['places'] = bounds,
): Operator => ({
  name,
  kind: 'time',
  says,
  foundBy: ['law', 'requests'],
  places,
  at: (place, door) => async (sent, next) => {
    const given = await next(sent);
    const value = asked(sent, place, door);
    const taken = value === undefined ? null : take(value);
    return given.status < 400 || given.status === 401 || taken === null
      ? given
      : next(asking(sent, place, asTaken(taken, place, door), door));
  },
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
  forgiving(
    'zone-ignored',
    'A date with another zone than UTC as {place} is taken as UTC instead of being refused.',
    (value) => {
      const found = zoned(value);
      return found === null ? null : `${found.local}Z`;
    },
  ),
  forgiving(
    'zone-turned',
    'A date with another zone than UTC as {place} is taken by its clock an hour later instead of being refused.',
    (value) => {
      const found = zoned(value);
      return found === null
        ? null
        : `${found.local.slice(0, 11)}${String((Number(found.local.slice(11, 13)) + 1) % 24).padStart(2, '0')}${found.local.slice(13)}Z`;
    },
  ),
  forgiving('zoneless-taken', 'A date without a zone as {place} is taken as UTC instead of being refused.', (value) => {
    const [, local = '', zone] = typeof value === 'string' ? (iso.exec(value) ?? []) : [];
    return local === '' || zone !== undefined ? null : `${local}Z`;
  }),
  takingWords('date-millis-lost', 'Milliseconds of a date as {place} are lost.', (value) =>
    typeof value === 'string' && /\.\d*[1-9]\d*/.test(value) && iso.test(value) ? value.replace(/\.\d+/, '') : null,
  ),
  forgiving('nonsense-is-zero', 'What is no time as {place} counts as 0 instead of being refused.', (value) =>
    typeof value !== 'number' && !(typeof value === 'string' && /^-?\d+$/.test(value)) ? 0 : null,
  ),
  takingWords('days-are-weeks', 'Days in {place} count as weeks.', inUnit(/^d/i, 'weeks')),
  takingWords('hours-are-minutes', 'Hours in {place} count as minutes.', inUnit(/^h/i, 'minutes')),
  takingWords('months-are-minutes', 'Months in {place} count as minutes.', inUnit(/^mo/i, 'minutes')),
  takingWords('weeks-are-days', 'Weeks in {place} count as days.', inUnit(/^w/i, 'days')),
  takingWords('now-is-an-hour-ago', '`now` as {place} is an hour ago.', (value) =>
    value === 'now' ? '-1hours' : null,
  ),
  takingWords('count-of-units-lost', 'Of several units in {place} one is meant.', (value) => {
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
  {
    ...telling('date-told-without-zone', '{place} is told without its zone.', (value) =>
      typeof value === 'string' && iso.test(value) ? value.replace(/Z$|[+-]\d\d:?\d\d$/, '') : value,
    ),
    places: ({ isRead, members }) =>
      isRead
        ? members
            .filter(({ path, types, marks }) => marks.includes('l') && /time$/i.test(path) && types.includes('string'))
            .map(({ path }) => path)
        : [],
  },
];
