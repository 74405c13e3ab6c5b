/** Binary search, once for all. */

/** The first index of `from` … `to`-1 that is reached; `to` for none. Whatever follows a reached index must be reached. */
export function firstIndex(from: number, to: number, isReached: (index: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
