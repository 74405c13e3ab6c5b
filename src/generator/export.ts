/** Exports in constant memory: rows are made a block at a time and forgotten, so any partition can be made anywhere. */
import { makeColumns, type Columns } from '../model/columns.ts';
import type { World } from '../model/world.ts';
import type { Blueprint } from './generate.ts';
import { fillBackground } from './background.ts';

export interface Partition {
  /** 1 … of */
  readonly part: number;
  readonly of: number;
}

/** Rows of one block and their values. */
export interface Block {
  readonly world: World;
  readonly columns: Columns;
  /** Row at index 0 of the columns. */
  readonly first: number;
  readonly length: number;
}

const blockRows = 2048;

/** First row and the one after the last of a partition; partitions 1 … n joined are the whole, for every n. */
export function rowsOf({ part, of }: Partition, rows: number): { readonly from: number; readonly to: number } {
  return { from: Math.floor((rows * (part - 1)) / of), to: Math.floor((rows * part) / of) };
}

/** The aggregated rows of a partition, block by block; the columns are reused, so a block is read before the next is asked for. */
export function* blocksOf(blueprint: Blueprint, partition: Partition): Generator<Block> {
  const { plan } = blueprint;
  const { from, to } = rowsOf(partition, plan.rows);
  const columns = makeColumns(Math.min(blockRows, to - from));
  const world = blueprint.world(columns);
  for (let first = from; first < to; first += blockRows) {
    const length = Math.min(blockRows, to - first);
    fillBackground(plan, columns, first, first + length, 0);
    yield { world, columns, first, length };
  }
}
