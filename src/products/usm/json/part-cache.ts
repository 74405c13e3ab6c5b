/** Parts of records as bytes, kept: what never changes of an alarm or event costs more to write than to copy. */
import { put, type Sheet } from '../../../kernel/bytes.ts';
import type { World } from '../../../model/world.ts';

/** Copies what was written before for the same row and mark, or else writes and keeps it. The mark is a whole number below 2048. */
export type KeptPart = (sheet: Sheet, row: number, mark: number, write: () => void) => void;

/** Parts by row and mark; the oldest is forgotten when there are too many. */
export type PartKeeper = Map<number, Uint8Array>;

/** Of one to three KB. */
const most = 4096;

/** Keeps parts of the rows that `world` has from its beginning, if it began as `base`: which event stands in a later row differs between simulations. */
export const makeKeptPart =
  (kept: PartKeeper, world: World, base: World): KeptPart =>
  (sheet, row, mark, write) => {
    if (row >= base.baseline.length || world.since !== base.since) return write();
    const key = row * 2048 + mark;
    const known = kept.get(key);
    if (known !== undefined) return put(sheet, known);
    // The sheet may move to another slab while it is written to.
    const from = sheet.at - sheet.from;
    write();
    if (kept.size >= most) kept.delete(kept.keys().next().value ?? -1);
    kept.set(key, new Uint8Array(sheet.bytes.subarray(sheet.from + from, sheet.at)));
  };
