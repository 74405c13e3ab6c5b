/** Who answers a request of a world: a product, the control plane, or what is served beside them; and whether it has a place in the order. */
import { requestHeadOf } from '../../http/arrival.ts';
import type { RequestHead } from '../../http/product.ts';
import type { Routed } from '../../http/router.ts';
import { serverOperations } from '../control/rows.ts';
import { sinkRequest } from '../sinks/served/table.ts';
import type { ControlPlane } from '../worlds/server-core.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { isOrdered, isOrderedControl } from './classify.ts';
import type { Visitor } from './taking.ts';
import { translated } from './world-machine.ts';

export type Answerer =
  | { readonly kind: 'product'; readonly head: RequestHead; readonly routed: Routed }
  /** Some of what the control plane serves is none of its operations. */
  | { readonly kind: 'control'; readonly head: RequestHead; readonly routed: Routed | null }
  | { readonly kind: 'other' };

const other: Answerer = { kind: 'other' };

/** `plane` is null where the control plane is not there yet. */
export function answererOf(
  { message, isControl }: Visitor,
  slot: WorldSlot,
  plane: ControlPlane | null,
  hasControl: boolean,
): Answerer {
  const head = requestHeadOf(message);
  if (isControl || (hasControl && head.path.startsWith('/_sim')))
    return { kind: 'control', head, routed: plane?.routed(head) ?? null };
  const placed = sinkRequest(head);
  const routed = slot.runtime().routed(placed);
  return routed === null ? other : { kind: 'product', head: placed, routed };
}

export function hasPlace(answerer: Answerer, { message }: Visitor, slot: WorldSlot, plane: ControlPlane): boolean {
  if (answerer.kind === 'other') return false;
  if (answerer.kind === 'product') return isOrdered(answerer.routed, answerer.head, slot.runtime().faults);
  const { routed } = answerer;
  if (routed === null || !isOrderedControl(routed) || serverOperations.has(routed.endpoint?.id ?? '')) return false;
  try {
    plane.guard(message);
    return true;
  } catch {
    // It is refused here, and nobody else hears of it.
    return false;
  }
}

/** Whether the world takes the credentials of a request: then they are its own, and no world that is not known here is meant. */
export function takesCredentials(answerer: Answerer, slot: WorldSlot): boolean {
  if (answerer.kind !== 'product') return false;
  const { head, routed } = answerer;
  const { product, endpoint } = routed;
  if (endpoint === null || endpoint.isPublic || product.countsCaller?.(head) === true) return false;
  try {
    const principal = product.authenticate(translated(slot, head), endpoint);
    if (!(principal instanceof Promise)) return true;
    // Who takes long to find out is not waited for.
    principal.catch(() => {});
    return false;
  } catch {
    return false;
  }
}
