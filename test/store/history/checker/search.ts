/** Looks for an order of a few operations that explains their answers (Wing and Gong, with what was tried remembered, after Lowe). */
import type { Operation } from './history.ts';

/** States after an operation, as texts; none where its answer cannot be had in this state. */
export type Step<Each> = (state: string, operation: Each) => readonly string[];

const mostTried = 2_000_000;

/**
 * Whether some order within the times of all operations explains their answers. Those whose outcome is unknown may come at any time
 * after they were asked for, or never. Throws for a history that is too entangled to be decided.
 */
export function hasOrder<Each extends Operation>(
  initial: string,
  operations: readonly Each[],
  step: Step<Each>,
): boolean {
  const sorted = [...operations].sort((one, other) => one.invoked - other.invoked);
  const wanted = sorted.reduce((all, { outcome }, at) => (outcome === 'unknown' ? all : all | (1n << BigInt(at))), 0n);
  const tried = new Set<string>();
  const open: (readonly [bigint, string])[] = [[0n, initial]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [done, state] = next;
    if ((done & wanted) === wanted) return true;
    const key = `${done.toString(36)} ${state}`;
    if (tried.has(key)) continue;
    if (tried.add(key).size > mostTried) throw new Error('too many operations at once to tell whether they are right');
    for (const at of candidates(sorted, done)) {
      const operation = sorted[at];
      if (operation === undefined) continue;
      for (const after of step(state, operation)) open.push([done | (1n << BigInt(at)), after]);
    }
  }
  return false;
}

/** Operations that may be the next: those that were asked for before any other of the rest was answered. */
function candidates(sorted: readonly Operation[], done: bigint): readonly number[] {
  const rest: number[] = [];
  let first = Infinity;
  for (const [at, { invoked, completed }] of sorted.entries()) {
    if (invoked > first) break;
    if (((done >> BigInt(at)) & 1n) === 1n) continue;
    rest.push(at);
    first = Math.min(first, completed);
  }
  return rest.filter((at) => (sorted[at]?.invoked ?? Infinity) <= first);
}
