/** Rows lost, repeated and moved, pages that begin or end elsewhere, and what happens only deep in a list. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { withJson, jsonOf } from '../../mutant.ts';
import { bendRows, emptied, pageOf } from '../answers.ts';
import { asked, asking, claimed, hearing, limitOf, offsetOf, withPlace } from '../asking.ts';
import type { Door } from '../doors.ts';
import { isVarying } from './counts.ts';
import { whole, type Operator } from '../operator.ts';

const ofLists = whole(({ isList, total }) => isList && total > 2);
const ofOffsets = whole(({ paging, total }) => paging?.style === 'offset' && total > 2);
const usual = { kind: 'paging', foundBy: ['law', 'schema'], places: ofLists } as const;

const sizes =
  (...all: readonly number[]) =>
  ({ isList, total }: Door): readonly string[] =>
    isList ? all.filter((size) => size < total).map(String) : [];

/** Rows without one, kept where there are too few. */
const dropping = (rows: readonly Json[], at: number): readonly Json[] =>
  rows.length > at + 1 ? rows.filter((_, place) => place !== at) : rows;

export const paging: readonly Operator[] = [
  {
    ...usual,
    name: 'row-dropped',
    says: 'The second row of each page is left out.',
    at: () => bendRows((rows) => dropping(rows, 1)),
  },
  {
    ...usual,
    name: 'last-row-lost',
    says: 'The last row of a full page is left out.',
    at: (_, door) =>
      bendRows((rows, sent) => (rows.length > 1 && rows.length === limitOf(sent, door) ? rows.slice(0, -1) : rows)),
  },
  {
    ...usual,
    name: 'row-repeated',
    says: 'The second row of each page comes in the place of the third as well.',
    at: () =>
      bendRows((rows) => (rows.length > 2 ? [...rows.slice(0, 2), ...rows.slice(1, 2), ...rows.slice(3)] : rows)),
  },
  {
    ...usual,
    name: 'rows-swapped',
    says: 'The second and third row of each page change places.',
    at: () =>
      bendRows((rows) =>
        rows.length > 2 ? [...rows.slice(0, 1), ...rows.slice(1, 3).toReversed(), ...rows.slice(3)] : rows,
      ),
  },
  {
    ...usual,
    name: 'later-page-turned',
    says: 'Pages after the first come the other way round.',
    at: (_, door) => bendRows((rows, sent) => (offsetOf(sent, door) > 0 && rows.length > 1 ? rows.toReversed() : rows)),
  },
  {
    ...usual,
    name: 'page-shifted',
    says: 'Pages after the first begin one row too late.',
    places: ofOffsets,
    at: (_, door) =>
      hearing((sent) => {
        const offset = offsetOf(sent, door);
        return offset > 0 ? withPlace(sent, { offset: offset + 1 }, door) : sent;
      }),
  },
  {
    ...usual,
    name: 'page-behind',
    says: 'Pages after the first begin with the last row of the one before.',
    places: ofOffsets,
    at: (_, door) =>
      hearing((sent) => {
        const offset = offsetOf(sent, door);
        return offset > 0 ? withPlace(sent, { offset: offset - 1 }, door) : sent;
      }),
  },
  {
    ...usual,
    name: 'page-repeated',
    says: 'The third page is the second one again.',
    at: (_, door) =>
      hearing((sent) => {
        const [limit, offset] = [limitOf(sent, door) ?? 25, offsetOf(sent, door)];
        return limit > 0 && offset === 2 * limit ? withPlace(sent, { offset: limit }, door) : sent;
      }),
  },
  {
    ...usual,
    name: 'short-page-empty',
    says: 'A last page that is not full comes empty.',
    at: (_, door) =>
      bendRows((rows, sent) =>
        offsetOf(sent, door) > 0 && rows.length > 0 && rows.length < (limitOf(sent, door) ?? 0) ? [] : rows,
      ),
  },
  {
    ...usual,
    name: 'limit-cut',
    says: 'More than {place} rows never come, whatever was asked for; the answer does not say so.',
    places: sizes(5, 20, 100, 500, 1000),
    at: (place, door) =>
      bendRows((rows, sent) =>
        rows.length > Number(place) && limitOf(sent, door) !== undefined ? rows.slice(0, Number(place)) : rows,
      ),
  },
  {
    ...usual,
    name: 'one-row-more',
    places: ofOffsets,
    says: 'A page holds one row more than was asked for.',
    foundBy: ['law', 'schema', 'requests'],
    at: (_, door) => async (sent, next) => {
      const [plain, limit] = [await next(sent), limitOf(sent, door)];
      if (plain.status >= 300 || limit === undefined || limit === 0 || door.paging?.style === 'page') return plain;
      return claimed(sent, plain, await next(withPlace(sent, { limit: limit + 1 }, door)));
    },
  },
  {
    ...usual,
    name: 'default-page-smaller',
    places: whole(({ isList, total }) => isList && total > 10),
    says: 'Where no size is asked for, ten rows come.',
    foundBy: ['law', 'schema', 'requests'],
    at: (_, door) =>
      bendRows((rows, sent) => (limitOf(sent, door) === undefined && rows.length > 10 ? rows.slice(0, 10) : rows)),
  },
  {
    ...usual,
    name: 'offset-ignored-without-limit',
    says: 'An offset counts only where a limit is said.',
    places: ofOffsets,
    at: (_, door) =>
      hearing((sent) => (asked(sent, 'limit', door) === undefined ? asking(sent, 'offset', undefined, door) : sent)),
  },
  {
    ...usual,
    name: 'unsteady-page',
    says: 'A page that is asked for again comes with its first row last.',
    at: () => {
      const seen = new Set<string>();
      return bendRows((rows, { search, body, path }) => {
        const key = `${path}?${search} ${body}`;
        if (seen.has(key) && rows.length > 1) return [...rows.slice(1), ...rows.slice(0, 1)];
        seen.add(key);
        return rows;
      });
    },
  },
  {
    ...usual,
    name: 'deep-pages-repeat',
    says: 'From row {place} on, the list begins anew.',
    places: sizes(50, 1000, 10_000),
    at: (place, door) =>
      hearing((sent) => {
        const offset = offsetOf(sent, door);
        return offset >= Number(place) ? withPlace(sent, { offset: offset - Number(place) }, door) : sent;
      }),
  },
  {
    ...usual,
    name: 'deep-pages-empty',
    says: 'From row {place} on, pages are empty, though the total says more.',
    places: sizes(50, 1000, 10_000),
    at: (place, door) =>
      bendRows((rows, sent) => (offsetOf(sent, door) >= Number(place) && rows.length > 0 ? [] : rows)),
  },
  {
    ...usual,
    name: 'deep-pages-refused',
    says: 'A page that ends beyond row {place} is refused.',
    foundBy: ['law', 'schema', 'requests'],
    places: (door) => (door.paging?.style === 'offset' ? sizes(1000, 10_000)(door) : []),
    at: (place, door) => async (sent, next) => {
      const end = offsetOf(sent, door) + (limitOf(sent, door) ?? 25);
      if (end <= Number(place)) return next(sent);
      // What the server says of a page that nobody can ask for.
      const refused = await next(asking(sent, 'offset', -1, door));
      return refused.status >= 400 ? refused : next(sent);
    },
  },
  {
    ...usual,
    name: 'deep-limit-cut',
    says: 'Beyond row {place}, pages are half as long as was asked for.',
    places: sizes(20, 1000),
    at: (place, door) =>
      bendRows((rows, sent) =>
        offsetOf(sent, door) >= Number(place) && rows.length > 2 ? rows.slice(0, Math.ceil(rows.length / 2)) : rows,
      ),
  },
  {
    ...usual,
    name: 'first-page-empty',
    places: whole((door) => isVarying(door) && door.total > 2),
    says: 'A list whose answer fits one row comes empty, and says nothing is there.',
    at: () => async (sent, next) => {
      const given = await next(sent);
      const page = given.status < 300 ? pageOf(jsonOf(given)) : null;
      return page?.rows.length === 1 && page.count === 1 ? emptied(given) : given;
    },
  },
  {
    ...usual,
    name: 'total-capped',
    kind: 'counts',
    says: 'The total never says more than {place}.',
    places: sizes(100, 1000, 9_000),
    at: (place) => async (sent, next) => {
      const given = await next(sent);
      const page = given.status < 300 ? pageOf(jsonOf(given)) : null;
      return page !== null && page.count > Number(place) ? withJson(given, page.withCount(Number(place))) : given;
    },
  },
];
