/** The worlds of a shared server: who there are, and what they began with; made, asked for and removed by entries of one stream. */
import { worldTagFor } from '../worlds/worlds.ts';
import type { Settings } from '../worlds/world-runtime.ts';
import type { StoreEntry } from '../../store/port.ts';
import type { Machine } from './line.ts';
import type { Terms } from './terms.ts';

/** A world as all replicas know it. */
export interface RegisteredWorld {
  readonly name: string;
  /** Another one in its place has another number. */
  readonly incarnation: number;
  readonly worldTag: string;
  readonly settings: Settings;
  /** Epoch milliseconds of its beginning, and up to which it is known to have been asked for. */
  readonly begun: number;
  used: number;
}

export type RegistryEntry =
  | { readonly kind: 'begin'; readonly terms: Terms }
  /** A null name is one that is free; `replaces` is the number of the one whose place it takes, null for none. */
  | {
      readonly kind: 'put';
      readonly name: string | null;
      readonly settings: Settings;
      readonly replaces: number | null;
    }
  | { readonly kind: 'remove'; readonly name: string; readonly incarnation: number }
  | { readonly kind: 'touch'; readonly worlds: readonly (readonly [name: string, incarnation: number])[] }
  /** Those that nobody asked for. */
  | { readonly kind: 'sweep'; readonly worlds: readonly (readonly [name: string, incarnation: number])[] };

export type Registered =
  | {
      readonly kind: 'world';
      readonly world: RegisteredWorld;
      readonly isNew: boolean;
      readonly gone: readonly RegisteredWorld[];
    }
  | { readonly kind: 'full'; readonly most: number }
  /** Another one stands in that place. */
  | { readonly kind: 'other' }
  | { readonly kind: 'removed'; readonly gone: readonly RegisteredWorld[] }
  | { readonly kind: 'done' };

/** What is kept of them. */
interface Saved {
  readonly terms: Terms | null;
  readonly begun: number;
  readonly named: number;
  readonly worlds: readonly RegisteredWorld[];
}

export interface Registry {
  readonly machine: Machine<Registered>;
  /** What all replicas have in common; null before the first has begun. */
  readonly terms: () => Terms | null;
  /** When the server began, epoch milliseconds. */
  readonly begun: () => number;
  readonly get: (name: string) => RegisteredWorld | null;
  readonly ofWorldTag: (worldTag: string) => RegisteredWorld | null;
  readonly list: () => readonly RegisteredWorld[];
  readonly size: () => number;
  /** Whether a world's use must be told of, lest it be taken for idle. */
  readonly isFading: (world: RegisteredWorld, now: number) => boolean;
  /** Those that nobody has asked for in all the time that is given. */
  readonly idlers: (now: number) => readonly RegisteredWorld[];
}

export const encodedRegistry = (entry: RegistryEntry): Uint8Array => Buffer.from(JSON.stringify(entry));

/** How far what is known of a world's use may lag behind, as a part of what it may be idle. */
const lag = 1 / 20;

/** `gone` is told of worlds that are no more. */
export function makeRegistry(gone: (world: RegisteredWorld) => void): Registry {
  let kept = restored({ terms: null, begun: 0, named: 0, worlds: [] });
  const idle = (): number => kept.terms?.worlds.idle ?? 0;
  const machine: Machine<Registered> = {
    execute: ({ seq, at, body }) => {
      const entry = JSON.parse(Buffer.from(body).toString()) as RegistryEntry;
      const outcome = carriedOut(kept, entry, { seq, at });
      if ('gone' in outcome) outcome.gone.forEach(gone);
      return outcome;
    },
    pack: () => {
      throw new Error('nothing is noted of worlds');
    },
    load: (bytes) => {
      const before = kept.worlds;
      kept = restored(
        bytes === null
          ? { terms: null, begun: 0, named: 0, worlds: [] }
          : (JSON.parse(Buffer.from(bytes).toString()) as Saved),
      );
      for (const world of before.values())
        if (kept.worlds.get(world.name)?.incarnation !== world.incarnation) gone(world);
    },
    save: () => {
      const { terms, begun, named, worlds } = kept;
      const saved: Saved = { terms, begun, named, worlds: [...worlds.values()] };
      return Buffer.from(JSON.stringify(saved));
    },
  };
  return {
    machine,
    terms: () => kept.terms,
    begun: () => kept.begun,
    get: (name) => kept.worlds.get(name) ?? null,
    ofWorldTag: (worldTag) => kept.tags.get(worldTag) ?? null,
    list: () => [...kept.worlds.values()],
    size: () => kept.worlds.size,
    isFading: ({ used }, now) => idle() > 0 && now - used > idle() * lag,
    idlers: (now) => idlersOf(kept, now),
  };
}

interface Worlds {
  terms: Terms | null;
  begun: number;
  /** Names that were given by number. */
  named: number;
  readonly worlds: Map<string, RegisteredWorld>;
  readonly tags: Map<string, RegisteredWorld>;
}

const restored = ({ worlds, ...rest }: Saved): Worlds => ({
  ...rest,
  worlds: new Map(worlds.map((world) => [world.name, world])),
  tags: new Map(worlds.map((world) => [world.worldTag, world])),
});

type Place = Pick<StoreEntry, 'seq' | 'at'>;

function carriedOut(kept: Worlds, entry: RegistryEntry, place: Place): Registered {
  if (entry.kind === 'put') return put(kept, entry, place);
  if (entry.kind === 'sweep') {
    // What was ended is over, also where somebody asked for it meanwhile.
    const ended = entry.worlds.flatMap(([name, incarnation]) => current(kept, name, incarnation) ?? []);
    return { kind: 'removed', gone: ended.map((one) => remove(kept, one)) };
  }
  if (entry.kind === 'remove') {
    const found = current(kept, entry.name, entry.incarnation);
    return { kind: 'removed', gone: found === null ? [] : [remove(kept, found)] };
  }
  if (entry.kind === 'touch') {
    for (const [name, incarnation] of entry.worlds) {
      const found = current(kept, name, incarnation);
      if (found !== null) found.used = place.at;
    }
  } else if (kept.terms === null) Object.assign(kept, { terms: entry.terms, begun: place.at });
  return { kind: 'done' };
}

function put(
  kept: Worlds,
  { name: given, settings, replaces }: RegistryEntry & { readonly kind: 'put' },
  { seq, at }: Place,
): Registered {
  const before = kept.worlds.get(given ?? '');
  const most = kept.terms?.worlds.most ?? 0;
  if ((before?.incarnation ?? null) !== replaces) return { kind: 'other' };
  if (before === undefined && kept.worlds.size >= most) return { kind: 'full', most };
  const name = given ?? freeName(kept);
  const worldTag = before?.worldTag ?? worldTagFor(name, (taken) => kept.tags.has(taken));
  const gone = before === undefined ? [] : [remove(kept, before)];
  const world = { name, incarnation: seq, worldTag, settings, begun: at, used: at };
  kept.worlds.set(name, world);
  kept.tags.set(worldTag, world);
  return { kind: 'world', world, isNew: before === undefined, gone };
}

function remove({ worlds, tags }: Worlds, world: RegisteredWorld): RegisteredWorld {
  worlds.delete(world.name);
  tags.delete(world.worldTag);
  return world;
}

function freeName(kept: Worlds): string {
  do kept.named++;
  while (kept.worlds.has(`world-${kept.named}`));
  return `world-${kept.named}`;
}

function current({ worlds }: Worlds, name: string, incarnation: number): RegisteredWorld | null {
  const found = worlds.get(name);
  return found?.incarnation === incarnation ? found : null;
}

/** Worlds that nobody has asked for in all that time. */
function idlersOf({ terms, worlds }: Worlds, now: number): readonly RegisteredWorld[] {
  const idle = terms?.worlds.idle ?? 0;
  return idle === 0 ? [] : [...worlds.values()].filter(({ used }) => used < now - idle * (1 + lag));
}
