/** What was done to events, packed by the events that it was done to: what is asked of one event unpacks little else. */
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { eventKeyOf } from '../model/addition.ts';
import { eachMarked, isSparse, type AggregateChange, type DenseChange, type Noted } from './history.ts';

/** Notes of events in the order of their keys, and for each key in the order in which they were noted. */
export interface NotePiece {
  readonly firstKey: number;
  readonly lastKey: number;
  readonly count: number;
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

/** A key with what was done, as text. */
type KeyedNote = readonly [key: number, text: string];

/** With more behind. A small piece at the end is packed anew with them: what is saved again and again comes to few pieces. */
export function withNotes({ pieces, dense }: PackedNotes, fresh: readonly Noted[]): PackedNotes {
  const last = pieces.at(-1);
  const isSmall = last !== undefined && fresh.length > 0 && last.count < mostNotes / 2;
  const keyed: KeyedNote[] = isSmall ? [...notesOf(last)] : [];
  const many: string[] = [];
  let told: AggregateChange | null = null;
  let text = '';
  for (const { of, note } of fresh) {
    if (note.change !== told?.change || note.details !== told.details) text = textOf(note);
    told = note;
    if (typeof of === 'number') keyed.push([of, text]);
    else if (isSparse(of)) eachMarked(of, (row) => keyed.push([eventKeyOf(row, null), text]));
    else many.push(`${textOfRows(of)} ${text}`);
  }
  keyed.sort(([one], [other]) => one - other);
  const made = Array.from({ length: Math.ceil(keyed.length / mostNotes) }, (_, at) =>
    pieceOf(keyed.slice(at * mostNotes, (at + 1) * mostNotes)),
  );
  return {
    pieces: [...(isSmall ? pieces.slice(0, -1) : pieces), ...made],
    dense: many.length === 0 ? dense : [...dense, packed(many)],
  };
}

/** A line is a key and what was done; nothing where that is the same as in the line before. */
function pieceOf(notes: readonly KeyedNote[]): NotePiece {
  const lines = notes.map(([key, text], at) => `${key} ${text === notes[at - 1]?.[1] ? '' : text}`);
  return { firstKey: notes[0]?.[0] ?? 0, lastKey: notes.at(-1)?.[0] ?? 0, count: notes.length, bytes: packed(lines) };
}

function* notesOf({ bytes }: NotePiece): Generator<KeyedNote> {
  let told = '';
  for (const line of unpacked(bytes)) {
    const [key, text] = partsOf(line);
    if (text !== '') told = text;
    yield [Number(key), told];
  }
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

/** So many notes stay unpacked: those of the pieces that were asked for last. */
const mostUnpacked = 131_072;

export function makePastNotes({ pieces, dense }: PackedNotes): PastNotes {
  const read = new Map<NotePiece, ReadonlyMap<number, readonly string[]>>();
  let unpackedNotes = 0;
  const textsIn = (piece: NotePiece): ReadonlyMap<number, readonly string[]> => {
    const known = read.get(piece);
    const texts = known ?? textsOf(piece);
    if (known === undefined) unpackedNotes += piece.count;
    read.delete(piece);
    read.set(piece, texts);
    for (const oldest of read.keys()) {
      if (unpackedNotes <= mostUnpacked) break;
      read.delete(oldest);
      unpackedNotes -= oldest.count;
    }
    return texts;
  };
  const told = new Map<number, readonly AggregateChange[]>();
  let many: readonly DenseChange[] | null = dense.length === 0 ? [] : null;
  return {
    of: (key) => {
      const before = told.get(key);
      if (before !== undefined) return before;
      const notes = pieces
        .filter(({ firstKey, lastKey }) => firstKey <= key && key <= lastKey)
        .flatMap((piece) => textsIn(piece).get(key) ?? [])
        .map(noteIn);
      if (notes.length > 0) told.set(key, notes);
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
function textsOf(piece: NotePiece): ReadonlyMap<number, readonly string[]> {
  const texts = new Map<number, string[]>();
  for (const [key, text] of notesOf(piece)) {
    const list = texts.get(key);
    if (list === undefined) texts.set(key, [text]);
    else list.push(text);
  }
  return texts;
}
