/** One stream as a replica works on it: it appends, carries out the entries in their order, and tells what came of its own. */
import type { Json } from '../../kernel/schema.ts';
import { Removed, StoreUnavailable, Truncated, type Store, type StoreEntry } from '../../store/port.ts';
import { makeAppends } from './appends.ts';
import { makeFollower, type StreamFollower } from './follower.ts';
import type { ReplicaPace } from './pace.ts';
import { makePatience, type AskingTime, type Patience } from './patience.ts';

/** What the entries of a stream are carried out by: the same entries make the same of it everywhere. */
export interface Machine<Outcome> {
  /** `isOwn` where this replica appended the entry and somebody waits for the outcome. Never throws. */
  readonly execute: (entry: StoreEntry, isOwn: boolean) => Outcome | Promise<Outcome>;
  /** Puts notes into one entry. */
  readonly pack: (notes: readonly Json[]) => Uint8Array;
  /** Puts it where it was when this was saved; at the beginning for null. */
  readonly load: (saved: Uint8Array | null) => void | Promise<void>;
  /** All that there is; null where it cannot be saved now. */
  readonly save: () => Uint8Array | null;
}

export interface Line<Outcome> extends Pick<StreamFollower, 'asking' | 'next' | 'reach' | 'version'> {
  readonly stream: string;
  /**
   * Does something when all before this place has been carried out, and that no entry is carried out during; or rejects with StoreUnavailable and never does
   * it. Who begins anew while somebody waits for the turn has to come that far again.
   */
  readonly asOf: <Result>(
    head: number,
    act: () => Result | Promise<Result>,
    patience?: Patience,
  ) => Result | Promise<Result>;
  /** Takes the newest snapshot: before all else, and where what was read is not what the store has. */
  readonly load: () => Promise<void>;
  /** Appends, and resolves with what came of it once all that stands before it has been carried out. Rejects with StoreUnavailable, after which it may have happened all the same. `besides` goes to other streams at the same moment. */
  readonly order: (body: Uint8Array, besides?: readonly StreamBody[], patience?: Patience) => Promise<Outcome>;
  /** Notes something in the stream; resolves when all who look can see it. */
  readonly note: (note: Json, patience?: Patience) => Promise<void>;
  /**
   * Notes something that was read at a version, where nothing was carried out since then and the stream has no entry that is not known here. Then that was
   * how things stood when it was noted; false where it may not have been, and nothing was noted.
   */
  readonly noteAsOf: (note: Json, version: number, patience?: Patience) => Promise<boolean>;
  /** Puts an entry there that says what time it is, and resolves with the place behind it when it has been carried out. */
  readonly tick: (patience?: Patience) => Promise<number>;
}

/** What is appended to a stream. */
export interface StreamBody {
  readonly stream: string;
  readonly body: Uint8Array;
}

export interface LineOptions<Outcome> {
  readonly store: Store;
  readonly stream: string;
  readonly machine: Machine<Outcome>;
  readonly pace: ReplicaPace;
  /** Another one where it is left out. */
  readonly asking?: AskingTime;
  /** Ids that no other replica makes. */
  readonly newId: () => string;
  /** Entries after which a snapshot is saved. */
  readonly snapshotEvery: number;
  readonly onBug: (error: unknown) => void;
}

export function makeLine<Outcome>(options: LineOptions<Outcome>): Line<Outcome> {
  const { store, stream, machine, pace, newId, snapshotEvery, onBug } = options;
  /** Callers who wait for what comes of their entries, by the entries' ids. */
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const writers = {
    isWaiting: (id: string) => waiting.has(id),
    tell: (id: string, outcome: Outcome) => waiting.get(id)?.(outcome),
  };
  const follower = makeFollower(options, writers, (isFromHere) => {
    if (isFromHere && follower.next() % snapshotEvery === 0) save();
  });
  const save = (): void => {
    const [place, bytes] = [follower.next(), machine.save()];
    if (bytes === null) return;
    // One that cannot be saved is saved by whoever comes to the next place.
    store.saveSnapshot(stream, place, bytes).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable || error instanceof Removed || error instanceof Truncated)) onBug(error);
    });
  };
  const appends = makeAppends(options, follower);
  return {
    stream,
    asOf: (head, act, patience = makePatience(pace)) => doneAsOf(follower, head, act, patience),
    next: follower.next,
    load: follower.load,
    reach: follower.reach,
    version: follower.version,
    asking: follower.asking,
    note: (note, patience = makePatience(pace)) =>
      patience.askedFor((milliseconds) => appends.note(note, milliseconds)),
    noteAsOf: (note, version, patience = makePatience(pace)) =>
      patience.askedFor((milliseconds) => appends.noteRead({ note, version }, milliseconds)),
    tick: async (patience = makePatience(pace)) => {
      const seq = await patience.askedFor((milliseconds) => appends.tick(null, milliseconds));
      await follower.reach(seq + 1, patience);
      return seq + 1;
    },
    order: async (body, besides = [], patience = makePatience(pace)) => {
      const id = newId();
      const entry = { id, body, besides: besides.map((one) => ({ ...one, id: newId() })) };
      const outcomes: Outcome[] = [];
      waiting.set(id, (outcome) => void outcomes.push(outcome));
      try {
        const seq = await patience.askedFor((milliseconds) => appends.order(entry, milliseconds));
        await follower.reach(seq + 1, patience);
        return firstOf(outcomes);
      } finally {
        waiting.delete(id);
      }
    },
  };
}

/** Stands for what cannot be done yet. */
const tooEarly = Symbol('too early');

/** At once where it has come that far and nobody is at it. */
function doneAsOf<Result>(
  follower: StreamFollower,
  head: number,
  act: () => Result | Promise<Result>,
  patience: Patience,
): Result | Promise<Result> {
  const attempt = (): Result | typeof tooEarly | Promise<Result | typeof tooEarly> =>
    inTurn<Result | typeof tooEarly>(follower, () => (follower.next() < head ? tooEarly : act()), patience);
  const later = async (): Promise<Result> => {
    for (;;) {
      await follower.reach(head, patience);
      const done = await attempt();
      if (done !== tooEarly) return done;
    }
  };
  if (follower.next() < head) return later();
  const done = attempt();
  if (done instanceof Promise) return done.then((found) => (found === tooEarly ? later() : found));
  return done === tooEarly ? later() : done;
}

function inTurn<Result>(
  { between, asking }: StreamFollower,
  act: () => Result | Promise<Result>,
  patience: Patience,
): Result | Promise<Result> {
  let hasLeft = false;
  const done = between(() => {
    if (hasLeft) throw new StoreUnavailable('nobody waits');
    return act();
  });
  if (!(done instanceof Promise)) return done;
  return patience.workedFor(done, asking).catch((error: unknown) => {
    hasLeft = true;
    throw error;
  });
}

/** What came of an entry that was passed over, as part of a snapshot, nobody here knows. */
function firstOf<Outcome>(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.length === 0) throw new StoreUnavailable('what came of it is not known');
  return outcomes[0] as Outcome;
}
