/** Whether the times in a client's requests are of another clock than the World's. */
import type { JournalEntry } from '../../sim/journal/entry.ts';
import type { Json } from '../../kernel/schema.ts';

const hour = 3_600_000;
/** A time so far from the World's now, and so near the machine's, is the machine's. */
const [far, near] = [30 * hour, hour];

/** A time of the machine's clock that a request names, with the request; null where there is none. */
export function foreignTime(
  entries: readonly JournalEntry[],
  machineNow: number,
): { readonly entry: JournalEntry; readonly at: number } | null {
  for (const entry of entries)
    for (const at of timesIn([entry.query as Json, entry.body]))
      if (Math.abs(at - machineNow) < near && Math.abs(at - Date.parse(entry.at)) > far) return { entry, at };
  return null;
}

/** Epoch milliseconds or seconds, or ISO-8601, wherever they stand. */
function* timesIn(value: Json | undefined): Iterable<number> {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{10}(\d{3})?$/.test(value))) {
    const number = Number(value);
    yield number < 100_000_000_000 ? number * 1000 : number;
  } else if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
    const at = Date.parse(value);
    if (!Number.isNaN(at)) yield at;
  } else if (value !== null && typeof value === 'object')
    for (const part of Object.values(value)) yield* timesIn(part as Json);
}
