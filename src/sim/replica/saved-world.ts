/** A world as bytes: what a replica that begins to hold it takes in place of all that was done in it. */
import type { SavedSlot } from '../worlds/stage.ts';
import type { PackedLines } from '../../state/packed-lines.ts';

export interface SavedWorld {
  /** Real time as it was told last. */
  readonly told: number;
  readonly slot: SavedSlot;
}

const lengthBytes = 4;

/** The slot with other packed lines in it, which are told apart: each of these is read where it is needed. */
function withPacked(slot: SavedSlot, change: (lines: PackedLines) => PackedLines): SavedSlot {
  const { runtime } = slot;
  const { state } = runtime;
  if (state.present === null) return slot;
  const { log, fold } = state.present;
  const { overlay } = fold;
  const history = { ...overlay.history, notes: change(overlay.history.notes) };
  const present = { ...state.present, log: change(log), fold: { ...fold, overlay: { ...overlay, history } } };
  return { ...slot, runtime: { ...runtime, state: { ...state, present } } };
}

/** Text in JSON, its length before it, and the packed lines behind it, the length of each before it. */
export function savedBytes(saved: SavedWorld): Uint8Array {
  const packed: Uint8Array[] = [];
  const slot = withPacked(saved.slot, ({ count, pieces }) => {
    packed.push(Buffer.concat(pieces));
    return { count, pieces: [] };
  });
  const parts = [Buffer.from(JSON.stringify({ ...saved, slot })), ...packed];
  return Buffer.concat(parts.flatMap((part) => [lengthOf(part), part]));
}

export function savedFrom(bytes: Uint8Array): SavedWorld {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const next = (): Buffer => {
    const from = at + lengthBytes;
    at = from + buffer.readUInt32BE(at);
    return buffer.subarray(from, at);
  };
  const saved = JSON.parse(next().toString()) as SavedWorld;
  return { ...saved, slot: withPacked(saved.slot, ({ count }) => ({ count, pieces: [Uint8Array.from(next())] })) };
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(lengthBytes);
  bytes.writeUInt32BE(length);
  return bytes;
}
