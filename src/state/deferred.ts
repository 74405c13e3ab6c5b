/** Deferred commands: what an applied command sets off later, soonest first. */
import type { Json } from '../kernel/schema.ts';

/** A command to come; like those of stories it stands in no log, since whoever applies the log comes to it again. */
export interface Deferred {
  /** Epoch milliseconds on the simulated clock. */
  readonly due: number;
  /** True where the clock stood when it was put off: the next command of the log brings it on then, since no time will. */
  readonly stands: boolean;
  readonly kind: string;
  readonly account: number;
  readonly data: Json;
}

export interface DeferredQueue {
  readonly add: (deferred: Deferred) => void;
  /** When the next one is due; infinite when there is none. */
  readonly due: () => number;
  /** Takes the next one out; ask only when one is due. */
  readonly take: () => Deferred;
  /** Takes out all that the next command of the log brings on. */
  readonly takeStanding: () => readonly Deferred[];
  readonly clear: () => void;
}

export function makeDeferredQueue(): DeferredQueue {
  let queue: Deferred[] = [];
  return {
    add: (deferred) => {
      const later = queue.findIndex(({ due }) => due > deferred.due);
      queue.splice(later < 0 ? queue.length : later, 0, deferred);
    },
    due: () => queue[0]?.due ?? Infinity,
    take: () => queue.shift() as Deferred,
    takeStanding: () => {
      const standing = queue.filter(({ stands }) => stands);
      if (standing.length > 0) queue = queue.filter(({ stands }) => !stands);
      return standing;
    },
    clear: () => void (queue = []),
  };
}
