/** The vendor's limit: so many reads and so many writes a second for each client, 429 above. Source: docs/contract/usm.md §10. */
import type { Clock } from '../../../kernel/clock.ts';
import type { Memory } from '../../../state/side-state.ts';
import { rateExceeded } from './failures.ts';

const limits = { read: 100, write: 50 } as const;

/** Counts a request of a client. Throws 429 over the limit; the next second begins anew. */
export type RateCount = (client: string, method: string) => void;

export const noRateLimit: RateCount = () => {};

/** Counts, and what it has counted in the present second. */
export interface RateCounter extends Memory {
  readonly count: RateCount;
}

/** Seconds are the clock's. Clients are those of the scenario, so the table of counts stays small. */
export function makeCounter(clock: Clock): RateCounter {
  const counts = new Map<string, number>();
  let second = -1;
  const count: RateCount = (client, method) => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) counts.clear();
    second = now;
    const kind = method === 'GET' || method === 'HEAD' ? 'read' : 'write';
    const number = (counts.get(`${kind} ${client}`) ?? 0) + 1;
    counts.set(`${kind} ${client}`, number);
    if (number > limits[kind]) throw rateExceeded();
  };
  return {
    count,
    save: () => [second, [...counts]],
    load: (saved) => {
      const [at, counted] = (saved ?? [-1, []]) as unknown as readonly [number, readonly (readonly [string, number])[]];
      second = at;
      counts.clear();
      for (const [key, of] of counted) counts.set(key, of);
    },
  };
}
