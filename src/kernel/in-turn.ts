/** One after another: the order of what is asked follows from a list alone, never from who answers first. */

/** What each item comes to, in the order of the items; the next is begun once the one before has ended. */
export async function inTurn<Item, Result>(
  items: Iterable<Item>,
  each: (item: Item) => Result | Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}
