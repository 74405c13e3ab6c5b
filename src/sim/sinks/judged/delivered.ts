/** What came of things: each time that one was handed on, in the order in which it was. */
import { pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import { recordsOf } from '../kept/records.ts';
import type { KeptDelivery } from '../kept/store.ts';
import { identified, type IdentityOptions } from './identity.ts';

/** One time that a thing was handed on. */
export interface Arrival {
  readonly delivery: KeptDelivery;
  /** The object that held its id, where it has to be looked at again; null else. */
  readonly holder: object | null;
  /** Where the client said that it belongs; null where it said nothing. */
  readonly address: string | null;
  /** Fields that differ from how the thing is shown now; null where it is not the product's own JSON. */
  readonly differing: readonly string[] | null;
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

/** Fields of an object that differ from those of the thing; null where it is not the product's own, and where nobody looks. */
export type Compared = (holder: object, kind: number, key: number) => readonly string[] | null;

/** Nominal units of work for a byte of a body, and for comparing a thing. */
const unitsOfByte = 2;
const unitsOfThing = 5000;
/** Objects that are kept to be looked at again; of more the first are. */
const mostHolders = 20_000;

/** Reads deliveries. */
export function* received(
  deliveries: readonly KeptDelivery[],
  options: IdentityOptions,
  compared: Compared,
): Sliced<Received> {
  const byKind = new Map<number, Map<number, Arrival[]>>();
  const strangers: Stranger[] = [];
  let [unrecognised, holders, done] = [0, 0, 0];
  const arrive = (kind: number, key: number, arrival: Arrival): void => {
    const byKey = byKind.get(kind) ?? new Map<number, Arrival[]>();
    byKind.set(kind, byKey);
    const arrivals = byKey.get(key) ?? [];
    byKey.set(key, arrivals);
    arrivals.push(arrival);
  };
  for (const delivery of deliveries) {
    for (const { value, address } of recordsOf(delivery)) {
      const { named, unknown } = identified(value, options);
      const inRecord = new Set<string>();
      for (const { named: of, holder } of named) {
        // A thing that is named several times in one record came once.
        if (inRecord.size === inRecord.add(`${of.kind} ${of.key}`).size) continue;
        const differing = holder === null ? null : compared(holder, of.kind, of.key);
        const isKept = differing !== null && differing.length > 0 && holders++ < mostHolders;
        arrive(of.kind, of.key, { delivery, address, holder: isKept ? holder : null, differing });
      }
      for (const { id } of unknown) strangers.push({ id, delivery });
      if (named.length === 0 && unknown.length === 0) unrecognised++;
      if ((done += named.length * unitsOfThing) < pieceOfWork) continue;
      yield done;
      done = 0;
    }
    done += 500 + delivery.body.length * unitsOfByte;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
  if (done > 0) yield done;
  return { byKind, strangers, unrecognised };
}
