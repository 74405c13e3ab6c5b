/** What the criteria of v1 and v2 have in common: members that are no criteria, and the readings of an event that both judge by. */
import type { Json } from '../../../../kernel/schema.ts';
import { among } from '../../../criteria/verdict.ts';
import { middleOf } from '../../../criteria/times.ts';
import { at, numberAt } from '../../../lists/item.ts';
import { listOf } from '../../../terms/exchange.ts';
import type { Criterion } from '../../../terms/model.ts';

/** Members that are judged together with others or select nothing. */
export const argusModifiers = [
  'limit',
  'offset',
  'sortBy',
  'exclude',
  'required',
  'exactMatchProperties',
  'multivaluePropertySeparator',
  'sourceIPMinBits',
  'destinationIPMinBits',
  'startTimestamp',
  'endTimestamp',
  'timeFieldStrategy',
  'timeMatchStrategy',
  'includeAllProperties',
  'includeProperties',
  'includeComments',
  'includeSubEvents',
  'includeUnpublished',
  'keywordFieldStrategy',
  'keywordMatchStrategy',
  'userFieldStrategy',
  'includeWorkflows',
  'includeDescription',
] as const;

/** Members that have no criterion of their own. */
export type ArgusModifier = (typeof argusModifiers)[number] | 'subCriteria';

/** The value at a path as a list of one; empty where there is none. */
export const presentAt = (path: string) => (item: Json) => {
  const value = at(item, path);
  return value === undefined || value === null ? [] : [value];
};

/** The names of something that goes by id or short name. */
export const namesAt = (path: string) => (item: Json) => [
  ...presentAt(`${path}.shortName`)(item),
  ...presentAt(`${path}.id`)(item),
];

export const inLowerCase = (value: Json): string => String(value).toLowerCase();

export const searchWordsOf = (value: Json): readonly string[] =>
  inLowerCase(value)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** The middle one of the times of events, as a list of one; empty where they show none. */
export const middleTime = (path: string) => (items: readonly Json[]) => {
  const middle = middleOf(items.flatMap((item) => numberAt(item, path) ?? []));
  return middle === undefined ? [] : [middle];
};

/** The cases of an event; 0 where it has none. */
export const byCase = among((item) => {
  const ids = listOf(at(item, 'associatedCases')).flatMap((entry) => numberAt(entry, 'id') ?? []);
  return ids.length === 0 ? [0] : ids;
});

/** Days of UTC, in milliseconds: the indices are daily (docs/contract/argus.md §4). */
const day = 86_400_000;

/** A bound on the index of an event: tried with a time within, and one so many days away, which leaves less or nothing. */
export const byIndex = (path: string, away: number, isIn: (created: number, bound: number) => boolean): Criterion => ({
  values: (items) => middleTime(path)(items).flatMap((time) => [time, time + away * day]),
  holds: (item, bound) => {
    const created = numberAt(item, path);
    return created === undefined ? null : isIn(Math.floor(created / day), Math.floor(Number(bound) / day));
  },
});
