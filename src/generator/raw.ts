/** Lays out the raw events of all aggregates: those that are kept, in order of time. */
import type { Key } from '../kernel/random.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { Columns, RawColumns } from '../model/columns.ts';
import { makingRows } from '../model/late-columns.ts';
import { triggerTime } from '../model/trigger.ts';

/** Raw events are at most an hour younger than their aggregate, so a bucket sort by minute leaves little to sort. */
const bucketLength = 60_000;

/** Ties are broken by the aggregate's row, then by ordinal. `eventNumbers` is null where each row's is its index. */
export function* layOutRaw(
  key: Key,
  columns: Columns,
  eventNumbers: Uint32Array | null,
  retained: number,
): Sliced<RawColumns> {
  yield* makingRows(columns);
  let length = 0;
  const counts = columns.count;
  for (let row = 0; row < columns.length; row++) length += Math.min(retained, counts[row] ?? 0);
  const raw = {
    length,
    sorted: length,
    timestamp: new Float64Array(length),
    parent: new Uint32Array(length),
    ordinal: new Uint16Array(length),
  };
  if (length === 0) return raw;
  const first = columns.timestamp[0] ?? 0;
  const last = Math.floor(((columns.timestamp[columns.length - 1] ?? 0) + 3_600_000 - first) / bucketLength) + 1;
  const starts = new Uint32Array(last + 1);
  yield* eachRaw(key, columns, eventNumbers, retained, (time) => {
    const bucket = Math.floor((time - first) / bucketLength) + 1;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  });
  for (let bucket = 1; bucket <= last; bucket++) starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  const next = starts.slice();
  yield* eachRaw(key, columns, eventNumbers, retained, (time, row, ordinal) => {
    const bucket = Math.floor((time - first) / bucketLength);
    const at = next[bucket] ?? 0;
    next[bucket] = at + 1;
    raw.timestamp[at] = time;
    raw.parent[at] = row;
    raw.ordinal[at] = ordinal;
  });
  for (let bucket = 0, done = 0; bucket < last; bucket++) {
    const [from, to] = [starts[bucket] ?? 0, starts[bucket + 1] ?? length];
    sortBucket(raw, from, to);
    done += (to - from) * unitsOfRaw;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
  return raw;
}

/** What making or sorting a raw event costs. */
const unitsOfRaw = 10;

function* eachRaw(
  key: Key,
  columns: Columns,
  eventNumbers: Uint32Array | null,
  retained: number,
  visit: (time: number, row: number, ordinal: number) => void,
): Sliced<void> {
  let done = 0;
  // Columns that are made late are asked for once.
  const { length, count: counts, timestamp: times, duration: durations } = columns;
  for (let row = 0; row < length; row++) {
    const count = counts[row] ?? 0;
    const kept = Math.min(retained, count);
    const timestamp = times[row] ?? 0;
    const duration = durations[row] ?? 0;
    const eventNumber = eventNumbers === null ? row : (eventNumbers[row] ?? 0);
    for (let ordinal = 0; ordinal < kept; ordinal++)
      visit(triggerTime(key, eventNumber, timestamp, duration, count, ordinal), row, ordinal);
    done += kept * unitsOfRaw;
    if (done < pieceOfWork) continue;
    yield done;
    done = 0;
  }
}

/** Stable by construction: rows arrive by (row, ordinal), and the sort key ends with the place of arrival. */
function sortBucket(
  raw: { timestamp: Float64Array; parent: Uint32Array; ordinal: Uint16Array },
  from: number,
  to: number,
): void {
  if (to - from < 2) return;
  const times = raw.timestamp.slice(from, to);
  const parents = raw.parent.slice(from, to);
  const ordinals = raw.ordinal.slice(from, to);
  const order = Uint32Array.from(times, (_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  order.forEach((index, place) => {
    raw.timestamp[from + place] = times[index] ?? 0;
    raw.parent[from + place] = parents[index] ?? 0;
    raw.ordinal[from + place] = ordinals[index] ?? 0;
  });
}
