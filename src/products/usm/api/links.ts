/** Absolute links and the envelope of lists. Source: docs/contract/usm.md §6, seed 003. */
import { originOf } from '../../../http/origin.ts';
import type { RequestHead } from '../../../http/product.ts';
import type { Relation, Style } from '../json/style.ts';

/** A page as it was asked for and found. */
export interface PageNumbers {
  readonly number: number;
  readonly size: number;
  readonly total: number;
  /** The sort keys in force, as `field,dir`. */
  readonly sort: readonly string[];
}

const pagingNames = new Set(['page', 'size', 'sort']);

/** The filters of a query as they came, each part in the client's own encoding. */
function filtersOf(search: string): readonly string[] {
  return search.split('&').filter((part) => {
    const name = part.split('=')[0]?.replaceAll('+', ' ') ?? '';
    return part !== '' && !pagingNames.has(name);
  });
}

/** A query whose stray percent signs are encoded, so that links are URIs whatever a client sent. */
const wellFormed = (search: string): string => search.replace(/%(?![0-9a-f]{2})/gi, '%25');

/** Links of a list: just `self` on a single page; `self` is the request as it came, the others name page, size and sort last. */
function listLinks(request: RequestHead, page: PageNumbers, style: Style): string {
  const { number, size, total, sort } = page;
  const pages = Math.ceil(total / size);
  const base = originOf(request) + request.path;
  const search = wellFormed(request.search);
  const before = filtersOf(search)
    .map((part) => `${part}&`)
    .join('');
  const after = sort.map((key) => `&sort=${key}`).join('');
  const to = (target: number): string => `${base}?${before}page=${target}&size=${size}${after}`;
  const last = Math.max(0, pages - 1);
  const hrefs: Readonly<Record<Relation, string | null>> = {
    first: pages > 1 ? to(0) : null,
    prev: number > 0 ? to(number - 1) : null,
    self: search === '' ? base : `${base}?${search}`,
    next: number < last ? to(number + 1) : null,
    last: pages > 1 ? to(last) : null,
  };
  const texts = style.relations.flatMap((relation) => {
    const href = hrefs[relation];
    return href === null ? [] : [`"${relation}":${linkText(href, style)}`];
  });
  return `{${texts.join(',')}}`;
}

export const linkText = (href: string, { isTemplatedPrinted }: Style): string =>
  `{"href":${JSON.stringify(href)}${isTemplatedPrinted ? ',"templated":false' : ''}}`;

/** What stands before and after the records of a list. The live product leaves `_embedded` out when it would be empty. */
export function aroundList(
  request: RequestHead,
  page: PageNumbers,
  list: { readonly style: Style; readonly key: string; readonly isEmpty: boolean },
): readonly [string, string] {
  const { number, size, total } = page;
  const { style, key, isEmpty } = list;
  const links = `"_links":${listLinks(request, page, style)}`;
  const numbers = `"page":{"size":${size},"totalElements":${total},"totalPages":${Math.ceil(total / size)},"number":${number}}`;
  const embedded = `"_embedded":{"${key}":[`;
  if (style.isListAlwaysThere) return [`{${links},${embedded}`, `]},${numbers}}`];
  return isEmpty ? [`{${links}`, `,${numbers}}`] : [`{${embedded}`, `]},${links},${numbers}}`];
}
