/** Pages that are empty though more follow: what they would have shown comes first on the page after. */
import { lateLru, loadLru, savedLru } from '../../kernel/late-lru.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import { readPage } from './page.ts';
import { walkPlaceOf } from './walk-place.ts';

const mostPages = 500;
const mostBytes = 8_388_608;
/** What is longer could not be kept for the next page, and is not emptied. */
const longestPage = mostBytes / 4;

interface Put {
  readonly items: readonly unknown[];
  readonly size: number;
}

export type EmptyPages = Readonly<ReturnType<typeof makeEmptyPages>>;

export function makeEmptyPages() {
  const put = lateLru<Put>({
    max: mostPages,
    maxSize: mostBytes,
    sizeCalculation: ({ size }, key) => size + key.length * 2 + 100,
  });
  const emptied = lateLru<number>({ max: mostPages });
  return {
    /** Empties a page that is to be, unless it is the last or was emptied just before; puts back on the next what the one before had. */
    pass: (asked: RoutedRequest, reply: Reply, isHit: boolean): Reply => {
      const page = readPage(asked.product.vendorFaults.paging, reply);
      if (page === null) return reply;
      const { walk, position } = walkPlaceOf(asked);
      const { items, next, isLast } = page;
      const here = `${position} ${walk}`;
      const after = emptied.get(here);
      emptied.delete(here);
      // Whoever asks again for the page that was empty gets it whole, and then not twice.
      if (after !== undefined) put.delete(`${after} ${walk}`);
      const before = put.get(here);
      const canWait = !isLast && items.length > 0 && reply.body.length <= longestPage;
      if (isHit && after === undefined && before === undefined && canWait) {
        put.set(`${next} ${walk}`, { items, size: reply.body.length });
        emptied.set(here, next);
        return page.withItems([]);
      }
      return before === undefined ? reply : page.withItems([...before.items, ...items]);
    },
    save: (): Json => [savedLru(put), savedLru(emptied)],
    load: (saved: Json): void => {
      const [puts = [], those = []] = (saved ?? []) as readonly Json[];
      loadLru(put, puts);
      loadLru(emptied, those);
    },
    clear: (): void => {
      put.clear();
      emptied.clear();
    },
  };
}
