/** Who waits until a replica has come so far in a stream. */
import { StoreUnavailable } from '../../store/port.ts';
import { storePatience } from './groups.ts';
import type { ReplicaPace } from './pace.ts';

export interface Waits {
  /** Resolves when this place is reached; rejects when the store takes longer than so many milliseconds. */
  readonly until: (head: number, milliseconds: number) => Promise<void>;
  readonly areThere: () => boolean;
  /** Tells those who waited for no more than this place. */
  readonly settle: (next: number) => void;
  /** Tells all that it will not be reached now. */
  readonly fail: (error: unknown) => void;
}

interface Waiting {
  readonly head: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** `isAsking` says whether it is the store that is waited for: what takes long to carry out is waited for without end, as where one server is alone. */
export function makeWaits(pace: ReplicaPace, isAsking: () => boolean): Waits {
  let waiting: readonly Waiting[] = [];
  return {
    areThere: () => waiting.length > 0,
    settle: (next) => {
      if (!waiting.some(({ head }) => head <= next)) return;
      const reached = waiting.filter(({ head }) => head <= next);
      waiting = waiting.filter(({ head }) => head > next);
      for (const { resolve } of reached) resolve();
    },
    fail: (error) => {
      const all = waiting;
      waiting = [];
      for (const { reject } of all) reject(error);
    },
    until: (head, milliseconds) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          if (isAsking()) reject(new StoreUnavailable('the store is too slow'));
          else stop = pace.after(storePatience, giveUp);
        };
        let stop = pace.after(milliseconds, giveUp);
        const one: Waiting = {
          head,
          resolve: () => {
            stop();
            resolve();
          },
          reject: (error) => {
            stop();
            reject(error as Error);
          },
        };
        waiting = [...waiting, one];
      }),
  };
}
