/** The rows of a World that grows: copied before the first write, longer by quarters, the baseline beside them. */
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { Columns } from '../model/columns.ts';
import { areRowsMade, makingRows } from '../model/late-columns.ts';
import type { World } from '../model/world.ts';
import { makeReaders } from './readers.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What writes and time never change of a row. */
const fixedNames = [
  'timestamp',
  'duration',
  'sensor',
  'detail',
  'source',
  'destination',
  'sourcePort',
  'destinationPort',
  'count',
] as const;
/** What they do change; the baseline has its own. */
export const changingNames = ['updated', 'severity', 'flagsLow', 'flagsHigh', 'cases'] as const;

type Name = (typeof fixedNames)[number] | (typeof changingNames)[number];

/** The values of a row. */
export type RowValues = { readonly [Each in Name]: number };

export interface Rows {
  /** The events as they stand, safe to write to in the parts that may change. */
  readonly columns: () => Columns;
  /** The same of the events as they would be had nobody written. */
  readonly baseline: () => Columns;
  /** Adds a row at the end, to both, and returns its index. */
  readonly append: (values: RowValues, eventNumber: number) => number;
  /** Changes a row that was added; what never changes of others is changed for both, the rest as the events stand. */
  readonly amend: (row: number, values: Partial<RowValues>) => void;
  /** What differs from how it was at first, of the rows that were there then; null where nothing does. */
  readonly save: () => SavedRows;
  readonly load: (saved: SavedRows) => void;
  /** Leaves the columns as they are to somebody who goes on reading them, until the returned function is called: a write in between is made to copies. */
  readonly share: () => () => void;
  /** Makes the copy of the events as they stand that the next write would make at once, in pieces. */
  readonly copying: () => Sliced<void>;
  /** The same for whoever writes to a few rows; null where it is done, and where it is little. */
  readonly readying: () => Sliced<void> | null;
}

/** Rows, and their values: a list for each column that changes. */
export interface ChangedRows {
  readonly rows: readonly number[];
  readonly values: readonly (readonly number[])[];
}

export interface SavedRows {
  readonly now: ChangedRows | null;
  readonly first: ChangedRows | null;
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;
type MutableColumns = Mutable<Columns>;

export function makeRows(world: Mutable<World>): Rows {
  const begun = { now: world.aggregated, first: world.baseline };
  // Ours are the objects that nobody else holds: lengths and cells of them may be written.
  const ours: { now: MutableColumns | null; first: MutableColumns | null } = { now: null, first: null };
  /** Of each, and of what never changes of rows but by amendments. */
  const readers = { now: makeReaders(), first: makeReaders(), fixed: makeReaders() };

  const own = (which: 'now' | 'first', shown: Columns): MutableColumns => {
    if (readers[which].areThere()) ours[which] = null;
    readers[which].leaveBehind();
    return (ours[which] ??= copied(shown));
  };
  const now = (): MutableColumns => {
    const columns = own('now', world.aggregated);
    world.aggregated = columns;
    return columns;
  };
  const first = (): MutableColumns => {
    const columns = own('first', world.baseline);
    world.baseline = columns;
    return columns;
  };
  function* copying(): Sliced<void> {
    if (ours.now !== null && !readers.now.areThere()) return;
    ours.now = yield* copiedInPieces(world.aggregated);
    readers.now.leaveBehind();
    world.aggregated = ours.now;
  }
  const makeRoom = (columns: MutableColumns, baseline: MutableColumns): void => {
    const { length } = columns;
    if (columns.timestamp.length > length && world.eventNumbers !== null && world.eventNumbers.length > length) return;
    const capacity = length + Math.max(64, length >>> 2);
    for (const name of changingNames) {
      assign(columns, name, longer(columns[name], capacity));
      assign(baseline, name, longer(baseline[name], capacity));
    }
    for (const name of fixedNames) assignBoth(columns, baseline, name, longer(columns[name], capacity));
    const eventNumbers = world.eventNumbers ?? Uint32Array.from({ length }, (_, row) => row);
    world.eventNumbers = longer(eventNumbers, capacity) as Uint32Array;
  };
  return {
    columns: now,
    baseline: first,
    append: (values, eventNumber) => {
      const [columns, baseline] = [now(), first()];
      makeRoom(columns, baseline);
      const row = columns.length;
      for (const name of fixedNames) columns[name][row] = values[name];
      for (const name of changingNames) baseline[name][row] = columns[name][row] = values[name];
      if (world.eventNumbers !== null) world.eventNumbers[row] = eventNumber;
      columns.length = baseline.length = row + 1;
      return row;
    },
    amend: (row, values) => {
      const [columns, baseline] = [now(), first()];
      if (readers.fixed.areThere())
        for (const name of fixedNames) assignBoth(columns, baseline, name, columns[name].slice());
      readers.fixed.leaveBehind();
      for (const name of [...fixedNames, ...changingNames])
        columns[name][row] = values[name] ?? columns[name][row] ?? 0;
    },
    save: () => ({
      now: changedRows(begun.now, world.aggregated),
      first: changedRows(begun.first, world.baseline),
    }),
    load: (saved) => {
      if (saved.now !== null) putRows(now(), saved.now);
      if (saved.first !== null) putRows(first(), saved.first);
    },
    copying,
    readying: () => (ours.now !== null || isSmall(world.aggregated) ? null : copying()),
    share: () => {
      const over = Object.values(readers).map(({ join }) => join());
      return () => over.forEach((tell) => tell());
    },
  };
}

function changedRows(before: Columns, after: Columns): ChangedRows | null {
  if (before === after) return null;
  const rows: number[] = [];
  const [old, own] = [before, after].map((columns) => changingNames.map((name) => columns[name]));
  for (let row = 0; row < before.length; row++)
    if (own?.some((column, at) => column[row] !== old?.[at]?.[row]) === true) rows.push(row);
  return { rows, values: (own ?? []).map((column) => rows.map((row) => column[row] ?? 0)) };
}

function putRows(columns: Columns, { rows, values }: ChangedRows): void {
  changingNames.forEach((name, at) => rows.forEach((row, place) => (columns[name][row] = values[at]?.[place] ?? 0)));
}

/** The values of a row as it stands, but for what changes: that of the baseline. */
export const firstValuesAt = (columns: Columns, baseline: Columns, at: number): RowValues => ({
  ...valuesAt(columns, at),
  ...changingValuesAt(baseline, at),
});

/** What changes of a row. */
export const changingValuesAt = (columns: Columns, at: number): Pick<RowValues, (typeof changingNames)[number]> =>
  Object.fromEntries(changingNames.map((name) => [name, columns[name][at] ?? 0])) as never;

/** The values of a row of some columns. */
export function valuesAt(columns: Columns, at: number): RowValues {
  const values: Record<string, number> = {};
  for (const name of fixedNames) values[name] = columns[name][at] ?? 0;
  for (const name of changingNames) values[name] = columns[name][at] ?? 0;
  return values as unknown as RowValues;
}

/** A copy of the parts that change; the rest is shared. */
const copied = (columns: Columns): MutableColumns => ({
  ...columns,
  ...Object.fromEntries(changingNames.map((name) => [name, columns[name].slice()])),
});

/** Values of a column that are copied at once: memory that nobody wrote to before takes its time. */
const valuesAtOnce = 65_536;

/** Whether copying it at once keeps nobody waiting. */
const isSmall = (columns: Columns): boolean => columns.length <= valuesAtOnce / 4 && areRowsMade(columns);

function* copiedInPieces(columns: Columns): Sliced<MutableColumns> {
  yield* makingRows(columns);
  const copy: MutableColumns = { ...columns };
  for (const name of changingNames) {
    const column = columns[name];
    const own = longer(column.subarray(0, 0), column.length);
    for (let at = 0; at < column.length; at += valuesAtOnce) {
      own.set(column.subarray(at, at + valuesAtOnce), at);
      yield pieceOfWork;
    }
    assign(copy, name, own);
  }
  return copy;
}

const assign = (columns: MutableColumns, name: Name, column: Column): void =>
  void ((columns as unknown as Record<Name, Column>)[name] = column);

function assignBoth(columns: MutableColumns, baseline: MutableColumns, name: Name, column: Column): void {
  assign(columns, name, column);
  assign(baseline, name, column);
}

/** A copy with room for `capacity` values. */
export function longer<Kind extends Column>(column: Kind, capacity: number): Kind {
  const copy = new (column.constructor as new (length: number) => Kind)(capacity);
  copy.set(column);
  return copy;
}

/** All columns of some rows, from the first up to the one before `to`, in a fixed order, as bytes. */
export const bytesOf = (columns: Columns, from: number, to: number): readonly Uint8Array[] =>
  [...fixedNames, ...changingNames].map((name) => {
    const { buffer, byteOffset, BYTES_PER_ELEMENT } = columns[name];
    return new Uint8Array(buffer, byteOffset + from * BYTES_PER_ELEMENT, (to - from) * BYTES_PER_ELEMENT);
  });
