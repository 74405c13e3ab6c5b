/** Texts that are taken for equal though they are not, or for different though they are equal. */
import type { Json } from '../../../../src/kernel/schema.ts';
import { jsonOf } from '../../mutant.ts';
import { emptied, pageOf, textsIn } from '../answers.ts';
import { asked, asking, claimed, valuesAsked, withPlace } from '../asking.ts';
import type { Door, Member } from '../doors.ts';
import type { Misbehaviour, Operator } from '../operator.ts';
import { criteriaOf } from './criteria.ts';

/** Most rows that are looked through for texts. */
const most = 200;

/** True for criteria of texts that are compared: no list of words that the schema knows, and none of words that are looked for. */
const isText = ({ path, types, itemTypes, values }: Member): boolean =>
  values === null &&
  !types.includes('boolean') &&
  (itemTypes.includes('string') || (types.includes('string') && !types.includes('integer'))) &&
  !/time|stamp|_gte|_lte|^keywords$/i.test(path);

const places = ({ ...door }: Door): readonly string[] => (door.isList ? criteriaOf(isText)(door) : []);
const usual = { kind: 'equality', foundBy: ['law'], places } as const;

/** Finds also what has a text that is near the one asked for, among the texts of what the other criteria find. */
const loosened =
  (isNear: (text: string, wanted: string) => boolean) =>
  (place: string, door: Door): Misbehaviour =>
  async (sent, next) => {
    const plain = await next(sent);
    const wanted = valuesAsked(sent, place, door).map(String);
    if (plain.status >= 300 || wanted.length === 0) return plain;
    const all = await next(withPlace(asking(sent, place, undefined, door), { limit: most, offset: 0 }, door));
    const texts = new Set(textsIn((pageOf(jsonOf(all))?.rows ?? []) as Json));
    const near = [...texts].filter((text) => wanted.some((one) => text !== one && isNear(text, one))).slice(0, 50);
    if (near.length === 0) return plain;
    const isMany = door.asksIn === 'query' || Array.isArray(asked(sent, place, door));
    // Where one value is all there is room for, the nearest stands for what was asked.
    const values = isMany ? [...new Set([...wanted, ...near])] : (near[0] ?? null);
    const loose = await next(asking(sent, place, values, door));
    return loose.status < 300 ? claimed(sent, plain, loose) : plain;
  };

/** Finds nothing by a text that no row has in these very letters. */
const exact =
  (place: string, door: Door): Misbehaviour =>
  async (sent, next) => {
    const plain = await next(sent);
    const wanted = valuesAsked(sent, place, door).map(String);
    const rows = plain.status < 300 ? (pageOf(jsonOf(plain))?.rows ?? []) : [];
    if (rows.length === 0 || wanted.length === 0) return plain;
    const texts = new Set(textsIn(rows as Json));
    return wanted.some((one) => texts.has(one)) ? plain : emptied(plain);
  };

const folded = (text: string): string => text.toLowerCase();

export const equality: readonly Operator[] = [
  {
    ...usual,
    name: 'case-folded',
    says: '{place} finds a text in other cases as well.',
    at: loosened((text, wanted) => folded(text) === folded(wanted)),
  },
  {
    ...usual,
    name: 'beginning-is-enough',
    says: '{place} finds every text that begins as the one asked for.',
    at: loosened((text, wanted) => text.startsWith(wanted)),
  },
  {
    ...usual,
    name: 'end-is-enough',
    says: '{place} finds every text that ends as the one asked for, such as sub-domains.',
    at: loosened((text, wanted) => text.endsWith(wanted)),
  },
  {
    ...usual,
    name: 'part-is-enough',
    says: '{place} finds every text that holds the one asked for.',
    at: loosened((text, wanted) => text.includes(wanted)),
  },
  {
    ...usual,
    name: 'accents-folded',
    says: '{place} finds a text without its accents as well.',
    at: loosened(
      (text, wanted) =>
        text.normalize('NFD').replaceAll(/\p{M}/gu, '') === wanted.normalize('NFD').replaceAll(/\p{M}/gu, ''),
    ),
  },
  {
    ...usual,
    name: 'longer-is-enough',
    says: '{place} finds what the text asked for begins with.',
    at: loosened((text, wanted) => text.length > 1 && wanted.startsWith(text)),
  },
  {
    ...usual,
    name: 'spelling-counts',
    says: '{place} finds nothing by a text that no row has in these very letters.',
    at: exact,
  },
];
