/** How fast and how much may be asked: requests a second, requests in all, time in all, and the waits that a server asks for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseHttpDate, stopwatch, wallClock } from '../kernel/clock.ts';

export interface PaceOptions {
  /** Requests a second; null for as fast as it goes. */
  readonly rps: number | null;
  readonly maxRequests: number;
  /** Seconds; null for no bound. */
  readonly seconds: number | null;
  readonly signal?: AbortSignal;
}

/** Thrown when nothing more may be asked; the run ends, and what was found so far is reported. */
export class Spent extends Error {}

export interface Pace {
  /** Waits for the next request's turn. Throws Spent, unless the request is owed. */
  readonly turn: (isOwed: boolean) => Promise<void>;
  /**
   * Obeys 429 and 503: waits as long as `Retry-After` says, in seconds or as a date by the server's own `Date`, and goes on at
   * half the speed. True when to ask again is worth while.
   */
  readonly refused: (retryAfter: string | null, attempt: number, date?: string | null) => Promise<boolean>;
  readonly requests: () => number;
  /** Milliseconds since the run began. */
  readonly elapsed: () => number;
}

/** What `Retry-After` says (RFC 9110 §10.2.3): a number of seconds, or a date; null where it says neither. */
export function secondsOf(retryAfter: string | null, date: string | null): number | null {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const until = parseHttpDate(text);
  // The server's clock and ours may differ; its own date is what it counts from.
  const now = parseHttpDate(date ?? '') ?? wallClock.now();
  return until === null ? null : Math.max(0, (until - now) / 1000);
}

const longestWait = 120;
/** Requests a second, however often we were told to slow down. */
const slowest = 0.25;
/** A server that names no time is given one second, then two, then four. */
const attempts = 3;

export function makePace({ rps, maxRequests, seconds, signal }: PaceOptions): Pace {
  const elapsed = stopwatch();
  let requests = 0;
  let next = 0;
  let speed = rps;
  let answered = 0;
  const isOut = (): string | null => {
    if (signal?.aborted === true) return 'interrupted';
    if (requests >= maxRequests) return `the budget of ${maxRequests} requests is spent`;
    return seconds !== null && elapsed() >= seconds * 1000 ? `the ${seconds} s are over` : null;
  };
  const pause = async (milliseconds: number): Promise<void> => {
    const left = seconds === null ? milliseconds : Math.min(milliseconds, seconds * 1000 - elapsed());
    await sleep(Math.max(0, left), undefined, signal === undefined ? {} : { signal }).catch(() => {});
    const reason = isOut();
    if (reason !== null) throw new Spent(reason);
  };
  return {
    turn: async (isOwed) => {
      const reason = isOwed ? null : isOut();
      if (reason !== null) throw new Spent(reason);
      if (speed !== null) {
        const wait = next - elapsed();
        next = Math.max(next, elapsed()) + 1000 / speed;
        if (wait > 0 && !isOwed) await pause(wait);
        // Fifty answers without complaint, and it may go a little faster again.
        if (++answered % 50 === 0 && rps !== null) speed = Math.min(rps, speed * 1.5);
      }
      requests++;
    },
    refused: async (retryAfter, attempt, date = null) => {
      if (attempt >= attempts) return false;
      const named = secondsOf(retryAfter, date);
      const wait = named === null ? ([1, 2, 4][attempt] ?? 4) : Math.min(named, longestWait);
      answered = 0;
      if (speed !== null) speed = Math.max(slowest, speed / 2);
      await pause(wait * 1000);
      return true;
    },
    requests: () => requests,
    elapsed,
  };
}
