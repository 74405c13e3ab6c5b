/** Predicates over columns as values: what a search asks, before anybody scans. */

/** A column of small integers or times, by its name in `Columns`. */
export type CodeColumn =
  | 'sensor'
  | 'detail'
  | 'source'
  | 'destination'
  | 'sourcePort'
  | 'destinationPort'
  | 'severity'
  | 'cases';
export type TimeField = 'timestamp' | 'end' | 'updated';

/**
 * A test of one event. `any` of nothing is false, `all` of nothing is true.
 * `code`: the column's value has a 1 in the table. `time`: inclusive bounds in epoch milliseconds.
 * `row`: any function of the row, for what no column holds; it is evaluated last.
 */
export type Predicate =
  | { readonly kind: 'all'; readonly of: readonly Predicate[] }
  | { readonly kind: 'any'; readonly of: readonly Predicate[] }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'code'; readonly column: CodeColumn; readonly table: Uint8Array }
  | { readonly kind: 'time'; readonly field: TimeField; readonly from: number; readonly to: number }
  | { readonly kind: 'flags'; readonly set: FlagWords; readonly clear: FlagWords }
  | { readonly kind: 'count'; readonly atLeast: number }
  | { readonly kind: 'row'; readonly test: (row: number) => boolean };

interface FlagWords {
  readonly low: number;
  readonly high: number;
}

export const everything: Predicate = { kind: 'all', of: [] };
export const nothing: Predicate = { kind: 'any', of: [] };

/** Conjunction, flattened; false when a part is false for every row. */
export function all(parts: readonly Predicate[]): Predicate {
  const flat = parts.flatMap((part) => (part.kind === 'all' ? part.of : [part]));
  if (flat.includes(nothing)) return nothing;
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : flat.length === 0 ? everything : { kind: 'all', of: flat };
}

/** Disjunction, flattened; true when a part is true for every row. */
export function any(parts: readonly Predicate[]): Predicate {
  const flat = parts.flatMap((part) => (part.kind === 'any' ? part.of : [part]));
  if (flat.includes(everything)) return everything;
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : flat.length === 0 ? nothing : { kind: 'any', of: flat };
}

export const not = (of: Predicate): Predicate =>
  of === nothing ? everything : of === everything ? nothing : { kind: 'not', of };

/** The values of a column whose dictionary entry passes; `length` is the dictionary's. */
export function codes(column: CodeColumn, length: number, passes: (code: number) => boolean): Predicate {
  const table = new Uint8Array(length);
  let hits = 0;
  for (let code = 0; code < length; code++) if (passes(code)) hits += table[code] = 1;
  return hits === 0 ? nothing : hits === length ? everything : { kind: 'code', column, table };
}
