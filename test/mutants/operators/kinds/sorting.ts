/** Sort keys that do nothing, or something else. */
import { claimed, hearing, offsetOf, sortsOf, withSorts } from '../asking.ts';
import type { Door } from '../doors.ts';
import { whole, type Operator } from '../operator.ts';

const keysOf = ({ isList, sortKeys, total }: Door): readonly string[] => (isList && total > 1 ? sortKeys : []);
const usual = { kind: 'sorting', foundBy: ['law'], places: keysOf } as const;
/** Keys by which two may be alike. */
const ofTies = (door: Door): readonly string[] => keysOf(door).filter((key) => !/^(?:id|shortName|eventID)$/.test(key));
const bare = (key: string): string => key.replace(/^-/, '');

export const sorting: readonly Operator[] = [
  {
    ...usual,
    name: 'sort-key-ignored',
    says: 'The sort key {place} is taken and does nothing.',
    at: (place, door) =>
      hearing((sent) => {
        const keys = sortsOf(sent, door);
        return keys.some((key) => bare(key) === place)
          ? withSorts(
              sent,
              keys.filter((key) => bare(key) !== place),
              door,
            )
          : sent;
      }),
  },
  {
    ...usual,
    name: 'sort-key-turned',
    says: 'The sort key {place} works the other way round.',
    at: (place, door) =>
      hearing((sent) =>
        withSorts(
          sent,
          sortsOf(sent, door).map((key) => (bare(key) !== place ? key : key.startsWith('-') ? place : `-${place}`)),
          door,
        ),
      ),
  },
  {
    ...usual,
    name: 'sort-descending-ignored',
    says: 'The sort key {place} sorts upwards, also where downwards was asked for.',
    at: (place, door) =>
      hearing((sent) =>
        withSorts(
          sent,
          sortsOf(sent, door).map((key) => (bare(key) === place ? place : key)),
          door,
        ),
      ),
  },
  {
    ...usual,
    name: 'sort-second-ignored',
    places: ofTies,
    says: 'Keys after the sort key {place} are ignored.',
    at: (place, door) =>
      hearing((sent) => {
        const keys = sortsOf(sent, door);
        return bare(keys[0] ?? '') === place && keys.length > 1 ? withSorts(sent, keys.slice(0, 1), door) : sent;
      }),
  },
  {
    ...usual,
    name: 'sort-tie-lost',
    places: ofTies,
    says: 'Rows that the sort key {place} does not tell apart come in another order on later pages.',
    at: (place, door) => {
      const other = door.sortKeys.find((key) => key !== place);
      return hearing((sent) => {
        const keys = sortsOf(sent, door);
        if (other === undefined || keys.length !== 1 || bare(keys[0] ?? '') !== place) return sent;
        return withSorts(sent, [...keys, offsetOf(sent, door) > 0 ? `-${other}` : other], door);
      });
    },
  },
  {
    ...usual,
    name: 'unknown-sort-key-taken',
    foundBy: ['law', 'requests'],
    says: 'A sort key that is not known is ignored instead of being refused.',
    // USM Anywhere ignores them, which is documented.
    places: whole(({ paging, sortKeys }) => paging?.style === 'offset' && sortKeys.length > 0),
    at: (_, door) => async (sent, next) => {
      const given = await next(sent);
      if (given.status < 400) return given;
      const known = sortsOf(sent, door).filter((key) => door.sortKeys.includes(bare(key)));
      if (known.length === sortsOf(sent, door).length) return given;
      return claimed(sent, given, await next(withSorts(sent, known, door)));
    },
  },
];
