/** What was done to events as lines, and what such lines tell of one event: each is read when somebody asks for the first time. */
import { eventKeyOf } from '../model/addition.ts';
import { eachMarked, isSparse, type AggregateChange, type DenseChange, type Noted } from './history.ts';
import { unpackedLines, type PackedLines } from './packed-lines.ts';

/** An event's key, or rows as bytes, with what was done; nothing where that is the same as in the line before. */
export function noteLines(fresh: readonly Noted[]): readonly string[] {
  let last: AggregateChange | null = null;
  return fresh.map(({ of, note }) => {
    const isSame = note.change === last?.change && note.details === last.details;
    last = note;
    return `${typeof of === 'number' ? of : textOfRows(of)} ${isSame ? '' : JSON.stringify([note.change, note.details])}`;
  });
}

const mark = 'rows:';
const textOfRows = ({ buffer, byteOffset, byteLength }: Uint32Array): string =>
  `${mark}${Buffer.from(buffer, byteOffset, byteLength).toString('base64')}`;
const rowsOf = (text: string): Uint32Array =>
  new Uint32Array(Uint8Array.from(Buffer.from(text.slice(mark.length), 'base64')).buffer);

export interface PastNotes {
  /** Of one event, by its key, oldest first. */
  readonly of: (key: number) => readonly AggregateChange[];
  readonly dense: () => readonly DenseChange[];
}

const none: readonly never[] = [];

export function makePastNotes(packed: PackedLines): PastNotes {
  let found: ReturnType<typeof unpacked> | null = null;
  const all = (): ReturnType<typeof unpacked> => (found ??= unpacked(packed));
  const known = new Map<number, readonly AggregateChange[]>();
  if (packed.count === 0) return { of: () => none, dense: () => none };
  return {
    of: (key) => {
      const before = known.get(key);
      if (before !== undefined) return before;
      const { places, noteAt } = all();
      const notes = places.get(key)?.map(noteAt) ?? none;
      if (notes.length > 0) known.set(key, notes);
      return notes;
    },
    dense: () => all().dense,
  };
}

/** Where notes of each event are, each in the line that tells it. */
function unpacked(packed: PackedLines) {
  const lines = unpackedLines(packed);
  const places = new Map<number, number[]>();
  const dense: DenseChange[] = [];
  const notes = new Map<number, AggregateChange>();
  const add = (key: number, place: number): void => {
    const list = places.get(key);
    if (list === undefined) places.set(key, [place]);
    else list.push(place);
  };
  const noteAt = (place: number): AggregateChange => {
    const known = notes.get(place);
    if (known !== undefined) return known;
    const line = lines[place] ?? '';
    const [change, details] = JSON.parse(line.slice(line.indexOf(' ') + 1)) as [
      AggregateChange['change'],
      AggregateChange['details'],
    ];
    const note = { change, details };
    notes.set(place, note);
    return note;
  };
  let told = 0;
  for (const [place, line] of lines.entries()) {
    const end = line.indexOf(' ');
    if (end < line.length - 1) told = place;
    if (!line.startsWith(mark)) {
      add(Number(line.slice(0, end)), told);
      continue;
    }
    const rows = rowsOf(line.slice(0, end));
    const at = told;
    if (isSparse(rows)) eachMarked(rows, (row) => add(eventKeyOf(row, null), at));
    else dense.push({ ...noteAt(at), rows });
  }
  return { places, dense, noteAt };
}
