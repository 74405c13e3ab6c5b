/** How often signatures were triggered, as far as a caller may see: what a search for aggregated events counts. */
import type { World } from '../../../../model/world.ts';
import { maySee, type Viewer } from '../../access/access.ts';

export interface Triggers {
  /** Aggregated events. */
  readonly amount: number;
  /** Epoch milliseconds; 0 where there was none. */
  readonly first: number;
  readonly last: number;
}

const never: Triggers = { amount: 0, first: 0, last: 0 };

export type TriggersOf = (signature: string) => Triggers;

/** One pass over all events, made when it is first asked. */
export function triggersFor(world: World, viewer: Viewer): TriggersOf {
  let counted: ReadonlyMap<string, Triggers> | undefined;
  return (signature) => (counted ??= countFor(world, viewer)).get(signature) ?? never;
}

function countFor(world: World, viewer: Viewer): ReadonlyMap<string, Triggers> {
  const byDetail = countByDetail(world, viewer);
  const bySignature = new Map<string, Triggers>();
  for (const { code, signature } of world.details) {
    const amount = byDetail.amount[code] ?? 0;
    if (amount === 0) continue;
    const known = bySignature.get(signature) ?? { amount: 0, first: Infinity, last: 0 };
    bySignature.set(signature, {
      amount: known.amount + amount,
      first: Math.min(known.first, byDetail.first[code] ?? 0),
      last: Math.max(known.last, byDetail.last[code] ?? 0),
    });
  }
  return bySignature;
}

function countByDetail({ aggregated, details, sensors }: World, viewer: Viewer) {
  const seen = Uint8Array.from(sensors, ({ customer }) => (maySee(viewer, customer) ? 1 : 0));
  const amount = new Float64Array(details.length);
  const first = new Float64Array(details.length).fill(Infinity);
  const last = new Float64Array(details.length);
  const { sensor, count, detail, timestamp, duration, length } = aggregated;
  for (let row = 0; row < length; row++) {
    // A row that only carries a raw event is no aggregated event.
    if (seen[sensor[row] ?? 0] === 0 || count[row] === 0) continue;
    const code = detail[row] ?? 0;
    const start = timestamp[row] ?? 0;
    amount[code] = (amount[code] ?? 0) + 1;
    first[code] = Math.min(first[code] ?? 0, start);
    last[code] = Math.max(last[code] ?? 0, start + (duration[row] ?? 0));
  }
  return { amount, first, last };
}
