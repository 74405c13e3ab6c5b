/**
 * What a client has read of streams, to find out when the store does not have it any longer: entries that were only `visible` when its machine died are gone,
 * and others may stand in their places.
 */

/** The last entry that a client has of a stream. */
export interface LastRead {
  readonly seq: number;
  readonly id: string;
}

/** So many streams are remembered: those read last. */
const mostStreams = 10_000;
/** So many entries that a client appended are remembered while it lacks some before them. */
const mostAhead = 10_000;

export class ReadWitness {
  readonly #seen = new Map<string, LastRead>();
  /** Entries that the client appended, by place, where it has not read all before them. */
  readonly #ahead = new Map<string, Map<number, string>>();

  /** What the client has; to be taken before the store is asked, since it may read on meanwhile. */
  seenOf(stream: string): LastRead | null {
    return this.#seen.get(stream) ?? null;
  }

  /** The client has read up to this entry. */
  saw(stream: string, seq: number, id: string): void {
    const before = this.#seen.get(stream);
    this.#seen.delete(stream);
    this.#seen.set(stream, this.#joined(stream, before !== undefined && before.seq > seq ? before : { seq, id }));
    const oldest = this.#seen.keys().next();
    if (this.#seen.size > mostStreams && oldest.done !== true) this.#seen.delete(oldest.value);
  }

  /** The client has appended this entry. Who has all entries before it has it as well. */
  appended(stream: string, seq: number, id: string): void {
    const next = (this.seenOf(stream)?.seq ?? -1) + 1;
    if (seq < next) return;
    if (seq === next) return this.saw(stream, seq, id);
    const ahead = this.#ahead.get(stream) ?? new Map<number, string>();
    if (ahead.size < mostAhead) this.#ahead.set(stream, ahead.set(seq, id));
  }

  /** The client begins anew, from a snapshot or from nothing. */
  forget(stream: string): void {
    this.#seen.delete(stream);
    this.#ahead.delete(stream);
  }

  /** The last of the entries that follow this one without a gap. */
  #joined(stream: string, last: LastRead): LastRead {
    const ahead = this.#ahead.get(stream);
    if (ahead === undefined) return last;
    let { seq, id } = last;
    for (let next = ahead.get(seq + 1); next !== undefined; next = ahead.get(seq + 1)) {
      seq += 1;
      id = next;
    }
    for (const place of ahead.keys()) if (place <= seq) ahead.delete(place);
    if (ahead.size === 0) this.#ahead.delete(stream);
    return { seq, id };
  }
}

/** Whether a stream whose next entry gets `next`, and whose last entry has the id `last`, may hold what the client has. */
export function mayHold(seen: LastRead | null, next: number, last: string | null): boolean {
  if (seen === null || next > seen.seq + 1) return true;
  return next === seen.seq + 1 && (last === null || last === seen.id);
}
