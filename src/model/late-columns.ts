/** Columns whose rows are made when somebody reads them: whole columns for who asks for a column, a few rows for who asks for those. */
import type { Sliced } from '../kernel/slices.ts';
import { makeColumns, type Columns } from './columns.ts';

/** How the rows come about; each is a pure function of its place. */
export interface RowSource {
  /** Writes rows `from` … `to`-1 to their places in the columns. */
  readonly fill: (columns: Columns, from: number, to: number) => void;
  /** The time of one row, without the rest of it. */
  readonly time: (row: number) => number;
}

interface Late extends Pick<RowSource, 'time'> {
  readonly rows: (from: number, to: number) => Columns;
  readonly whole: () => Columns;
  readonly isWhole: () => boolean;
}

const sources = new WeakMap<Columns, Late>();

/** The columns for who reads only rows `from` … `to`-1 of them: there may be nothing yet at other rows. */
export const withRows = (columns: Columns, from: number, to = from + 1): Columns =>
  sources.get(columns)?.rows(from, to) ?? columns;

/** Rows that are made at once. */
const rowsAtOnce = 64;

/** Makes all rows in pieces: to be done before columns are read by their names, which makes what is not there yet in one step. */
export function* makingRows(columns: Columns): Sliced<void> {
  const late = sources.get(columns);
  if (late === undefined || late.isWhole()) return;
  for (let row = 0; row < columns.length; row += rowsAtOnce) {
    late.rows(row, row + rowsAtOnce);
    // Next to nothing: whether a request is within its budget must not depend on who asked before.
    yield 1;
  }
  late.whole();
}

/** Whether that is done, or there was never anything to do. */
export const areRowsMade = (columns: Columns): boolean => sources.get(columns)?.isWhole() ?? true;

/** The time of a row, for who looks at a few rows far apart. */
export const timeOfRow = (columns: Columns): ((row: number) => number) =>
  sources.get(columns)?.time ?? ((row) => columns.timestamp[row] ?? 0);

/** The most rows that were made in one step, for who looks at whether that is done in pieces. */
let largest = 0;
export const rowsMadeAtOnce = (): number => largest;
export const forgetRowsMade = (): void => void (largest = 0);

const blockBits = 6;
const blockRows = 1 << blockBits;

/** Columns like any others; what is read of them is made before. */
export function makeLateColumns(length: number, source: RowSource): Columns {
  const made = makeColumns(length);
  const isMade = new Uint8Array(Math.ceil(length / blockRows));
  let [isWhole, hasTimes] = [length === 0, length === 0];
  let asked = 0;

  const rows = (from: number, to: number): Columns => {
    if (isWhole) return made;
    // From gap to gap, because each call has a cost of its own.
    const last = Math.ceil(Math.min(to, length) / blockRows);
    for (let block = from >>> blockBits; block < last; block++) {
      if (isMade[block] !== 0) continue;
      const begin = block;
      while (block < last && isMade[block] === 0) isMade[block++] = 1;
      largest = Math.max(largest, (block - begin) << blockBits);
      source.fill(made, begin << blockBits, Math.min(length, block << blockBits));
    }
    return made;
  };
  const whole = (): Columns => {
    rows(0, length);
    isWhole = hasTimes = true;
    return made;
  };
  const times = (): Float64Array => {
    if (!hasTimes) for (let row = 0; row < length; row++) made.timestamp[row] = source.time(row);
    hasTimes = true;
    return made.timestamp;
  };
  /** Who asks for many, one by one, gets them from the column. */
  const time = (row: number): number => {
    if (!hasTimes && ++asked <= length >>> 4) return source.time(row);
    return (hasTimes ? made.timestamp : times())[row] ?? 0;
  };
  const columns: Columns = {
    length,
    sorted: length,
    get timestamp() {
      return hasTimes ? made.timestamp : times();
    },
    get duration() {
      return whole().duration;
    },
    get updated() {
      return whole().updated;
    },
    get sensor() {
      return whole().sensor;
    },
    get detail() {
      return whole().detail;
    },
    get source() {
      return whole().source;
    },
    get destination() {
      return whole().destination;
    },
    get sourcePort() {
      return whole().sourcePort;
    },
    get destinationPort() {
      return whole().destinationPort;
    },
    get count() {
      return whole().count;
    },
    get severity() {
      return whole().severity;
    },
    get flagsLow() {
      return whole().flagsLow;
    },
    get flagsHigh() {
      return whole().flagsHigh;
    },
    get cases() {
      return whole().cases;
    },
  };
  sources.set(columns, { rows, time, whole, isWhole: () => isWhole });
  return columns;
}
