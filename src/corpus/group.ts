/** Grouping: numbers the distinct combinations of dictionary codes that rows of a set have, and counts them. */

import { pieceOfWork, type Sliced } from '../kernel/slices.ts';

/** A property with few values; `code` is below `size`. */
export interface Dimension {
  readonly size: number;
  readonly code: (row: number) => number;
}

export interface Groups {
  /** Codes of each group, one a dimension, in order of first appearance. */
  readonly codes: readonly (readonly number[])[];
  /** Number of the group that a row of the set belongs to. */
  readonly of: (row: number) => number;
}

/** More combinations than this are numbered by a map instead of a table. */
const largestTable = 4_194_304;

/** Calls `visit` for each row of the set in ascending order. */
export function eachRow(bits: Uint32Array, visit: (row: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) visit((word << 5) + 31 - Math.clz32(left & -left));
  }
}

/** The same in pieces; a row costs so many units. */
export const visiting = (bits: Uint32Array, units: number, visit: (row: number) => void): Sliced<void> =>
  working(bits, (row) => {
    visit(row);
    return units;
  });

/** The same where `visit` says how many units a row cost. */
export function* working(bits: Uint32Array, visit: (row: number) => number): Sliced<void> {
  let done = 0;
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      done += visit((word << 5) + 31 - Math.clz32(left & -left));
      if (done < pieceOfWork) continue;
      yield done;
      done = 0;
    }
    done++;
  }
  yield done;
}

/** Numbers groups as rows are asked for; ask for them in ascending order and the numbering is deterministic. */
export function makeGroups(dimensions: readonly Dimension[]): Groups {
  const combinations = dimensions.reduce((product, { size }) => product * Math.max(1, size), 1);
  const codes: number[][] = [];
  const table = combinations <= largestTable ? new Int32Array(combinations) : null;
  const map = new Map<number | string, number>();
  // Beyond 2^53 combinations a number no longer tells them apart.
  const isExact = combinations <= Number.MAX_SAFE_INTEGER;
  const keyOf = (row: number): number => {
    let key = 0;
    for (const { size, code } of dimensions) key = key * size + code(row);
    return key;
  };
  const add = (row: number): number => codes.push(dimensions.map(({ code }) => code(row)));
  return {
    codes,
    of: (row) => {
      if (table !== null) return (table[keyOf(row)] ||= add(row)) - 1;
      const key = isExact ? keyOf(row) : dimensions.map(({ code }) => code(row)).join(' ');
      const known = map.get(key) ?? add(row);
      map.set(key, known);
      return known - 1;
    },
  };
}
