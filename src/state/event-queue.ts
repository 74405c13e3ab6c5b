/** An event queue: what is due, soonest first; a binary heap over typed arrays, so that a million entries cost little. */
import { longer } from './rows.ts';

/** What happens to which event: `rank` orders what is due at the same instant, and then `eventNumber` does. */
export interface QueueEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly rank: number;
  readonly eventNumber: number;
  /** A number for the owner: a row, or a place in a list. */
  readonly place: number;
}

export interface EventQueue {
  readonly add: (at: number, rank: number, eventNumber: number, place: number) => void;
  /** When the next entry is due; infinite when there is none. */
  readonly due: () => number;
  /** Takes the next entry out; ask only when one is due. */
  readonly take: () => QueueEntry;
}

export function makeEventQueue(): EventQueue {
  let ats = new Float64Array(64);
  let ranks = new Uint8Array(64);
  let eventNumbers = new Uint32Array(64);
  let places = new Uint32Array(64);
  let length = 0;

  const isBefore = (one: number, other: number): boolean => {
    const [first, second] = [ats[one] ?? 0, ats[other] ?? 0];
    if (first !== second) return first < second;
    if (ranks[one] !== ranks[other]) return (ranks[one] ?? 0) < (ranks[other] ?? 0);
    return (eventNumbers[one] ?? 0) < (eventNumbers[other] ?? 0);
  };
  const copy = (from: number, to: number): void => {
    ats[to] = ats[from] ?? 0;
    ranks[to] = ranks[from] ?? 0;
    eventNumbers[to] = eventNumbers[from] ?? 0;
    places[to] = places[from] ?? 0;
  };
  const swap = (one: number, other: number): void => {
    copy(one, length);
    copy(other, one);
    copy(length, other);
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >>> 1;
      if (!isBefore(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = left < length && isBefore(left, at) ? left : at;
      if (right < length && isBefore(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    add: (at, rank, eventNumber, place) => {
      // One place more than there are entries, to swap by.
      if (length + 2 > ats.length) {
        const capacity = length * 2 + 64;
        [ats, ranks, eventNumbers, places] = [
          longer(ats, capacity),
          longer(ranks, capacity),
          longer(eventNumbers, capacity),
          longer(places, capacity),
        ];
      }
      [ats[length], ranks[length], eventNumbers[length], places[length]] = [at, rank, eventNumber, place];
      length += 1;
      rise(length - 1);
    },
    due: () => (length === 0 ? Infinity : (ats[0] ?? Infinity)),
    take: () => {
      const entry = { at: ats[0] ?? 0, rank: ranks[0] ?? 0, eventNumber: eventNumbers[0] ?? 0, place: places[0] ?? 0 };
      length -= 1;
      copy(length, 0);
      sink();
      return entry;
    },
  };
}
