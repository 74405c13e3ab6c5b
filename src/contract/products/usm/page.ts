/** A page of USM Anywhere, whatever the vendor calls its items this year (contract/usm.md §5). */
import type { PageContent } from '../../adapter.ts';
import { listOf, member, type Answer } from '../../exchange.ts';

export function pageIn({ json }: Answer): PageContent {
  const [embedded, page] = [member(json, '_embedded'), member(json, 'page')];
  return {
    items: listOf(Object.values(embedded ?? {})[0]),
    count: member(page, 'totalElements'),
    said: { limit: member(page, 'size'), offset: member(page, 'number'), totalPages: member(page, 'totalPages') },
  };
}
