/** Walking a list page by page, as a client does: until a page is empty. */
import type { PagePlace } from '../terms/adapter.ts';
import type { Context } from '../terms/check.ts';
import { askPage, type Page } from './list.ts';
import type { Fixture } from './fixture.ts';

export interface Walk {
  readonly limit: number;
  readonly pages: readonly Page[];
  readonly ids: readonly string[];
}

/** About as many pages as a walk takes, whatever the list holds; the third may already be wrong. */
const fewPages = { brief: 3, usual: 4 } as const;

/** A size that leaves the last page short where it can, so that a page too many or too few shows. */
export function pageSizeOf({ isBrief }: Pick<Context, 'isBrief'>, { whole }: Fixture): number {
  const { length } = whole.items;
  const size = Math.max(2, Math.ceil(length / (isBrief ? fewPages.brief : fewPages.usual)));
  return length % size === 0 && length % (size + 1) !== 0 ? size + 1 : size;
}

/** All pages of a fixture of this size, the first empty one included; a walk that does not end is cut off. */
export const walk = (context: Context, fixture: Fixture, limit: number, order?: PagePlace['order']): Promise<Walk> =>
  context.memo(
    `walk of ${JSON.stringify([fixture.list.operation.key, fixture.base, limit, order ?? null])}`,
    async () => {
      const most = Math.ceil(fixture.whole.items.length / limit) + 2;
      const pages: Page[] = [];
      while (pages.length < most) {
        const offset = pages.length * limit;
        const page = await askPage(context, fixture.list, fixture.base, { limit, offset, ...(order && { order }) });
        pages.push(page);
        // A short page is the last; that nothing comes behind it is asked where requests are not few.
        if (page.items.length < (context.isBrief ? limit : 1)) break;
      }
      return { limit, pages, ids: pages.flatMap(({ ids }) => ids) };
    },
  );

/** The first place where two lists of ids differ, in words; null where they are the same. */
export function sequenceDifference(seen: readonly string[], expected: readonly string[]): string | null {
  const length = Math.max(seen.length, expected.length);
  for (let place = 0; place < length; place++) {
    const [is, should] = [seen[place], expected[place]];
    if (is === should) continue;
    const earlier = is === undefined ? -1 : seen.indexOf(is);
    if (is !== undefined && earlier >= 0 && earlier < place) return `${is} comes a second time at place ${place + 1}`;
    if (is === undefined) return `it ends after ${seen.length} of ${expected.length}; ${should} is missing`;
    if (should === undefined) return `${is} comes after all ${expected.length} that there are`;
    return `${is} stands at place ${place + 1}, where ${should} belongs`;
  }
  return null;
}
