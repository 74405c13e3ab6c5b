/** The tree of groups: every event has a path of groups, one a level; counted with one pass over the events a level. */
import type { CodeColumn } from '../../../corpus/predicate.ts';
import { cardinality } from '../../../corpus/bits.ts';
import { eachRow } from '../../../corpus/group.ts';
import type { Level } from './levels.ts';
import type { Found } from './page.ts';

/** Nodes of one level, numbered in order of first appearance. */
export interface Layer {
  /** Node of the level above. */
  readonly parents: readonly number[];
  /** Group of the level. */
  readonly codes: readonly number[];
  readonly counts: Float64Array;
  readonly rawCounts: Float64Array;
}

export interface Tree {
  /** Events of each table that were counted, in the order of `leafOf`. */
  readonly rows: readonly { readonly found: Found; readonly rows: Uint32Array }[];
  /** Node of the lowest level for each event; all 0 when there is no level. */
  readonly leafOf: Int32Array;
  /** From the root, which has one node, to the leaves. */
  readonly layers: readonly Layer[];
}

/** More combinations than this are numbered by a map instead of a table. */
const largestTable = 4_194_304;

export function makeTree(found: readonly Found[], levels: readonly Level[]): Tree {
  const rows = found.map((part) => ({ found: part, rows: rowsOf(part.bits) }));
  const total = rows.reduce((sum, part) => sum + part.rows.length, 0);
  const weights = new Float64Array(total);
  const codes = new Uint16Array(total);
  const nodes = new Int32Array(total);
  fill(rows, (part, own, at) => {
    const { weight } = part.table;
    for (let place = 0; place < own.length; place++) weights[at + place] = weight(own[place] ?? 0);
  });
  const layers: Layer[] = [counted(nodes, weights, [0], [0])];
  for (const level of levels) {
    fill(rows, (part, own, at) => foldInto(codes, part, own, at, level));
    const { parents, codes: groups } = descend(nodes, codes, layers.at(-1)?.counts.length ?? 1, level.groups.length);
    layers.push(counted(nodes, weights, parents, groups));
  }
  return { rows, leafOf: nodes, layers };
}

type Part = Tree['rows'][number];

function fill(parts: readonly Part[], write: (found: Found, rows: Uint32Array, at: number) => void): void {
  let at = 0;
  for (const { found, rows } of parts) {
    write(found, rows, at);
    at += rows.length;
  }
}

function rowsOf(bits: Uint32Array): Uint32Array {
  const rows = new Uint32Array(cardinality(bits));
  let at = 0;
  eachRow(bits, (row) => void (rows[at++] = row));
  return rows;
}

/** Writes the group of every event; columns of aggregates are read as they lie, which a call for each row would double. */
function foldInto(codes: Uint16Array, { table }: Found, rows: Uint32Array, at: number, { column, fold }: Level): void {
  if (table.kind === 'aggregated') {
    const values = table.world.aggregated[column];
    for (let place = 0; place < rows.length; place++) codes[at + place] = fold[values[rows[place] ?? 0] ?? 0] ?? 0;
    return;
  }
  const code = rawCodeOf(table, column);
  for (let place = 0; place < rows.length; place++) codes[at + place] = fold[code(rows[place] ?? 0)] ?? 0;
}

/** Raw events have no cases of their own. */
const rawCodeOf = (table: Found['table'], column: CodeColumn): ((row: number) => number) =>
  column === 'cases' ? () => 0 : table.code(column);

/** Replaces each event's node by its child for the event's group. */
function descend(nodes: Int32Array, codes: Uint16Array, above: number, size: number) {
  const parents: number[] = [];
  const groups: number[] = [];
  const add = (key: number): number => {
    groups.push(key % size);
    return parents.push(Math.floor(key / size));
  };
  if (above * size <= largestTable) {
    const table = new Int32Array(above * size);
    for (let event = 0; event < nodes.length; event++) {
      const key = (nodes[event] ?? 0) * size + (codes[event] ?? 0);
      nodes[event] = (table[key] ||= add(key)) - 1;
    }
    return { parents, codes: groups };
  }
  const known = new Map<number, number>();
  for (let event = 0; event < nodes.length; event++) {
    const key = (nodes[event] ?? 0) * size + (codes[event] ?? 0);
    const node = known.get(key) ?? add(key);
    known.set(key, node);
    nodes[event] = node - 1;
  }
  return { parents, codes: groups };
}

function counted(
  nodes: Int32Array,
  weights: Float64Array,
  parents: readonly number[],
  codes: readonly number[],
): Layer {
  const counts = new Float64Array(parents.length);
  const rawCounts = new Float64Array(parents.length);
  for (let event = 0; event < nodes.length; event++) {
    const node = nodes[event] ?? 0;
    counts[node] = (counts[node] ?? 0) + 1;
    rawCounts[node] = (rawCounts[node] ?? 0) + (weights[event] ?? 0);
  }
  return { parents, codes, counts, rawCounts };
}
