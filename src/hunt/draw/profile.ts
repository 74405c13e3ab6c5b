/** What a client showed when nothing disturbed it: how it asks, in what pages, and how often it delivers. */
import { rowEffect, type EndpointRow } from '../../http/endpoint.ts';
import type { Product } from '../../http/product.ts';
import type { JournalEntry } from '../../sim/journal/entry.ts';

export interface ClientProfile {
  /** The product that it asks; null for one that asks nothing. */
  readonly product: string | null;
  /** Rows that it asks for at once, as far as it says so. */
  readonly pageSize: number;
  /** Of the whole run. */
  readonly requests: number;
  readonly deliveries: number;
  readonly rounds: number;
  /** Whether it fetches tokens or opens sessions. */
  readonly hasTokens: boolean;
  /** Operations that it lists by, and those by which it gets single things. */
  readonly lists: readonly string[];
  readonly details: readonly string[];
  /** Whether it writes. */
  readonly writes: boolean;
}

const usualPage = 25;

/** What the products say of their requests. */
export type ProductFacts = readonly Pick<Product, 'name' | 'rows' | 'vendorFaults'>[];

export function profileOf(
  entries: readonly JournalEntry[],
  counts: { readonly request: number; readonly delivery: number },
  rounds: number,
  facts: ProductFacts,
): ClientProfile {
  const byProduct = new Map<string, number>();
  for (const { product } of entries) if (product !== null) byProduct.set(product, (byProduct.get(product) ?? 0) + 1);
  const [name] = [...byProduct].sort(([, one], [, other]) => other - one)[0] ?? [null];
  const product = facts.find((one) => one.name === name);
  const rowOf = (operation: string | null) => product?.rows.find(({ id }) => id === operation);
  const endpointOf = ({ operation }: JournalEntry) => rowOf(operation);
  const operations = [...new Set(entries.flatMap(({ operation }) => operation ?? []))].sort();
  const sizes = entries.flatMap((entry) => sizeIn(entry, product?.vendorFaults.paging?.length) ?? []);
  return {
    product: name,
    pageSize: Math.max(1, ...sizes.filter((size) => size > 0)) > 1 ? Math.max(...sizes) : usualPage,
    requests: counts.request,
    deliveries: counts.delivery,
    rounds,
    lists: operations.filter((id) => rowOf(id)?.paging !== undefined),
    details: operations.filter((id) => (rowOf(id)?.itemOf ?? []).length > 0),
    hasTokens: entries.some((entry) => endpointOf(entry)?.isPublic === true),
    writes: entries.some((entry) => isWrite(endpointOf(entry))),
  };
}

/** The number of rows that a request names. */
function sizeIn({ query, body }: JournalEntry, member: string | undefined): number | null {
  if (member === undefined) return null;
  const inBody =
    body !== null && typeof body === 'object' ? Object.entries(body).find(([name]) => name === member) : null;
  const size = Number(query[member] ?? inBody?.[1] ?? Number.NaN);
  return Number.isFinite(size) ? size : null;
}

const isWrite = (row: Pick<EndpointRow, 'effect' | 'isPublic' | 'method'> | undefined): boolean =>
  row !== undefined && rowEffect(row) === 'writes' && row.isPublic !== true;
