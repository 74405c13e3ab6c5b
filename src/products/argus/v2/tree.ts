/** The tree of groups: every event has a path of groups, one a level; counted with one pass over the events a level. */
import { cardinality } from '../../../corpus/bits.ts';
import { visiting } from '../../../corpus/group.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { Level } from './levels.ts';
import type { Hits } from '../events/page.ts';

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
  readonly rows: readonly { readonly hits: Hits; readonly rows: Uint32Array }[];
  /** Node of the lowest level for each event; all 0 when there is no level. */
  readonly leafOf: Int32Array;
  /** From the root, which has one node, to the leaves. */
  readonly layers: readonly Layer[];
}

type Shape = Pick<Layer, 'parents' | 'codes'>;
type Part = Tree['rows'][number];

/** Four bytes each. */
const largestTable = 4_194_304;

/** `largest` is how many combinations a table may number; more are numbered by a map. */
export function* makeTree(parts: readonly Hits[], levels: readonly Level[], largest = largestTable): Sliced<Tree> {
  const rows: Part[] = [];
  for (const hits of parts) rows.push({ hits, rows: yield* rowsOf(hits.bits) });
  const nodes = new Int32Array(rows.reduce((sum, part) => sum + part.rows.length, 0));
  const shapes: Shape[] = [{ parents: [0], codes: [0] }];
  for (let depth = 0; depth < levels.length;) {
    const above = shapes.at(-1)?.parents.length ?? 1;
    const batch = fitting(levels.slice(depth), above, largest);
    if (batch.length > 0) shapes.push(...(yield* dense(rows, nodes, batch, above)));
    else shapes.push(yield* sparse(rows, nodes, levels[depth] as Level));
    depth += Math.max(1, batch.length);
  }
  return { rows, leafOf: nodes, layers: yield* counted(rows, nodes, shapes) };
}

/** The next levels whose combinations fit one table; none when not even the first does. */
function fitting(levels: readonly Level[], above: number, largest: number): readonly Level[] {
  let size = above;
  const last = levels.findIndex(({ groups }) => (size *= Math.max(1, groups.length)) > largest);
  return last < 0 ? levels : levels.slice(0, last);
}

/** Rows of a piece, and what each costs. */
const rowsOfPiece = 16_384;
const unitsOfRow = 3;

/** Gives all rows, so many at a time, with the place of the first of them. */
export function* fill(
  parts: readonly Part[],
  write: (hits: Hits, rows: Uint32Array, at: number) => void,
): Sliced<void> {
  let at = 0;
  for (const { hits, rows } of parts)
    for (let from = 0; from < rows.length; from += rowsOfPiece) {
      const some = rows.subarray(from, from + rowsOfPiece);
      write(hits, some, at);
      at += some.length;
      yield some.length * unitsOfRow;
    }
}

function* rowsOf(bits: Uint32Array): Sliced<Uint32Array> {
  const rows = new Uint32Array(cardinality(bits));
  let at = 0;
  yield* visiting(bits, 1, (row) => void (rows[at++] = row));
  return rows;
}

/** Multiplies the key of every event by the size of the level and adds the event's group. */
function extend(keys: Int32Array | Float64Array, { table }: Hits, rows: Uint32Array, at: number, level: Level): void {
  const { column, fold, groups } = level;
  const size = groups.length;
  // Columns are read as they are, which a call for each row would double; the rest of a raw event is made for it.
  if (table.kind === 'raw' && column !== 'detail' && column !== 'sensor') {
    // Raw events have no cases of their own.
    const code = column === 'cases' ? () => 0 : table.code(column);
    for (let place = 0; place < rows.length; place++)
      keys[at + place] = (keys[at + place] ?? 0) * size + (fold[code(rows[place] ?? 0)] ?? 0);
    return;
  }
  const values = table.world.aggregated[column];
  const { parent } = table;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    const code = values[parent === null ? row : (parent[row] ?? 0)] ?? 0;
    keys[at + place] = (keys[at + place] ?? 0) * size + (fold[code] ?? 0);
  }
}

/** Numbers the combinations of several levels at once: fewer passes over millions of events. */
function* dense(
  parts: readonly Part[],
  nodes: Int32Array,
  levels: readonly Level[],
  above: number,
): Sliced<readonly Shape[]> {
  for (const level of levels) yield* fill(parts, (hits, rows, at) => extend(nodes, hits, rows, at, level));
  const size = levels.reduce((product, { groups }) => product * Math.max(1, groups.length), above);
  const table = new Int32Array(size);
  const leaves: number[] = [];
  yield* fill(parts, (_, rows, at) => {
    for (let event = at; event < at + rows.length; event++) {
      const key = nodes[event] ?? 0;
      nodes[event] = (table[key] ||= leaves.push(key)) - 1;
    }
  });
  const shapes: Shape[] = [];
  let keys = leaves;
  for (const { groups } of levels.toReversed()) {
    const numbers = new Map<number, number>();
    const upper: number[] = [];
    const parents = keys.map((key) => {
      const up = Math.floor(key / groups.length);
      const number = numbers.get(up) ?? upper.push(up) - 1;
      numbers.set(up, number);
      return number;
    });
    shapes.unshift({ parents, codes: keys.map((key) => key % groups.length) });
    keys = upper;
  }
  // The highest keys are the numbers of the nodes above.
  const [first] = shapes;
  if (first !== undefined) shapes[0] = { ...first, parents: first.parents.map((parent) => keys[parent] ?? 0) };
  return shapes;
}

/** Numbers the combinations of one level by a map. */
function* sparse(parts: readonly Part[], nodes: Int32Array, level: Level): Sliced<Shape> {
  const keys = Float64Array.from(nodes);
  yield* fill(parts, (hits, rows, at) => extend(keys, hits, rows, at, level));
  const [parents, codes]: [number[], number[]] = [[], []];
  const numbers = new Map<number, number>();
  yield* fill(parts, (_, rows, at) => {
    for (let event = at; event < at + rows.length; event++) {
      const key = keys[event] ?? 0;
      const node = numbers.get(key) ?? codes.push(key % level.groups.length) - 1;
      if (node === parents.length) parents.push(Math.floor(key / level.groups.length));
      numbers.set(key, node);
      nodes[event] = node;
    }
  });
  return { parents, codes };
}

/** Counts the leaves event by event, and every level above from the one below. */
function* counted(parts: readonly Part[], nodes: Int32Array, shapes: readonly Shape[]): Sliced<readonly Layer[]> {
  const layers = shapes.map(({ parents, codes }) => {
    const [counts, rawCounts] = [new Float64Array(parents.length), new Float64Array(parents.length)];
    return { parents, codes, counts, rawCounts };
  });
  const leaves = layers.at(-1);
  if (leaves === undefined) return layers;
  const { counts, rawCounts } = leaves;
  yield* fill(parts, ({ table }, rows, at) => {
    const weights = table.kind === 'aggregated' ? table.world.aggregated.count : null;
    for (let place = 0; place < rows.length; place++) {
      const node = nodes[at + place] ?? 0;
      counts[node] = (counts[node] ?? 0) + 1;
      rawCounts[node] = (rawCounts[node] ?? 0) + (weights === null ? 1 : (weights[rows[place] ?? 0] ?? 1));
    }
  });
  for (let depth = layers.length - 1; depth > 0; depth--) {
    const [layer, above] = [layers[depth], layers[depth - 1]];
    layer?.parents.forEach((parent, node) => {
      if (above === undefined) return;
      above.counts[parent] = (above.counts[parent] ?? 0) + (layer.counts[node] ?? 0);
      above.rawCounts[parent] = (above.rawCounts[parent] ?? 0) + (layer.rawCounts[node] ?? 0);
    });
  }
  return layers;
}
