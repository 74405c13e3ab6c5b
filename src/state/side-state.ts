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
  /** The same; what cannot be loaded leaves all as it was. */
  readonly replace: (saved: { readonly [Name: string]: Json }) => void;
}

export function makeSideState(): SideState {
  const all = new Map<string, Memory>();
  const save: SideState['save'] = () =>
    Object.fromEntries([...all].map(([name, memory]) => [name, memory.save()]).filter(([, saved]) => saved !== null));
  const load: SideState['load'] = (saved) => {
    for (const [name, memory] of all) memory.load(Object.hasOwn(saved, name) ? (saved[name] ?? null) : null);
  };
  return {
    keep: (name, memory) => void all.set(name, memory),
    save,
    load,
    replace: (saved) => {
      const before = save();
      try {
        load(saved);
      } catch (error) {
        load(before);
        throw error;
      }
    },
  };
}
