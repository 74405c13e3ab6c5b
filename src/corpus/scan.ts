/** Scans: a predicate becomes steps over columns, and the steps a set of rows. */
import { firstIndex } from '../kernel/search.ts';
import { finished, type Sliced } from '../kernel/slices.ts';
import type { Columns } from '../model/columns.ts';
import { timeOfRow, withRows } from '../model/late-columns.ts';
import {
  asked,
  between,
  negation,
  conjunction,
  disjunction,
  found,
  inBounds,
  isClear,
  masked,
  type Narrowing,
} from './chunk.ts';
import { coded, inSet } from './codes.ts';
import type { Predicate } from './predicate.ts';
import { makeValueSteps } from './values.ts';

/** Longest time from an aggregate's first to its last trigger; lets a test of the end skip rows by their start. */
const longestDuration = 3_600_000;

/** The rows of the columns that pass the predicate, chunk by chunk. */
export function scanning(columns: Columns, predicate: Predicate): Sliced<Uint32Array> {
  const step = compiled(predicate, (leaf) => stepOf(columns, leaf));
  // Rows that only carry a submitted raw event are no aggregates; they can only be behind the sorted ones.
  const carrying = inBounds(withRows(columns, 0, 0).count, 1, Infinity);
  const aggregates: Narrowing = {
    ...carrying,
    narrow: (bits, first, words) => (first + (words << 5) <= columns.sorted ? 0 : carrying.narrow(bits, first, words)),
  };
  return found(columns.sorted === columns.length ? step : conjunction([aggregates, step]), columns);
}

/** The same at once. */
export const scan = (columns: Columns, predicate: Predicate): Uint32Array => finished(scanning(columns, predicate));

/** A predicate that has no parts, and asks for what a row has. */
export type Leaf = Exclude<Predicate, { readonly kind: 'all' | 'any' | 'not' | 'value' }>;

/** The steps of a predicate, where those of its leaves are known. */
export function compiled(predicate: Predicate, leafStep: (leaf: Leaf) => Narrowing): Narrowing {
  const valueStep = makeValueSteps();
  const compile = (part: Predicate): Narrowing => {
    switch (part.kind) {
      case 'all':
        return conjunction(part.of.map(compile));
      case 'any':
        return disjunction(part.of.map(compile));
      case 'not':
        return negation(compile(part.of));
      case 'value':
        return valueStep(part);
      default:
        return leafStep(part);
    }
  };
  return compile(predicate);
}

/** Makes the rows of a chunk from the first to the last that is left, but for those of a span at either end. */
function makeLeft(
  columns: Columns,
  { bits, first, words }: { readonly bits: Uint32Array; readonly first: number; readonly words: number },
  but: { readonly from: number; readonly to: number } = { from: 0, to: 0 },
): void {
  let [begin, end] = [0, words];
  while (begin < end && bits[begin] === 0) begin++;
  while (end > begin && bits[end - 1] === 0) end--;
  if (begin === end) return;
  const [from, to] = [first + (begin << 5), Math.min(columns.length, first + (end << 5))];
  withRows(
    columns,
    from >= but.from ? Math.max(from, Math.min(but.to, to)) : from,
    to <= but.to ? Math.min(to, Math.max(but.from, from)) : to,
  );
}

/** Reads of the rows of a chunk that are left, which are made before. */
function stepOf(columns: Columns, leaf: Leaf): Narrowing {
  if (leaf.kind === 'row') return asked(leaf.test);
  if (leaf.kind === 'time' && leaf.field !== 'updated') return timeStep(columns, leaf.field, leaf.from, leaf.to);
  const step = columnStep(withRows(columns, 0, 0), leaf);
  return {
    ...step,
    narrow: (bits, first, words) => {
      makeLeft(columns, { bits, first, words });
      return step.narrow(bits, first, words);
    },
  };
}

function columnStep(columns: Columns, leaf: Exclude<Leaf, { readonly kind: 'row' }>): Narrowing {
  switch (leaf.kind) {
    case 'code':
      return coded(columns[leaf.column], leaf.table);
    case 'member':
      return inSet(columns[leaf.column], leaf.set);
    case 'time':
      return inBounds(columns.updated, leaf.from, leaf.to);
    case 'flags':
      return flagsStep(columns, leaf.set, leaf.clear);
    case 'count':
      return inBounds(columns.count, leaf.atLeast, Infinity);
  }
}

type FlagWords = (Leaf & { readonly kind: 'flags' })['set'];

function flagsStep({ flagsLow, flagsHigh }: Columns, set: FlagWords, clear: FlagWords): Narrowing {
  const [low, high] = [set.low | clear.low, set.high | clear.high];
  return conjunction([
    ...(low === 0 ? [] : [masked(flagsLow, low, set.low | 0)]),
    ...(high === 0 ? [] : [masked(flagsHigh, high, set.high | 0)]),
  ]);
}

/** Where rows are in order of time only those near a bound are looked at. */
function timeStep(columns: Columns, field: 'timestamp' | 'end', from: number, to: number): Narrowing {
  const { sorted, length } = columns;
  const isEnd = field === 'end';
  const time = timeOfRow(columns);
  const reached = (bound: number): number => firstIndex(0, sorted, (row) => time(row) >= bound);
  const span = between(reached(isEnd ? from - longestDuration : from), reached(to + 1), sorted);
  if (!isEnd && sorted === length) return span;
  const { timestamp, duration } = withRows(columns, 0, 0);
  const valueOf = (row: number): number => (timestamp[row] as number) + (isEnd ? (duration[row] as number) : 0);
  // Only rows that begin within the longest duration before a bound can end on either side of it.
  const certain = isEnd ? { from: reached(from), to: to === Infinity ? sorted : reached(to - longestDuration) } : span;
  const certainTo = Math.min(certain.to, sorted);
  const tested = asked(
    (row) => (row >= certain.from && row < certainTo) || (valueOf(row) >= from && valueOf(row) <= to),
    2,
  );
  return {
    ...span,
    narrow: (bits, first, words) => {
      const units = span.narrow(bits, first, words);
      const end = Math.min(length, first + (words << 5));
      if ((first >= certain.from && end <= certainTo) || isClear(bits, words)) return units;
      makeLeft(columns, { bits, first, words }, { from: certain.from, to: certainTo });
      return units + tested.narrow(bits, first, words);
    },
  };
}
