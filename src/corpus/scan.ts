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

/** Reads of the rows of a chunk, which are made before. */
function stepOf(columns: Columns, leaf: Leaf): Narrowing {
  if (leaf.kind === 'row') return asked(leaf.test);
  if (leaf.kind === 'time' && leaf.field !== 'updated') return timeStep(columns, leaf.field, leaf.from, leaf.to);
  const step = columnStep(withRows(columns, 0, 0), leaf);
  return {
    ...step,
    narrow: (bits, first, words) => {
      withRows(columns, first, Math.min(columns.length, first + (words << 5)));
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
  const tested = asked((row) => valueOf(row) >= from && valueOf(row) <= to, 2);
  return {
    ...span,
    narrow: (bits, first, words) => {
      const units = span.narrow(bits, first, words);
      const end = Math.min(length, first + (words << 5));
      if ((first >= certain.from && end <= Math.min(certain.to, sorted)) || isClear(bits, words)) return units;
      withRows(columns, first, end);
      return units + tested.narrow(bits, first, words);
    },
  };
}
