/** How late an answer is: fixed, uniform or log-normal, and the same in every engine. */
import type { Stream } from '../../kernel/random.ts';
import { longestDelivery } from '../../http/delivery.ts';
import type { FaultEffect } from './rule.ts';

export type Latency = NonNullable<FaultEffect['latency']>;

/** Milliseconds, whole and at most ten minutes. */
export function latencyOf(latency: Latency, chance: Stream): number {
  if (typeof latency === 'number') return latency;
  const { from, to, median = 0, sigma = 0 } = latency;
  if (from !== undefined && to !== undefined) return chance.between(from, to);
  return Math.min(longestDelivery, Math.round(median * exponential(sigma * normal(chance))));
}

/** A draw that is as good as normal: twelve uniform ones added up (Irwin–Hall), so nothing beyond six deviations. */
function normal(chance: Stream): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += chance.word() / 0x1_0000_0000;
  return sum;
}

const halvings = 10;

/** e to the power of x by sums, products and quotients alone: these are exact to the last bit everywhere, which `Math.exp` need not be. */
export function exponential(x: number): number {
  const small = x / (1 << halvings);
  let term = 1;
  let sum = 1;
  for (let step = 1; step <= 8; step++) {
    term = (term * small) / step;
    sum += term;
  }
  for (let squaring = 0; squaring < halvings; squaring++) sum *= sum;
  return sum;
}
