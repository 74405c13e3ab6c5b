/** HeadLook-ups of heads: one serves all who wait, and none serves who came after it began. */
import type { Store } from '../../store/port.ts';
import { makeGroupedCalls } from './groups.ts';
import type { ReplicaPace } from './pace.ts';
import { makePatience, type Patience } from './patience.ts';

export interface HeadLook {
  /** The place of the next entry. */
  readonly headOf: (stream: string) => number;
  /** Epoch milliseconds of the store's clock. */
  readonly now: number;
}

/** Looks up streams, within what is left of the patience. Rejects with StoreUnavailable, and with Truncated for a stream that must be loaded again. */
export type LookUp = (streams: readonly string[], patience?: Patience) => Promise<HeadLook>;

export function makeLookUps(store: Pick<Store, 'heads'>, pace: ReplicaPace): LookUp {
  const look = makeGroupedCalls(
    async (asked: readonly (readonly string[])[]) => {
      const { heads, now } = await store.heads([...new Set(asked.flat())]);
      const found = { headOf: (stream: string): number => heads.get(stream) ?? 0, now };
      return asked.map(() => found);
    },
    pace,
    { gathers: true },
  );
  return (streams, patience = makePatience(pace)) => patience.askedFor((milliseconds) => look(streams, milliseconds));
}
