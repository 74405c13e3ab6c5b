/** What was done to events, one by one and many at once: a change of many is kept once, with the rows that it is of. */
import { eventKeyOf } from '../model/addition.ts';
import type { Change } from '../model/change.ts';
import { makeSumDigest, digestWords, digestWordsOfJson, type SumDigest } from './digest.ts';
import { makePastNotes, noNotes, withNotes, type PackedNotes } from './packed-notes.ts';

/** A change of an aggregate, and what its raw events are told of it; null where that is nothing. */
export interface AggregateChange {
  readonly change: Change;
  readonly details: Change | null;
}

export interface History {
  /** Notes a change of one event; of an aggregate also what all of its raw events are told. */
  readonly note: (row: number, ordinal: number | null, change: Change, details?: Change | null) => void;
  /** Notes a change of many aggregates at once, one bit each, and what all of their raw events are told. */
  readonly noteAll: (rows: Uint32Array, change: Change, details?: Change | null) => void;
  /** What was done to an event, oldest first. */
  readonly changes: (row: number, ordinal: number | null) => readonly Change[];
  /** Whether somebody has assessed the aggregate, or one of its raw events so that it changed. */
  readonly isTouched: (row: number) => boolean;
  /** Bytes that it takes, roughly. */
  readonly bytes: () => number;
  readonly digest: () => string;
  /** All of it, to be carried on by another. */
  readonly save: () => SavedHistory;
}

export interface SavedHistory {
  readonly notes: PackedNotes;
  readonly digest: string;
  readonly bytes: number;
}

/** Of many rows, so few of this many have changed that they are noted one by one. */
const sparse = 512;
/** Bytes of a note: a place in a list, and its share of the map. */
const noteBytes = 64;

export interface DenseChange extends AggregateChange {
  readonly rows: Uint32Array;
}

/** A note of one event, by its key, or of many. */
export interface Noted {
  readonly of: number | Uint32Array;
  readonly note: AggregateChange;
}

/** `begun` is one that is carried on: what was noted there is read when somebody asks. */
export function makeHistory(begun: SavedHistory = { notes: noNotes, digest: '', bytes: 0 }): History {
  const past = makePastNotes(begun.notes);
  const aggregates = new Map<number, AggregateChange[]>();
  const details = new Map<number, Change[]>();
  const dense: DenseChange[] = [];
  const sum = makeSumDigest(begun.digest);
  let bytes = begun.bytes;
  /** What was noted since it was saved. Digests are made when somebody asks, which most never do. */
  const fresh: Noted[] = [];
  let [digested, saved] = [0, begun.notes];
  const denseAt = (row: number): readonly AggregateChange[] =>
    [past.dense(), dense].flatMap((notes) =>
      notes.filter(({ rows }) => (((rows[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1),
    );
  const ofAggregateAlone = (row: number): readonly AggregateChange[] =>
    joined(past.of(eventKeyOf(row, null)), aggregates.get(row));
  const add = <Note>(map: Map<number, Note[]>, key: number, note: Note): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [note]);
    else list.push(note);
    bytes += noteBytes;
  };
  const digest = (): string => {
    digestInto(sum, fresh, digested);
    digested = fresh.length;
    return sum.read();
  };
  return {
    note: (row, ordinal, change, told = null) => {
      const note: AggregateChange = { change, details: told };
      fresh.push({ of: eventKeyOf(row, ordinal), note });
      if (ordinal === null) add(aggregates, row, note);
      else add(details, eventKeyOf(row, ordinal), change);
    },
    noteAll: (rows, change, told = null) => {
      const note: AggregateChange = { change, details: told };
      fresh.push({ of: rows, note });
      if (isSparse(rows)) eachMarked(rows, (row) => add(aggregates, row, note));
      else {
        dense.push({ ...note, rows });
        bytes += rows.byteLength + noteBytes;
      }
    },
    changes: (row, ordinal) => {
      const ofAggregate = [...ofAggregateAlone(row), ...denseAt(row)];
      const all =
        ordinal === null
          ? ofAggregate.map(({ change }) => change)
          : [
              ...past.of(eventKeyOf(row, ordinal)).map(({ change }) => change),
              ...(details.get(eventKeyOf(row, ordinal)) ?? []),
              ...ofAggregate.flatMap(({ details: told }) => told ?? []),
            ];
      return all.length < 2 ? all : all.sort((one, other) => one.seq - other.seq);
    },
    isTouched: (row) => ofAggregateAlone(row).some(isTouch) || denseAt(row).some(isTouch),
    bytes: () => bytes,
    digest,
    save: () => {
      const told = digest();
      saved = withNotes(saved, fresh);
      fresh.length = digested = 0;
      return { notes: saved, digest: told, bytes };
    },
  };
}

const joined = <Item>(one: readonly Item[], other: readonly Item[] | undefined): readonly Item[] =>
  other === undefined ? one : one.length === 0 ? other : [...one, ...other];

/** Of many rows so few that each is told by itself. */
export const isSparse = (rows: Uint32Array): boolean => countOf(rows) < (rows.length * 32) / sparse;

/** Many notes in a row are of one change. */
function digestInto(sum: SumDigest, fresh: readonly Noted[], from: number): void {
  let last: AggregateChange | null = null;
  let words: Uint32Array = new Uint32Array(0);
  for (let place = from; place < fresh.length; place++) {
    const { of, note } = fresh[place] as Noted;
    if (typeof of !== 'number') {
      const rows = new Uint8Array(of.buffer, of.byteOffset, of.byteLength);
      sum.addWords(digestWords([note.change, note.details], rows));
      continue;
    }
    if (note.change !== last?.change || note.details !== last.details)
      words = digestWordsOfJson([note.change, note.details]);
    last = note;
    sum.add(of, words);
  }
}

const isTouch = ({ change }: AggregateChange): boolean => change.type !== 'reindexed';

function countOf(bits: Uint32Array): number {
  let count = 0;
  for (const word of bits) for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
}

export function eachMarked(bits: Uint32Array, use: (row: number) => void): void {
  bits.forEach((word, place) => {
    for (let left = word; left !== 0; left &= left - 1) use(place * 32 + 31 - Math.clz32(left & -left));
  });
}
