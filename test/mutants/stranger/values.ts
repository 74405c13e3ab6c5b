/** Values that a stranger tries: what the server told before, what the shapes allow, and now and then what is wrong. */
import { listIn, objectIn, type Document, type Shape, type Value } from './document.ts';

/** Draws of a stranger: mulberry32 over a hash of a name, for they share nothing with the suite’s. */
export interface Chance {
  readonly below: (bound: number) => number;
  readonly oneIn: (of: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item | undefined;
}

export function chanceOf(name: string): Chance {
  let state = 2_166_136_261;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, oneIn: (of) => below(of) === 0, pick: (items) => items[below(items.length)] };
}

/** Most values that are remembered of a name. */
const mostOfName = 60;

/** What was told, by the names of members. */
export interface Vocabulary {
  readonly learn: (value: Value, name?: string) => void;
  /** Values of a name, or of names like it. */
  readonly known: (name: string) => readonly Value[];
  readonly texts: () => readonly string[];
}

export function makeVocabulary(): Vocabulary {
  const byName = new Map<string, Set<Value>>();
  const texts = new Set<string>();
  const learn = (value: Value, name = ''): void => {
    if (Array.isArray(value)) return value.slice(0, 50).forEach((one: Value) => learn(one, name));
    if (value !== null && typeof value === 'object')
      return Object.entries(value).forEach(([inner, one]) => learn(one, inner));
    if (value === null || typeof value === 'boolean') return;
    const key = name.toLowerCase();
    const some = byName.get(key) ?? new Set();
    if (some.size < mostOfName) some.add(value);
    byName.set(key, some);
    if (typeof value === 'string' && value.length < 100 && texts.size < 2000) texts.add(value);
  };
  return {
    learn,
    known: (name) => {
      const key = name.toLowerCase();
      const own = byName.get(key);
      if (own !== undefined) return [...own];
      const like = [...byName].filter(([other]) => other.length > 1 && (key.includes(other) || other.includes(key)));
      return like.flatMap(([, some]) => [...some].slice(0, 10));
    },
    texts: () => [...texts],
  };
}

/** A text that is nearly the one given. */
function nearly(text: string, chance: Chance): string {
  const ways = [
    text.toUpperCase(),
    text.toLowerCase(),
    text.slice(0, Math.max(1, text.length - 1 - chance.below(3))),
    text.slice(1 + chance.below(3)) || text,
    `${text}x`,
    text.normalize('NFD'),
    text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
    text.slice(Math.floor(text.length / 3), Math.ceil((text.length * 2) / 3)) || text,
  ];
  return chance.pick(ways) ?? text;
}

const isTime = (name: string): boolean => /time|stamp|_gte|_lte/i.test(name);

function instant(known: readonly Value[], chance: Chance): Value {
  const numbers = known.map(Number).filter((number) => number > 1e12);
  const around = (chance.pick(numbers) ?? 1_793_577_000_000) + (chance.below(3) - 1) * chance.below(2) * 1000;
  const iso = new Date(around).toISOString();
  const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years', 'h', 'd', 'w'];
  const ways: readonly Value[] = [
    around,
    around,
    String(around),
    iso,
    iso.replace('Z', ''),
    `${iso.slice(0, -1)}${chance.oneIn(2) ? '+' : '-'}0${1 + chance.below(9)}:00`,
    `-${1 + chance.below(40)}${chance.pick(units) ?? 'days'}`,
    'now',
    0,
  ];
  return chance.pick(ways) ?? around;
}

/** Makes values of shapes. */
export function makeValues(document: Document, words: Vocabulary, chance: Chance) {
  const typesOf = (shape: Shape): readonly string[] =>
    (Array.isArray(shape['type']) ? listIn(shape['type']) : [shape['type'] ?? '']).map(String);

  function text(name: string, shape: Shape): Value {
    const known = words.known(name).map(String);
    const own = chance.oneIn(6) ? chance.pick(words.texts()) : chance.pick(known);
    const chosen = own ?? chance.pick(words.texts()) ?? 'a';
    const least = typeof shape['minLength'] === 'number' ? shape['minLength'] : 0;
    const near = chance.oneIn(5) ? nearly(chosen, chance) : chosen;
    return near.length < least ? near.padEnd(least, 'x') : near;
  }

  function number(name: string, shape: Shape): Value {
    const [low, high] = [Number(shape['minimum'] ?? 0), Number(shape['maximum'] ?? 1000)];
    const known = words
      .known(name)
      .map(Number)
      .filter((one) => Number.isFinite(one) && one >= low && one <= high);
    const chosen = chance.oneIn(3) ? undefined : chance.pick(known);
    return chosen ?? low + chance.below(Math.min(30, high - low + 1));
  }

  function valueOf(given: Shape, name: string, depth: number): Value {
    const shape = document.meant(given);
    if (Array.isArray(shape['enum'])) return chance.pick(listIn(shape['enum'])) ?? null;
    if ('const' in shape) return shape['const'] ?? null;
    const some = listIn(shape['anyOf'] ?? shape['oneOf']);
    if (
      isTime(name) &&
      !typesOf(shape).includes('object') &&
      !typesOf(shape).includes('array') &&
      !/field|match|strategy/i.test(name)
    )
      return instant(words.known('timestamp'), chance);
    if (some.length > 0) return valueOf({ ...shapeWithout(shape), ...objectIn(chance.pick(some)) }, name, depth);
    const types = typesOf(shape).filter((type) => type !== 'null');
    const type = chance.pick(types) ?? (isObjectShape(shape) ? 'object' : 'string');
    if (type === 'array') return listOf(shape, name, depth);
    if (type === 'object') return depth > 4 ? {} : objectOf(shape, depth);
    if (type === 'integer' || type === 'number') return number(name, shape);
    if (type === 'boolean') return chance.oneIn(2);
    return text(name, shape);
  }

  function listOf(shape: Shape, name: string, depth: number): Value {
    const [least, most] = [Number(shape['minItems'] ?? 0), Number(shape['maxItems'] ?? 3)];
    const length = Math.max(least, Math.min(most, 1 + chance.below(3)));
    const all = Array.from({ length }, () => valueOf(objectIn(shape['items']), name, depth + 1));
    return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
  }

  /** An object of a few of its members, those that are required and those that have proved needed always. */
  function objectOf(shape: Shape, depth: number, needed: ReadonlySet<string> = new Set()): Value {
    const properties = Object.entries(objectIn(shape['properties']));
    const required = new Set([...listIn(shape['required']).map(String), ...needed]);
    // Few at a time: most pairs of criteria find nothing.
    const share = Math.max(2, Math.floor(properties.length / 2));
    // What holds such objects in turn, and plain truths within it, are rare among many members.
    const isRare = (inner: Value): boolean => {
      const { type, items } = document.meant(objectIn(inner));
      return (type === 'array' && isObjectShape(document.meant(objectIn(items)))) || (depth > 0 && type === 'boolean');
    };
    const chosen = properties.filter(
      ([name, inner]) => required.has(name) || chance.oneIn(isRare(inner) ? Math.min(3, share) : share),
    );
    return Object.fromEntries(chosen.map(([name, inner]) => [name, valueOf(objectIn(inner), name, depth + 1)]));
  }

  return { valueOf, objectOf };
}

const shapeWithout = (shape: Shape): Shape => {
  const { anyOf: _, oneOf: __, ...rest } = shape;
  return rest;
};
const isObjectShape = (shape: Shape): boolean => 'properties' in shape;
