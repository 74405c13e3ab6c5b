/** What a store keeps for replicas: named streams of opaque entries, each in one order, with a snapshot of each, and blobs. */

/** An entry of a stream. */
export interface StoreEntry {
  /** Position in its stream, from 0, without gaps. */
  readonly seq: number;
  readonly id: string;
  /** Epoch milliseconds of the store's clock; never less than that of the entry before. */
  readonly at: number;
  readonly body: Uint8Array;
}

/** An entry that is to be appended; ids are unique among all who append to the stream. */
export interface NewEntry {
  readonly id: string;
  readonly body: Uint8Array;
}

/** An entry of another stream. */
export interface BesideEntry extends NewEntry {
  readonly stream: string;
}

/** `durable`: on disk (and with the synchronous standby) when it resolves; `visible`: seen by every later look, and lost if the store's machine dies at once. */
export type Durability = 'durable' | 'visible';

export interface Appended {
  /** Where each given entry stands, in the given order. */
  readonly seqs: readonly number[];
  /** When each of them was appended: its `at`. */
  readonly ats: readonly number[];
  /** Where the stream ended before those that are new. What stands before one that was there already must be read to be known. */
  readonly end: number;
  /** The store's clock; never less than the `at` of these entries. */
  readonly now: number;
}

export interface Heads {
  /** Seq that the next entry gets, of each asked stream; 0 where there is none, or none any more. */
  readonly heads: ReadonlyMap<string, number>;
  /** The store's clock; never less than the `at` of an entry before one of these heads. */
  readonly now: number;
}

/** The newest state of a stream: after all entries before `seq`. */
export interface StoreSnapshot {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/**
 * Every operation throws `StoreUnavailable` within 2 s when the store cannot be reached or refuses; it may have happened all the same.
 * Those of a stream throw `Removed` once it was removed, and `Truncated` where what the caller has of it cannot be carried on.
 */
export interface Store {
  /**
   * In the given order, all or nothing. An entry that is there by its id keeps its place, so the same call may be made again for ten minutes. `besides` are
   * there from the same moment on; those of streams that were removed are left out.
   */
  readonly append: (
    stream: string,
    entries: readonly NewEntry[],
    how: Durability,
    besides?: readonly BesideEntry[],
  ) => Promise<Appended>;
  /** Appends an entry, `visible`, where the stream ends in the entry of this id; null where it does not. May be made again as well. */
  readonly appendAfter: (stream: string, last: string, entry: NewEntry) => Promise<Appended | null>;
  /**
   * As of some time after the call. Throws `Truncated` (its `stream` says which) as well, where the caller has entries that the store lost; who may use it
   * again has taken the newest snapshot of that stream.
   */
  readonly heads: (streams: readonly string[]) => Promise<Heads>;
  /** Entries from `from` on, without gaps: at least one where there is one, fewer than `most` also where they are large. */
  readonly read: (stream: string, from: number, most: number) => Promise<readonly StoreEntry[]>;
  /** State after all entries before `seq`. The newest counts, an older one is ignored; entries before it go once they are ten minutes old. */
  readonly saveSnapshot: (stream: string, seq: number, bytes: Uint8Array) => Promise<void>;
  readonly latestSnapshot: (stream: string) => Promise<StoreSnapshot | null>;
  /** For good: the name is not used again. Removing what is not there does nothing. */
  readonly remove: (stream: string) => Promise<void>;
  /** Kept by content; the name is its SHA-256 in hexadecimal. */
  readonly putBlob: (bytes: Uint8Array) => Promise<string>;
  readonly getBlob: (name: string) => Promise<Uint8Array | null>;
  readonly close: () => Promise<void>;
}

/** How long entries behind a snapshot stay, so that an append whose answer was lost can be made again. */
export const keptMilliseconds = 600_000;

/** The store cannot be reached, or refuses; the message says why in one line, without secrets. */
export class StoreUnavailable extends Error {}

/**
 * What the caller has of a stream cannot be carried on: its next entries are gone behind the snapshot, or entries that it read were only `visible` when
 * the store's machine died. It takes the newest snapshot, and all entries from there.
 */
export class Truncated extends Error {
  readonly stream: string;

  constructor(stream: string) {
    super(`what was read of the stream ${stream} is not what the store has`);
    this.stream = stream;
  }
}

/** The stream was removed for good. */
export class Removed extends Error {
  readonly stream: string;

  constructor(stream: string) {
    super(`the stream ${stream} was removed`);
    this.stream = stream;
  }
}
