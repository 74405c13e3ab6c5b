/** Bytes kept by number, so many in all: what costs more to write than to copy. */
import { put, type Sheet } from './bytes.ts';

/** Bytes by a whole number that says all they depend on; what is asked for together has neighbouring numbers. */
export interface ByteStore {
  readonly get: (key: number) => Uint8Array | undefined;
  /** Keeps a copy, unless there is one already or no room for it now. */
  readonly offer: (key: number, bytes: Uint8Array) => void;
  readonly clear: () => void;
  /** Bytes that are kept, with what keeping them takes. */
  readonly used: () => number;
}

/** Pieces that were kept one after the other, and are forgotten together: a buffer for each would cost the processor more looks at memory. */
interface Slab {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly keys: number[];
  at: number;
  used: number;
}

const slabBytes = 262_144;

/** What an entry takes besides its bytes. */
const overhead = 192;

/** Only so many times more than the oldest slab holds are forgotten for its place: a walk over more than fits would else find nothing that it kept. */
const oneIn = 8;

/** Keys that are looked for in one place. */
const neighbours = 64;
const placeOf = (key: number): number => Math.floor(key / neighbours);

/** A store of at most so many bytes. */
export function makeByteStore(most: number): ByteStore {
  const kept = new Map<number, (Uint8Array | undefined)[]>();
  const slabs: Slab[] = [];
  let used = 0;
  let turned = 0;
  const get = (key: number): Uint8Array | undefined => {
    const place = placeOf(key);
    return kept.get(place)?.[key - place * neighbours];
  };
  const set = (key: number, piece: Uint8Array | undefined): void => {
    const place = placeOf(key);
    const pieces = kept.get(place) ?? Array.from({ length: neighbours });
    pieces[key - place * neighbours] = piece;
    if (piece === undefined && pieces.every((other) => other === undefined)) kept.delete(place);
    else kept.set(place, pieces);
  };
  /** Forgets the oldest slab, and says what it took. */
  const forgetOldest = (): number => {
    const oldest = slabs.shift();
    for (const key of oldest?.keys ?? []) set(key, undefined);
    return oldest?.used ?? 0;
  };
  const slabFor = (length: number): Slab => {
    const last = slabs.at(-1);
    if (last !== undefined && last.at + length <= last.bytes.length) return last;
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(Math.max(length, Math.min(slabBytes, most >>> 3))).buffer);
    const slab = { bytes, keys: [], at: 0, used: 0 };
    slabs.push(slab);
    return slab;
  };
  return {
    get,
    offer: (key, bytes) => {
      const { length } = bytes;
      const needed = length + overhead;
      if (needed > most || get(key) !== undefined) return;
      if (used + needed > most) {
        turned += needed;
        if (turned < (slabs[0]?.used ?? 0) * oneIn) return;
        turned = 0;
        while (used + needed > most) used -= forgetOldest();
      }
      const slab = slabFor(length);
      const piece = new Uint8Array(slab.bytes.buffer, slab.at, length);
      piece.set(bytes);
      set(key, piece);
      slab.keys.push(key);
      slab.at += length;
      slab.used += needed;
      used += needed;
    },
    clear: () => {
      kept.clear();
      // Where each write makes all of it stale, a fresh slab for each would keep the collector busy.
      const usable = slabs.find(({ bytes }) => bytes.length <= slabBytes);
      slabs.length = used = 0;
      if (usable !== undefined) slabs.push({ bytes: usable.bytes, keys: [], at: 0, used: 0 });
    },
    used: () => used,
  };
}

/** Copies what was written before under the key, or else writes and keeps it. */
export function putKept(sheet: Sheet, store: ByteStore, key: number, write: () => void): void {
  const known = store.get(key);
  if (known !== undefined) return put(sheet, known);
  // The sheet may move to another slab while it is written to.
  const from = sheet.at - sheet.from;
  write();
  store.offer(key, sheet.bytes.subarray(sheet.from + from, sheet.at));
}
