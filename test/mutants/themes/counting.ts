/** Counts and sizes that do not say what they should. */
import { bendList, isOfEvents, type Mutant } from '../mutant.ts';
import { lists, ofCases, searches } from './operations.ts';

export const counting: readonly Mutant[] = [
  {
    name: 'count-of-page',
    says: 'The count is the size of the page instead of the number of all events found.',
    operations: lists,
    wrap: () => bendList((items) => ({ count: items.length })),
  },
  {
    name: 'count-one-more',
    says: 'The count is one too large.',
    operations: searches,
    wrap: () => bendList((_, page) => ({ count: Number(page['count']) + 1 })),
  },
  {
    name: 'count-rounded',
    says: 'The count is an estimate, rounded to tens.',
    operations: searches,
    wrap: () => bendList((_, page) => ({ count: Math.ceil(Number(page['count']) / 10) * 10 })),
  },
  {
    name: 'count-less-offset',
    says: 'The count shrinks by the offset, as if it were the number of events left.',
    operations: searches,
    wrap: () => bendList((_, page) => ({ count: Number(page['count']) - Number(page['offset']) })),
  },
  {
    name: 'count-ends-with-pages',
    says: 'Where exact matches of properties empty a page, the count ends there.',
    operations: searches.slice(0, 1),
    wrap: () =>
      bendList((items, page, sent) =>
        items.length === 0 && sent.body.includes('"properties"')
          ? { count: Math.min(Number(page['offset']), Number(page['count'])) }
          : {},
      ),
  },
  {
    name: 'count-zero',
    says: 'The count of a list is always 0.',
    operations: [...lists, ...ofCases],
    wrap: () => bendList(() => ({ count: 0 })),
  },
  {
    name: 'size-is-limit',
    says: 'The size is the limit instead of the number of events on the page.',
    operations: lists,
    wrap: () => bendList((_, page) => ({ size: page['limit'] ?? 0 })),
  },
  {
    name: 'size-missing',
    says: 'The member size is left out.',
    operations: ['argus.listAggregatedEvents', 'argus.listEvents'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (!isOfEvents(sent)) return given;
      return {
        ...given,
        body: Buffer.from(
          Buffer.from(given.body)
            .toString('utf8')
            .replace(/,"size":\d+\}$/, '}'),
        ),
      };
    },
  },
];
