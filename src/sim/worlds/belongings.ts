/** What a slot keeps beside the state of its world: the journal, what came to sinks, and snapshots by name. */
import type { Exchange } from '../../http/exchange.ts';
import type { Quota } from '../../kernel/quota.ts';
import { makeJournal, type SavedJournal } from '../journal/journal.ts';
import type { IsSecret } from '../journal/redact.ts';
import { makeSinkStore, type SavedSinks, type SinkStore } from '../sinks/kept/store.ts';
import type { DeliveriesOf } from '../sinks/served/product.ts';
import type { Exported } from './exported.ts';

export type Belongings = Readonly<ReturnType<typeof makeBelongings>>;

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
  return {
    journal,
    sinks,
    snapshots,
    save: (): SavedBelongings => ({
      journal: journal.save(),
      sinks: sinks.store.save(),
      snapshots: snapshots.save(),
    }),
    load: (saved: SavedBelongings): void => {
      journal.load(saved.journal);
      sinks.store.load(saved.sinks);
      snapshots.load(saved.snapshots);
    },
  };
}

type SavedSnapshots = readonly (readonly [name: string, state: Exported, bytes: number])[];

/** All of it, where it is carried on elsewhere. */
export interface SavedBelongings {
  readonly journal: SavedJournal;
  readonly sinks: SavedSinks;
  readonly snapshots: SavedSnapshots;
}

/** Snapshots by name, and how much they are. */
function makeSnapshotStore() {
  const states = new Map<string, Exported>();
  const sizes = new WeakMap<Exported, number>();
  return {
    states,
    bytes: (): number => [...states.values()].reduce((sum, state) => sum + (sizes.get(state) ?? 0), 0),
    save: (): SavedSnapshots => [...states].map(([name, state]) => [name, state, sizes.get(state) ?? 0] as const),
    load: (saved: SavedSnapshots): void => {
      states.clear();
      for (const [name, state, bytes] of saved) {
        sizes.set(state, bytes);
        states.set(name, state);
      }
    },
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
