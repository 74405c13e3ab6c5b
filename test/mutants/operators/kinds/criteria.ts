/** Criteria that do nothing, of which only some values count, or that are joined in another way than was asked for. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { jsonOf, withJson } from '../../mutant.ts';
import { isMembers, pageOf, type Members } from '../answers.ts';
import { asked, asking, bodyOf, claimed, hearing, valuesAsked } from '../asking.ts';
import type { Door, Member } from '../doors.ts';
import { whole, type Operator } from '../operator.ts';

/** Criteria of what reads, that a condition holds of. */
export const criteriaOf =
  (fits: (criterion: Member, door: Door) => boolean = () => true) =>
  (door: Door): readonly string[] =>
    door.isRead && (door.isList ? door.total > 1 : door.method === 'POST')
      ? door.criteria.filter((criterion) => fits(criterion, door)).map(({ path }) => path)
      : [];

const isListed = ({ types, itemTypes }: Member): boolean => types.includes('array') || itemTypes.length > 0;
const isTruth = ({ types }: Member): boolean => types.includes('boolean');
const hasParts = ({ criteria: all, body, isRead, isList, total }: Door): boolean =>
  isRead && body !== null && all.length > 0 && partsKnown(body) && (!isList || total > 1);
const partsKnown = (body: string): boolean => /criteria|stats-request/.test(body) && !/task|prune/.test(body);
const ofParts = whole(hasParts);

const usual = { kind: 'criteria', foundBy: ['law'] } as const;
const parted = { ...usual, places: ofParts } as const;

/** The request with the criteria in its body bent, each list of parts as deep as `level` says; 0 is the root. */
function bendParts(sent: Sent, bend: (part: Members, level: number) => Members): Sent {
  const body = bodyOf(sent);
  if (body === null) return sent;
  const visit = (part: Members, level: number): Members => {
    const parts = part['subCriteria'];
    const below = Array.isArray(parts)
      ? { ...part, subCriteria: parts.map((one: Json) => (isMembers(one) ? visit(one, level + 1) : one)) }
      : part;
    return bend(below, level);
  };
  return { ...sent, body: JSON.stringify(visit(body, 0)) };
}
type Sent = Parameters<typeof bodyOf>[0];

const without = (members: Members, name: string): Members =>
  Object.fromEntries(Object.entries(members).filter(([other]) => other !== name));

const partsOf = (part: Members): readonly Members[] =>
  Array.isArray(part['subCriteria']) ? (part['subCriteria'] as readonly Json[]).filter(isMembers) : [];

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
    places: (door) => (hasParts(door) ? criteriaOf()(door) : []),
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
      ({ isRead, criteria: all, isList, method }) => isRead && all.length > 3 && (isList || method === 'POST'),
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
  {
    ...parted,
    name: 'parts-ignored',
    says: 'Sub-criteria are taken and do nothing.',
    at: () => hearing((sent) => bendParts(sent, (part) => without(part, 'subCriteria'))),
  },
  {
    ...parted,
    name: 'second-part-ignored',
    says: 'Of several sub-criteria only the first counts.',
    at: () =>
      hearing((sent) =>
        bendParts(sent, (part) =>
          partsOf(part).length > 1 ? { ...part, subCriteria: partsOf(part).slice(0, 1) as unknown as Json } : part,
        ),
      ),
  },
  {
    ...parted,
    name: 'deeper-parts-ignored',
    says: 'Sub-criteria of sub-criteria are taken and do nothing.',
    at: () => hearing((sent) => bendParts(sent, (part, level) => (level > 0 ? without(part, 'subCriteria') : part))),
  },
  {
    ...parted,
    name: 'exclude-ignored',
    says: 'What a sub-criterion excludes is taken as wanted.',
    at: () => hearing((sent) => bendParts(sent, (part) => without(part, 'exclude'))),
  },
  {
    ...parted,
    name: 'exclude-ignored-beside-required',
    says: 'Exclude does nothing in a sub-criterion that is required as well.',
    at: () =>
      hearing((sent) => bendParts(sent, (part) => (part['required'] === true ? without(part, 'exclude') : part))),
  },
  {
    ...parted,
    name: 'exclude-ignored-deeper',
    says: 'Exclude does nothing two levels down.',
    at: () => hearing((sent) => bendParts(sent, (part, level) => (level > 1 ? without(part, 'exclude') : part))),
  },
  {
    ...parted,
    name: 'exclude-of-many-ignored',
    says: 'Of several sub-criteria that exclude, only the first does.',
    at: () =>
      hearing((sent) =>
        bendParts(sent, (part) => {
          const all = partsOf(part);
          const first = all.find((one) => one['exclude'] === true);
          const kept = all.filter((one) => one['exclude'] !== true || one === first);
          return kept.length === all.length ? part : { ...part, subCriteria: kept as unknown as Json };
        }),
      ),
  },
  {
    ...parted,
    name: 'required-ignored',
    says: 'A sub-criterion that is required counts as one of many.',
    at: () => hearing((sent) => bendParts(sent, (part) => without(part, 'required'))),
  },
  {
    ...parted,
    name: 'parts-all-required',
    says: 'Sub-criteria of which any is enough are each required.',
    at: () =>
      hearing((sent) =>
        bendParts(sent, (part, level) => (level > 0 && part['exclude'] !== true ? { ...part, required: true } : part)),
      ),
  },
];

const pageNames = ['limit', 'offset', 'sortBy', 'subCriteria', 'exclude', 'required'];

const otherEnd = (path: string): string =>
  path.replace(
    /source|destination/i,
    (word) =>
      ({ source: 'destination', destination: 'source', Source: 'Destination', Destination: 'Source' })[word] ?? word,
  );
