/** How a clock is asked for, on the command line, in the library and over HTTP: frozen, at an instant, or running. */
import { parseIsoUtc } from '../../kernel/clock.ts';
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
const latest = 253_402_300_799_999;

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

/** Epoch milliseconds of an ISO-8601 instant in UTC or of epoch milliseconds; null for anything else. */
export function instantOf(given: string | number): number | null {
  const at = typeof given === 'number' ? given : /^\d{1,15}$/.test(given) ? Number(given) : parseIsoUtc(given);
  return at !== null && Number.isSafeInteger(at) && at >= 0 && at <= latest ? at : null;
}

const unit = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const iso = /^P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,3}))?S)?)?$/;

/** Milliseconds of `PT1H30M`, `90m`, `1h`, `2d`, `500ms`, or of a number of milliseconds; null for anything else. */
export function durationOf(given: string | number): number | null {
  if (typeof given === 'number') return Number.isSafeInteger(given) && given >= 0 ? given : null;
  const [, count, name] = /^(\d{1,12})(ms|s|m|h|d|w)$/.exec(given) ?? [];
  if (count !== undefined) return Number(count) * unit[name as keyof typeof unit];
  const match = iso.exec(given);
  if (match === null || /[PT]$/.test(given)) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1, 6).map((part) => Number(part ?? 0));
  const fraction = Number((match[6] ?? '').padEnd(3, '0'));
  return (
    (weeks ?? 0) * unit.w +
    (days ?? 0) * unit.d +
    (hours ?? 0) * unit.h +
    (minutes ?? 0) * unit.m +
    (seconds ?? 0) * unit.s +
    fraction
  );
}
