/** Caches that take room when the first entry comes: worlds side by side have many that are never used. */
import { LRUCache } from 'lru-cache';
import type { Json } from './schema.ts';

export interface LateLru<Value extends {}> {
  readonly size: () => number;
  readonly get: (key: string) => Value | undefined;
  readonly has: (key: string) => boolean;
  readonly set: (key: string, value: Value) => void;
  readonly delete: (key: string) => void;
  /** Deletes every entry of this value. */
  readonly deleteValue: (value: Value) => void;
  /** The entry that was used last comes first. */
  readonly entries: () => readonly (readonly [string, Value])[];
  /** Puts these in the place of all there are, in the order of `entries`. */
  readonly load: (entries: readonly (readonly [string, Value])[]) => void;
  readonly clear: () => void;
}

/** An LRU cache with the options of lru-cache; `max` entries are given their room at once, 200 KB for 10,000. */
export function lateLru<Value extends {}>(
  options: LRUCache.Options<string, Value, unknown> & { readonly max: number },
): LateLru<Value> {
  let made: LRUCache<string, Value> | undefined;
  const set = (key: string, value: Value): void => void (made ??= new LRUCache<string, Value>(options)).set(key, value);
  return {
    size: () => made?.size ?? 0,
    get: (key) => made?.get(key),
    has: (key) => made?.has(key) ?? false,
    set,
    delete: (key) => void made?.delete(key),
    deleteValue: (value) => {
      for (const [key, kept] of made?.entries() ?? []) if (kept === value) made?.delete(key);
    },
    entries: () => [...(made?.entries() ?? [])],
    load: (entries) => {
      made = undefined;
      for (const [key, value] of entries.toReversed()) set(key, value);
    },
    clear: () => void (made = undefined),
  };
}

/** Entries of plain data, the one that was used last first. */
export const savedLru = <Value extends {}>(cache: Pick<LateLru<Value>, 'entries'>): Json =>
  cache.entries() as unknown as Json;

/** Puts them back; null puts none. */
export const loadLru = <Value extends {}>(cache: Pick<LateLru<Value>, 'load'>, saved: Json): void =>
  cache.load((saved ?? []) as unknown as readonly (readonly [string, Value])[]);
