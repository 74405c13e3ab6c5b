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
  /** All that wait, in the order in which they were put off. */
  readonly waiting: () => readonly Deferred[];
}

/** One that was put off, with its place among all: of those that are due at once the first comes first. */
interface Placed {
  readonly deferred: Deferred;
  readonly place: number;
}

const isBefore = (one: Placed, other: Placed): boolean =>
  one.deferred.due === other.deferred.due ? one.place < other.place : one.deferred.due < other.deferred.due;

/** A binary heap. Those that stand are in a list of their own as well; whichever of the two takes one out first has it. */
export function makeDeferredQueue(): DeferredQueue {
  const heap: Placed[] = [];
  let standing: Placed[] = [];
  const taken = new Set<Placed>();
  let next = 0;

  const sink = (): void => {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      for (const child of [left, right])
        if (child < heap.length && isBefore(heap[child] as Placed, heap[least] as Placed)) least = child;
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least] as Placed, heap[at] as Placed];
      at = least;
    }
  };
  const pop = (): Placed => {
    const first = heap[0] as Placed;
    const last = heap.pop() as Placed;
    if (heap.length > 0) {
      heap[0] = last;
      sink();
    }
    return first;
  };
  const dropTaken = (): void => {
    while (heap[0] !== undefined && taken.delete(heap[0])) pop();
  };
  return {
    add: (deferred) => {
      const placed: Placed = { deferred, place: next++ };
      if (deferred.stands) standing.push(placed);
      let at = heap.push(placed) - 1;
      for (let parent = (at - 1) >>> 1; at > 0 && isBefore(placed, heap[parent] as Placed); parent = (at - 1) >>> 1) {
        heap[at] = heap[parent] as Placed;
        heap[parent] = placed;
        at = parent;
      }
    },
    due: () => {
      dropTaken();
      return heap[0]?.deferred.due ?? Infinity;
    },
    take: () => {
      dropTaken();
      const first = pop();
      if (first.deferred.stands) standing = standing.filter((one) => one !== first);
      return first.deferred;
    },
    waiting: () =>
      heap
        .filter((one) => !taken.has(one))
        .sort((one, other) => one.place - other.place)
        .map(({ deferred }) => deferred),
    takeStanding: () => {
      if (standing.length === 0) return [];
      const all = standing.sort((one, other) => (isBefore(one, other) ? -1 : 1));
      standing = [];
      for (const one of all) taken.add(one);
      return all.map(({ deferred }) => deferred);
    },
  };
}
