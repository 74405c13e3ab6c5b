/** A page of USM Anywhere, whatever the vendor calls its items this year (docs/contract/usm.md §5). */
import type { PageContent, ProductAdapter } from '../../../terms/adapter.ts';
import { listOf, member, type Answer } from '../../../terms/exchange.ts';

export function usmPageIn({ json }: Answer): PageContent {
  const [embedded, page] = [member(json, '_embedded'), member(json, 'page')];
  return {
    items: listOf(Object.values(embedded ?? {})[0]),
    count: member(page, 'totalElements'),
    said: [
      { name: 'limit', means: 'limit', value: member(page, 'size') },
      { name: 'offset', means: 'offset', value: member(page, 'number') },
      { name: 'totalPages', means: 'pages', value: member(page, 'totalPages') },
    ],
  };
}

/** Pages have numbers, and keys a direction behind them. */
export const usmPlaced: NonNullable<ProductAdapter['placed']> = ({ limit, offset, order }) => ({
  size: limit,
  page: limit === undefined || offset === undefined ? undefined : offset / limit,
  sort: order?.map((key) => (key.startsWith('-') ? `${key.slice(1)},desc` : `${key},asc`)),
});
