/** The port of the store over a memory, in simulated time: calls are late, fail before or after they happened, and machines die. */
import { StoreMemory, blobName } from '../../../src/store/memory.ts';
import {
  StoreUnavailable,
  Truncated,
  type Appended,
  type Durability,
  type NewEntry,
  type Store,
} from '../../../src/store/port.ts';
import { mayBe, mayHold, ReadWitness } from '../../../src/store/witness.ts';
import type { Scheduler } from './scheduler.ts';

/** How often of a thousand calls what goes wrong. */
export interface Troubles {
  /** It never comes to the store. */
  readonly lostBefore: number;
  /** It happens, and the answer is lost. */
  readonly lostAfter: number;
}

/** So long does a client wait. */
const patience = 2000;
/** So long does a commit take at the most, which waits for disks and a standby: what is committed was given its time before. */
const longestCommit = 300;

interface Written {
  readonly stream: string;
  readonly seq: number;
}

export class SimulatedStore {
  readonly memory: StoreMemory;
  troubles: Troubles = { lostBefore: 20, lostAfter: 20 };
  readonly #scheduler: Scheduler;
  /** Entries that are seen, and not yet on disk, in the order of their commits. */
  #visible: Written[] = [];
  /** Those whose answers are on their way. */
  readonly #underway = new Set<(why: string) => void>();
  #isUp = true;
  /** How long ago what is seen from now on was given its time. */
  #since = 0;

  constructor(scheduler: Scheduler, kept?: number) {
    this.#scheduler = scheduler;
    this.memory = new StoreMemory({ now: () => scheduler.now() - this.#since }, kept);
  }

  /** Nobody reaches it; what it has it keeps. */
  goDown(): void {
    this.#isUp = false;
    for (const fail of this.#underway) fail('the connection was cut');
  }

  comeUp(): void {
    this.#isUp = true;
  }

  /** The primary dies and its standby takes its place: what was only visible is gone, the newest first, as many as are drawn. */
  failOver(): void {
    this.goDown();
    const left = this.#scheduler.chance.below(this.#visible.length + 1);
    for (const { stream } of this.#visible.splice(left).reverse()) this.memory.undoLast(stream);
    this.#visible = [];
    this.comeUp();
  }

  /** A replica's client; `owner` is whose calls die with it. */
  client(owner: string): Store {
    const witness = new ReadWitness();
    const { memory } = this;
    let isOpen = true;
    const call = <Value>(isDurable: boolean, act: () => Value): Promise<Value> =>
      isOpen
        ? this.#call(owner, isDurable, act).catch((error: unknown) => {
            throw error instanceof Truncated ? witness.isBehind(error.stream) : error;
          })
        : Promise.reject(new StoreUnavailable('the store was closed'));
    const check = (stream: string, seen = witness.seenOf(stream)) => {
      const { next, last } = memory.endOf(stream);
      if (!memory.removed.has(stream) && !mayHold(seen, next, last)) throw new Truncated(stream);
    };
    const append = async <Result extends Appended | null>(
      stream: string,
      entries: readonly NewEntry[],
      how: Durability,
      put: () => Result,
    ): Promise<Result> => {
      const seen = witness.seenOf(stream);
      const asked = this.#scheduler.now();
      const { appended, last } = await call(how === 'durable', () => {
        const end = memory.endOf(stream);
        this.#since = this.#scheduler.chance.below(this.#scheduler.now() - asked + 1);
        return { last: end.last, appended: this.#append(stream, how, put, () => check(stream, seen)) };
      });
      if (appended === null) return appended;
      const placed = entries.map(({ id }, at) => ({ seq: appended.seqs[at] ?? -1, id, at: appended.ats[at] ?? 0 }));
      if (!witness.mayBeOf(stream, placed, appended.end, last)) throw witness.isBehind(stream);
      witness.appended(stream, placed, appended.end);
      return appended;
    };
    return {
      append: (stream, entries, how, besides = []) =>
        append(stream, entries, how, () => memory.append(stream, entries, besides)),
      appendAfter: (stream, last, entry) =>
        append(stream, [entry], 'visible', () => memory.appendAfter(stream, last, entry)),
      heads: (streams) => {
        const seen = new Map(streams.map((stream) => [stream, witness.seenOf(stream)]));
        return call(false, () => {
          for (const stream of streams) check(stream, seen.get(stream) ?? null);
          return memory.heads(streams);
        });
      },
      read: async (stream, from, most) => {
        const seen = witness.seenOf(stream);
        const found = await call(false, () => {
          const entries = memory.read(stream, from, most);
          check(stream, seen);
          const before = from > 0 && seen?.seq === from - 1 ? memory.entryAt(stream, from - 1) : null;
          if (!mayBe(before, seen?.mark ?? null)) throw new Truncated(stream);
          return entries;
        });
        const newest = found.at(-1);
        if (newest !== undefined) witness.saw(stream, newest);
        return found;
      },
      saveSnapshot: (stream, seq, bytes) => {
        const seen = witness.seenOf(stream);
        return call(true, () => {
          check(stream, seen);
          const there = seen === null ? null : memory.entryAt(stream, seen.seq);
          const isGone = seen !== null && (seen.seq < seq - 1 || seen.seq >= memory.endOf(stream).next);
          if (isGone || !mayBe(there, seen?.mark ?? null)) throw new Truncated(stream);
          memory.saveSnapshot(stream, seq, bytes);
        });
      },
      latestSnapshot: async (stream) => {
        const found = await call(false, () => memory.latestSnapshot(stream));
        witness.began(stream, found?.seq ?? 0);
        return found;
      },
      remove: (stream) => call(true, () => memory.remove(stream)),
      putBlob: (bytes) =>
        call(true, () => {
          memory.blobs.set(blobName(bytes), Uint8Array.from(bytes));
          return blobName(bytes);
        }),
      getBlob: (name) => call(false, () => memory.blobs.get(name) ?? null),
      close: async () => {
        isOpen = false;
      },
    };
  }

  #append<Result>(stream: string, how: Durability, put: () => Result, check: () => void): Result {
    const { next } = this.memory.endOf(stream);
    const wrong = attempted(check);
    const appended = put();
    this.#since = 0;
    const end = this.memory.endOf(stream).next;
    if (how === 'visible') for (let seq = next; seq < end; seq++) this.#visible.push({ stream, seq });
    // It is there all the same, and will be found by who begins anew.
    if ('error' in wrong) throw wrong.error;
    return appended;
  }

  /** The way there, what happens there, the way back. What is durable makes all before it durable. */
  #call<Value>(owner: string, isDurable: boolean, act: () => Value): Promise<Value> {
    const scheduler = this.#scheduler;
    return new Promise((resolve, reject) => {
      const settle = (tell: () => void): void => {
        late();
        tell();
      };
      const fail = (why: string): void => {
        this.#underway.delete(fail);
        scheduler.after(scheduler.delay(), owner, () => settle(() => reject(new StoreUnavailable(why))));
      };
      const late = scheduler.after(patience, owner, () => {
        this.#underway.delete(fail);
        reject(new StoreUnavailable('it does not answer'));
      });
      const isLostBefore = scheduler.chance.below(1000) < this.troubles.lostBefore;
      const isLostAfter = scheduler.chance.below(1000) < this.troubles.lostAfter;
      // What is on its way arrives also when who sent it dies meanwhile.
      const commit = isDurable && scheduler.chance.below(4) === 0 ? scheduler.chance.below(longestCommit) : 0;
      scheduler.after(scheduler.delay() + commit, 'network', () => {
        if (!this.#isUp || isLostBefore) return fail('the connection was cut');
        const answer = attempted(act);
        if (isDurable) this.#visible = [];
        if (isLostAfter) return fail('the connection was cut');
        this.#underway.add(fail);
        scheduler.after(scheduler.delay(), owner, () => {
          if (!this.#underway.delete(fail)) return;
          settle(() => ('error' in answer ? reject(answer.error) : resolve(answer.value)));
        });
      });
    });
  }
}

function attempted<Value>(act: () => Value): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: act() };
  } catch (error) {
    return { error };
  }
}
