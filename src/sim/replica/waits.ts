/** Who waits until a replica has come so far in a stream. */

export interface Waits {
  /** Resolves when this place is reached. */
  readonly until: (head: number) => Promise<void>;
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

export function makeWaits(): Waits {
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
    until: (head) => new Promise((resolve, reject) => void (waiting = [...waiting, { head, resolve, reject }])),
  };
}
