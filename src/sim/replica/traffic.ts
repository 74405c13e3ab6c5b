/** Where exchanges of a world are noted: those of ordered requests by every replica in their order, all others by who took them. */
import type { RequestHead } from '../../http/product.ts';
import { noteOf } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Traffic } from '../worlds/world-slot.ts';
import type { KeptNote } from '../journal/entry.ts';

/** A slot's traffic, in which each request says how it is noted. */
export interface ReplicaTraffic {
  readonly of: (journal: Journal) => Traffic;
  /** What is noted of this request is told to its taker. */
  readonly noteTo: (request: RequestHead, noted: (note: KeptNote) => void) => void;
  /** This request is another replica's. */
  readonly isOthers: (request: RequestHead) => void;
}

/** `now` is the simulated time. */
export function makeReplicaTraffic(now: () => number): ReplicaTraffic {
  const takers = new WeakMap<RequestHead, (note: KeptNote) => void>();
  const others = new WeakSet<RequestHead>();
  return {
    of: (journal) => ({
      note: (exchange, faults) => {
        const taker = takers.get(exchange.request);
        if (taker === undefined) journal.note(exchange, faults);
        else taker(noteOf(exchange, now(), faults));
      },
      isOwn: ({ request }) => !others.has(request),
    }),
    noteTo: (request, noted) => void takers.set(request, noted),
    isOthers: (request) => void others.add(request),
  };
}
