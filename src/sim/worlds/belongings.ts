/** What a slot keeps beside the state of its world: the journal, what came to sinks, and snapshots by name. */
import type { Exchange } from '../../http/exchange.ts';
import type { Quota } from '../../kernel/quota.ts';
import { makeJournal } from '../journal/journal.ts';
import type { IsSecret } from '../journal/redact.ts';
import { makeSinkStore, type SinkStore } from '../sinks/kept/store.ts';
import type { DeliveriesOf } from '../sinks/served/product.ts';
import type { Exported } from './exported.ts';

/** `now` is the simulated time. */
export function makeBelongings(
  quota: Quota,
  { entries, isSecret }: { readonly entries: number; readonly isSecret: IsSecret },
  now: () => number,
) {
  const journal = makeJournal({ entries, bytes: quota.most('journal-bytes') }, now, isSecret);
  const sinks: { readonly store: SinkStore; readonly deliveries: DeliveriesOf } = {
    store: makeSinkStore(quota, now),
    deliveries: new WeakMap(),
  };
  const snapshots = makeSnapshotStore();
  quota.count('journal-bytes', journal.bytes);
  quota.count('snapshots', () => snapshots.states.size);
  quota.count('snapshot-bytes', snapshots.bytes);
  return { journal, sinks, snapshots };
}

/** Snapshots by name, and how much they are. */
function makeSnapshotStore() {
  const states = new Map<string, Exported>();
  const sizes = new WeakMap<Exported, number>();
  return {
    states,
    bytes: (): number => [...states.values()].reduce((sum, state) => sum + (sizes.get(state) ?? 0), 0),
    keep: (name: string, state: Exported, bytes: number): void => {
      sizes.set(state, bytes);
      states.set(name, state);
    },
  };
}

/** Tells a delivery how it was answered. */
export function tellDelivery(deliveries: DeliveriesOf, { request, status }: Exchange, faults: readonly string[]): void {
  const kept = deliveries.get(request);
  if (kept === undefined) return;
  kept.status = status;
  kept.faults = faults;
}
