/** Walks through pages that fall one event behind, as when an event arrives in the middle of them. */
import { lateLru, loadLru, savedLru } from '../../kernel/late-lru.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import { readPage } from './page.ts';
import { walkPlaceOf } from './walk-place.ts';

const mostEvents = 5000;
const mostBytes = 8_388_608;

export type PageWalks = Readonly<ReturnType<typeof makePageWalks>>;

export function makePageWalks() {
  const ends = lateLru<{ readonly event: unknown; readonly size: number }>({
    max: mostEvents,
    maxSize: mostBytes,
    sizeCalculation: ({ size }, key) => size + key.length * 2 + 100,
  });
  const shifted = lateLru<true>({ max: mostEvents });
  return {
    /** True when the last event of the page before this one is known. */
    knowsBefore: (asked: RoutedRequest): boolean => {
      const { walk, position } = walkPlaceOf(asked);
      return position > 0 && ends.has(`${position} ${walk}`);
    },
    /** Remembers the end of a page, and shifts it when it is to be, or when an earlier page of the walk was. */
    pass: (asked: RoutedRequest, reply: Reply, isHit: boolean): Reply => {
      const page = readPage(asked.product.vendorFaults.paging, reply);
      if (page === null) return reply;
      const { walk, position } = walkPlaceOf(asked);
      const { items, next, isLast } = page;
      const event = items.at(-1);
      if (event !== undefined) ends.set(`${next} ${walk}`, { event, size: JSON.stringify(event).length });
      const before = ends.get(`${position} ${walk}`);
      if (position === 0) shifted.delete(walk);
      else if (isHit && before !== undefined) shifted.set(walk, true);
      if (position === 0 || before === undefined || !shifted.has(walk) || items.length === 0) return reply;
      // What does not fit any more comes first on the next page; on the last one it stays, so that nothing is lost.
      return page.withItems([before.event, ...(isLast ? items : items.slice(0, -1))]);
    },
    save: (): Json => [savedLru(ends), savedLru(shifted)],
    load: (saved: Json): void => {
      const [last = [], those = []] = (saved ?? []) as readonly Json[];
      loadLru(ends, last);
      loadLru(shifted, those);
    },
    clear: (): void => {
      ends.clear();
      shifted.clear();
    },
  };
}
