/** A page of a USM Anywhere list, as Spring Data writes it: found by its number. Source: docs/contract/usm.md §4. */
import type { PageForm } from '../../../http/product.ts';

interface SpringPage {
  readonly _embedded?: Readonly<Record<string, readonly unknown[]>>;
  readonly page?: { readonly number: number; readonly totalPages: number };
}

/** The list of a page; one without events has none. */
const listIn = ({ _embedded = {} }: SpringPage): readonly [string, readonly unknown[]] =>
  Object.entries(_embedded)[0] ?? ['', []];

export const springPage: PageForm = {
  position: 'page',
  length: 'size',
  usualLength: null,
  free: ['page'],
  read: (body) => {
    const { page } = body as SpringPage;
    if (page === undefined) return null;
    const { number, totalPages } = page;
    return { items: listIn(body as SpringPage)[1], next: number + 1, isLast: number + 1 >= totalPages };
  },
  // A page without items has no list (docs/contract/usm.md §4).
  rewrite: (body, items) => {
    const { _embedded: _, ...rest } = body as SpringPage;
    return items.length === 0 ? rest : { ...rest, _embedded: { [listIn(body as SpringPage)[0]]: items } };
  },
  names: ['uuid', 'id'],
  readRecord: (body) => body,
  rewriteRecord: (_, record) => record,
};
