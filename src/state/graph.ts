/** Plain data with all that JSON loses: objects that are met again, those of the World, maps, sets and bytes. */
import { isSettled, settle } from './digest.ts';

/** A value as JSON: what is no text, number, truth or null is an array that begins with what it is. */
export type ToldValue = string | number | boolean | null | readonly [kind: Kind, ...parts: unknown[]];

type Kind = 'undefined' | 'number' | 'bigint' | 'known' | 'again' | 'array' | 'object' | 'map' | 'set' | 'bytes';

/** Something that cannot be told as plain data, such as an instance of a class or a function. */
export class Untold extends Error {}

/** Objects that are there without being told, in an order that is always the same. */
export type KnownObjects = () => readonly object[];

/** Tells values, one after another; they are read in the same order. Throws Untold. */
export function makeTeller(known: KnownObjects): (value: unknown) => ToldValue {
  let places: Map<object, number> | null = null;
  const told = new Map<object, number>();
  const tell = (value: unknown): ToldValue => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : `${value}`];
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value !== 'object' && typeof value !== 'function') throw new Untold(typeof value);
    const again = told.get(value);
    if (again !== undefined) return ['again', again];
    places ??= new Map(known().map((object, place) => [object, place]));
    const place = places.get(value);
    if (place !== undefined) return ['known', place];
    told.set(value, told.size);
    return partsOf(value, tell);
  };
  return tell;
}

function partsOf(value: object, tell: (value: unknown) => ToldValue): ToldValue {
  if (typeof value === 'function') throw new Untold('a function');
  if (Array.isArray(value)) return ['array', isSettled(value), ...value.map(tell)];
  if (value instanceof Map) return ['map', ...[...value].map(([key, one]) => [tell(key), tell(one)])];
  if (value instanceof Set) return ['set', ...[...value].map(tell)];
  if (value instanceof Uint8Array) return ['bytes', Buffer.from(value).toString('base64')];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Untold('an instance');
  return ['object', isSettled(value), ...Object.entries(value).map(([name, one]) => [name, tell(one)])];
}

/** Reads what was told. */
export function makeReader(known: KnownObjects): (term: ToldValue) => unknown {
  let objects: readonly object[] | null = null;
  const read: unknown[] = [];
  const kept = <Value extends object>(value: Value): Value => (read.push(value), value);
  const makers: Readonly<Record<Kind, (parts: readonly unknown[]) => unknown>> = {
    undefined: () => undefined,
    number: ([text]) => Number(text),
    bigint: ([text]) => BigInt(text as string),
    known: ([place]) => (objects ??= known())[place as number],
    again: ([place]) => read[place as number],
    array: ([isOver, ...parts]) => {
      const made: unknown[] = kept([]);
      for (const part of parts) made.push(one(part as ToldValue));
      return isOver === true ? settle(made) : made;
    },
    object: ([isOver, ...parts]) => {
      const made: Record<string, unknown> = kept({});
      for (const [name, part] of parts as [string, ToldValue][])
        // A name may be `__proto__`.
        Object.defineProperty(made, name, { value: one(part), writable: true, enumerable: true, configurable: true });
      return isOver === true ? settle(made) : made;
    },
    map: (parts) => {
      const made = kept(new Map<unknown, unknown>());
      for (const [key, value] of parts as [ToldValue, ToldValue][]) made.set(one(key), one(value));
      return made;
    },
    set: (parts) => {
      const made = kept(new Set<unknown>());
      for (const part of parts) made.add(one(part as ToldValue));
      return made;
    },
    bytes: ([text]) => kept(Uint8Array.from(Buffer.from(text as string, 'base64'))),
  };
  const one = (term: ToldValue): unknown => {
    if (typeof term !== 'object' || term === null) return term;
    const [kind, ...parts] = term;
    return makers[kind](parts);
  };
  return one;
}
