/** The only door to time: what the simulator calls now, and the wall clock where only that will do. */

/** Tells the current instant in integer epoch milliseconds. */
export interface Clock {
  readonly now: () => number;
}

/** The machine's clock: for `--end now`, and for judging clients' own clocks. */
export const wallClock: Clock = { now: () => Date.now() };

/** A clock that a person can turn: it stands still, or runs at a multiple of the machine's. It never goes back by itself. */
export interface Turnable extends Clock {
  /** Simulated milliseconds a real one; 0 while it stands still. */
  readonly speed: () => number;
  /** Puts it to an instant; it goes on running if it ran. */
  readonly set: (instant: number) => void;
  readonly advance: (milliseconds: number) => void;
  readonly freeze: () => void;
  /** Lets it run, `speed` simulated milliseconds a real one. */
  readonly resume: (speed: number) => void;
}

/** A clock that can be carried elsewhere, where the same real time goes by, and goes on there to the millisecond. */
export interface PortableClock extends Turnable {
  readonly save: () => readonly number[];
  readonly load: (saved: readonly number[]) => void;
}

/** Milliseconds that have gone by, whatever becomes of the machine's date. */
const steadyClock: Clock = { now: () => performance.now() };

/** The time that goes by outside: the date as it is, and milliseconds that no change of the date disturbs. */
export interface RealTime {
  readonly wall: Clock;
  readonly steady: Clock;
}

/** This machine's. */
export const machineTime: RealTime = { wall: wallClock, steady: steadyClock };

/** A clock that begins at an instant; speed 0 stands still. `real` is the clock that its running is measured by, and may jump. */
export function turnableClock(instant: number, speed = 0, real: Clock = steadyClock): PortableClock {
  let base = { instant, real: real.now(), speed };
  let latest = base.real;
  const now = (): number => {
    if (base.speed === 0) return base.instant;
    latest = Math.max(latest, real.now());
    return base.instant + Math.floor((latest - base.real) * base.speed);
  };
  const turn = (to: number, rate: number): void => {
    latest = real.now();
    base = { instant: to, real: latest, speed: rate };
  };
  return {
    now,
    speed: () => base.speed,
    set: (to) => turn(to, base.speed),
    advance: (milliseconds) => turn(now() + milliseconds, base.speed),
    freeze: () => turn(now(), 0),
    resume: (rate) => turn(now(), rate),
    save: () => [base.instant, base.real, base.speed, latest],
    load: ([instantThen = 0, realThen = 0, speedThen = 0, latestThen = 0]) => {
      base = { instant: instantThen, real: realThen, speed: speedThen };
      latest = latestThen;
    },
  };
}

/** A clock that stands still until somebody turns it; "now" is the end of the World, so `-24hours` always means the same. */
export const fixedClock = (instant: number): Turnable => turnableClock(instant);

/** A clock that its owner turns, as one that others may turn: what they ask of it is ignored. */
export const turnedElsewhere = ({ now }: Clock): Turnable => {
  const ignore = (): void => undefined;
  return { now, speed: () => 0, set: ignore, advance: ignore, freeze: ignore, resume: ignore };
};

/** A monotonic stopwatch in fractional milliseconds, for measuring only; no simulated byte may depend on it. */
export const stopwatch = (): (() => number) => {
  const start = performance.now();
  return () => performance.now() - start;
};

/**
 * Parses an ISO-8601 instant in UTC (`2026-11-01T00:00:00Z`, fraction optional, or a bare date) to epoch milliseconds.
 * Returns null for anything else, other zones included: the vendor accepts UTC only (docs/contract/argus.md §4).
 */
export function parseIsoUtc(text: string): number | null {
  const match = /^([+-]\d{6}|\d{4})-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z)?$/.exec(text);
  if (match === null) return null;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return null;
  // Date.parse rolls 30 February over; a real date survives the round trip.
  return isoUtc(instant).startsWith(text.slice(0, (match[1] ?? '').length + 6)) ? instant : null;
}

/** Parses a date of HTTP, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7), to epoch milliseconds; null for anything else. */
export function parseHttpDate(text: string): number | null {
  const isDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const instant = isDate ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
}

/** The instant as headers have it (RFC 9110 §5.6.7). */
export const httpDate = (instant: number): string => new Date(instant).toUTCString();

/** Prints epoch milliseconds as ISO-8601 in UTC with milliseconds. */
export const isoUtc = (instant: number): string => new Date(instant).toISOString();

/** Day of the week (0 = Sunday) and hour of an instant, in UTC. */
export function calendar(instant: number): { readonly weekday: number; readonly hour: number } {
  const hours = Math.floor(instant / 3_600_000);
  const days = Math.floor(hours / 24);
  return { weekday: (((days + 4) % 7) + 7) % 7, hour: hours - days * 24 };
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The same day and time so many months away; a day that the month lacks becomes its last. */
export function addMonths(instant: number, months: number): number {
  const days = Math.floor(instant / 86_400_000);
  const { year, month, day } = civil(days);
  const count = year * 12 + month + months;
  const [toYear, toMonth] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12];
  const isLeap = (toYear % 4 === 0 && toYear % 100 !== 0) || toYear % 400 === 0;
  const last = toMonth === 1 && isLeap ? 29 : (monthLengths[toMonth] ?? 31);
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
