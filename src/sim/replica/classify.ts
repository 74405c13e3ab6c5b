/** Which requests have a place in the order of their world: those that may change something, or whose answer depends on counting. */
import type { Routed } from '../../http/router.ts';
import type { RequestHead } from '../../http/product.ts';
import type { Faults } from '../faults/faults.ts';

/** Judged by facts of the row, the product and the rules of the world, never by names. */
export function isOrdered({ product, endpoint }: Routed, head: RequestHead, faults: Pick<Faults, 'concern'>): boolean {
  if (endpoint !== null && endpoint.effect !== 'reads') return true;
  return product.countsCaller?.(head) === true || faults.concern(head.headers);
}

/** The same of the control plane, which meets no faults. */
export const isOrderedControl = ({ endpoint }: Routed): boolean => endpoint !== null && endpoint.effect !== 'reads';
