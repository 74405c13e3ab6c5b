/**
 * What a client has read of streams, to find out when the store does not have it any longer: entries that were only `visible` when its machine died are gone,
 * and others may stand in their places.
 */

import { Truncated } from './port.ts';

/** Which entry it is: one that was lost and appended again has its id, and another time. Null where nothing is known of it. */
export type EntryMark = { readonly id: string; readonly at: number } | null;

/** The last entry that a client has of a stream; what is part of a snapshot has no mark. */
export interface LastRead {
  readonly seq: number;
  readonly mark: EntryMark;
}

interface Appended {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
}

/** So many streams are remembered: those read last. */
const mostStreams = 10_000;

/** No stream goes so far. */
const behind: LastRead = { seq: Number.MAX_SAFE_INTEGER, mark: null };

export class ReadWitness {
  readonly #seen = new Map<string, LastRead>();

  /** What the client has; to be taken before the store is asked, since it may read on meanwhile. */
  seenOf(stream: string): LastRead | null {
    return this.#seen.get(stream) ?? null;
  }

  /** The client has read up to this entry. */
  saw(stream: string, { seq, id, at }: Appended): void {
    const before = this.#seen.get(stream);
    this.#seen.delete(stream);
    this.#seen.set(stream, before !== undefined && before.seq > seq ? before : { seq, mark: { id, at } });
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > mostStreams && oldest.done !== true) this.#seen.delete(oldest.value);
  }

  /**
   * The client has appended these entries to a stream that ended at `end` before, in the entry that it has. One that was there already stands behind
   * others that nobody has compared.
   */
  appended(stream: string, entries: readonly Appended[], end: number): void {
    for (const entry of entries)
      if (entry.seq >= end && entry.seq === (this.seenOf(stream)?.seq ?? -1) + 1) this.saw(stream, entry);
  }

  /** Whether an append to a stream that ended at `end` before, in the entry `before`, may have been to the stream that the client has read meanwhile. */
  mayBeOf(stream: string, entries: readonly Appended[], end: number, before: EntryMark): boolean {
    const seen = this.seenOf(stream);
    if (seen === null) return true;
    if (seen.seq + 1 === end) return mayHold(seen, end, before);
    return mayBe(entries.find(({ seq }) => seq === seen.seq) ?? null, seen.mark);
  }

  /** The client begins anew, from a snapshot before this place. */
  began(stream: string, seq: number): void {
    this.#seen.delete(stream);
    this.#seen.set(stream, { seq: seq - 1, mark: null });
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

/** Whether a stream whose next entry gets `next`, and which ends in the entry `last`, may hold what the client has. */
export function mayHold(seen: LastRead | null, next: number, last: EntryMark): boolean {
  if (seen === null || next > seen.seq + 1) return true;
  return next === seen.seq + 1 && mayBe(last, seen.mark);
}

/** Whether two may be the same entry. */
export const mayBe = (one: EntryMark, other: EntryMark): boolean =>
  one === null || other === null || (one.id === other.id && one.at === other.at);
