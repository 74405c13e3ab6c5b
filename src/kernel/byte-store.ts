/** Bytes kept by number, so many in all: what costs more to write than to copy. */
import { put, type Sheet } from './bytes.ts';

/** Bytes by a whole number that says all they depend on. */
export interface ByteStore {
  readonly get: (key: number) => Uint8Array | undefined;
  /** Keeps a copy, unless there is no room for it now. */
  readonly offer: (key: number, bytes: Uint8Array) => void;
  readonly clear: () => void;
  /** Bytes that are kept, with what keeping them takes. */
  readonly used: () => number;
}

/** What an entry takes besides its bytes. */
const overhead = 192;

/** Of those for which there is no room only one in so many is kept, in the place of the oldest: a walk over more than fits would else find nothing that it kept. */
const oneIn = 8;

/** A store of at most so many bytes. */
export function makeByteStore(most: number): ByteStore {
  const kept = new Map<number, Uint8Array>();
  let used = 0;
  let turned = 0;
  const forget = (key: number, { length }: Uint8Array): void => {
    kept.delete(key);
    used -= length + overhead;
  };
  return {
    get: (key) => kept.get(key),
    offer: (key, bytes) => {
      const needed = bytes.length + overhead;
      const before = kept.get(key);
      if (before !== undefined) forget(key, before);
      if (needed > most) return;
      if (used + needed > most && ++turned % oneIn !== 0) return;
      for (const [oldest, piece] of kept) {
        if (used + needed <= most) break;
        forget(oldest, piece);
      }
      kept.set(key, new Uint8Array(bytes));
      used += needed;
    },
    clear: () => {
      kept.clear();
      used = 0;
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
