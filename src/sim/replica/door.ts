/** Worlds of a shared server as its control plane works with them. */
import { machineTime } from '../../kernel/clock.ts';
import type { Store } from '../../store/port.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { WorldsDoor } from '../worlds/way.ts';
import { checkWorldName, tooManyWorlds } from '../worlds/worlds.ts';
import type { Settings } from '../worlds/world-runtime.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { endsOf, type Holdings } from './holdings.ts';
import type { LookUp } from './look-ups.ts';
import type { ReplicaPace } from './pace.ts';
import { makePatience } from './patience.ts';
import { encodedRegistry, type Registered, type RegisteredWorld } from './registry.ts';
import type { Joined } from './terms.ts';
import { keptInTime, tellLooked } from './told-time.ts';

/** Milliseconds after which nobody is at work any more on what stood before the end of a world. */
const clearing = 5000;

/** What was of worlds that are gone is no more; what stays behind where this fails harms nobody. */
export function removeLater(store: Pick<Store, 'remove'>, streams: readonly string[]): void {
  const remove = (): void => streams.forEach((stream) => void store.remove(stream).catch(() => {}));
  if (streams.length > 0) setTimeout(remove, clearing).unref();
}

export interface DoorOptions {
  readonly core: ServerCore;
  readonly joined: Joined;
  readonly store: Store;
  readonly holdings: Holdings;
  readonly lookUp: LookUp;
  readonly pace: ReplicaPace;
}

/** Every request that gets here has seen the worlds as they were when it came. */
export function makeDoor({ core, joined, store, holdings, lookUp, pace }: DoorOptions): WorldsDoor {
  const { registry, server } = joined;
  const current = async (world: RegisteredWorld): Promise<WorldSlot> => {
    const patience = makePatience(pace);
    const holding = await holdings.of(world, patience);
    const { line, slot } = holding;
    const look = await lookUp([line.stream], patience);
    const head = look.headOf(line.stream);
    await line.reach(head, patience);
    const told = await keptInTime(holding, look.now, patience);
    const act = async (): Promise<void> => {
      tellLooked(holding, look.now);
      await slot.ready();
    };
    await line.asOf(Math.max(head, told), act, patience);
    return slot;
  };
  const clear = (gone: readonly RegisteredWorld[]): void => removeLater(store, gone.map(holdings.streamOf));
  const putOnce = (name: string | null, settings: Settings): Promise<Registered> => {
    const before = registry.get(name ?? '');
    const entry = encodedRegistry({ kind: 'put', name, settings, replaces: before?.incarnation ?? null });
    return server.order(entry, endsOf(before === null ? [] : [before]));
  };
  return {
    size: registry.size,
    list: () => Promise.all(registry.list().map(current)),
    find: async (name) => {
      const world = registry.get(name);
      return world === null ? undefined : current(world);
    },
    put: async (name, settings) => {
      if (name !== null) checkWorldName(name);
      // What cannot be played is refused before anybody hears of it.
      core.makeSlot(settings, null, { time: machineTime });
      let put = await putOnce(name, settings);
      // One that was put there meanwhile is replaced.
      while (put.kind === 'other') put = await putOnce(name, settings);
      if (put.kind === 'full') throw tooManyWorlds(put.most);
      if (put.kind !== 'world') throw new Error('a world that was put is none');
      clear(put.gone);
      return { slot: await current(put.world), isNew: put.isNew };
    },
    remove: async (name) => {
      // One that was put in its place meanwhile is removed instead: there was a world of that name all the time.
      for (let world = registry.get(name); world !== null; world = registry.get(name)) {
        const { incarnation } = world;
        const removed = await server.order(encodedRegistry({ kind: 'remove', name, incarnation }), endsOf([world]));
        if (removed.kind !== 'removed' || removed.gone.length === 0) continue;
        clear(removed.gone);
        return true;
      }
      return false;
    },
  };
}
