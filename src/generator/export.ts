/** Exports in constant memory: rows are made a block at a time and forgotten, so any partition can be made anywhere. */
import { makeColumns, type Columns } from '../model/columns.ts';
import type { World } from '../model/world.ts';
import type { Blueprint } from './generate.ts';

export interface Partition {
  /** 1 … of */
  readonly part: number;
  readonly of: number;
}

/** Rows of one block and their values. */
export interface Block {
  readonly world: World;
  readonly columns: Columns;
  /** The first row of the block in that World. */
  readonly first: number;
  /** True for the block that begins the whole. */
  readonly isFirst: boolean;
  readonly length: number;
}

const blockRows = 2048;

/** First row and the one after the last of a partition; partitions 1 … n joined are the whole, for every n. */
export function exportedRows({ part, of }: Partition, rows: number): { readonly from: number; readonly to: number } {
  return { from: Math.floor((rows * (part - 1)) / of), to: Math.floor((rows * part) / of) };
}

/** The aggregated rows of a partition, block by block; the columns are reused, so a block is read before the next is asked for. */
export function* blocksOf({ merged, part }: Blueprint, partition: Partition): Generator<Block> {
  const { from, to } = exportedRows(partition, merged.length);
  const columns = makeColumns(Math.min(blockRows, to - from));
  const eventNumbers = new Uint32Array(columns.length);
  const world = part({ columns, eventNumbers });
  const { end } = world;
  for (let row = from; row < to; row += blockRows) {
    const length = Math.min(blockRows, to - row);
    merged.write({ columns, at: 0 }, row, row + length, { at: end, since: end, cap: end });
    merged.number(eventNumbers, row, row + length);
    yield { world, columns, first: 0, isFirst: row === 0, length };
  }
}

/** The same of a World that is there as a whole, such as one in which people of stories have been at work. */
export function* blocksOfWorld(world: World, partition: Partition): Generator<Block> {
  const columns = world.aggregated;
  const { from, to } = exportedRows(partition, columns.length);
  for (let first = from; first < to; first += blockRows)
    yield { world, columns, first, isFirst: first === 0, length: Math.min(blockRows, to - first) };
}
