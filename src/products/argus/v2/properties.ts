/** The `properties` member of v2: a list of typed entries, all of them or those that were asked for. Source: seed 001 properties model. */
import { additionTo, noAddition } from '../../../model/addition.ts';
import type { Detail, World } from '../../../model/world.ts';
import type { V2Property } from '../generated/types.ts';
import { eachDerived } from '../events/derived-properties.ts';
import type { Properties } from '../events/properties.ts';

type Type = V2Property['type'];

const tests: readonly (readonly [Type, RegExp])[] = [
  ['boolean', /^(?:true|false)$/],
  ['long', /^-?(?:0|[1-9]\d{0,17})$/],
  ['double', /^-?(?:0|[1-9]\d*)\.\d+$/],
];

const typeOfValues = (values: readonly string[]): Type =>
  tests.find(([, shape]) => values.length > 0 && values.every((value) => shape.test(value)))?.[0] ?? 'string';

/** JSON text of the properties of an event whose aggregate is `row`; `keys` null for all. */
export type PropertyTexts = (event: PropertiedEvent, keys: ReadonlySet<string> | null) => string;

/** An event by what its properties depend on. */
interface PropertiedEvent {
  readonly detail: Detail;
  readonly row: number;
  readonly ordinal: number | null;
  readonly timestamp: number;
}

/** A key has the narrowest type that fits all its values in the World; a value that came later and does not fit is a string. */
export function makePropertyTexts(world: World): PropertyTexts {
  let types: ReadonlyMap<string, Type> | undefined;
  const typeOf = (key: string, values: readonly string[]): Type => {
    types ??= typesOf(world.details);
    const type = typeOfValues(values);
    return (types.get(key) ?? type) === type ? type : 'string';
  };
  const textsOf = (properties: Properties): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(properties).map(([key, values]) => [
        key,
        JSON.stringify({ type: typeOf(key, values), key, values }),
      ]),
    );
  const texts = new WeakMap<Detail, ReadonlyMap<string, string>>();
  const entriesOf = (detail: Detail): ReadonlyMap<string, string> => {
    const kept = texts.get(detail);
    if (kept !== undefined) return kept;
    const entries = textsOf(detail.variant.properties);
    texts.set(detail, entries);
    return entries;
  };
  return ({ detail, row, ordinal, timestamp }, keys) => {
    const given = additionTo(world, row, ordinal).properties;
    const usual = entriesOf(detail);
    const entries = given === noAddition.properties ? usual : new Map([...usual, ...textsOf(given)]);
    const chosen =
      keys === null ? [...entries.values()] : [...entries].flatMap(([key, text]) => (keys.has(key) ? [text] : []));
    eachDerived(world, { row, ordinal, timestamp }, (key, value) => {
      if (keys === null || keys.has(key)) chosen.push(`{"type":"long","key":"${key}","values":["${value}"]}`);
    });
    return `[${chosen.join(',')}]`;
  };
}

function typesOf(details: readonly Detail[]): ReadonlyMap<string, Type> {
  const values = new Map<string, string[]>();
  for (const { variant } of details) {
    for (const [key, some] of Object.entries(variant.properties)) {
      const list = values.get(key) ?? [];
      list.push(...some);
      values.set(key, list);
    }
  }
  return new Map([...values].map(([key, list]) => [key, typeOfValues(list)]));
}
