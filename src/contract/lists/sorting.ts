/** What lists can be sorted by, and whether they are. */
import type { Json } from '../../kernel/schema.ts';
import type { ItemKey } from '../terms/model.ts';
import type { Operation } from '../terms/operation.ts';
import { modelOf } from './fixture.ts';

/** Keys that the operation can sort by, with what they order; undefined where nobody can tell from an item. */
export function sortKeysOf(operation: Operation): readonly (readonly [string, ItemKey | undefined])[] {
  const known = modelOf(operation)?.sortKeys ?? operation.adapter.sortKeys ?? {};
  return operation.sortKeys.map((key) => [key, known[key]]);
}

export const canSort = ({ sortKeys }: Operation): boolean => sortKeys.length > 0;

/** The first place where a list departs from the order of its keys, in words; null where it keeps it. Items that do not show the key are passed over. */
export function disorder(
  items: readonly Json[],
  keys: readonly { readonly key: ItemKey; readonly isDown: boolean }[],
): string | null {
  const rows = items
    .map((item) => keys.map(({ key }) => key(item)))
    .filter((row) => row.every((value) => value !== undefined));
  for (const [place, row] of rows.entries()) {
    const next = rows[place + 1];
    if (next === undefined) break;
    const first = row.findIndex((value, column) => value !== next[column]);
    const [one, other] = [row[first], next[first]];
    if (one === undefined || other === undefined || one < other !== (keys[first]?.isDown ?? false)) continue;
    return `${String(one)} stands before ${String(other)}`;
  }
  return null;
}
