/** Properties of events: what the detail says, what the sensor adds, and how they are searched. */
import { all, any, not, nothing, type Predicate } from '../../../corpus/predicate.ts';
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

/** Events with a property of this key and value. */
export function propertyMatch(table: EventTable, key: string, value: string, match: PropertyMatch): Predicate {
  const wanted = [...new Set(wordsOf(value))];
  const hasWords = (candidate: string): boolean => {
    const own = new Set(wordsOf(candidate));
    return wanted.every((word) => own.has(word));
  };
  const isIt = match === 'exact' ? (candidate: string) => candidate === value : hasWords;
  const stored = ofProperties(table, (properties) => valuesAt(properties, key).some(isIt));
  return isDerived(key) ? any([stored, ofDerived(table, key, isIt)]) : stored;
}

/** Events of which a property that nobody reported passes. */
export function ofDerived(table: EventTable, key: string, passes: (text: string) => boolean): Predicate {
  const textOf = derivedTextOf(table, key);
  const test = (row: number): boolean => {
    const text = textOf(row);
    return text !== null && passes(text);
  };
  return { kind: 'row', test };
}

const valuesAt = (properties: Properties, key: string): readonly string[] =>
  Object.hasOwn(properties, key) ? (properties[key] ?? []) : [];

/** The words of a text, in lower case. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
