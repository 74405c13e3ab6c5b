/**
 * Events of rows that are still going on: the operations centre knows a row when all of it has happened, a tenant sees each event when it was received.
 * What will come is told beforehand by the World's arrivals, so the rows that have begun can be read before they are there.
 */
import type { ArrivalBatch } from '../../../model/arrivals.ts';
import { gathered } from '../../../model/columns.ts';
import type { World } from '../../../model/world.ts';

const longestEvent = 3_600_000;

/** The World as it stands, with the rows that have begun by `now` and are not known yet as its only ones; null when there are none. */
export function inFlight(world: World, now: number): World | null {
  const batches = batchesOf(world, now).map((batch) => [batch, begunIn(batch, now)] as const);
  const parts = batches.filter(([, rows]) => rows.length > 0);
  if (parts.length === 0) return null;
  const columns = gathered(parts.map(([batch, rows]) => [batch.columns, rows]));
  const eventNumbers = Uint32Array.from(
    parts.flatMap(([batch, rows]) => Array.from(rows, (row) => batch.eventNumbers[row] ?? 0)),
  );
  const places = new Map(Array.from(eventNumbers, (number, row) => [number, row]));
  return {
    ...world,
    // It never is what a World began as, so nothing that is written of it is kept.
    since: -Infinity,
    aggregated: columns,
    baseline: columns,
    eventNumbers,
    rowOfEventNumber: (number) => places.get(number) ?? null,
    submitted: { first: columns.length, slots: [], all: [], byUuid: new Map() },
    rawOverrides: new Map(),
  };
}

/** Where rows that have begun may be: among those that belong to no later day, and in the days that an event of now can have begun in. */
function batchesOf({ arrivals }: World, now: number): readonly ArrivalBatch[] {
  const batches = [arrivals.later()];
  for (let day = 0; arrivals.dayBegins(day) < now; day++)
    if (arrivals.dayBegins(day + 1) > now - 2 * longestEvent) batches.push(arrivals.day(day));
  return batches;
}

/** Rows of a batch that have begun and are not known. */
function begunIn({ columns, known }: ArrivalBatch, now: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < columns.length; row++)
    if ((columns.timestamp[row] ?? 0) <= now && (known[row] ?? 0) > now) rows.push(row);
  return Uint32Array.from(rows);
}
