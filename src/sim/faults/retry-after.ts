/** The header Retry-After in the forms that clients meet: seconds, a date, nothing in it, or none at all (RFC 9110 §10.2.3). */
import { httpDate, type Clock } from '../../kernel/clock.ts';
import type { FaultEffect } from './rule.ts';

/**
 * The headers for what a rule says of Retry-After, or else for so many seconds; null for none. A date is one of the clock that the
 * client goes by, and the header Date then shows that clock too.
 */
export function retryHeaders(
  said: FaultEffect['retryAfter'],
  otherwise: number | null,
  clientClock: Clock,
): Readonly<Record<string, string>> {
  const value = said ?? otherwise;
  if (value === null || value === 'none') return {};
  if (value === 'empty') return { 'Retry-After': '' };
  if (typeof value === 'number') return { 'Retry-After': String(value) };
  const seconds = Number(value.slice('date:'.length));
  const now = clientClock.now();
  return { Date: httpDate(now), 'Retry-After': httpDate(now + seconds * 1000) };
}
