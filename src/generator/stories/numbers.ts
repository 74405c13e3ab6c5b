/** Numbers of story events: a range for each step, found by the step's name, so that other steps never move it. */

const end = 0x4000_0000;

/** FNV-1a over UTF-16 units: a name as 32 bits. */
export function nameHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Makes the function that gives `length` numbers below 2^30 to a name and returns the first of them.
 * Only where two stretches would overlap, once in a thousand big scenarios, does the later name move on.
 */
export function makeNumbers(): (name: string, length: number) => number {
  const taken: { readonly from: number; readonly to: number }[] = [];
  return (name, length) => {
    let from = nameHash(name) % (end - length);
    for (let moves = 0; moves <= 2 * taken.length; moves++) {
      const start = from;
      const other = taken.find((one) => one.from < start + length && start < one.to);
      if (other === undefined) break;
      from = other.to + length <= end ? other.to : 0;
    }
    taken.push({ from, to: from + length });
    return from;
  };
}
