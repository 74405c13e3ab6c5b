/** A replica: one of several servers over one store that nobody can tell apart. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StoreUnavailable, type Store } from '../../store/port.ts';
import { newToken } from '../control/control-token.ts';
import { unmatchedNote } from '../journal/journal.ts';
import { ControlError, sendProblem } from '../problems/problem.ts';
import { worldAddressIn, goInto } from '../worlds/entry.ts';
import type { ServerCore, ServerCoreOptions } from '../worlds/server-core.ts';
import type { Places, Sharing, Way } from '../worlds/way.ts';
import type { WorldCache } from '../worlds/world-cache.ts';
import { makeDoor, removeLater } from './door.ts';
import { encoded } from './entries.ts';
import { makeGroupedCalls } from './groups.ts';
import { endsOf, makeGround, makeHoldings, type Holding } from './holdings.ts';
import { makeLookUps, type LookUp } from './look-ups.ts';
import { machinePace, type ReplicaPace } from './pace.ts';
import { encodedRegistry, type RegisteredWorld } from './registry.ts';
import { makeTaking } from './taking.ts';
import { joinServer, serverStream, type Joined } from './terms.ts';
import type { Json } from '../../kernel/schema.ts';

export interface ReplicaOptions {
  readonly store: Store;
  readonly worldCache: WorldCache;
  /** Whether the control token was made here, because nobody gave one. */
  readonly isTokenMade: boolean;
  readonly pace?: ReplicaPace;
  /** Entries of a stream after which a snapshot is saved; 20,000 when left out. */
  readonly snapshotEvery?: number;
}

/** Real milliseconds between two looks at streams whose journal somebody follows, at all that are held, and at idle worlds. */
const followTick = 100;
const keepUpTick = 5000;
const sweepTick = 15_000;

/** Joins those who share the store. The options are then those of all; rejects with UserError where this server is another one. */
export async function joinReplicas(
  options: ServerCoreOptions,
  { store, worldCache, isTokenMade, pace = machinePace, snapshotEvery = 20_000 }: ReplicaOptions,
): Promise<ServerCoreOptions> {
  const { onBug } = options.serving;
  const common = { store, pace, newId: makeIdsOfStart(), snapshotEvery, onBug };
  const goneTo: { drop: (world: RegisteredWorld) => void } = { drop: () => {} };
  const joined = await joinServer(options, worldCache, common, { isTokenMade, gone: (world) => goneTo.drop(world) });
  const { terms, registry } = joined;
  const ground = makeGround(registry.begun(), () => main());
  let main = (): ServerCore['main'] => {
    throw new Error('the server has not begun');
  };
  const sharing: Sharing = {
    surroundings: ground.surroundings,
    begin: async (core, places) => {
      main = () => core.main;
      const { planeOf } = core.options;
      const holdings = makeHoldings({
        ...common,
        makeSlot: core.makeSlot,
        planeOf: (slot) => planeOf(core, slot),
      });
      goneTo.drop = holdings.drop;
      const own = (): Holding | Promise<Holding> => holdings.own(core.main, ground);
      await own();
      return serving({ core, places, joined, store, pace, holdings, own });
    },
  };
  return {
    ...options,
    worldCache,
    settings: terms.settings,
    controlToken: terms.madeToken ?? options.controlToken,
    shared: sharing,
  };
}

/** Ids of entries, which no two starts of servers have in common. */
function makeIdsOfStart(): () => string {
  const start = newToken();
  let number = 0;
  return () => `${start}-${number++}`;
}

interface Running {
  readonly core: ServerCore;
  readonly places: Places;
  readonly joined: Joined;
  readonly store: Store;
  readonly pace: ReplicaPace;
  readonly holdings: ReturnType<typeof makeHoldings>;
  readonly own: () => Holding | Promise<Holding>;
}

function serving(running: Running): Way {
  const { core, places, joined, store, pace, holdings, own } = running;
  const { registry, server } = joined;
  const { options } = core;
  const { onBug } = options.serving;
  const lookUp = makeLookUps(store, pace);
  const touch = makeGroupedCalls(async (worlds: readonly RegisteredWorld[]) => {
    const touched = worlds.map(({ name, incarnation }) => [name, incarnation] as const);
    await server.order(encodedRegistry({ kind: 'touch', worlds: touched }));
    return worlds.map(() => undefined);
  }, pace);
  const take = makeTaking({
    registry,
    server,
    lookUp,
    holdings,
    own,
    main: core.main,
    pace,
    plugins: options.serving.plugins,
    hasControl: options.control === 'beside',
    used: (world, now) => {
      // Who cannot be told hears of the next use.
      if (registry.isFading(world, now)) touch(world).catch(() => {});
    },
    otherwise: (message, response, { slot }, url) => {
      places.set(message, slot);
      if (url !== message.url) Object.assign(message, { originalUrl: url });
      core.app()(message, response);
    },
    onBug,
  });
  let open = 0;
  const taken = (message: IncomingMessage, response: ServerResponse, isControl: boolean): boolean => {
    if (places.has(message)) return false;
    const address = worldAddressIn(message, options.trustProxy);
    if (address instanceof ControlError) return (sendProblem(response, address, message.url ?? ''), true);
    if (isHealth(address.below)) {
      places.set(message, core.main);
      return false;
    }
    goInto(message, address);
    open++;
    response.once('close', () => open--);
    void take({ message, response, address, isControl });
    return true;
  };
  return {
    dispatch: (message, response) => taken(message, response, false),
    control: (message, response) => taken(message, response, true),
    worlds: makeDoor({ core, joined, store, holdings, lookUp, pace }),
    inFlight: () => open,
    takeMessage: (slot, sink, message) => {
      const ordered = async (): Promise<void> => {
        const holding = await holdingOfSlot(holdings, slot);
        await holding?.line.order(encoded({ kind: 'message', sink }, message));
      };
      // Syslog has no words for what is lost.
      ordered().catch(() => {});
    },
    noteUnmatched: async (slot, request) => {
      const holding = await holdingOfSlot(holdings, slot);
      const at = slot.runtime().simulation.clock.now();
      await holding?.line.note(unmatchedNote(request, at) as unknown as Json);
    },
    trouble: async () => {
      try {
        await lookUp([serverStream]);
        return null;
      } catch (error) {
        return error instanceof StoreUnavailable ? error.message : 'the store is not as it should be';
      }
    },
    run: () => runOn(running, lookUp),
  };
}

const isHealth = (url: string): boolean => url.startsWith('/health');

async function holdingOfSlot(holdings: Running['holdings'], slot: Holding['slot']): Promise<Holding | null> {
  for (const opening of holdings.all()) {
    const holding = await opening;
    if (holding.slot === slot) return holding;
  }
  return null;
}

/** Keeps up with what others do, where somebody watches, and so that the next request need not. */
function runOn({ holdings, joined, store }: Running, lookUp: LookUp): () => void {
  const { server, registry } = joined;
  const quietly = (work: () => Promise<void>) => (): void => void work().catch(() => {});
  const keepUp = async (wanted: (holding: Holding) => boolean): Promise<void> => {
    const all = (await Promise.all(holdings.all())).filter(wanted);
    if (all.length === 0) return;
    const look = await lookUp(all.map(({ line }) => line.stream));
    await Promise.all(all.map(({ line }) => line.reach(look.headOf(line.stream))));
  };
  const sweep = async (): Promise<void> => {
    const look = await lookUp([serverStream]);
    await server.reach(look.headOf(serverStream));
    const idlers = registry.idlers(look.now);
    if (idlers.length === 0) return;
    const worlds = idlers.map(({ name, incarnation }) => [name, incarnation] as const);
    await server.order(encodedRegistry({ kind: 'sweep', worlds }), endsOf(idlers));
    removeLater(store, idlers.map(holdings.streamOf));
  };
  const timers = [
    setInterval(
      quietly(() => keepUp(({ slot }) => slot.journal.isFollowed())),
      followTick,
    ),
    setInterval(
      quietly(() => keepUp(() => true)),
      keepUpTick,
    ),
    setInterval(quietly(sweep), sweepTick),
  ];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearInterval);
}
