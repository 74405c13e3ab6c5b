/** Events of a World by row and by id, whether they are its own or were submitted. */
import { rowOf, uuidOf, type RowId } from './event-id.ts';
import { eventNumberOf } from './event-number.ts';
import { withRows } from './late-columns.ts';
import type { Submitted } from './submission.ts';
import type { World } from './world.ts';

/** What was submitted at this row; undefined for an event of the World's own. */
export function submittedAt({ submitted: { first, slots } }: World, row: number): Submitted | undefined {
  // A negative index would be looked up by name, which takes as long as writing half the event.
  return row < first ? undefined : (slots[row - first] ?? undefined);
}

/** The UUID of an event. */
export const uuidAt = (world: World, row: number, ordinal: number | null): string =>
  submittedAt(world, row)?.uuid ?? uuidOf(world.rowKey, eventNumberOf(world, row), ordinal);

/** How many raw events an aggregate has; `count` is that of its columns. */
export function keptDetails(world: World, row: number, count: number): number {
  const own = submittedAt(world, row);
  if (own !== undefined) return own.isRaw ? 1 : 0;
  return Math.min(world.retainedDetails, count);
}

/** The event with this UUID; null when there is none. */
export function findUuid(world: World, uuid: string): RowId | null {
  const submitted = world.submitted.byUuid.get(uuid.toLowerCase());
  if (submitted !== undefined) return { row: submitted.row, ordinal: submitted.isRaw ? 0 : null };
  const found = rowOf(world.rowKey, uuid);
  const row = found === null ? null : world.rowOfEventNumber(found.row);
  if (found === null || row === null || submittedAt(world, row) !== undefined) return null;
  const { ordinal } = found;
  const isKept = ordinal === null || ordinal < keptDetails(world, row, withRows(world.aggregated, row).count[row] ?? 0);
  return isKept ? { row, ordinal } : null;
}
