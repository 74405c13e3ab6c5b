/** How a clock is asked for, on the command line, in the library and over HTTP: frozen, at an instant, or running. */
import { parseInstant, parseSpan, type InstantForms, type SpanForms } from '../../kernel/duration.ts';
import { UserError } from '../../kernel/fault.ts';

export type ClockSetting =
  /** It stands at the World's end. */
  | { readonly kind: 'frozen' }
  /** It stands at an instant, epoch milliseconds. */
  | { readonly kind: 'instant'; readonly at: number }
  /** It runs, so many simulated milliseconds a real one, and the World ends where it begins. */
  | { readonly kind: 'live'; readonly speed: number };

/** Simulated milliseconds a real one, at the most. */
export const fastest = 1000;

/** Reads `frozen`, an ISO-8601 instant in UTC or epoch milliseconds, `live` or `live:60`. Throws UserError. */
export function parseClock(given: string | number): ClockSetting {
  if (given === 'frozen') return { kind: 'frozen' };
  const [, , speed] = /^live(:(\d{1,4}(?:\.\d{1,3})?))?$/.exec(String(given)) ?? [];
  if (given === 'live') return { kind: 'live', speed: 1 };
  if (speed !== undefined && isSpeed(Number(speed))) return { kind: 'live', speed: Number(speed) };
  const at = instantOf(given);
  if (at === null)
    throw new UserError(
      `"${given}" is no clock: say frozen, an instant such as 2026-11-02T00:00:00Z, live, or live:SPEED up to live:${fastest}`,
    );
  return { kind: 'instant', at };
}

export const isSpeed = (speed: number): boolean => speed > 0 && speed <= fastest;

const clockInstant: InstantForms = { epoch: /^\d{1,15}$/, least: 0, most: 253_402_300_799_999 };

/** Epoch milliseconds of an ISO-8601 instant in UTC or of epoch milliseconds; null for anything else. */
export const instantOf = (given: string | number): number | null => parseInstant(given, null, clockInstant);

const clockSpan: SpanForms = { units: ['ms', 's', 'm', 'h', 'd', 'w'], digits: 12, iso: true };

/** Milliseconds of `PT1H30M`, `90m`, `1h`, `2d`, `500ms`, or of a number of milliseconds; null for anything else. */
export function durationOf(given: string | number): number | null {
  if (typeof given === 'string') return parseSpan(given, clockSpan);
  return Number.isSafeInteger(given) && given >= 0 ? given : null;
}
