/** The rows that an export holds: as a server would show them at the World's end, the work of people of stories included. */
import { fixedClock } from '../kernel/clock.ts';
import { blocksOf, blocksOfWorld, type Block, type Partition } from '../generator/export.ts';
import type { Blueprint } from '../generator/generate.ts';
import { plugins } from '../products/index.ts';
import { makeSimulation } from '../products/shared/simulation.ts';

/** In constant memory where nobody has been at work; otherwise the whole World is made, whatever the partition. */
export function eventBlocks(blueprint: Blueprint, partition: Partition): Generator<Block> {
  const { stories, end } = blueprint.frame;
  if (!stories.actions.some(({ at }) => at <= end)) return blocksOf(blueprint, partition);
  return blocksOfWorld(makeSimulation(blueprint.whole(), fixedClock(end), plugins).world, partition);
}
