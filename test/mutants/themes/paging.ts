/** Pages that overlap, miss something, or lie about themselves. */
import { bendList, forgive, hear, hearQuery, type Mutant } from '../mutant.ts';
import { lists, ofCases, searches } from './operations.ts';

const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

export const paging: readonly Mutant[] = [
  {
    name: 'page-off-by-one',
    says: 'Pages after the first begin one event too late.',
    operations: searches,
    wrap: () =>
      hear((body) => (numberOf(body['offset'], 0) > 0 ? { ...body, offset: numberOf(body['offset'], 0) + 1 } : body)),
  },
  {
    name: 'page-two-repeats-one',
    says: 'The second page begins with the last event of the first.',
    operations: searches,
    wrap: () =>
      hear((body) => (numberOf(body['offset'], 0) > 0 ? { ...body, offset: numberOf(body['offset'], 0) - 1 } : body)),
  },
  {
    name: 'offset-ignored',
    says: 'Every page is the first one.',
    operations: lists,
    wrap: () => async (sent, next) =>
      sent.method === 'GET'
        ? hearQuery((query) => query.delete('offset'))(sent, next)
        : hear((body) => ({ ...body, offset: 0 }))(sent, next),
  },
  {
    name: 'last-event-dropped',
    says: 'A full page lacks its last event.',
    operations: lists,
    wrap: () =>
      bendList((items, page) =>
        items.length > 1 && items.length === page['limit'] ? { data: items.slice(0, -1), size: items.length - 1 } : {},
      ),
  },
  {
    name: 'short-page-empty',
    says: 'The last page, which is not full, comes empty.',
    operations: searches,
    wrap: () =>
      bendList((items, page) =>
        Number(page['offset']) > 0 && items.length < Number(page['limit']) ? { data: [], size: 0 } : {},
      ),
  },
  {
    name: 'limit-capped-silently',
    says: 'More than ten events never come, whatever the limit says.',
    operations: lists,
    wrap: () => bendList((items) => (items.length > 10 ? { data: items.slice(0, 10), size: 10 } : {})),
  },
  {
    name: 'limit-echo-capped',
    says: 'The answer names another limit than the one asked for.',
    operations: lists,
    wrap: () => bendList((_, page) => (Number(page['limit']) > 0 ? { limit: Number(page['limit']) + 1 } : {})),
  },
  {
    name: 'offset-echo-zero',
    says: 'The answer says offset 0 on every page.',
    operations: searches,
    wrap: () => bendList(() => ({ offset: 0 })),
  },
  {
    name: 'limit-ignored',
    says: 'A limit below 25 is answered with 25 events.',
    operations: searches,
    wrap: () => hear((body) => (numberOf(body['limit'], 25) < 25 ? { ...body, limit: 25 } : body)),
  },
  {
    name: 'limit-too-large-accepted',
    says: 'A limit above the maximum is cut to the maximum instead of being refused.',
    operations: searches,
    wrap: () => forgive((body) => (numberOf(body['limit'], 0) > 100_000 ? { ...body, limit: 25 } : undefined)),
  },
  {
    name: 'negative-offset-accepted',
    says: 'A negative offset means the beginning instead of being refused.',
    operations: searches,
    wrap: () => forgive((body) => (numberOf(body['offset'], 0) < 0 ? { ...body, offset: 0 } : undefined)),
  },
  {
    name: 'case-listing-forgets-one',
    says: 'The events of a case come without the first one.',
    operations: ofCases,
    wrap: () => bendList((items) => (items.length > 1 ? { data: items.slice(1), size: items.length - 1 } : {})),
  },
  {
    name: 'pages-shuffled',
    says: 'Where a page is asked for twice, it comes in another order.',
    operations: searches,
    wrap: () => {
      let calls = 0;
      return bendList((items) => (++calls % 2 === 0 && items.length > 1 ? { data: [...items].reverse() } : {}));
    },
  },
];
