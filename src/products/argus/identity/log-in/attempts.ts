/** Limits guessing: a user name that has failed too often is refused for a while, right password or not. */
import type { Clock } from '../../../../kernel/clock.ts';
import type { Memory } from '../../../../state/side-state.ts';
import { lateLru } from '../../../../kernel/late-lru.ts';

/** Failures in a row, and for how long they lock; assumed. Time is the clients', because guessing happens in theirs. */
export const mostFailures = 10;
export const lockMs = 15 * 60_000;
const mostNames = 10_000;

type Saved = readonly (readonly [string, { readonly count: number; readonly last: number }])[];

export interface Attempts extends Memory {
  readonly isLocked: (name: string) => boolean;
  readonly failed: (name: string) => void;
  readonly succeeded: (name: string) => void;
}

export function makeAttempts(clock: Clock): Attempts {
  const failures = lateLru<{ readonly count: number; readonly last: number }>({ max: mostNames });
  const recent = (name: string): number => {
    const known = failures.get(name);
    return known === undefined || clock.now() - known.last >= lockMs ? 0 : known.count;
  };
  return {
    isLocked: (name) => recent(name) >= mostFailures,
    failed: (name) => failures.set(name, { count: recent(name) + 1, last: clock.now() }),
    succeeded: (name) => failures.delete(name),
    save: () => (failures.size() === 0 ? null : failures.entries().map(([name, one]) => [name, { ...one }])),
    load: (saved) => {
      failures.clear();
      const all = (saved ?? []) as unknown as Saved;
      for (const [name, { count, last }] of all.toReversed()) failures.set(name, { count, last });
    },
  };
}
