/** Where exchanges of a world are noted: those of ordered requests by every replica in their order, all others by who took them. */
import type { RequestHead } from '../../http/product.ts';
import { noteOf } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Traffic } from '../worlds/world-slot.ts';
import type { KeptNote } from '../journal/entry.ts';

/** A slot's traffic, in which each request says how it is noted. */
export interface ReplicaTraffic {
  readonly of: (journal: Journal) => Traffic;
  /** The same request, whose note is told to its taker. */
  readonly takenBy: (request: RequestHead, noted: (note: KeptNote) => void) => RequestHead;
  /** This request is another replica's. */
  readonly isOthers: (request: RequestHead) => void;
}

/** A member of the request rather than a map beside it, which costs each collection of garbage more than all else here. */
const takerOf = Symbol('taker');

interface TakenHead extends RequestHead {
  readonly [takerOf]?: (note: KeptNote) => void;
}

/** `now` is the simulated time. */
export function makeReplicaTraffic(now: () => number): ReplicaTraffic {
  const others = new WeakSet<RequestHead>();
  return {
    of: (journal) => ({
      note: (exchange, faults) => {
        const taker = (exchange.request as TakenHead)[takerOf];
        if (taker === undefined) journal.note(exchange, faults);
        else taker(noteOf(exchange, now(), faults));
      },
      isOwn: ({ request }) => !others.has(request),
    }),
    // A copy: one that is answered ahead may be answered again, while the first is at its end.
    takenBy: (request, noted) => Object.assign({ ...request }, { [takerOf]: noted }),
    isOthers: (request) => void others.add(request),
  };
}
