/** Covering arrays: few rows in which every two values of two factors stand together at least once, as far as they may. */
import type { Stream } from '../../kernel/random.ts';

/** One value of one factor, both by number. */
export interface FactorValue {
  readonly factor: number;
  readonly value: number;
}

/** One value, by number, for each factor. */
export type CoveringRow = readonly number[];

/** Whether two values of two factors may stand in one row. */
export type Allows = (one: FactorValue, other: FactorValue) => boolean;

export interface CoveringArray {
  readonly rows: readonly CoveringRow[];
  /** Pairs that may stand together, but for which the other factors have no values that go with both. */
  readonly unreachable: readonly (readonly [FactorValue, FactorValue])[];
}

/**
 * Rows that hold every allowed pair of values, for factors of these sizes. Greedy: each row begins with the first pair that no
 * row has yet, and takes for each further factor the value that brings most new pairs. Same draws, same rows.
 */
export function coveringArray(sizes: readonly number[], allows: Allows, random: Stream): CoveringArray {
  const left = pairsOf(sizes, allows);
  const rows: CoveringRow[] = [];
  const unreachable: (readonly [FactorValue, FactorValue])[] = [];
  for (const [number, [one, other]] of left) {
    const row = completed([one, other], { sizes, allows, left, random });
    if (row === null) {
      unreachable.push([one, other]);
      left.delete(number);
      continue;
    }
    rows.push(row);
    for (const [value, factor] of pairsIn(row)) left.delete(numberOf(value, factor));
  }
  return { rows, unreachable };
}

type Pairs = Map<number, readonly [FactorValue, FactorValue]>;

/** More than factors and values there are. */
const [manyFactors, manyValues] = [32, 1024];

/** A number of its own for each pair, the lower factor first. */
const numberOf = (one: FactorValue, other: FactorValue): number =>
  ((one.factor * manyFactors + other.factor) * manyValues + one.value) * manyValues + other.value;

function pairsOf(sizes: readonly number[], allows: Allows): Pairs {
  const pairs: Pairs = new Map();
  const cellsOf = (factor: number): readonly FactorValue[] =>
    Array.from({ length: sizes[factor] ?? 0 }, (_, value) => ({ factor, value }));
  for (const factor of sizes.keys())
    for (let other = factor + 1; other < sizes.length; other++)
      for (const one of cellsOf(factor))
        for (const two of cellsOf(other)) if (allows(one, two)) pairs.set(numberOf(one, two), [one, two]);
  return pairs;
}

/** The pairs of a row, the lower factor first. */
function pairsIn(row: CoveringRow): readonly (readonly [FactorValue, FactorValue])[] {
  const cells = row.map((value, factor): FactorValue => ({ factor, value }));
  return cells.flatMap((one, at) => cells.slice(at + 1).map((other) => [one, other] as const));
}

interface Search {
  readonly sizes: readonly number[];
  readonly allows: Allows;
  readonly left: Pairs;
  readonly random: Stream;
}

/** A whole row with these cells in it; null where there is none. */
function completed(chosen: readonly FactorValue[], search: Search): CoveringRow | null {
  const { sizes, random } = search;
  const open = [...sizes.keys()].filter((factor) => chosen.every((cell) => cell.factor !== factor));
  if (open.length === 0) return sizes.map((_, factor) => chosen.find((cell) => cell.factor === factor)?.value ?? 0);
  const factor = random.pick(open);
  for (const cell of bestFirst(factor, chosen, search)) {
    const row = completed([...chosen, cell], search);
    if (row !== null) return row;
  }
  return null;
}

/** Values of a factor that go with all that was chosen, those first that bring most new pairs; equals in a drawn order. */
function bestFirst(
  factor: number,
  chosen: readonly FactorValue[],
  { sizes, allows, left, random }: Search,
): readonly FactorValue[] {
  const size = sizes[factor] ?? 0;
  const first = random.below(Math.max(1, size));
  return Array.from({ length: size }, (_, step): FactorValue => ({ factor, value: (first + step) % size }))
    .filter((cell) => chosen.every((other) => (cell.factor < other.factor ? allows(cell, other) : allows(other, cell))))
    .map((cell) => ({ cell, gain: chosen.filter((other) => left.has(pairNumber(cell, other))).length }))
    .toSorted((one, other) => other.gain - one.gain)
    .map(({ cell }) => cell);
}

const pairNumber = (one: FactorValue, other: FactorValue): number =>
  one.factor < other.factor ? numberOf(one, other) : numberOf(other, one);
