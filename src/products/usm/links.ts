/** Absolute links and the envelope of lists. Source: contract/usm.md §6, seed 003. */
import { prefixHeader, prefixOf } from '../../http/prefix.ts';
import type { RequestHead } from '../../http/product.ts';
import type { DialectName } from '../../model/tenant.ts';

/** Headers that links depend on, besides Host. */
export const forwardedHeaders = ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port', prefixHeader] as const;

export const apiRoot = '/api/2.0';

const first = (value: string | readonly string[] | undefined): string =>
  (typeof value === 'string' ? value : (value?.[0] ?? '')).split(',')[0]?.trim() ?? '';

/** What may stand in a host, so that no header can break out of a link. */
const hostShape = /^(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;
const usualPort = { http: '80', https: '443' } as const;

/** `https://tenant.example`, as the client sees the server: from X-Forwarded-*, else from Host; with the prefix of its paths, if any. */
export const originOf = (request: RequestHead): string => hostOf(request) + prefixOf(request);

function hostOf({ headers }: RequestHead): string {
  const proto = first(headers['x-forwarded-proto']).toLowerCase();
  const scheme = proto === 'https' || proto === 'http' ? proto : 'http';
  const forwarded = first(headers['x-forwarded-host']);
  const asked = hostShape.test(forwarded) ? forwarded : first(headers['host']);
  const host = hostShape.test(asked) ? asked : 'localhost';
  const port = first(headers['x-forwarded-port']);
  if (!/^\d{1,5}$/.test(port)) return `${scheme}://${host}`;
  const bare = host.replace(/:\d+$/, '');
  return port === usualPort[scheme] ? `${scheme}://${bare}` : `${scheme}://${bare}:${port}`;
}

/** A page as it was asked for and found. */
export interface Page {
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

type Relation = 'first' | 'prev' | 'self' | 'next' | 'last';

/** Orders in which links are printed. */
const orders: Readonly<Record<DialectName, readonly Relation[]>> = {
  live: ['first', 'prev', 'self', 'next', 'last'],
  documented: ['first', 'self', 'next', 'last', 'prev'],
};

/** Links of a list: just `self` on a single page; `self` is the request as it came, the others name page, size and sort last. */
export function listLinks(request: RequestHead, page: Page, dialect: DialectName): string {
  const { number, size, total, sort } = page;
  const pages = Math.ceil(total / size);
  const base = originOf(request) + request.path;
  const before = filtersOf(request.search)
    .map((part) => `${part}&`)
    .join('');
  const after = sort.map((key) => `&sort=${key}`).join('');
  const to = (target: number): string => `${base}?${before}page=${target}&size=${size}${after}`;
  const last = Math.max(0, pages - 1);
  const hrefs: Readonly<Record<Relation, string | null>> = {
    first: pages > 1 ? to(0) : null,
    prev: number > 0 ? to(number - 1) : null,
    self: request.search === '' ? base : `${base}?${request.search}`,
    next: number < last ? to(number + 1) : null,
    last: pages > 1 ? to(last) : null,
  };
  const texts = orders[dialect].flatMap((relation) => {
    const href = hrefs[relation];
    return href === null ? [] : [`"${relation}":${linkText(href, dialect)}`];
  });
  return `{${texts.join(',')}}`;
}

/** The documentation prints `templated` even where it is false; the product does not (contract/usm.md §6). */
export const linkText = (href: string, dialect: DialectName): string =>
  `{"href":${JSON.stringify(href)}${dialect === 'documented' ? ',"templated":false' : ''}}`;

/** What stands before and after the records of a list. The live product leaves `_embedded` out when it would be empty. */
export function aroundList(
  request: RequestHead,
  page: Page,
  list: { readonly dialect: DialectName; readonly key: string; readonly isEmpty: boolean },
): readonly [string, string] {
  const { number, size, total } = page;
  const { dialect, key, isEmpty } = list;
  const links = `"_links":${listLinks(request, page, dialect)}`;
  const numbers = `"page":{"size":${size},"totalElements":${total},"totalPages":${Math.ceil(total / size)},"number":${number}}`;
  const embedded = `"_embedded":{"${key}":[`;
  if (dialect === 'documented') return [`{${links},${embedded}`, `]},${numbers}}`];
  return isEmpty ? [`{${links}`, `,${numbers}}`] : [`{${embedded}`, `]},${links},${numbers}}`];
}
