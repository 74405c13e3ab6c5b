/** Columns: everything that is searched or sorted, in typed arrays; a row is an event. */

/** How far a table of rows reaches; its arrays may be longer, for rows to come. */
export interface Extent {
  readonly length: number;
  /** Rows below this are in ascending order of `timestamp`; those that were submitted later follow as they came. */
  readonly sorted: number;
}

/** Aggregated events. */
export interface Columns extends Extent {
  /** Epoch milliseconds of the first trigger. */
  readonly timestamp: Float64Array;
  /** Milliseconds from the first to the last trigger. */
  readonly duration: Uint32Array;
  /** Epoch milliseconds of the last change. */
  readonly updated: Float64Array;
  readonly sensor: Uint16Array;
  readonly detail: Uint16Array;
  readonly source: Uint16Array;
  readonly destination: Uint16Array;
  readonly sourcePort: Uint16Array;
  readonly destinationPort: Uint16Array;
  /** How many raw events were aggregated; 0 for a row that only carries a raw event which was submitted by itself. */
  readonly count: Uint32Array;
  /** Index into `severities`. */
  readonly severity: Uint8Array;
  /** Bits 0–31 and 32–63 of the flags. */
  readonly flagsLow: Uint32Array;
  readonly flagsHigh: Uint32Array;
  /** Index into `World.caseSets`. */
  readonly cases: Uint16Array;
}

/** Raw events; what is not here is their aggregate's. */
export interface RawColumns extends Extent {
  readonly timestamp: Float64Array;
  /** Row of the aggregate. */
  readonly parent: Uint32Array;
  /** Which of the aggregate's triggers, from 0. */
  readonly ordinal: Uint16Array;
}

/** Some rows of some columns, one after the other, as columns of their own. */
export function gathered(parts: readonly (readonly [Columns, Uint32Array])[]): Columns {
  const made = makeColumns(parts.reduce((sum, [, rows]) => sum + rows.length, 0));
  let first = 0;
  for (const [columns, rows] of parts) {
    for (const [name, values] of Object.entries(columns) as [keyof Columns, unknown][]) {
      if (!ArrayBuffer.isView(values)) continue;
      const [from, to] = [values as unknown as Uint32Array, made[name] as Uint32Array];
      rows.forEach((row, at) => void (to[first + at] = from[row] ?? 0));
    }
    first += rows.length;
  }
  return made;
}

/** Bytes of one aggregated row over all columns; 1,000,000 rows take 51 MB. */
export function makeColumns(length: number): Columns {
  return {
    length,
    sorted: length,
    timestamp: new Float64Array(length),
    duration: new Uint32Array(length),
    updated: new Float64Array(length),
    sensor: new Uint16Array(length),
    detail: new Uint16Array(length),
    source: new Uint16Array(length),
    destination: new Uint16Array(length),
    sourcePort: new Uint16Array(length),
    destinationPort: new Uint16Array(length),
    count: new Uint32Array(length),
    severity: new Uint8Array(length),
    flagsLow: new Uint32Array(length),
    flagsHigh: new Uint32Array(length),
    cases: new Uint16Array(length),
  };
}
