/** A replica as it is in production, around worlds that are toys: it finds the world, orders what changes it, and answers the rest when it is up to date. */
import { StoreUnavailable, Removed, Truncated, type Store } from '../../../src/store/port.ts';
import { makeLine, type Line, type Machine, type StreamBody } from '../../../src/sim/replica/line.ts';
import { makeLookUps, type HeadLook, type LookUp } from '../../../src/sim/replica/look-ups.ts';
import { pauseOf, type ReplicaPace } from '../../../src/sim/replica/pace.ts';
import { makeAskingTime, makePatience, type AskingTime, type Patience } from '../../../src/sim/replica/patience.ts';
import {
  encodedRegistry,
  makeRegistry,
  type Registered,
  type RegisteredWorld,
} from '../../../src/sim/replica/registry.ts';
import type { Terms } from '../../../src/sim/replica/terms.ts';
import { keptInTime, makeToldTime, tellLooked, type ToldTime } from '../../../src/sim/replica/told-time.ts';
import type { Scheduler } from './scheduler.ts';
import { encoded, makeToyWorld, type Request, type ToyAnswer, type ToyState, type ToyWorld } from './toy-world.ts';

/** Where something can be put around a part of a replica. */
export interface Seams {
  readonly store: (store: Store, around: Around) => Store;
  readonly machine: (machine: Machine<ToyAnswer>, around: Around, world: ToyWorld) => Machine<ToyAnswer>;
  readonly line: (line: Line<ToyAnswer>, around: Around) => Line<ToyAnswer>;
  readonly lookUp: (lookUp: LookUp, around: Around) => LookUp;
  readonly time: (time: ToldTime, around: Around) => ToldTime;
  readonly newId: (newId: () => string, around: Around) => () => string;
}

/** What surrounds a replica. */
export interface Around {
  readonly scheduler: Scheduler;
  /** Another one each time that it begins. */
  readonly owner: string;
  /** Its machine's own clock. */
  readonly clock: () => number;
  readonly onBug: (error: unknown) => void;
  /** Another client of the store. */
  readonly newClient: () => Store;
}

/** What was read; `now` is null where nobody looked: then neither clock nor journal need be as of this read. */
export interface ToyRead {
  readonly state: ToyState;
  readonly now: number | null;
}

export interface Replica {
  /** Resolve with null where there is no such world. */
  readonly write: (name: string, request: Request) => Promise<ToyAnswer | null>;
  /** Reads, and notes that it read. */
  readonly read: (name: string, mark: string) => Promise<ToyRead | null>;
  /** Whether one of that name was there before. */
  readonly make: (name: string) => Promise<boolean>;
  /** Whether it was there. */
  readonly remove: (name: string) => Promise<boolean>;
  /** All that a world is, for comparison. */
  readonly shown: (name: string) => Promise<string>;
  /** Resolves when it has joined the others. */
  readonly begun: Promise<void>;
}

interface Held {
  readonly line: Line<ToyAnswer>;
  readonly toy: ToyWorld;
  readonly time: ToldTime;
}

interface Opening {
  readonly opened: Promise<Held>;
  readonly asking: AskingTime;
}

/** What all replicas have in common. */
const terms = { worlds: { most: 100, idle: 0 } } as Terms;
const snapshotEvery = 8;
/** Milliseconds after which one that could not join begins again. */
const restart = 100;
const serverStream = 'server';
const mostAttempts = 5;
/** Milliseconds within which an answer is promised. */
const longest = 2000;
/** Milliseconds after which what a world had is removed, at the most: also early, when others are still at work on it. */
const clearing = 5000;
/** What was asked came after the end of its world. */
const over = Symbol('over');

export function makeReplica(plain: Store, seams: Seams, around: Around): Replica {
  const { scheduler, owner } = around;
  const store = seams.store(plain, around);
  const pace: ReplicaPace = {
    after: (milliseconds, call) => scheduler.after(milliseconds, owner, call),
    stopwatch: () => {
      const begin = scheduler.now();
      return () => scheduler.now() - begin;
    },
    turn: () => new Promise((resolve) => void scheduler.after(0, owner, () => resolve())),
  };
  let ids = 0;
  const newId = seams.newId(() => `${owner}/${ids++}`, around);
  const common = { store, pace, newId, snapshotEvery, onBug: around.onBug };
  const held = new Map<string, Opening>();
  const streamOf = ({ name, incarnation }: RegisteredWorld): string => `w/${name}#${incarnation}`;
  const registry = makeRegistry((world) => void held.delete(streamOf(world)));
  const server = makeLine<Registered>({ ...common, stream: serverStream, machine: registry.machine });
  const lookUp = seams.lookUp(makeLookUps(store, pace), around);
  const join = async (): Promise<void> => {
    await server.load();
    const { heads } = await store.heads([serverStream]);
    await server.reach(heads.get(serverStream) ?? 0);
    if (registry.terms() === null) await server.order(encodedRegistry({ kind: 'begin', terms: terms }));
  };
  const joined = async (): Promise<void> => {
    for (;;) {
      try {
        return await join();
      } catch (error) {
        if (!(error instanceof StoreUnavailable || error instanceof Truncated)) throw error;
        await pauseOf(pace, restart);
      }
    }
  };
  const begun = joined();

  const endOf = (world: RegisteredWorld): readonly StreamBody[] => [
    { stream: streamOf(world), body: encoded({ end: true }) },
  ];
  const removeLater = (world: RegisteredWorld): void => {
    const remove = (): void => void store.remove(streamOf(world)).catch(() => {});
    pace.after(scheduler.chance.below(clearing), remove);
  };
  const isCurrent = ({ name, incarnation }: RegisteredWorld): boolean =>
    registry.get(name)?.incarnation === incarnation;
  const hold = (world: RegisteredWorld, patience: Patience): Promise<Held> => {
    const stream = streamOf(world);
    const { opened, asking } = held.get(stream) ?? open(world, stream);
    return patience.workedFor(opened, asking);
  };
  const open = (world: RegisteredWorld, stream: string): Opening => {
    const asking = makeAskingTime(pace);
    const time = seams.time(makeToldTime(world.begun), around);
    const toy = makeToyWorld(time);
    const machine = seams.machine(toy, around, toy);
    const line = seams.line(makeLine<ToyAnswer>({ ...common, stream, machine, asking }), around);
    const opened = line.load().then(() => ({ line, toy, time }));
    const opening = { opened, asking };
    held.set(stream, opening);
    opened.catch(() => held.delete(stream));
    return opening;
  };
  const looked = async (line: Line<ToyAnswer> | null, patience = makePatience(pace)): Promise<HeadLook> => {
    await begun;
    const streams = line === null ? [serverStream] : [serverStream, line.stream];
    const look = await lookUp(streams, patience).catch(async (error: unknown) => {
      if (!(error instanceof Truncated)) throw error;
      const behind = error.stream === serverStream ? server : (line ?? server);
      await patience.workedFor(behind.load(), behind.asking);
      return lookUp(streams, patience);
    });
    await server.reach(look.headOf(serverStream), patience);
    return look;
  };
  /** Tries again where the world became another one meanwhile. */
  const withWorld = async <Result>(
    name: string,
    patience: Patience,
    attempt: (world: RegisteredWorld, held: Held) => Promise<Result | typeof over>,
  ): Promise<Result | null> => {
    let hasLooked = false;
    for (let left = mostAttempts; left > 0; left--) {
      const world = registry.get(name);
      if (world === null && hasLooked) return null;
      try {
        if (world === null) await looked(null, patience);
        else {
          const result = await attempt(world, await hold(world, patience));
          if (result !== over) return result;
          await looked(null, patience);
        }
      } catch (error) {
        if (!(error instanceof Removed)) throw error;
        await looked(null, patience);
      }
      hasLooked = true;
    }
    throw new StoreUnavailable('the world became another one again and again');
  };
  /** What is known here, where nobody knows more. */
  const readAhead = async (
    line: Line<ToyAnswer>,
    toy: ToyWorld,
    mark: string,
    patience: Patience,
  ): Promise<ToyRead | null> => {
    const version = line.version();
    const act = (): ToyState | null =>
      toy.isOver() || line.version() !== version ? null : structuredClone(toy.state());
    const state = await line.asOf(0, act, patience);
    const isNoted = state !== null && (await line.noteAsOf(mark, version, patience));
    return isNoted ? { state, now: null } : null;
  };
  /** Whoever asks is told something in time, whatever it is that is slow. */
  const inTime = async <Result>(answer: (patience: Patience) => Promise<Result>): Promise<Result> => {
    await begun;
    const gone = pace.stopwatch();
    try {
      return await answer(makePatience(pace));
    } finally {
      if (gone() > longest) around.onBug(new Error(`it was answered after ${gone()} ms`));
    }
  };
  return {
    write: (name, request) =>
      inTime((patience) =>
        withWorld(name, patience, async (_, { line }) => {
          const carried = await line.order(encoded({ request }), [], patience);
          return carried.isOver === true ? over : carried;
        }),
      ),
    read: (name, mark) =>
      inTime((patience) =>
        withWorld(name, patience, async (world, { line, toy, time }): Promise<ToyRead | typeof over> => {
          const ahead = scheduler.chance.below(2) === 0 ? await readAhead(line, toy, mark, patience) : null;
          if (ahead !== null) return ahead;
          const look = await looked(line, patience);
          if (!isCurrent(world)) return over;
          const head = look.headOf(line.stream);
          await line.reach(head, patience);
          const timed = { line, time, isRunning: () => true };
          const told = await keptInTime(timed, look.now, patience);
          const act = () => {
            if (toy.isOver()) return over;
            tellLooked(timed, look.now);
            return { state: structuredClone(toy.state()), now: toy.now() };
          };
          const seen = await line.asOf(Math.max(head, told), act, patience);
          if (seen !== over) await line.note(mark, patience);
          return seen;
        }),
      ),
    make: async (name) => {
      await looked(null);
      const putOnce = (): Promise<Registered> => {
        const before = registry.get(name);
        const replaces = before?.incarnation ?? null;
        const entry = encodedRegistry({ kind: 'put', name, settings: {} as never, replaces });
        return server.order(entry, before === null ? [] : endOf(before));
      };
      let put = await putOnce();
      while (put.kind === 'other') put = await putOnce();
      if (put.kind !== 'world') throw new Error('a world that was put is none');
      put.gone.forEach(removeLater);
      return !put.isNew;
    },
    remove: async (name) => {
      await looked(null);
      // One that was put in its place meanwhile is removed as well.
      for (let world = registry.get(name); world !== null; world = registry.get(name)) {
        const { incarnation } = world;
        const removed = await server.order(encodedRegistry({ kind: 'remove', name, incarnation }), endOf(world));
        if (removed.kind !== 'removed' || removed.gone.length === 0) continue;
        removed.gone.forEach(removeLater);
        return true;
      }
      return false;
    },
    begun,
    shown: async (name) => {
      const world = registry.get(name);
      const found = world === null ? null : await hold(world, makePatience(pace));
      return found === null ? 'none' : JSON.stringify(found.toy.state());
    },
  };
}
