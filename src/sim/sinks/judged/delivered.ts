/** What came of things of one kind: each time that one was handed on, in the order in which it was. */
import { pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import { identified, type IdentityOptions } from './identity.ts';
import { recordsOf } from '../kept/records.ts';
import type { KeptDelivery } from '../kept/store.ts';

/** One time that a thing was handed on. */
export interface Arrival {
  readonly delivery: KeptDelivery;
  /** The object that held its id; null in a text. */
  readonly holder: object | null;
  /** Where the client said that it belongs; null where it said nothing. */
  readonly address: string | null;
}

/** An id that came and is nobody's. */
export interface Stranger {
  readonly id: string;
  readonly delivery: KeptDelivery;
}

export interface Received {
  /** Of each kind, by key. */
  readonly byKind: ReadonlyMap<number, ReadonlyMap<number, readonly Arrival[]>>;
  readonly strangers: readonly Stranger[];
  /** Records that name nothing at all. */
  readonly unrecognised: number;
}

/** Nominal units of work for a byte of a body, and for an id. */
const unitsOfByte = 2;

/** Reads deliveries; `kept` says which of the objects that held ids are kept. */
export function* received(
  deliveries: readonly KeptDelivery[],
  options: IdentityOptions,
  kept: (arrival: Arrival, kind: number, key: number) => Arrival = (arrival) => arrival,
): Sliced<Received> {
  const byKind = new Map<number, Map<number, Arrival[]>>();
  const strangers: Stranger[] = [];
  let unrecognised = 0;
  let done = 0;
  for (const delivery of deliveries) {
    for (const { value, address } of recordsOf(delivery)) {
      const { named, unknown } = identified(value, options);
      const inRecord = new Set<string>();
      for (const { named: of, holder } of named) {
        // A thing that is named twice in one place came once.
        const once = `${of.kind} ${of.key}`;
        if (inRecord.has(once)) continue;
        inRecord.add(once);
        const byKey = byKind.get(of.kind) ?? new Map<number, Arrival[]>();
        byKind.set(of.kind, byKey);
        const arrivals = byKey.get(of.key) ?? [];
        byKey.set(of.key, arrivals);
        arrivals.push(kept({ delivery, holder, address }, of.kind, of.key));
      }
      for (const { id } of unknown) strangers.push({ id, delivery });
      if (named.length === 0 && unknown.length === 0) unrecognised++;
    }
    done += 500 + delivery.body.length * unitsOfByte;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
  if (done > 0) yield done;
  return { byKind, strangers, unrecognised };
}
