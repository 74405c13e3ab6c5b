/** Worlds that a replica holds: each is loaded when it is first asked for, and let go when it is no more. */
import { makeForesight, type Foresight } from './ahead.ts';
import type { ReplicaPace } from './pace.ts';
import type { Store } from '../../store/port.ts';
import type { ControlPlane } from '../worlds/server-core.ts';
import type { Settings } from '../worlds/world-runtime.ts';
import type { Surroundings, WorldSlot } from '../worlds/world-slot.ts';
import { worldEnd } from './entries.ts';
import { makeLine, type Line, type StreamBody } from './line.ts';
import { makeAskingTime, type AskingTime, type Patience } from './patience.ts';
import type { RegisteredWorld } from './registry.ts';
import { makeToldTime, type ToldTime } from './told-time.ts';
import { makeReplicaTraffic, type ReplicaTraffic } from './traffic.ts';
import { makeWorldMachine, type Carried } from './world-machine.ts';

/** A world that is held. */
export interface Holding {
  /** Null for the server's own. */
  readonly world: RegisteredWorld | null;
  readonly slot: WorldSlot;
  readonly plane: ControlPlane;
  readonly line: Line<Carried>;
  readonly time: ToldTime;
  readonly traffic: ReplicaTraffic;
  readonly foresight: Foresight;
  /** Whether it has ended. */
  readonly isOver: () => boolean;
  /** Whether its own clock runs. */
  readonly isRunning: () => boolean;
}

/** What a slot is made to stand in, before it is made. */
export interface Ground {
  readonly time: ToldTime;
  readonly traffic: ReplicaTraffic;
  readonly surroundings: Surroundings;
}

/** `slot` is asked for once it is there. */
export function makeGround(begun: number, slot: () => WorldSlot): Ground {
  const time = makeToldTime(begun);
  const traffic = makeReplicaTraffic(() => slot().runtime().simulation.clock.now());
  return { time, traffic, surroundings: { time, traffic: traffic.of } };
}

export interface HoldingOptions {
  readonly store: Store;
  readonly pace: ReplicaPace;
  readonly newId: () => string;
  readonly snapshotEvery: number;
  readonly onBug: (error: unknown) => void;
  readonly makeSlot: (
    settings: Settings,
    place: { readonly name: string; readonly worldTag: string; readonly epoch: number },
    surroundings: Surroundings,
  ) => WorldSlot;
  readonly planeOf: (slot: WorldSlot) => Promise<ControlPlane>;
}

/** Epochs of one incarnation, at the most: those of the next begin behind them. */
const epochsEach = 1_000_000;

export const ownStream = 'w/#0';
const streamOf = ({ name, incarnation }: RegisteredWorld): string => `w/${name}#${incarnation}`;

/** What is appended to the streams of worlds that go, at the moment at which they do. */
export const endsOf = (worlds: readonly RegisteredWorld[]): readonly StreamBody[] =>
  worlds.map((world) => ({ stream: streamOf(world), body: worldEnd() }));

interface Held {
  readonly opened: Promise<Holding>;
  readonly asking: AskingTime;
  /** Null while it is loaded. */
  holding: Holding | null;
}

export type Holdings = Readonly<ReturnType<typeof makeHoldings>>;

export function makeHoldings(options: HoldingOptions) {
  const held = new Map<string, Held>();
  const slots = new Map<string, WorldSlot>();

  const holdOn = async (
    stream: string,
    world: RegisteredWorld | null,
    slot: WorldSlot,
    ground: Ground,
    asking: AskingTime,
  ): Promise<Holding> => {
    const { store, pace, newId, snapshotEvery, onBug } = options;
    const { time, traffic } = ground;
    const plane = await options.planeOf(slot);
    const machine = makeWorldMachine({ slot, plane, time, traffic, onBug });
    const line = makeLine({ store, stream, machine, pace, asking, newId, snapshotEvery, onBug });
    await line.load();
    const isRunning = (): boolean => slot.runtime().simulation.clock.speed() !== 0;
    const foresight = makeForesight(pace);
    return { world, slot, plane, line, time, traffic, foresight, isOver: machine.isOver, isRunning };
  };
  const open = (world: RegisteredWorld, asking: AskingTime): Promise<Holding> => {
    const { name, worldTag, incarnation, settings, begun } = world;
    const ground = makeGround(begun, () => slot);
    const slot = options.makeSlot(settings, { name, worldTag, epoch: incarnation * epochsEach }, ground.surroundings);
    slots.set(streamOf(world), slot);
    return holdOn(streamOf(world), world, slot, ground, asking);
  };
  const keep = (stream: string, begin: (asking: AskingTime) => Promise<Holding>) => {
    const asking = makeAskingTime(options.pace);
    const opened = begin(asking);
    const kept: Held = { opened, asking, holding: null };
    held.set(stream, kept);
    opened.then(
      (holding) => (kept.holding = holding),
      () => {
        // Whoever asks next tries again.
        held.delete(stream);
        slots.delete(stream);
      },
    );
    return kept;
  };
  return {
    /** Holds the server's own world, which there is from the beginning. */
    own: (slot: WorldSlot, ground: Ground): Holding | Promise<Holding> => {
      const kept = held.get(ownStream) ?? keep(ownStream, (asking) => holdOn(ownStream, null, slot, ground, asking));
      return kept.holding ?? kept.opened;
    },
    /** The world, loaded when it is not held yet. Throws UserError for one that cannot be played. */
    of: (world: RegisteredWorld, patience: Patience): Holding | Promise<Holding> => {
      const stream = streamOf(world);
      const { opened, asking, holding } = held.get(stream) ?? keep(stream, (asked) => open(world, asked));
      return holding ?? patience.workedFor(opened, asking);
    },
    streamOf,
    /** Lets it go. */
    drop: (world: RegisteredWorld): void => {
      held.delete(streamOf(world));
      slots.delete(streamOf(world));
    },
    /** Worlds beside the server's own that are held. */
    slots: (): readonly WorldSlot[] => [...slots.values()],
    all: (): readonly Promise<Holding>[] => [...held.values()].map(({ opened }) => opened),
  };
}
