/**
 * What a client has read of streams, to find out when the store does not have it any longer: entries that were only `visible` when its machine died are gone,
 * and others may stand in their places.
 */

import { Truncated } from './port.ts';

/** The last entry that a client has of a stream. */
export interface LastRead {
  readonly seq: number;
  /** Null where it is part of a snapshot. */
  readonly id: string | null;
}

interface LastAppended {
  readonly seq: number;
  readonly id: string;
}

/** So many streams are remembered: those read last. */
const mostStreams = 10_000;

/** No stream goes so far. */
const behind: LastRead = { seq: Number.MAX_SAFE_INTEGER, id: null };

export class ReadWitness {
  readonly #seen = new Map<string, LastRead>();

  /** What the client has; to be taken before the store is asked, since it may read on meanwhile. */
  seenOf(stream: string): LastRead | null {
    return this.#seen.get(stream) ?? null;
  }

  /** The client has read up to this entry. */
  saw(stream: string, seq: number, id: string): void {
    const before = this.#seen.get(stream);
    this.#seen.delete(stream);
    this.#seen.set(stream, before !== undefined && before.seq > seq ? before : { seq, id });
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > mostStreams && oldest.done !== true) this.#seen.delete(oldest.value);
  }

  /**
   * The client has appended these entries to a stream that ended at `end` before, in the entry that it has. One that was there already stands behind
   * others that nobody has compared.
   */
  appended(stream: string, entries: readonly LastAppended[], end: number): void {
    for (const { seq, id } of entries)
      if (seq >= end && seq === (this.seenOf(stream)?.seq ?? -1) + 1) this.saw(stream, seq, id);
  }

  /** Whether an append to a stream that ended at `end` before, in the entry `before`, may have been to the stream that the client has read meanwhile. */
  mayBeOf(stream: string, entries: readonly LastAppended[], end: number, before: string | null): boolean {
    const seen = this.seenOf(stream);
    if (seen === null) return true;
    if (seen.seq + 1 === end) return mayHold(seen, end, before);
    const there = entries.find(({ seq }) => seq >= end && seq === seen.seq);
    return there === undefined || seen.id === null || there.id === seen.id;
  }

  /** The client begins anew, from a snapshot before this place. */
  began(stream: string, seq: number): void {
    this.#seen.delete(stream);
    this.#seen.set(stream, { seq: seq - 1, id: null });
  }

  /**
   * What the client has is not what the store has, and it must begin anew: also where the end of the stream comes to look the same again, since an append
   * that was lost is made again.
   */
  isBehind(stream: string): Truncated {
    this.#seen.set(stream, behind);
    return new Truncated(stream);
  }

  /** Throws Truncated where the client must begin anew. */
  refuseIfBehind(stream: string): void {
    if (this.seenOf(stream) === behind) throw new Truncated(stream);
  }

  forget(stream: string): void {
    this.#seen.delete(stream);
  }
}

/** Whether a stream whose next entry gets `next`, and whose last entry has the id `last`, may hold what the client has. */
export function mayHold(seen: LastRead | null, next: number, last: string | null): boolean {
  if (seen === null || next > seen.seq + 1) return true;
  return next === seen.seq + 1 && (last === null || seen.id === null || last === seen.id);
}
