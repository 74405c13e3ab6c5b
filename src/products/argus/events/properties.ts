/** Properties of events: what the detail says, what the sensor adds, and how they are searched. */
import { all, any, not, nothing, ofValues, type Predicate } from '../../../corpus/predicate.ts';
import { lazy } from '../../../kernel/lazy.ts';
import { additionTo, noAddition } from '../../../model/addition.ts';
import type { Detail, World } from '../../../model/world.ts';
import { derivedTextOf, isDerived } from './derived-properties.ts';
import { ofAdded, ofDetails } from './selections.ts';
import type { EventTable } from './table.ts';

/** Exact: one of the values is the text. Words: every word of the text is a word of one value, in any case. */
export type PropertyMatch = 'exact' | 'words';

export type Properties = Readonly<Record<string, readonly string[]>>;

/** The properties of an event: what commands gave it is over what its detail has. */
export function propertiesOf(world: World, { variant }: Detail, row: number, ordinal: number | null): Properties {
  const { properties } = additionTo(world, row, ordinal);
  return properties === noAddition.properties ? variant.properties : { ...variant.properties, ...properties };
}

/** Events whose properties pass. */
export function ofProperties(table: EventTable, passes: (properties: Properties) => boolean): Predicate {
  const { world } = table;
  const usual = ofDetails(world, ({ variant }) => passes(variant.properties));
  const isGiven = ofAdded(table, ({ properties }) => Object.keys(properties).length > 0);
  if (isGiven === nothing) return usual;
  const detailAt = table.code('detail');
  const isPassed = (row: number): boolean => {
    const event = table.identify(row);
    return passes(propertiesOf(world, world.details[detailAt(row)] as Detail, event.row, event.ordinal));
  };
  return any([all([usual, not(isGiven)]), all([isGiven, { kind: 'row', test: isPassed }])]);
}

/** Texts that properties are searched for, by key. */
type WantedTexts = Readonly<Record<string, unknown>>;

/** Events that have each of these properties with its value. What details say is asked of each of them once, whatever is searched for. */
export function propertiesMatch(table: EventTable, wanted: WantedTexts, match: PropertyMatch): Predicate {
  const tests = Object.entries(wanted).map(([key, value]) => ({ key, passes: matchTest(key, String(value), match) }));
  const stored = tests.filter(({ key }) => !isDerived(key));
  const varying = tests.filter(({ key }) => isDerived(key));
  const textsOf = (key: string): readonly string[] => {
    const text = String(wanted[key]);
    return match === 'exact' ? [text] : [...new Set(wordsOf(text))];
  };
  return all([
    ...(stored.length === 0 ? [] : [ofProperties(table, (own) => stored.every(({ passes }) => passes(own)))]),
    ...varying.map(({ key, passes }) => any([ofProperties(table, passes), ofDerived(table, key, textsOf(key))])),
  ]);
}

function matchTest(key: string, text: string, match: PropertyMatch): (properties: Properties) => boolean {
  if (match === 'exact') return (properties) => valuesAt(properties, key).includes(text);
  const words = lazy(() => [...new Set(wordsOf(text))]);
  return (properties) => wordSetsOf(properties, key).some((own) => words().every((word) => own.has(word)));
}

/** Whether the words of these may be found in events whose values they are not. */
export function mayMatchByWordsAlone(table: EventTable, wanted: WantedTexts): boolean {
  const keys = Object.keys(wanted);
  if (keys.some(isDerived)) return true;
  const { details, additions } = table.world;
  for (const { properties } of additions.values()) if (Object.keys(properties).length > 0) return true;
  // What details say is drawn when it is first read.
  if (keys.length === 0) return false;
  return details.some(({ variant: { properties: own } }) =>
    Object.keys(own).some((key) => {
      if (!Object.hasOwn(wanted, key)) return false;
      const text = String(wanted[key]);
      return matchTest(key, text, 'words')(own) && !matchTest(key, text, 'exact')(own);
    }),
  );
}

/** Events of which a property that nobody reported is this, or any where no text is given: it is one word, so it never is several. */
export function ofDerived(table: EventTable, key: string, texts: readonly string[]): Predicate {
  const read = derivedTextOf(table, key);
  if (texts.length === 0) return { kind: 'row', test: (row) => read(row) !== null };
  return texts.length > 1 ? nothing : ofValues(`property ${key}`, read, new Set(texts));
}

const wordSets = new WeakMap<Properties, Map<string, readonly ReadonlySet<string>[]>>();

/** The words of each value of a property, or of all where no key is given; they are read once for all that is searched. */
export function wordSetsOf(properties: Properties, key: string | undefined): readonly ReadonlySet<string>[] {
  const known = wordSets.get(properties) ?? new Map<string, readonly ReadonlySet<string>[]>();
  wordSets.set(properties, known);
  const name = key === undefined ? '*' : `=${key}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const values = key === undefined ? Object.values(properties).flat() : valuesAt(properties, key);
  const sets = values.map((value) => new Set(wordsOf(value)));
  if (values.length > 0) known.set(name, sets);
  return sets;
}

const valuesAt = (properties: Properties, key: string): readonly string[] =>
  Object.hasOwn(properties, key) ? (properties[key] ?? []) : [];

/** The words of a text, in lower case. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
