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
  for (const name of ['count', 'duplicate', 'emptyPage', 'unsorted', 'clamp'] as const) {
    if (effect[name] !== undefined && (endpoint === null || !isPaged(product, endpoint)))
      return `effect.${name}: ${id} has no pages`;
  }
  for (const name of ['stale', 'lag', ...recordKinds] as const) {
    if (effect[name] !== undefined && (endpoint === null || !isRead(endpoint)))
      return `effect.${name}: ${id} reads nothing`;
  }
  for (const name of ['revoke', 'expiredAs'] as const) {
    if (effect[name] !== undefined && (endpoint === null || endpoint.isPublic === true))
      return `effect.${name}: ${id} asks for no token, session or key`;
  }
  return null;
}

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
