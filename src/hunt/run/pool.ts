/** Work side by side, answered in the order in which it was given. */

/** At most so many at once. */
export async function together<Item, Result>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker));
  return results;
}

/** The first item, in order, of which the work's result is wanted; what comes after it may or may not be done. */
export async function firstOf<Item, Result>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<Result>,
  isWanted: (result: Result) => boolean,
): Promise<{ readonly item: Item; readonly result: Result } | null> {
  for (let at = 0; at < items.length; at += jobs) {
    const some = items.slice(at, at + jobs);
    const results = await together(some, jobs, work);
    const found = results.findIndex(isWanted);
    if (found >= 0) return { item: some[found] as Item, result: results[found] as Result };
  }
  return null;
}
