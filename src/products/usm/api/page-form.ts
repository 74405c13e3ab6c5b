/** A page of a USM Anywhere list, as Spring Data writes it: found by its number. Source: docs/contract/usm.md §4. */
import type { PageForm } from '../../../http/product.ts';

interface SpringPage {
  readonly _embedded?: Readonly<Record<string, readonly unknown[]>>;
  readonly page: { readonly number: number; readonly totalPages: number };
}

/** The list of a page; one without events has none. */
const listIn = ({ _embedded = {} }: SpringPage): readonly [string, readonly unknown[]] =>
  Object.entries(_embedded)[0] ?? ['', []];

export const springPage: PageForm = {
  position: 'page',
  length: 'size',
  free: ['page'],
  read: (body) => {
    const { number, totalPages } = (body as SpringPage).page;
    return { items: listIn(body as SpringPage)[1], next: number + 1, isLast: number + 1 >= totalPages };
  },
  rewrite: (body, items) => ({ ...(body as SpringPage), _embedded: { [listIn(body as SpringPage)[0]]: items } }),
};
