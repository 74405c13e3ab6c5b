/** An order that operations must have had, held against the times at which they were asked for and answered. */
import type { Operation } from './history.ts';

/**
 * Those between which there is no order come by when they were asked for. Pairs of which the second comes later in the order though it was answered before the first was asked for: one for each second.
 * There are moments for all operations, in this order and within their times, exactly if there is no such pair.
 */
export function* contradictions<Each extends Operation>(order: Iterable<Each>): Generator<readonly [Each, Each]> {
  let latest: Each | undefined;
  for (const each of order) {
    if (latest !== undefined && each.completed < latest.invoked) yield [latest, each];
    if (latest === undefined || each.invoked > latest.invoked) latest = each;
  }
}

/** Things by what they share, each group by when they were asked for. */
export function grouped<Key, Each extends Operation>(
  all: readonly Each[],
  keyOf: (each: Each) => Key,
): (key: Key) => readonly Each[] {
  const groups = new Map<Key, Each[]>();
  for (const each of [...all].sort((one, other) => one.invoked - other.invoked)) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return (key) => groups.get(key) ?? [];
}

/** When each operation of an order could have happened at the earliest and at the latest. */
export function boundsOf(order: readonly Operation[]): { readonly earliest: number[]; readonly latest: number[] } {
  const earliest: number[] = [];
  const latest: number[] = [];
  let bound = -Infinity;
  for (const { invoked } of order) earliest.push((bound = Math.max(bound, invoked)));
  bound = Infinity;
  for (let at = order.length - 1; at >= 0; at--) latest[at] = bound = Math.min(bound, order[at]?.completed ?? bound);
  return { earliest, latest };
}
