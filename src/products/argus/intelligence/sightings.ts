/** When and how often something was seen, summed up from aggregated events. */
import { visiting } from '../../../corpus/group.ts';
import { all, type Predicate } from '../../../corpus/predicate.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import { visible, type Viewer } from '../access/access.ts';
import { eventTableOf } from '../events/table.ts';
import type { Simulation } from '../../shared/simulation.ts';

export interface Seen {
  /** The first event of it, by its row. */
  readonly row: number;
  /** Raw events. */
  times: number;
  /** Epoch milliseconds. */
  first: number;
  last: number;
}

/** What summing up a row costs. */
const unitsOfRow = 50;

/** The events that match and that the caller may see, by a key; those without one are left out. */
export function* sumUp(
  { world, orders }: Simulation,
  viewer: Viewer,
  predicate: Predicate,
  keyOf: (row: number) => string | null,
): Sliced<readonly Seen[]> {
  const { timestamp, duration, count } = world.aggregated;
  const found = new Map<string, Seen>();
  const table = eventTableOf(world, 'aggregated', orders);
  const bits = yield* table.scan(all([visible(world, viewer), predicate]));
  yield* visiting(bits, unitsOfRow, (row) => {
    const key = keyOf(row);
    if (key === null) return;
    const [first, times] = [timestamp[row] ?? 0, count[row] ?? 1];
    const last = first + (duration[row] ?? 0);
    const known = found.get(key);
    if (known === undefined) found.set(key, { row, times, first, last });
    else {
      known.times += times;
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, last);
    }
  });
  return [...found.values()];
}
