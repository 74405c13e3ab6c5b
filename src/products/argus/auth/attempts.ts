/** Limits guessing: a user name that has failed too often is refused for a while, right password or not. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../../kernel/clock.ts';

/** Failures in a row, and for how long they lock; assumed. Time is the clients', because guessing happens in theirs. */
export const mostFailures = 10;
export const lockMs = 15 * 60_000;
const mostNames = 10_000;

export interface Attempts {
  readonly isLocked: (name: string) => boolean;
  readonly failed: (name: string) => void;
  readonly succeeded: (name: string) => void;
}

export function makeAttempts(clock: Clock): Attempts {
  // Room for all names takes 200 KB; most worlds never see a log-in fail.
  let failures: LRUCache<string, { readonly count: number; readonly last: number }> | undefined;
  const recent = (name: string): number => {
    const known = failures?.get(name);
    return known === undefined || clock.now() - known.last >= lockMs ? 0 : known.count;
  };
  return {
    isLocked: (name) => recent(name) >= mostFailures,
    failed: (name) => {
      failures ??= new LRUCache({ max: mostNames });
      failures.set(name, { count: recent(name) + 1, last: clock.now() });
    },
    succeeded: (name) => void failures?.delete(name),
  };
}
