/** A fair choice: which of many questions an operation is asked, so that all operations together are asked all of them. */
import type { Context } from '../../terms/check.ts';

/** `count` of the items, as the unit's draws will have it; all of them when there are no more. */
export function fewOf<Item>(
  { random }: Pick<Context, 'random'>,
  items: readonly Item[],
  count: number,
): readonly Item[] {
  const left = [...items];
  const chosen: Item[] = [];
  while (chosen.length < count && left.length > 0) chosen.push(...left.splice(random.below(left.length), 1));
  return chosen;
}
