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
export type PortColumn = 'sourcePort' | 'destinationPort';
export type TimeField = 'timestamp' | 'end' | 'updated';

/**
 * A test of one event. `any` of nothing is false, `all` of nothing is true.
 * `code`: the column's value has a 1 in the table. `member`: its bit is in the set. `time`: inclusive bounds in epoch milliseconds.
 * `value`: what no column holds either, read once however many ask. `row`: any function of the row, for what no column holds; it is evaluated last.
 */
export type Predicate =
  | { readonly kind: 'all'; readonly of: readonly Predicate[] }
  | { readonly kind: 'any'; readonly of: readonly Predicate[] }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'code'; readonly column: CodeColumn; readonly table: Uint8Array }
  | { readonly kind: 'member'; readonly column: PortColumn; readonly set: Uint32Array }
  | { readonly kind: 'time'; readonly field: TimeField; readonly from: number; readonly to: number }
  | { readonly kind: 'flags'; readonly set: FlagWords; readonly clear: FlagWords }
  | { readonly kind: 'count'; readonly atLeast: number }
  | RowsByValue
  | { readonly kind: 'row'; readonly test: (row: number) => boolean };

/** Rows of which what is read by a function is one of the wanted, or lies within inclusive bounds; of one table the name says what is read. */
export interface RowsByValue {
  readonly kind: 'value';
  readonly name: string;
  readonly read: (row: number) => string | number | null;
  readonly wanted: ReadonlySet<string | number> | Bounds;
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

interface FlagWords {
  readonly low: number;
  readonly high: number;
}

export const everything: Predicate = { kind: 'all', of: [] };
export const nothing: Predicate = { kind: 'any', of: [] };

/** Conjunction, flattened; false when a part is false for every row. Sets of values of one column become one set. */
export function all(parts: readonly Predicate[]): Predicate {
  const flat = withSetsJoined(
    parts.flatMap((part) => (part.kind === 'all' ? part.of : [part])),
    'intersection',
  ).filter((part) => part !== everything);
  if (flat.includes(nothing)) return nothing;
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : flat.length === 0 ? everything : { kind: 'all', of: flat };
}

/** Disjunction, flattened; true when a part is true for every row. Sets of values of one column become one set. */
export function any(parts: readonly Predicate[]): Predicate {
  const flat = withSetsJoined(
    parts.flatMap((part) => (part.kind === 'any' ? part.of : [part])),
    'union',
  ).filter((part) => part !== nothing);
  if (flat.includes(everything)) return everything;
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : flat.length === 0 ? nothing : { kind: 'any', of: flat };
}

export const not = (of: Predicate): Predicate =>
  of === nothing ? everything : of === everything ? nothing : of.kind === 'not' ? of.of : { kind: 'not', of };

type Join = 'intersection' | 'union';

/** Changes the first set by the second. */
function join<Values extends Uint8Array | Uint32Array>(set: Values, other: Values, how: Join): void {
  for (let at = 0; at < set.length; at++) {
    const one = set[at] as number;
    const two = other[at] as number;
    set[at] = how === 'union' ? one | two : one & two;
  }
}

type WantedValues = RowsByValue & { readonly wanted: ReadonlySet<string | number> };
type SetOfValues = (Predicate & { readonly kind: 'code' | 'member' }) | WantedValues;

const isSetOfValues = (part: Predicate): part is SetOfValues =>
  part.kind === 'code' || part.kind === 'member' || (part.kind === 'value' && !('from' in part.wanted));

const nameOf = (part: SetOfValues): string => (part.kind === 'value' ? `value ${part.name}` : part.column);

/** The parts, of which those that are sets of values of one column are joined, at the place of the first. */
function withSetsJoined(parts: readonly Predicate[], how: Join): readonly Predicate[] {
  const sets = new Map<string, SetOfValues[]>();
  for (const part of parts) {
    if (!isSetOfValues(part)) continue;
    const known = sets.get(nameOf(part));
    if (known === undefined) sets.set(nameOf(part), [part]);
    else known.push(part);
  }
  if ([...sets.values()].every(({ length }) => length === 1)) return parts;
  return parts.flatMap((part) => {
    if (!isSetOfValues(part)) return [part];
    const group = sets.get(nameOf(part)) ?? [];
    return group[0] === part ? [joined(group, how)] : [];
  });
}

function joined([first, ...others]: readonly SetOfValues[], how: Join): Predicate {
  if (first === undefined) return nothing;
  if (first.kind === 'member') {
    const set = first.set.slice();
    for (const other of others) if (other.kind === 'member') join(set, other.set, how);
    return ofPorts(first.column, set);
  }
  if (first.kind === 'code') {
    const table = first.table.slice();
    for (const other of others) if (other.kind === 'code') join(table, other.table, how);
    return ofTable(first.column, table);
  }
  const sets = others.flatMap((other) => (other.kind === 'value' ? [other.wanted] : []));
  const wanted =
    how === 'union'
      ? new Set([first.wanted, ...sets].flatMap((set) => [...set]))
      : new Set([...first.wanted].filter((value) => sets.every((set) => set.has(value))));
  return ofValues(first.name, first.read, wanted);
}

/** Rows of which what is read is one of the wanted. */
export const ofValues = (name: string, read: RowsByValue['read'], wanted: ReadonlySet<string | number>): Predicate =>
  wanted.size === 0 ? nothing : { kind: 'value', name, read, wanted };

/** Rows of which what is read lies within inclusive bounds. */
export const ofBounds = (name: string, read: RowsByValue['read'], from: number, to: number): Predicate => ({
  kind: 'value',
  name,
  read,
  wanted: { from, to },
});

/** The ports of a column that are in the set. */
export function ofPorts(column: PortColumn, set: Uint32Array): Predicate {
  if (set.every((word) => word === 0)) return nothing;
  return set.every((word) => word === 0xffff_ffff) ? everything : { kind: 'member', column, set };
}

/** The values of a column whose dictionary entry passes; `length` is the dictionary's. */
export function codes(column: CodeColumn, length: number, passes: (code: number) => boolean): Predicate {
  const table = new Uint8Array(length);
  for (let code = 0; code < length; code++) if (passes(code)) table[code] = 1;
  return ofTable(column, table);
}

/** The values of a column that have a 1 in the table. */
export function ofTable(column: CodeColumn, table: Uint8Array): Predicate {
  const hits = table.reduce((sum, bit) => sum + bit, 0);
  return hits === 0 ? nothing : hits === table.length ? everything : { kind: 'code', column, table };
}
