/** Entries that several callers append together: each id of a stream once, and those apart that are there already. */
import type { BesideEntry, NewEntry } from '../port.ts';

export interface Append {
  readonly stream: string;
  readonly entries: readonly NewEntry[];
  /** Of other streams. */
  readonly besides?: readonly BesideEntry[];
  /** The entry that the stream must end in; then nobody else appends to it in this batch. */
  readonly after?: string;
}

/** Where an entry is that was there already. */
export interface EntryPlace {
  readonly seq: number;
  readonly at: number;
}

export interface FoundEntry {
  readonly stream: string;
  readonly id: string;
  readonly place: EntryPlace;
}

export class Batch {
  /** Streams in the order of their names, each with what is appended to it. */
  readonly #streams: ReadonlyMap<string, Map<string, Uint8Array>>;
  /** What streams must end in. */
  readonly #afters: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Map<string, EntryPlace>>();
  /** How far from the end each new entry is, 1 for the last one. */
  readonly #back = new Map<string, Map<string, number>>();

  constructor(calls: readonly Append[]) {
    const streams = new Map<string, Map<string, Uint8Array>>();
    const all = calls.flatMap(({ stream, entries, besides = [] }): readonly BesideEntry[] => [
      ...entries.map(({ id, body }) => ({ stream, id, body })),
      ...besides,
    ]);
    for (const name of [...new Set(all.map(({ stream }) => stream))].sort()) streams.set(name, new Map());
    for (const { stream, id, body } of all) {
      const bodies = streams.get(stream);
      if (bodies?.has(id) === false) bodies.set(id, body);
    }
    this.#streams = streams;
    this.#afters = new Map(calls.flatMap(({ stream, after }) => (after === undefined ? [] : [[stream, after]])));
    this.#count();
  }

  /** Takes note of entries that are there already; false where all of them were known to be. */
  know(found: readonly FoundEntry[]): boolean {
    let isNews = false;
    for (const { stream, id, place } of found) {
      const known = this.#known.get(stream) ?? new Map<string, EntryPlace>();
      this.#known.set(stream, known);
      isNews ||= !known.has(id);
      known.set(id, place);
    }
    this.#count();
    return isNews;
  }

  /** How many are new. */
  newOf(stream: string): number {
    return this.#back.get(stream)?.size ?? 0;
  }

  /** Where it is; for a new one, how far from the end. */
  placeOf(stream: string, id: string): EntryPlace | number {
    return this.#known.get(stream)?.get(id) ?? this.#back.get(stream)?.get(id) ?? 0;
  }

  /** All ids, with their streams. */
  ids(): readonly unknown[] {
    const pairs = [...this.#streams].flatMap(([stream, bodies]) => [...bodies.keys()].map((id) => [stream, id]));
    return [pairs.map(([stream]) => stream), pairs.map(([, id]) => id)];
  }

  /** Whether it is for streams that must be there. */
  isBound(): boolean {
    return this.#afters.size > 0;
  }

  /** For the statement of one entry; null where there are more, or none that is new. */
  one(): readonly unknown[] | null {
    const streams = [...this.#back];
    const [stream = '', back] = streams[0] ?? [];
    if (streams.length !== 1 || back?.size !== 1) return null;
    const [id = ''] = back.keys();
    return [stream, id, this.#streams.get(stream)?.get(id), this.#afters.get(stream) ?? null];
  }

  /** For the statement of many. Bodies are one value, cut by the server, so that none is written as text. */
  values(): readonly unknown[] {
    const fresh = [...this.#back].flatMap(([stream, back]) =>
      [...back].map(([id, far]) => ({ stream, id, far, body: this.#streams.get(stream)?.get(id) ?? new Uint8Array() })),
    );
    let end = 0;
    const starts = fresh.map(({ body }) => (end += body.length) - body.length);
    return [
      [...this.#back.keys()],
      [...this.#back.values()].map(({ size }) => size),
      [...this.#back.values()].map((back) => [...back.keys()].at(-1) ?? null),
      fresh.map(({ stream }) => stream),
      fresh.map(({ id }) => id),
      starts,
      fresh.map(({ body }) => body.length),
      fresh.length === 1 ? fresh[0]?.body : Buffer.concat(fresh.map(({ body }) => body)),
      fresh.map(({ far }) => far),
      [...this.#back.keys()].map((stream) => this.#afters.get(stream) ?? null),
    ];
  }

  #count(): void {
    for (const [stream, bodies] of this.#streams) {
      const known = this.#known.get(stream);
      const fresh = [...bodies.keys()].filter((id) => known?.has(id) !== true);
      this.#back.set(stream, new Map(fresh.map((id, at) => [id, fresh.length - at])));
    }
  }
}
