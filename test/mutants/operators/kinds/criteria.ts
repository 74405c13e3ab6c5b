/** Criteria that do nothing, of which only some values count, or that are joined in another way than was asked for. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { jsonOf, withJson } from '../../mutant.ts';
import { pageOf } from '../answers.ts';
import { asked, asking, bodyOf, claimed, hearing, valuesAsked } from '../asking.ts';
import type { Door, Member } from '../doors.ts';
import { whole, type Operator } from '../operator.ts';
import { bendParts, hasParts, without } from './parts.ts';

/** Criteria of what reads, that a condition holds of. */
export const criteriaOf =
  (fits: (criterion: Member, door: Door) => boolean = () => true) =>
  (door: Door): readonly string[] =>
    door.isRead && (door.isList ? door.total > 1 : door.method === 'POST')
      ? door.criteria.filter((criterion) => criterion.marks !== '' && fits(criterion, door)).map(({ path }) => path)
      : [];

const isListed = ({ types, itemTypes }: Member): boolean => types.includes('array') || itemTypes.length > 0;
const isTruth = ({ types }: Member): boolean => types.includes('boolean');
const usual = { kind: 'criteria', foundBy: ['law'] } as const;

export const criteria: readonly Operator[] = [
  {
    ...usual,
    name: 'criterion-ignored',
    says: '{place} is taken and does nothing.',
    places: criteriaOf(),
    at: (place, door) => hearing((sent) => asking(sent, place, undefined, door)),
  },
  {
    ...usual,
    name: 'criterion-ignored-in-parts',
    says: '{place} does nothing within sub-criteria.',
    places: (door) => criteriaOf(({ path }) => door.partNames.includes(path))(door),
    at: (place) => hearing((sent) => bendParts(sent, (part, level) => (level > 0 ? without(part, place) : part))),
  },
  {
    ...usual,
    name: 'second-value-ignored',
    says: 'Of several values of {place} only the first counts.',
    places: criteriaOf(isListed),
    at: (place, door) =>
      hearing((sent) => {
        const values = valuesAsked(sent, place, door);
        return values.length > 1 ? asking(sent, place, values.slice(0, 1), door) : sent;
      }),
  },
  {
    ...usual,
    name: 'first-value-ignored',
    says: 'Of several values of {place} only the last counts.',
    places: criteriaOf(isListed),
    at: (place, door) =>
      hearing((sent) => {
        const values = valuesAsked(sent, place, door);
        return values.length > 1 ? asking(sent, place, values.slice(-1), door) : sent;
      }),
  },
  {
    ...usual,
    name: 'value-joined-otherwise',
    says: 'Where all values of {place} are meant any is enough, and where any is enough all are meant.',
    places: (door) => (hasParts(door) ? criteriaOf(isListed)(door) : []),
    at: (place) =>
      hearing((sent) => {
        const body = bodyOf(sent);
        const values = body?.[place];
        if (body === null || !Array.isArray(values) || values.length < 2) return sent;
        // Each value by itself: in a list of alternatives, or of parts that are each required.
        const isOfAll = place.toLowerCase().includes('flags');
        const parts = values.map((value: Json) => ({ [place]: [value], ...(!isOfAll && { required: true }) }));
        const others = Array.isArray(body['subCriteria']) ? body['subCriteria'] : [];
        if (others.length > 0) return sent;
        return { ...sent, body: JSON.stringify({ ...without(body, place), subCriteria: parts }) };
      }),
  },
  {
    ...usual,
    name: 'truth-turned',
    says: '{place} means its contrary.',
    places: criteriaOf(isTruth),
    at: (place, door) =>
      hearing((sent) => {
        const value = asked(sent, place, door);
        return value === undefined || value === null
          ? sent
          : asking(sent, place, !(value === true || value === 'true'), door);
      }),
  },
  {
    ...usual,
    name: 'false-is-true',
    says: '{place} counts as true whenever it is said.',
    places: criteriaOf(isTruth),
    at: (place, door) =>
      hearing((sent) => {
        const value = asked(sent, place, door);
        return value === false || value === 'false' ? asking(sent, place, true, door) : sent;
      }),
  },
  {
    ...usual,
    name: 'bound-exclusive',
    says: '{place} leaves out the number that it names.',
    places: criteriaOf(({ path, types }) => /^(?:min|max)/.test(path) && types.includes('integer')),
    at: (place, door) =>
      hearing((sent) => {
        const value = asked(sent, place, door);
        const number = value === undefined || value === null ? Number.NaN : Number(value);
        const moved = place.startsWith('min') ? number + 1 : Math.max(0, number - 1);
        return Number.isInteger(number) ? asking(sent, place, moved, door) : sent;
      }),
  },
  {
    ...usual,
    name: 'empty-list-is-nothing',
    says: 'An empty list as {place} finds nothing instead of everything.',
    foundBy: ['law', 'requests'],
    places: (door) => (door.asksIn === 'body' ? criteriaOf(isListed)(door) : []),
    at: (place, door) => async (sent, next) => {
      const given = await next(sent);
      const value = asked(sent, place, door);
      const page = given.status < 300 ? pageOf(jsonOf(given)) : null;
      if (!Array.isArray(value) || value.length > 0 || page === null) return given;
      return withJson(given, pageOf(page.withRows([]))?.withCount(0) ?? null);
    },
  },
  {
    ...usual,
    name: 'ends-swapped',
    says: '{place} is looked for at the other end.',
    places: criteriaOf(({ path }, { criteria: all }) => {
      const other = otherEnd(path);
      return other !== path && all.some((one) => one.path === other);
    }),
    at: (place, door) =>
      hearing((sent) => {
        const [value, there] = [asked(sent, place, door), asked(sent, otherEnd(place), door)];
        return value === undefined || there !== undefined
          ? sent
          : asking(asking(sent, place, undefined, door), otherEnd(place), value, door);
      }),
  },
  {
    ...usual,
    name: 'last-criterion-ignored',
    says: 'Of several criteria the last one is ignored.',
    places: whole(
      ({ isRead, criteria: all, isList, method }) =>
        isRead && all.filter(({ marks }) => marks !== '').length > 3 && (isList || method === 'POST'),
    ),
    at: (_, door) =>
      hearing((sent) => {
        const names = door.criteria.map(({ path }) => path).filter((path) => asked(sent, path, door) !== undefined);
        const last = names.at(-1);
        return names.length < 3 || last === undefined ? sent : asking(sent, last, undefined, door);
      }),
  },
  {
    ...usual,
    name: 'unknown-criterion-taken',
    says: 'A criterion that is not known is ignored instead of being refused.',
    foundBy: ['law', 'requests'],
    places: whole(({ isRead, asksIn, criteria: all }) => isRead && asksIn === 'body' && all.length > 0),
    at: (_, door) => async (sent, next) => {
      const [given, body] = [await next(sent), bodyOf(sent)];
      if (given.status !== 412 || body === null) return given;
      const names = new Set([...door.criteria.map(({ path }) => path), ...pageNames]);
      const known = Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name)));
      return Object.keys(known).length === Object.keys(body).length
        ? given
        : claimed(sent, given, await next({ ...sent, body: JSON.stringify(known) }));
    },
  },
];

const pageNames = ['limit', 'offset', 'sortBy', 'subCriteria', 'exclude', 'required'];

const otherEnd = (path: string): string =>
  path.replace(
    /source|destination/i,
    (word) =>
      ({ source: 'destination', destination: 'source', Source: 'Destination', Destination: 'Source' })[word] ?? word,
  );
