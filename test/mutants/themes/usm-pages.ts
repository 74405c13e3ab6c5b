/** USM Anywhere: pages, links and orders that are wrong. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendSuccess, hearQuery, without, type Mutant } from '../mutant.ts';
import { usmLists } from './operations.ts';

type Members = { readonly [name: string]: Json };

const numbers = (bend: (page: Record<string, number>) => Json) =>
  bendSuccess((json) =>
    'page' in json ? ({ ...json, page: bend(json['page'] as Record<string, number>) } as Json) : undefined,
  );

const links = (bend: (links: Record<string, { href: string }>) => Json) =>
  bendSuccess((json) =>
    'page' in json
      ? ({ ...json, _links: bend(json['_links'] as Record<string, { href: string }>) } as Json)
      : undefined,
  );

const list = (bend: (records: readonly Members[]) => readonly Members[]) =>
  bendSuccess((json) => {
    const embedded = json['_embedded'] as Record<string, Members[]> | undefined;
    return embedded === undefined
      ? undefined
      : ({
          ...json,
          _embedded: Object.fromEntries(Object.entries(embedded).map(([key, of]) => [key, bend(of)])),
        } as Json);
  });

export const usmPages: readonly Mutant[] = [
  {
    name: 'usm-pages-from-one',
    says: 'Pages are counted from 1.',
    operations: usmLists,
    wrap: () =>
      hearQuery((query) => Number(query.get('page')) > 0 && query.set('page', String(Number(query.get('page')) - 1))),
  },
  {
    name: 'usm-page-number-off',
    says: 'The number of the page is one too large.',
    operations: usmLists,
    wrap: () => numbers((page) => ({ ...page, number: (page['number'] ?? 0) + 1 })),
  },
  {
    name: 'usm-page-ignored',
    says: 'Every page is the first one.',
    operations: usmLists,
    wrap: () => hearQuery((query) => query.delete('page')),
  },
  {
    name: 'usm-total-pages-floor',
    says: 'The number of pages is rounded down.',
    operations: usmLists,
    wrap: () =>
      numbers((page) => ({ ...page, totalPages: Math.floor((page['totalElements'] ?? 0) / (page['size'] ?? 1)) })),
  },
  {
    name: 'usm-total-of-page',
    says: 'The total is the number of records on the page.',
    operations: usmLists,
    wrap: () =>
      bendSuccess((json) => {
        const [records = []] = Object.values((json['_embedded'] ?? {}) as Record<string, Json[]>);
        return 'page' in json
          ? ({ ...json, page: { ...(json['page'] as object), totalElements: records.length } } as Json)
          : undefined;
      }),
  },
  {
    name: 'usm-total-one-more',
    says: 'The total is one too large.',
    operations: usmLists,
    wrap: () => numbers((page) => ({ ...page, totalElements: (page['totalElements'] ?? 0) + 1 })),
  },
  {
    name: 'usm-size-capped-silently',
    says: 'More than ten records never come.',
    operations: usmLists,
    wrap: () => list((of) => of.slice(0, 10)),
  },
  {
    name: 'usm-record-missing',
    says: 'A page lacks its last record.',
    operations: usmLists,
    wrap: () => list((of) => (of.length > 1 ? of.slice(0, -1) : of)),
  },
  {
    name: 'usm-record-twice',
    says: 'A page holds its first record twice.',
    operations: usmLists,
    wrap: () => list((of) => (of.length > 1 ? [...of.slice(0, 1), ...of.slice(0, -1)] : of)),
  },
  {
    name: 'usm-next-loses-filter',
    says: 'The link to the next page forgets the filters.',
    operations: usmLists,
    wrap: () =>
      links(
        (of) =>
          ({
            ...of,
            ...(of['next'] && {
              next: {
                ...of['next'],
                href: of['next'].href
                  .replace(/([?&])(?!page=|size=|sort=)[^&=]+=[^&]*/g, '$1')
                  .replace(/\?&+/, '?')
                  .replace(/&&+/g, '&'),
              },
            }),
          }) as unknown as Json,
      ),
  },
  {
    name: 'usm-next-skips',
    says: 'The link to the next page skips one.',
    operations: usmLists,
    wrap: () =>
      links(
        (of) =>
          ({
            ...of,
            ...(of['next'] && {
              next: {
                ...of['next'],
                href: of['next'].href.replace(/page=(\d+)/, (_, page: string) => `page=${Number(page) + 1}`),
              },
            }),
          }) as unknown as Json,
      ),
  },
  {
    name: 'usm-next-on-last',
    says: 'The last page links to a next one.',
    operations: usmLists,
    wrap: () => links((of) => ({ ...of, next: of['next'] ?? of['self'] ?? null }) as unknown as Json),
  },
  {
    name: 'usm-next-missing',
    says: 'Pages do not link to the next one.',
    operations: usmLists,
    wrap: () => links((of) => without(of as unknown as Members, 'next') as Json),
  },
  {
    name: 'usm-self-is-first',
    says: 'The link to the page itself leads to the first one.',
    operations: usmLists,
    wrap: () => links((of) => ({ ...of, self: of['first'] ?? of['self'] ?? null }) as unknown as Json),
  },
  {
    name: 'usm-link-relative',
    says: 'Links are paths instead of whole addresses.',
    operations: usmLists,
    wrap: () =>
      links(
        (of) =>
          Object.fromEntries(
            Object.entries(of).map(([name, link]) => [
              name,
              { ...link, href: link.href.replace(/^https?:\/\/[^/]+/, '') },
            ]),
          ) as unknown as Json,
      ),
  },
  {
    name: 'usm-last-off',
    says: 'The link to the last page leads beyond it.',
    operations: usmLists,
    wrap: () =>
      links(
        (of) =>
          ({
            ...of,
            ...(of['last'] && {
              last: {
                ...of['last'],
                href: of['last'].href.replace(/page=(\d+)/, (_, page: string) => `page=${Number(page) + 1}`),
              },
            }),
          }) as unknown as Json,
      ),
  },
  {
    name: 'usm-sort-direction-ignored',
    says: 'The direction of the order is ignored.',
    operations: usmLists,
    wrap: () =>
      hearQuery((query) => {
        const sort = query.get('sort');
        if (sort !== null) query.set('sort', sort.replace(/,(?:asc|desc)$/i, ',desc'));
      }),
  },
  {
    name: 'usm-sort-ignored',
    says: 'The order is accepted and ignored.',
    operations: usmLists,
    wrap: () => hearQuery((query) => query.delete('sort')),
  },
];
