/** Members of what is answered that are missing, of another type, or not those of the thing that they stand in. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { bendAt, bendRows, bendThings, isMembers, valueAt, type Members } from '../answers.ts';
import { sharedMembers, type Door, type Member } from '../doors.ts';
import { whole, type Operator } from '../operator.ts';

type Fits = (member: Member) => boolean;
const has =
  (type: string): Fits =>
  ({ types }) =>
    types.includes(type);

const told =
  (fits: Fits) =>
  (door: Door): readonly string[] =>
    door.isRead ? door.members.filter(fits).map(({ path }) => path) : [];
const shared =
  (fits: Fits) =>
  (door: Door): readonly string[] =>
    sharedMembers(door)
      .filter(fits)
      .map(({ path }) => path);

const shape = { kind: 'members', foundBy: ['schema', 'law', 'requests'] } as const;
const value = { kind: 'members', foundBy: ['law'] } as const;

const bending =
  (bend: (value: Json) => Json | undefined): Operator['at'] =>
  (place) =>
    bendThings((thing) => bendAt(thing, place.split('.'), bend));

/** True where the census has seen one of these marks. */
const seen =
  (marks: string, fits: Fits = () => true): Fits =>
  (member) =>
    [...marks].some((mark) => member.marks.includes(mark)) && fits(member);

const isScalar: Fits = ({ types }) => types.some((type) => ['string', 'integer', 'number', 'boolean'].includes(type));
const isWord: Fits = ({ values }) => values !== null && values.some((one) => typeof one === 'string');

export const members: readonly Operator[] = [
  {
    ...shape,
    name: 'member-missing',
    says: '{place} is left out.',
    places: told(seen('s', ({ isRequired }) => isRequired)),
    at: bending(() => undefined),
  },
  {
    ...shape,
    name: 'member-null',
    says: '{place} is null.',
    places: told(seen('s', (member) => member.isRequired && !member.types.includes('null') && member.types.length > 0)),
    at: bending(() => null),
  },
  {
    ...shape,
    name: 'number-as-text',
    says: '{place} is a text that holds the number.',
    places: told(seen('s', (member) => has('integer')(member) && !has('string')(member))),
    at: bending((one) => (typeof one === 'number' ? String(one) : one)),
  },
  {
    ...shape,
    name: 'text-as-number',
    says: '{place} is a number where its text is one, and else the length of the text.',
    places: told(seen('s', (member) => has('string')(member) && !has('integer')(member) && !has('number')(member))),
    at: bending((one) => (typeof one === 'string' ? (/^\d{1,15}$/.test(one) ? Number(one) : one.length) : one)),
  },
  {
    ...shape,
    name: 'truth-as-text',
    says: '{place} is "true" or "false".',
    places: told(seen('s', (member) => has('boolean')(member) && !has('string')(member))),
    at: bending((one) => (typeof one === 'boolean' ? String(one) : one)),
  },
  {
    ...shape,
    name: 'truth-as-number',
    says: '{place} is 1 or 0.',
    places: told(seen('s', (member) => has('boolean')(member) && !has('integer')(member))),
    at: bending((one) => (typeof one === 'boolean' ? Number(one) : one)),
  },
  {
    ...shape,
    name: 'word-unknown',
    says: '{place} has a word that is not documented.',
    places: told(seen('s', isWord)),
    at: bending((one) => (typeof one === 'string' ? `${one}_V2` : one)),
  },
  {
    ...shape,
    name: 'word-in-other-case',
    says: '{place} has its word in the other case.',
    places: told(seen('s', isWord)),
    at: bending((one) => {
      if (typeof one !== 'string') return one;
      return one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase();
    }),
  },
  {
    ...shape,
    name: 'list-as-single',
    says: '{place} is its only value where the list has one.',
    places: told(seen('o', has('array'))),
    at: bending((one) => (Array.isArray(one) && one.length === 1 ? (one[0] ?? null) : one)),
  },
  {
    ...shape,
    name: 'list-empty-as-null',
    says: '{place} is null where the list is empty.',
    places: told(seen('e', (member) => has('array')(member) && !has('null')(member))),
    at: bending((one) => (Array.isArray(one) && one.length === 0 ? null : one)),
  },
  {
    ...shape,
    name: 'object-as-text',
    says: '{place} is a text that holds the JSON of the object.',
    places: told(seen('s', has('object'))),
    at: bending((one) => (isMembers(one) ? JSON.stringify(one) : one)),
  },
  {
    ...shape,
    name: 'member-leaked',
    says: 'Each thing has a member that is not documented.',
    places: whole(({ isRead, members: all }) => isRead && all.some(({ marks }) => marks !== '')),
    at: () => bendThings((thing) => ({ ...thing, _internalRow: 17 })),
  },
  {
    ...shape,
    name: 'member-renamed',
    says: '{place} has another name.',
    places: told(seen('s', ({ path, isRequired }) => isRequired && !path.includes('.'))),
    at: (place) =>
      bendThings((thing) =>
        Object.fromEntries(Object.entries(thing).map(([name, one]) => [name === place ? `${name}_` : name, one])),
      ),
  },
  {
    ...value,
    name: 'value-of-next-row',
    says: '{place} is that of the next row.',
    places: (door) => (door.isList ? shared(seen('v', isScalar))(door) : []),
    at: (place) => {
      const path = place.split('.');
      return bendRows((rows) =>
        rows.length < 2
          ? rows
          : rows.map((row, at) => {
              const other = valueAt(rows[(at + 1) % rows.length], path);
              return other === undefined ? row : bendAt(row, path, () => other);
            }),
      );
    },
  },
  {
    ...value,
    name: 'value-always-the-first',
    says: '{place} is for ever that of the first thing that was shown.',
    places: shared(seen('v', isScalar)),
    at: (place) => {
      const path = place.split('.');
      let first: Json | undefined;
      return bendThings((thing) => {
        const own = valueAt(thing, path);
        if (own === undefined || own === null) return thing;
        first ??= own;
        return bendAt(thing, path, () => first);
      });
    },
  },
  {
    ...value,
    name: 'number-one-more',
    says: '{place} is one too large.',
    places: shared(seen('s', (member) => has('integer')(member) && !/timestamp|time$|id$/i.test(member.path))),
    at: bending((one) => (typeof one === 'number' ? one + 1 : one)),
  },
  {
    ...value,
    name: 'text-cut',
    says: '{place} is cut after eight characters.',
    places: shared(seen('l', (member) => has('string')(member) && member.values === null)),
    at: bending((one) => (typeof one === 'string' && one.length > 8 ? one.slice(0, 8) : one)),
  },
  {
    ...value,
    name: 'text-in-lower-case',
    says: '{place} comes in lower case.',
    places: shared(seen('u', (member) => has('string')(member) && member.values === null)),
    at: bending((one) => (typeof one === 'string' ? one.toLowerCase() : one)),
  },
  {
    ...value,
    name: 'truth-turned-in-answer',
    says: '{place} is told the other way round.',
    places: shared(seen('s', has('boolean'))),
    at: bending((one) => (typeof one === 'boolean' ? !one : one)),
  },
  {
    ...value,
    name: 'list-member-cut',
    says: '{place} holds its first value only.',
    places: shared(seen('m', has('array'))),
    at: bending((one) => (Array.isArray(one) && one.length > 1 ? one.slice(0, 1) : one)),
  },
  {
    ...value,
    name: 'list-member-lost',
    says: '{place} is always empty.',
    places: shared(seen('mo', has('array'))),
    at: bending((one) => (Array.isArray(one) ? [] : one)),
  },
  {
    ...value,
    name: 'object-lost',
    says: '{place} is null where there is an object.',
    places: shared(seen('s', (member) => has('object')(member) && has('null')(member))),
    at: bending((one) => (isMembers(one) ? null : one)),
  },
  {
    ...value,
    name: 'told-ends-swapped',
    says: 'Source and destination of each thing change places.',
    places: whole((door) =>
      ['source', 'destination'].every((name) =>
        sharedMembers(door).some(({ path }) => path === name || path.startsWith(`${name}_`)),
      ),
    ),
    at: () => bendThings((thing) => swapped(thing)),
  },
];

/** A thing whose members `source…` have the values of `destination…`, where it has both. */
function swapped(thing: Members): Members {
  const other = (name: string): string =>
    name.startsWith('source') ? name.replace('source', 'destination') : name.replace('destination', 'source');
  return Object.fromEntries(
    Object.entries(thing).map(([name, own]) => [
      name,
      /^(?:source|destination)/.test(name) ? (thing[other(name)] ?? own) : own,
    ]),
  );
}
