/** Caches that take room when the first entry comes: worlds side by side have many that are never used. */
import { LRUCache } from 'lru-cache';

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
  readonly clear: () => void;
}

/** An LRU cache with the options of lru-cache; `max` entries are given their room at once, 200 KB for 10,000. */
export function lateLru<Value extends {}>(
  options: LRUCache.Options<string, Value, unknown> & { readonly max: number },
): LateLru<Value> {
  let made: LRUCache<string, Value> | undefined;
  return {
    size: () => made?.size ?? 0,
    get: (key) => made?.get(key),
    has: (key) => made?.has(key) ?? false,
    set: (key, value) => void (made ??= new LRUCache<string, Value>(options)).set(key, value),
    delete: (key) => void made?.delete(key),
    deleteValue: (value) => {
      for (const [key, kept] of made?.entries() ?? []) if (kept === value) made?.delete(key);
    },
    entries: () => [...(made?.entries() ?? [])],
    clear: () => void (made = undefined),
  };
}
