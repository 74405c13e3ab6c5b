/** A world as bytes: what a replica that begins to hold it takes in place of all that was done in it. */
import type { SavedSlot } from '../worlds/stage.ts';
import type { PackedLines } from '../../state/packed-lines.ts';
import type { PackedNotes } from '../../state/packed-notes.ts';

export interface SavedWorld {
  /** Real time as it was told last. */
  readonly told: number;
  readonly slot: SavedSlot;
}

const lengthBytes = 4;

/** What is told apart, since each is read where it is needed: the pieces of the log, of notes and of notes of many rows. */
function withPieces(slot: SavedSlot, change: (piece: Uint8Array) => Uint8Array): SavedSlot {
  const { runtime } = slot;
  const { state } = runtime;
  if (state.present === null) return slot;
  const { log, fold } = state.present;
  const { overlay } = fold;
  const { notes } = overlay.history;
  const lines: PackedLines = { ...log, pieces: log.pieces.map(change) };
  const kept: PackedNotes = {
    pieces: notes.pieces.map((piece) => ({ ...piece, bytes: change(piece.bytes) })),
    dense: notes.dense.map(change),
  };
  const history = { ...overlay.history, notes: kept };
  const present = { ...state.present, log: lines, fold: { ...fold, overlay: { ...overlay, history } } };
  return { ...slot, runtime: { ...runtime, state: { ...state, present } } };
}

const elsewhere = new Uint8Array();

/** Text in JSON, its length before it, and the pieces behind it, the length of each before it. */
export function savedBytes(saved: SavedWorld): Uint8Array {
  const pieces: Uint8Array[] = [];
  const slot = withPieces(saved.slot, (piece) => {
    pieces.push(piece);
    return elsewhere;
  });
  const parts = [Buffer.from(JSON.stringify({ ...saved, slot })), ...pieces];
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
  return { ...saved, slot: withPieces(saved.slot, () => Uint8Array.from(next())) };
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(lengthBytes);
  bytes.writeUInt32BE(length);
  return bytes;
}
