/** Instants as fault rules name them: absolute, or relative to the simulated now. */
import { parseIsoUtc } from '../../kernel/clock.ts';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Epoch milliseconds of a number, an ISO-8601 instant in UTC, `now`, or `+90s`, `-5m`, `+1h`, `+2d`; null for anything else. */
export function simulatedInstantOf(text: string | number, now: number): number | null {
  if (typeof text === 'number') return text;
  if (text === 'now') return now;
  const [, sign, amount = '', unit = ''] = /^([+-])(\d{1,12})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (sign === undefined) return parseIsoUtc(text);
  const span = Number(amount) * units[unit as keyof typeof units];
  return sign === '-' ? now - span : now + span;
}
