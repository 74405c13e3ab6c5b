/** How many events there are in each interval of a stretch of time, for who draws them. */
import { isoUtc } from '../../kernel/clock.ts';
import type { Sliced } from '../../kernel/slices.ts';
import { severities } from '../../model/detection.ts';
import { timeOfRow, withRows } from '../../model/late-columns.ts';
import type { Columns } from '../../model/columns.ts';
import { instantOf } from '../worlds/clock-setting.ts';
import { ControlError } from '../problems/problem.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';

export interface CountedStretch {
  readonly from?: string;
  readonly to?: string;
  readonly intervals?: string;
}

/** Rows that are made and counted at once. */
const rowsAtOnce = 1024;
const unitsOfRow = 40;

/** Counts the events that have become known. Throws ControlError for a stretch that is none. */
export function* eventsPerInterval(slot: WorldSlot, asked: CountedStretch): Sliced<object> {
  const { world, clock } = slot.runtime().simulation;
  const from = asked.from === undefined ? world.start : instantIn(asked.from);
  const to = Math.max(from + 1, asked.to === undefined ? clock.now() + 1 : instantIn(asked.to));
  const intervals = Number(asked.intervals ?? '100');
  const width = Math.ceil((to - from) / intervals);
  const { aggregated } = world;
  const counts = severities.map(() => Array.from({ length: intervals }, () => 0));
  let count = 0;
  const note = (columns: Columns, first: number, last: number): void => {
    for (let row = first; row < last; row++) {
      const place = Math.floor(((columns.timestamp[row] ?? 0) - from) / width);
      const of = counts[columns.severity[row] ?? 0];
      if (place < 0 || place >= intervals || of === undefined) continue;
      of[place] = (of[place] ?? 0) + 1;
      count++;
    }
  };
  const { sorted, length } = aggregated;
  const first = firstAt(aggregated, from);
  // What was submitted later follows as it came, at whatever time.
  for (const [begin, end] of [
    [first, firstAt(aggregated, from + width * intervals)],
    [sorted, length],
  ] as const) {
    for (let row = begin; row < end; row += rowsAtOnce) {
      const last = Math.min(end, row + rowsAtOnce);
      note(withRows(aggregated, row, last), row, last);
      yield (last - row) * unitsOfRow;
    }
  }
  return {
    from: isoUtc(from),
    to: isoUtc(from + width * intervals),
    width,
    count,
    severities: Object.fromEntries(severities.map((name, at) => [name, counts[at]])),
  };
}

function instantIn(text: string): number {
  const instant = instantOf(text);
  if (instant === null)
    throw new ControlError('bad-clock', `"${text}" is no instant: say 2026-11-02T00:00:00Z, or epoch milliseconds.`);
  return instant;
}

/** The first of the sorted rows at an instant or later. */
function firstAt(columns: Columns, instant: number): number {
  const timeOf = timeOfRow(columns);
  let [low, high] = [0, columns.sorted];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(middle) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
