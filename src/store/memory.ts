/** A store in this process's memory; several clients may share one memory. */
import { createHash } from 'node:crypto';
import { wallClock, type Clock } from '../kernel/clock.ts';
import {
  keptMilliseconds,
  Removed,
  StoreUnavailable,
  Truncated,
  type Appended,
  type BesideEntry,
  type Heads,
  type NewEntry,
  type Store,
  type StoreEntry,
  type StoreSnapshot,
} from './port.ts';

interface Stream {
  /** Entries from `first` on. */
  entries: StoreEntry[];
  first: number;
  readonly places: Map<string, number>;
  latest: number;
  snapshot: StoreSnapshot | null;
}

const newStream = (): Stream => ({ entries: [], first: 0, places: new Map(), latest: 0, snapshot: null });
const nextOf = ({ first, entries }: Stream): number => first + entries.length;

/** What the clients of one store share. */
export class StoreMemory {
  readonly streams = new Map<string, Stream>();
  readonly removed = new Set<string>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly #clock: Clock;
  readonly #kept: number;

  constructor(clock: Clock = wallClock, kept = keptMilliseconds) {
    this.#clock = clock;
    this.#kept = kept;
  }

  append(name: string, given: readonly NewEntry[], besides: readonly BesideEntry[] = []): Appended {
    const stream = this.#streamOf(name);
    for (const entry of besides) if (!this.removed.has(entry.stream)) this.append(entry.stream, [entry]);
    const at = Math.max(stream.latest, this.#clock.now());
    const end = nextOf(stream);
    const kept = given.map(({ id, body }): StoreEntry => {
      const place = stream.places.get(id) ?? nextOf(stream);
      const known = stream.entries[place - stream.first];
      if (known !== undefined) return known;
      const entry = { seq: place, id, at, body: Uint8Array.from(body) };
      stream.places.set(id, place);
      stream.entries.push(entry);
      stream.latest = at;
      return entry;
    });
    return { seqs: kept.map(({ seq }) => seq), ats: kept.map((entry) => entry.at), end, now: at };
  }

  appendAfter(name: string, last: string, entry: NewEntry): Appended | null {
    const isThere = this.#known(name).places.has(entry.id);
    return isThere || this.endOf(name).last?.id === last ? this.append(name, [entry]) : null;
  }

  heads(names: readonly string[]): Heads {
    const found = names.map((name) => ({ name, stream: this.streams.get(name) }));
    const latest = found.map(({ stream }) => stream?.latest ?? 0);
    return {
      heads: new Map(found.map(({ name, stream }) => [name, stream === undefined ? 0 : nextOf(stream)])),
      now: latest.reduce((most, at) => Math.max(most, at), this.#clock.now()),
    };
  }

  read(name: string, from: number, most: number): readonly StoreEntry[] {
    const stream = this.#known(name);
    if (from < stream.first || from > nextOf(stream)) throw new Truncated(name);
    return stream.entries.slice(from - stream.first, from - stream.first + most);
  }

  saveSnapshot(name: string, seq: number, bytes: Uint8Array): void {
    const stream = this.#streamOf(name);
    if (seq > nextOf(stream)) throw new Truncated(name);
    if (stream.snapshot !== null && stream.snapshot.seq >= seq) return;
    stream.snapshot = { seq, bytes: Uint8Array.from(bytes) };
    const since = this.#clock.now() - this.#kept;
    const going = stream.entries.findIndex((entry) => entry.seq >= seq || entry.at > since);
    const gone = stream.entries.splice(0, going < 0 ? stream.entries.length : going);
    for (const { id } of gone) stream.places.delete(id);
    stream.first += gone.length;
  }

  /** Where the next entry goes, and the last one where it is known. */
  endOf(name: string): { readonly next: number; readonly last: StoreEntry | null } {
    const stream = this.streams.get(name) ?? newStream();
    return { next: nextOf(stream), last: stream.entries.at(-1) ?? null };
  }

  entryAt(name: string, seq: number): StoreEntry | null {
    const stream = this.streams.get(name) ?? newStream();
    return stream.entries[seq - stream.first] ?? null;
  }

  /** As if the last entry had never come: what a machine that dies does to entries that were only visible. */
  undoLast(name: string): void {
    const stream = this.streams.get(name);
    const gone = stream?.entries.pop();
    if (stream === undefined || gone === undefined) return;
    stream.places.delete(gone.id);
    stream.latest = stream.entries.at(-1)?.at ?? gone.at;
  }

  latestSnapshot(name: string): StoreSnapshot | null {
    return this.#known(name).snapshot;
  }

  remove(name: string): void {
    this.streams.delete(name);
    this.removed.add(name);
  }

  /** The stream, made where it is not there. */
  #streamOf(name: string): Stream {
    const stream = this.#known(name);
    this.streams.set(name, stream);
    return stream;
  }

  #known(name: string): Stream {
    if (this.removed.has(name)) throw new Removed(name);
    return this.streams.get(name) ?? newStream();
  }
}

/** The name of a blob: the SHA-256 of its bytes. */
export const blobName = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A client of the memory. */
export function memoryStore(memory = new StoreMemory()): Store {
  let isOpen = true;
  const open = (): StoreMemory => {
    if (!isOpen) throw new StoreUnavailable('the store was closed');
    return memory;
  };
  return {
    append: async (stream, entries, _, besides) => open().append(stream, entries, besides),
    appendAfter: async (stream, last, entry) => open().appendAfter(stream, last, entry),
    heads: async (streams) => open().heads(streams),
    read: async (stream, from, most) => open().read(stream, from, most),
    saveSnapshot: async (stream, seq, bytes) => open().saveSnapshot(stream, seq, bytes),
    latestSnapshot: async (stream) => open().latestSnapshot(stream),
    remove: async (stream) => open().remove(stream),
    putBlob: async (bytes) => {
      const name = blobName(bytes);
      open().blobs.set(name, Uint8Array.from(bytes));
      return name;
    },
    getBlob: async (name) => open().blobs.get(name) ?? null,
    close: async () => {
      isOpen = false;
    },
  };
}
