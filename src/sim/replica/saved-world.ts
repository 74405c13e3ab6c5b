/** A world as bytes: what a replica that begins to hold it takes in place of all that was done in it. */
import type { SavedSlot } from '../worlds/stage.ts';

export interface SavedWorld {
  /** Real time as it was told last. */
  readonly told: number;
  readonly slot: SavedSlot;
}

export const savedBytes = (saved: SavedWorld): Uint8Array => Buffer.from(JSON.stringify(saved));

export const savedFrom = (bytes: Uint8Array): SavedWorld =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) as SavedWorld;
