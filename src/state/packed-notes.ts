/** What was done to events, packed by the events that it was done to: what is asked of one event unpacks little else. */
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { eventKeyOf } from '../model/addition.ts';
import { eachMarked, isSparse, type AggregateChange, type DenseChange, type Noted } from './history.ts';

/** Notes of events in the order of their keys, and for each key in the order in which they were noted. */
export interface NotePiece {
  readonly firstKey: number;
  readonly lastKey: number;
  readonly bytes: Uint8Array;
}

export interface PackedNotes {
  /** Those of each lot behind those of the lots before. */
  readonly pieces: readonly NotePiece[];
  /** Of many rows at once, a lot each. */
  readonly dense: readonly Uint8Array[];
}

export const noNotes: PackedNotes = { pieces: [], dense: [] };

const mostNotes = 2048;

interface KeyedNote {
  readonly key: number;
  readonly note: AggregateChange;
}

/** With more behind. */
export function withNotes({ pieces, dense }: PackedNotes, fresh: readonly Noted[]): PackedNotes {
  const keyed: KeyedNote[] = [];
  const many: string[] = [];
  for (const { of, note } of fresh) {
    if (typeof of === 'number') keyed.push({ key: of, note });
    else if (isSparse(of)) eachMarked(of, (row) => keyed.push({ key: eventKeyOf(row, null), note }));
    else many.push(`${textOfRows(of)} ${textOf(note)}`);
  }
  keyed.sort((one, other) => one.key - other.key);
  const made = Array.from({ length: Math.ceil(keyed.length / mostNotes) }, (_, at) =>
    pieceOf(keyed.slice(at * mostNotes, (at + 1) * mostNotes)),
  );
  return { pieces: [...pieces, ...made], dense: many.length === 0 ? dense : [...dense, packed(many)] };
}

/** A line is a key and what was done; nothing where that is the same as in the line before. */
function pieceOf(notes: readonly KeyedNote[]): NotePiece {
  let last: AggregateChange | null = null;
  const lines = notes.map(({ key, note }) => {
    const isSame = note.change === last?.change && note.details === last.details;
    last = note;
    return `${key} ${isSame ? '' : textOf(note)}`;
  });
  return { firstKey: notes[0]?.key ?? 0, lastKey: notes.at(-1)?.key ?? 0, bytes: packed(lines) };
}

const packed = (lines: readonly string[]): Uint8Array => gzipSync(lines.join('\n'), { level: constants.Z_BEST_SPEED });
const unpacked = (bytes: Uint8Array): readonly string[] => gunzipSync(bytes).toString().split('\n');

const textOf = ({ change, details }: AggregateChange): string => JSON.stringify([change, details]);
function noteIn(text: string): AggregateChange {
  const [change, details] = JSON.parse(text) as [AggregateChange['change'], AggregateChange['details']];
  return { change, details };
}

const textOfRows = ({ buffer, byteOffset, byteLength }: Uint32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
const rowsOf = (text: string): Uint32Array => new Uint32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

/** The two parts of a line. */
function partsOf(line: string): readonly [string, string] {
  const end = line.indexOf(' ');
  return [line.slice(0, end), line.slice(end + 1)];
}

export interface PastNotes {
  /** Of one event, by its key, oldest first. */
  readonly of: (key: number) => readonly AggregateChange[];
  readonly dense: () => readonly DenseChange[];
}

/** Pieces that stay unpacked: those asked for last. */
const mostUnpacked = 64;

export function makePastNotes({ pieces, dense }: PackedNotes): PastNotes {
  const read = new Map<NotePiece, ReadonlyMap<number, readonly string[]>>();
  const textsIn = (piece: NotePiece): ReadonlyMap<number, readonly string[]> => {
    const texts = read.get(piece) ?? textsOf(piece);
    read.delete(piece);
    read.set(piece, texts);
    const [oldest] = read.keys();
    if (read.size > mostUnpacked && oldest !== undefined) read.delete(oldest);
    return texts;
  };
  const known = new Map<number, readonly AggregateChange[]>();
  let many: readonly DenseChange[] | null = dense.length === 0 ? [] : null;
  return {
    of: (key) => {
      const before = known.get(key);
      if (before !== undefined) return before;
      const notes = pieces
        .filter(({ firstKey, lastKey }) => firstKey <= key && key <= lastKey)
        .flatMap((piece) => textsIn(piece).get(key) ?? [])
        .map(noteIn);
      if (notes.length > 0) known.set(key, notes);
      return notes;
    },
    dense: () =>
      (many ??= dense.flatMap(unpacked).map((line) => {
        const [rows, text] = partsOf(line);
        return { ...noteIn(text), rows: rowsOf(rows) };
      })),
  };
}

/** What was done to each event of a piece. */
function textsOf({ bytes }: NotePiece): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  let told = '';
  for (const line of unpacked(bytes)) {
    const [key, text] = partsOf(line);
    if (text !== '') told = text;
    const list = texts.get(Number(key));
    if (list === undefined) texts.set(Number(key), [told]);
    else list.push(told);
  }
  return texts;
}
