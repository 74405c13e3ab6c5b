/** Columns folded to groups: entries of their dictionary that mean the same have one number. */

/** Numbers groups in order of first appearance; entries with equal keys are one, which the first of them makes. `numbers` has that of each entry. */
export function foldBy<Entry, Group>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  groupOf: (entry: Entry) => Group,
): { readonly numbers: Uint16Array; readonly groups: readonly Group[] } {
  const byKey = new Map<string, number>();
  const groups: Group[] = [];
  const numbers = Uint16Array.from(entries, (entry) => {
    const key = keyOf(entry);
    const number = byKey.get(key) ?? groups.push(groupOf(entry)) - 1;
    byKey.set(key, number);
    return number;
  });
  return { numbers, groups };
}
