/** How far a replica has come in a stream: it reads what it lacks, and carries entries out one after the other. */
import { Truncated, type StoreEntry } from '../../store/port.ts';
import type { LineOptions } from './line.ts';
import { makeAskingTime, makePatience, type AskingTime, type Patience } from './patience.ts';
import { makeTurns, type Alone } from './turns.ts';
import { makeWaits, type Waits } from './waits.ts';

export interface StreamFollower {
  /** Takes the newest snapshot. */
  readonly load: () => Promise<void>;
  /**
   * Resolves when all before this place has been carried out; rejects with StoreUnavailable when the store takes longer than there is patience for. What takes
   * long to carry out is waited for without end, as where one server is alone.
   */
  readonly reach: (head: number, patience?: Patience) => Promise<void>;
  /** How long the store has been asked for what is to be carried out. */
  readonly asking: AskingTime;
  /** Does something that no entry is carried out during. */
  readonly between: Alone;
  /** The place of the entry that is carried out next. */
  readonly next: () => number;
  /** The entry that was carried out last; null where that is not known. */
  readonly last: () => string | null;
  /** Grows with all that may change what is read here. */
  readonly version: () => number;
  /** An entry that was appended from here: it need not be read back. One that is quiet changes nothing that is read. */
  readonly know: (entry: StoreEntry, isQuiet: boolean) => void;
}

/** Who appended here and waits. */
export interface Writers<Outcome> {
  readonly isWaiting: (id: string) => boolean;
  readonly tell: (id: string, outcome: Outcome) => void;
}

/** Entries that are read at once, and those after which others have a turn. */
const mostAtOnce = 1000;
const fewEntries = 64;
/** Snapshots that are taken in a row, before what is wrong is told. */
const mostReloads = 2;

export function makeFollower<Outcome>(
  { store, stream, machine, pace, asking = makeAskingTime(pace) }: LineOptions<Outcome>,
  writers: Writers<Outcome>,
  passed: (isFromHere: boolean) => void,
): StreamFollower {
  const alone = makeTurns();
  const known = new Map<number, StoreEntry>();
  const quiet = new WeakSet<StoreEntry>();
  let version = 0;
  let next = 0;
  let last: string | null = null;
  const waits = makeWaits();

  const load = async (): Promise<void> => {
    await alone(async () => {
      const found = await asking.during(() => store.latestSnapshot(stream));
      await machine.load(found === null ? null : found.bytes);
      next = found?.seq ?? 0;
      last = null;
      version++;
      known.clear();
    });
    waits.settle(next);
  };
  const carryOut = (entry: StoreEntry): void | Promise<void> =>
    alone(() => {
      if (entry.seq !== next) throw new Truncated(stream);
      const executed = (outcome: Outcome): void => {
        next = entry.seq + 1;
        last = entry.id;
        const isFromHere = known.delete(entry.seq);
        writers.tell(entry.id, outcome);
        passed(isFromHere);
      };
      if (!quiet.has(entry)) version++;
      const outcome = machine.execute(entry, writers.isWaiting(entry.id));
      return outcome instanceof Promise ? outcome.then(executed) : executed(outcome);
    });
  const read = async (): Promise<readonly StoreEntry[]> => {
    const here = known.get(next);
    if (here !== undefined) return [here];
    const entries = await asking.during(() => store.read(stream, next, mostAtOnce));
    if (entries.length === 0) throw new Truncated(stream);
    return entries;
  };
  const advance = async (): Promise<void> => {
    for (const [place, entry] of (await read()).entries()) {
      const done = carryOut(entry);
      if (done instanceof Promise) await done;
      waits.settle(next);
      if (place % fewEntries === fewEntries - 1) await pace.turn();
    }
  };
  const follow = makeFollowing(waits, advance, load);
  return {
    load,
    between: alone,
    next: () => next,
    last: () => last,
    version: () => version,
    know: (entry, isQuiet) => {
      if (isQuiet) quiet.add(entry);
      // What stands in a gap may be another than was read, where a machine of the store died meanwhile: then all is read.
      if (entry.seq === next || known.has(entry.seq - 1)) known.set(entry.seq, entry);
    },
    asking,
    reach: (head, patience = makePatience(pace)) => {
      if (head <= next) return Promise.resolve();
      const reached = patience.workedFor(waits.until(head), asking);
      follow();
      return reached;
    },
  };
}

/** Goes on for as long as somebody waits. */
function makeFollowing(waits: Waits, advance: () => Promise<void>, load: () => Promise<void>): () => void {
  let isFollowing = false;
  const follow = async (): Promise<void> => {
    for (let reloads = 0; waits.areThere();) {
      try {
        await advance();
      } catch (error) {
        const isBehind = error instanceof Truncated && reloads++ < mostReloads;
        if (isBehind) await load().catch(waits.fail);
        else waits.fail(error);
      }
    }
    isFollowing = false;
  };
  return () => {
    if (isFollowing) return;
    isFollowing = true;
    void follow();
  };
}
