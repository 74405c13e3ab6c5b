/** Which effects can be had of which products and operations. */
import { schemaDocument } from '../../kernel/schema.ts';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Product } from '../../http/product.ts';
import { recordKinds } from './records.ts';
import type { FaultEffect } from './rule.ts';

/** Why a product cannot have an effect; null when it can. */
export function canApply(effect: FaultEffect, { title, vendorFaults }: Product): string | null {
  const { error, count } = effect;
  if (error !== undefined && !vendorFaults.statuses.includes(error))
    return `effect.error: ${title} gives no ${error}, only ${vendorFaults.statuses.join(', ')}`;
  if (count !== undefined && vendorFaults.paging?.withCount === undefined)
    return `effect.count: ${title} has no count that times out`;
  const needed = effect.rateLimit === undefined ? null : 429;
  if (needed !== null && !vendorFaults.statuses.includes(needed)) return `effect.rateLimit: ${title} gives no 429`;
  return null;
}

/** Why an operation, null for a path of no operation, cannot have an effect; null when it can. */
export function canApplyTo(effect: FaultEffect, product: Product, endpoint: Endpoint | null): string | null {
  const reason = canApply(effect, product);
  if (reason !== null) return reason;
  const id = endpoint?.id ?? 'an unknown path';
  const unmet = needs.find(
    ({ effects, isMet }) =>
      effects.some((name) => effect[name] !== undefined) && (endpoint === null || !isMet(product, endpoint)),
  );
  const name = unmet?.effects.find((one) => effect[one] !== undefined);
  return unmet === undefined ? null : `effect.${name}: ${id} ${unmet.lack}`;
}

/** What effects need of an operation, and what is said of one without. */
const needs: readonly {
  readonly effects: readonly (keyof FaultEffect)[];
  readonly isMet: (product: Product, endpoint: Endpoint) => boolean;
  readonly lack: string;
}[] = [
  { effects: ['count', 'duplicate', 'emptyPage', 'unsorted', 'clamp'], isMet: isPaged, lack: 'has no pages' },
  { effects: ['stale', 'lag', ...recordKinds], isMet: (_, endpoint) => isRead(endpoint), lack: 'reads nothing' },
  {
    effects: ['revoke', 'expiredAs'],
    isMet: (_, { isPublic }) => !isPublic,
    lack: 'asks for no token, session or key',
  },
];

const isRead = ({ effect }: Endpoint): boolean => effect === 'reads';

const known = new WeakMap<Endpoint, boolean>();

/** True for lists that clients walk through page by page. */
export function isPaged({ vendorFaults: { paging } }: Product, endpoint: Endpoint): boolean {
  const found = known.get(endpoint);
  if (found !== undefined) return found;
  const names = [endpoint.query, endpoint.body].flatMap((schema) =>
    schema === null ? [] : Object.keys((schemaDocument(schema) as { readonly properties?: object }).properties ?? {}),
  );
  const paged = isRead(endpoint) && paging !== null && names.includes(paging.position) && names.includes(paging.length);
  known.set(endpoint, paged);
  return paged;
}
