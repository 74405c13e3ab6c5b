/** Whether compare-and-sets of one value came one after another: each from the value that the one before had set. */
import { told, type RegisterOperation, type Violation } from './history.ts';
import { boundsOf, contradictions, grouped } from './order.ts';

type Swap = Extract<RegisterOperation, { kind: 'swap' }>;
type Read = Extract<RegisterOperation, { kind: 'read' }>;
type Tell = (kind: Violation['wrong'], text: string) => unknown;

/** No value may be set by two swaps. Finds all that is wrong about what succeeded, and refusals that no moment explains. */
export function checkRegister(
  object: string,
  initial: string,
  operations: readonly RegisterOperation[],
): readonly Violation[] {
  const violations: Violation[] = [];
  const wrong: Tell = (kind, text) => violations.push({ wrong: kind, object, text });
  const swaps = operations.filter((each): each is Swap => each.kind === 'swap');
  const reads = operations.filter((each): each is Read => each.kind === 'read' && each.outcome === 'done');
  const happened = happenedOf(swaps, reads);
  const next = new Map<string, Swap>();
  for (const swap of happened) {
    const other = next.get(swap.from);
    if (other === undefined) next.set(swap.from, swap);
    else wrong('doubled', `${swap.from} was replaced twice: ${told(other)} and ${told(swap)}`);
  }
  const chain: Swap[] = [];
  const values = new Map([[initial, 0]]);
  for (let swap = next.get(initial); swap !== undefined && !values.has(swap.to); swap = next.get(swap.to)) {
    chain.push(swap);
    values.set(swap.to, chain.length);
  }
  for (const swap of happened)
    if (!values.has(swap.to)) wrong('lost', `${swap.to} was set from ${swap.from} and not seen again: ${told(swap)}`);
  for (const read of reads)
    if (!values.has(read.value)) wrong('invented', `${read.value} was never there, but read: ${told(read)}`);
  if (violations.length > 0) return violations;
  const order = orderOf(initial, chain, reads);
  for (const [first, second] of contradictions(order)) explain(first, second, wrong);
  checkRefused(swaps, order, values, wrong);
  return violations;
}

/** Swaps that succeeded, or must have because somebody met what they set. */
function happenedOf(swaps: readonly Swap[], reads: readonly Read[]): readonly Swap[] {
  const met = new Set(reads.map(({ value }) => value));
  const bySet = new Map(swaps.map((swap) => [swap.to, swap]));
  const found = swaps.filter(({ outcome, to }) => outcome === 'done' || met.has(to));
  const all = new Set(found);
  for (const { from } of all) {
    const before = bySet.get(from);
    // A set grows while it is walked.
    if (before !== undefined) all.add(before);
  }
  return [...all];
}

function orderOf(initial: string, chain: readonly Swap[], reads: readonly Read[]): readonly RegisterOperation[] {
  const of = grouped(reads, ({ value }) => value);
  return [...of(initial), ...chain.flatMap((swap) => [swap, ...of(swap.to)])];
}

function explain(first: RegisterOperation, second: RegisterOperation, wrong: Tell): void {
  const name = (each: RegisterOperation): string =>
    each.kind === 'read' ? `a read of ${each.value}` : `${each.from} to ${each.to}`;
  const text = `${name(first)} (${told(first)}) counts as before ${name(second)} (${told(second)})`;
  if (first.kind === 'read') wrong(second.kind === 'swap' ? 'stale' : 'not monotonic', text);
  else wrong(second.kind === 'swap' ? 'misordered' : 'invented', text);
}

/** A swap that was refused needs a moment at which the value was another than the one it asked for. */
function checkRefused(
  swaps: readonly Swap[],
  order: readonly RegisterOperation[],
  values: ReadonlyMap<string, number>,
  wrong: Tell,
): void {
  const { earliest, latest } = boundsOf(order);
  const setAt = new Map<string, number>();
  const replacedAt = new Map<string, number>();
  for (const [at, each] of order.entries()) {
    if (each.kind !== 'swap') continue;
    setAt.set(each.to, at);
    replacedAt.set(each.from, at);
  }
  for (const swap of swaps) {
    if (swap.outcome !== 'refused') continue;
    if (setAt.get(swap.to) !== undefined)
      wrong('invented', `${swap.to} was set though that was refused: ${told(swap)}`);
    if (!values.has(swap.from)) continue;
    const [set, replaced] = [setAt.get(swap.from), replacedAt.get(swap.from)];
    const surelySet = set === undefined ? -Infinity : (latest[set] ?? Infinity);
    const stillThere = replaced === undefined ? Infinity : (earliest[replaced] ?? -Infinity);
    if (surelySet <= swap.invoked && swap.completed <= stillThere)
      wrong('stale', `${swap.from} was there all the time, but not for ${told(swap)}`);
  }
}
