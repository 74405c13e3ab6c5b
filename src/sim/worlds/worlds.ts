/** Worlds side by side on one server: made, found by name, and removed by call or when nobody asks for them any more. */
import { createHash } from 'node:crypto';
import { wallClock } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { ControlError } from '../problems/problem.ts';
import type { Settings } from './world-runtime.ts';
import { worldTagDigits } from '../../products/shared/plugin.ts';
import { makeWorldSlot, type WorldSlot, type SharedServices } from './world-slot.ts';

export interface WorldBounds {
  /** Worlds at once, besides the server's own. */
  readonly most: number;
  /** Real milliseconds after its last request that a world is removed; 0 never. */
  readonly idle: number;
}

/** Names of worlds that are gone, as far as they are remembered. */
const mostEpochs = 10_000;

const nameShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export type Worlds = Readonly<ReturnType<typeof makeWorlds>>;

export function makeWorlds(shared: SharedServices, { most, idle }: WorldBounds) {
  const worlds = new Map<string, { readonly slot: WorldSlot; used: number }>();
  const worldTags = new Map<string, WorldSlot>();
  /** Epochs that worlds of these names begin with when they come again. */
  const epochs = new Map<string, number>();
  let named = 0;
  const remove = (name: string): boolean => {
    const found = worlds.get(name);
    if (found === undefined) return false;
    worldTags.delete(found.slot.worldTag ?? '');
    const [oldest] = epochs.keys();
    if (epochs.size >= mostEpochs && oldest !== undefined) epochs.delete(oldest);
    epochs.set(name, found.slot.epoch() + 1);
    return worlds.delete(name);
  };
  return {
    /** A fresh world in place of one of that name, if there is one. Throws UserError for a bad name or scenario, ControlError of its own when there is no room. */
    put: (name: string, settings: Settings): WorldSlot => {
      checkWorldName(name);
      const before = worlds.get(name);
      if (before === undefined && worlds.size >= most) throw tooManyWorlds(most);
      const worldTag = before?.slot.worldTag ?? worldTagFor(name, (taken) => worldTags.has(taken));
      const epoch = before === undefined ? (epochs.get(name) ?? 0) : before.slot.epoch() + 1;
      const slot = makeWorldSlot(shared, settings, { name, worldTag, epoch });
      worlds.set(name, { slot, used: wallClock.now() });
      worldTags.set(worldTag, slot);
      return slot;
    },
    /** The world of that name, which counts as asked for; undefined when there is none. */
    get: (name: string): WorldSlot | undefined => {
      const found = worlds.get(name);
      if (found !== undefined) found.used = wallClock.now();
      return found?.slot;
    },
    /** The world whose secrets begin with this. */
    ofWorldTag: (worldTag: string): WorldSlot | undefined => {
      const name = worldTags.get(worldTag)?.name ?? null;
      const found = name === null ? undefined : worlds.get(name);
      if (found !== undefined) found.used = wallClock.now();
      return found?.slot;
    },
    list: (): readonly WorldSlot[] => [...worlds.values()].map(({ slot }) => slot),
    remove,
    size: (): number => worlds.size,
    /** A name that is free. */
    freeName: (): string => {
      do named++;
      while (worlds.has(`world-${named}`));
      return `world-${named}`;
    },
    /** Removes what nobody asked for. */
    sweep: (): void => {
      if (idle === 0) return;
      const least = wallClock.now() - idle;
      for (const [name, { used }] of worlds) if (used < least) remove(name);
    },
  };
}

/** Throws UserError for what no world can be named. */
export function checkWorldName(name: string): void {
  if (nameShape.test(name)) return;
  throw new UserError(
    'a world is named with up to 64 letters, digits, dots, dashes and underscores, a letter or digit first',
  );
}

export const tooManyWorlds = (most: number): ControlError =>
  new ControlError('too-many', `there are ${most} worlds already; remove some, or allow more`);

/** The same name has the same secrets on every server, unless another world there has them already. */
export function worldTagFor(name: string, isTaken: (worldTag: string) => boolean): string {
  for (let salt = 0; ; salt++) {
    const text = salt === 0 ? name : `${name}/${salt}`;
    const worldTag = createHash('sha256').update(`siem-sim/world/${text}`).digest('hex').slice(0, worldTagDigits);
    if (!isTaken(worldTag)) return worldTag;
  }
}
