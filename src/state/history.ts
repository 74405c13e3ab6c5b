/** What was done to events, one by one and many at once: a change of many is kept once, with the rows that it is of. */
import { eventKeyOf } from '../model/addition.ts';
import type { Change } from '../model/change.ts';
import { makeSumDigest, digestWords, digestWordsOfJson, type SumDigest } from './digest.ts';

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
}

/** Of many rows, so few of this many have changed that they are noted one by one. */
const sparse = 512;
/** Bytes of a note: a place in a list, and its share of the map. */
const noteBytes = 64;

interface DenseChange extends AggregateChange {
  readonly rows: Uint32Array;
}

/** Notes that are in no digest yet: those are made when somebody asks, which most never do. */
interface Undigested {
  readonly keys: number[];
  readonly notes: AggregateChange[];
}

export function makeHistory(): History {
  const aggregates = new Map<number, AggregateChange[]>();
  const details = new Map<number, Change[]>();
  const dense: DenseChange[] = [];
  const sum = makeSumDigest();
  let bytes = 0;
  const undigested: Undigested = { keys: [], notes: [] };
  const denseAt = (row: number): readonly DenseChange[] =>
    dense.filter(({ rows }) => (((rows[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1);
  const add = <Note>(map: Map<number, Note[]>, key: number, note: Note): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [note]);
    else list.push(note);
    bytes += noteBytes;
  };
  return {
    note: (row, ordinal, change, told = null) => {
      const note: AggregateChange = { change, details: told };
      undigested.keys.push(eventKeyOf(row, ordinal));
      undigested.notes.push(note);
      if (ordinal === null) add(aggregates, row, note);
      else add(details, eventKeyOf(row, ordinal), change);
    },
    noteAll: (rows, change, told = null) => {
      const note: AggregateChange = { change, details: told };
      sum.addWords(digestWords([change, told], new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)));
      if (countOf(rows) < (rows.length * 32) / sparse) eachRow(rows, (row) => add(aggregates, row, note));
      else {
        dense.push({ ...note, rows });
        bytes += rows.byteLength + noteBytes;
      }
    },
    changes: (row, ordinal) => {
      const ofAggregate = [...(aggregates.get(row) ?? []), ...denseAt(row)];
      const all =
        ordinal === null
          ? ofAggregate.map(({ change }) => change)
          : [
              ...(details.get(eventKeyOf(row, ordinal)) ?? []),
              ...ofAggregate.flatMap(({ details: told }) => told ?? []),
            ];
      return all.length < 2 ? all : all.sort((one, other) => one.seq - other.seq);
    },
    isTouched: (row) =>
      (aggregates.get(row) ?? []).some(isTouch) ||
      dense.some((note) => isTouch(note) && (((note.rows[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1),
    bytes: () => bytes,
    digest: () => {
      digestInto(sum, undigested);
      return sum.read();
    },
  };
}

/** Many notes in a row are of one change. */
function digestInto(sum: SumDigest, { keys, notes }: Undigested): void {
  let last = notes[0];
  let words: Uint32Array = new Uint32Array(0);
  for (const [place, note] of notes.entries()) {
    if (place === 0 || note.change !== last?.change || note.details !== last.details)
      words = digestWordsOfJson([note.change, note.details]);
    last = note;
    sum.add(keys[place] ?? 0, words);
  }
  keys.length = notes.length = 0;
}

const isTouch = ({ change }: AggregateChange): boolean => change.type !== 'reindexed';

function countOf(bits: Uint32Array): number {
  let count = 0;
  for (const word of bits) for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
}

function eachRow(bits: Uint32Array, use: (row: number) => void): void {
  bits.forEach((word, place) => {
    for (let left = word; left !== 0; left &= left - 1) use(place * 32 + 31 - Math.clz32(left & -left));
  });
}
