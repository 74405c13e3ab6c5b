/** A fair choice: which of many questions an operation is asked, so that all operations together are asked all of them. */
import type { Context } from '../../terms/check.ts';

/** `count` of the items, as the unit's draws will have it; all of them when there are no more, one where few requests are to tell much. */
export function fewOf<Item>(
  { random, isBrief }: Pick<Context, 'random' | 'isBrief'>,
  items: readonly Item[],
  count: number,
): readonly Item[] {
  const left = [...items];
  const chosen: Item[] = [];
  const most = isBrief ? Math.min(1, count) : count;
  while (chosen.length < most && left.length > 0) chosen.push(...left.splice(random.below(left.length), 1));
  return chosen;
}
