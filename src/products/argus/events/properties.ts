/** Properties of events: what the detail says, what the sensor adds, and how they are searched. */
import { all, any, not, nothing, type Predicate } from '../../../corpus/predicate.ts';
import { threefry } from '../../../kernel/random.ts';
import { additionTo, noAddition } from '../../../model/addition.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import type { Detail, World } from '../../../model/world.ts';
import { ofAdded, ofDetails } from './selections.ts';
import type { EventTable } from './table.ts';

/** The one property that differs from event to event (seed 000 sample): when the agent read the event. */
export const parseTimestampKey = 'agent.parseTimestamp';

const words = new Uint32Array(2);

/** Epoch milliseconds when the agent parsed an event: 20 to 2,000 ms after it happened. */
export function parsedAt(world: World, row: number, timestamp: number): number {
  threefry(world.rowKey, eventNumberOf(world, row), 0x1000_0000, words);
  return timestamp + 20 + ((words[0] ?? 0) % 1981);
}

/** Exact: one of the values is the text. Words: every word of the text is a word of one value, in any case. */
export type PropertyMatch = 'exact' | 'words';

/** The value of that property, of the events of a table. */
export function parsedTextOf({ world, parent, time }: EventTable): (row: number) => string {
  const created = time('created');
  return (row) => String(parsedAt(world, parent === null ? row : (parent[row] ?? 0), created(row)));
}

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
  if (key === parseTimestampKey) {
    const textOf = parsedTextOf(table);
    return { kind: 'row', test: (row) => textOf(row) === value };
  }
  const wanted = wordsOf(value);
  return ofProperties(table, (properties) =>
    valuesAt(properties, key).some((candidate) =>
      match === 'exact' ? candidate === value : wanted.every((word) => wordsOf(candidate).includes(word)),
    ),
  );
}

const valuesAt = (properties: Properties, key: string): readonly string[] =>
  Object.hasOwn(properties, key) ? (properties[key] ?? []) : [];

/** The words of a text, in lower case. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
