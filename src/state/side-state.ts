/** What products remember beside the log, because no command tells of it: it goes into snapshots, and is forgotten with a reset. */
import type { Json } from '../kernel/schema.ts';

export interface Memory {
  /** Plain data, or null when there is nothing to remember. */
  readonly save: () => Json;
  /** Replaces what is remembered; null forgets all. Throws for data that it never saved. */
  readonly load: (saved: Json) => void;
}

export interface SideState {
  readonly keep: (name: string, memory: Memory) => void;
  readonly save: () => { readonly [Name: string]: Json };
  readonly load: (saved: { readonly [Name: string]: Json }) => void;
}

export function makeSideState(): SideState {
  const all = new Map<string, Memory>();
  return {
    keep: (name, memory) => void all.set(name, memory),
    save: () =>
      Object.fromEntries([...all].map(([name, { save }]) => [name, save()]).filter(([, saved]) => saved !== null)),
    load: (saved) => {
      for (const [name, { load }] of all) load(Object.hasOwn(saved, name) ? (saved[name] ?? null) : null);
    },
  };
}
