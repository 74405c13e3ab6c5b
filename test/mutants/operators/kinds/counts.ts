/** Totals and the numbers of statistics that are not those of what is there. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { bendPage, isMembers } from '../answers.ts';
import { bendJson } from '../answers.ts';
import { limitOf, offsetOf } from '../asking.ts';
import { whole, type Operator } from '../operator.ts';
import type { Door } from '../doors.ts';

const ofLists = whole(({ isList, total }) => isList && total > 1);
/** True for lists of which some are longer than others. */
export const isVarying = ({ isList, criteria, path }: Door): boolean =>
  isList && (path.includes('{') || criteria.some(({ marks }) => marks !== ''));
const ofStatistics = whole(({ path }) => /\/stat(?:s|istics)$/.test(path));
const usual = { kind: 'counts', foundBy: ['law', 'schema'], places: ofLists } as const;

export const counts: readonly Operator[] = [
  {
    ...usual,
    name: 'total-one-more',
    says: 'The total is one too large.',
    at: () => bendPage((page) => page.withCount(page.count + 1)),
  },
  {
    ...usual,
    name: 'total-one-less',
    says: 'The total is one too small, where it is not 0.',
    at: () => bendPage((page) => (page.count > 1 ? page.withCount(page.count - 1) : undefined)),
  },
  {
    ...usual,
    name: 'total-rounded',
    places: whole(({ isList, total }) => isList && total > 20),
    says: 'Totals above 20 are rounded to tens.',
    at: () => bendPage((page) => (page.count > 20 ? page.withCount(Math.round(page.count / 10) * 10) : undefined)),
  },
  {
    ...usual,
    name: 'total-to-here',
    says: 'The total ends with the page that is shown.',
    at: (_, door) =>
      bendPage((page, sent) =>
        page.rows.length > 0 ? page.withCount(offsetOf(sent, door) + page.rows.length) : undefined,
      ),
  },
  {
    ...usual,
    name: 'total-without-rows',
    places: whole(({ paging: place, total }) => place?.style === 'offset' && total > 1),
    says: 'Where no row is asked for, the total is 0.',
    at: (_, door) => bendPage((page, sent) => (limitOf(sent, door) === 0 ? page.withCount(0) : undefined)),
  },
  {
    ...usual,
    name: 'total-of-all',
    places: whole((door) => isVarying(door) && door.total > 1),
    says: 'The total is that of the largest answer so far, whatever was asked for.',
    at: () => {
      let most = 0;
      return bendPage((page) => page.withCount((most = Math.max(most, page.count))));
    },
  },
  ...(
    [
      ['statistics-value-off', 'The last number of a statistic is one too large.', (rows) => offAtEnd(rows)],
      ['statistics-group-lost', 'The last group of a statistic is left out.', (rows) => rows.slice(0, -1)],
      [
        'statistics-group-twice',
        'The first group of a statistic comes twice.',
        (rows) => [...rows.slice(0, 1), ...rows],
      ],
    ] as readonly (readonly [string, string, (rows: readonly Json[]) => readonly Json[]])[]
  ).map(([name, says, bend]): Operator => ({
    ...usual,
    name,
    says,
    places: (door: Door) => ofStatistics(door),
    at: () => bendJson((json) => bendLists(json, bend)),
  })),
];

/** A value with each list of objects in it bent; where that changes nothing, those within its rows. */
function bendLists(value: Json, bend: (rows: readonly Json[]) => readonly Json[]): Json {
  if (Array.isArray(value)) {
    const isBent = value.length > 1 && value.every((one: Json) => isMembers(one) || typeof one === 'number');
    const bent = isBent ? bend(value) : value;
    return JSON.stringify(bent) === JSON.stringify(value)
      ? value.map((one: Json) => bendLists(one, bend))
      : (bent as Json);
  }
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === 'messages' ? inner : bendLists(inner, bend)]),
  );
}

/** The last number in a list, or in its last object, with one added. */
function offAtEnd(rows: readonly Json[]): readonly Json[] {
  const last = rows.at(-1);
  const off = (value: Json): Json => {
    if (typeof value === 'number') return value + 1;
    if (!isMembers(value)) return value;
    const name = Object.keys(value).findLast((one) => /count|value/i.test(one));
    return name === undefined ? value : { ...value, [name]: off(value[name] ?? null) };
  };
  return last === undefined ? rows : [...rows.slice(0, -1), off(last)];
}
