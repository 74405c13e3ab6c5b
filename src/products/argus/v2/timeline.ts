/** Timelines of v2 statistics: how many events of each leaf lie in each stretch of time. Source: docs/contract/argus.md §7.5. */
import type { Timeline, V2StatsRecord } from '../generated/types.ts';
import { frameLengths, frameStart, nextFrame, type FrameLength } from '../events/time-frames.ts';
import type { TimeName } from '../events/table.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import { fill, type Tree } from './tree.ts';

type Answer = V2StatsRecord['timeline'][number];

export interface TimelineRequest {
  readonly name: string;
  readonly field: TimeName;
  readonly resolution: Timeline['resolution'];
  readonly from: number;
  readonly to: number;
  readonly includeEmpty: boolean;
}

/** The timeline of a leaf, by its slot. */
export type LeafTimeline = (slot: number, withRaw: boolean) => Answer;

/** Stretches of one timeline, and cells of all its leaves together, that one answer may have. */
const mostFrames = 10_000;
const mostCells = 2_000_000;

/** The timeline of a leaf by its slot; null when it would be too long. `slots` says where each node of the lowest level counts, -1 for nowhere. */
export function* makeLeafTimeline(
  tree: Tree,
  slots: Int32Array,
  slotCount: number,
  request: TimelineRequest,
): Sliced<LeafTimeline | null> {
  const times = yield* timesOf(tree, request);
  const starts = yield* framesOf(tree, times, request);
  if (starts === null || starts.length * slotCount > mostCells) return null;
  const length = starts.length;
  const counts = new Float64Array(slotCount * length);
  const rawCounts = new Float64Array(slotCount * length);
  const frameOf = finder(starts, request.resolution);
  yield* fill(tree.rows, ({ table: { weight } }, rows, at) => {
    for (let place = 0; place < rows.length; place++) {
      const event = at + place;
      const slot = slots[tree.leafOf[event] ?? 0] ?? -1;
      const time = times[event] ?? Number.NaN;
      if (slot < 0 || Number.isNaN(time)) continue;
      const cell = slot * length + frameOf(time);
      counts[cell] = (counts[cell] ?? 0) + 1;
      rawCounts[cell] = (rawCounts[cell] ?? 0) + weight(rows[place] ?? 0);
    }
  });
  return (slot, withRaw) => {
    const raw = (value: number) => (withRaw ? { rawEventCount: value } : {});
    const cells = starts.map((timestamp, frame) => {
      const count = counts[slot * length + frame] ?? 0;
      return { timestamp, count, ...raw(rawCounts[slot * length + frame] ?? 0) };
    });
    const sum = (of: Float64Array): number =>
      of.subarray(slot * length, (slot + 1) * length).reduce((one, other) => one + other, 0);
    const buckets = request.includeEmpty ? cells : cells.filter(({ count }) => count > 0);
    return { name: request.name, count: sum(counts), ...raw(sum(rawCounts)), buckets };
  };
}

/** The time of every event, NaN where it has none or one out of bounds. */
function* timesOf(tree: Tree, { field, from, to }: TimelineRequest): Sliced<Float64Array> {
  const times = new Float64Array(tree.leafOf.length);
  yield* fill(tree.rows, ({ table }, rows, at) => {
    const time = table.time(field);
    for (let place = 0; place < rows.length; place++) {
      const value = time(rows[place] ?? 0);
      times[at + place] = value >= from && value <= to ? value : Number.NaN;
    }
  });
  return times;
}

/**
 * Starts of the stretches, in UTC. With empty ones they reach from the lower bound to the upper; a lower bound of 0, the default, stands for the
 * first event (assumed: nobody wants minutes since 1970). Null when there are too many.
 */
function* framesOf(
  tree: Tree,
  times: Float64Array,
  { resolution, from, to, includeEmpty }: TimelineRequest,
): Sliced<readonly number[] | null> {
  const length: FrameLength = { resolution: 1, unit: resolution };
  let first = Infinity;
  let last = -Infinity;
  yield* fill(tree.rows, (_, rows, at) => {
    for (let event = at; event < at + rows.length; event++) {
      const time = times[event] ?? Number.NaN;
      if (time < first) first = time;
      if (time > last) last = time;
    }
  });
  if (first > last && (from <= 0 || !includeEmpty)) return [];
  if (includeEmpty && from > 0) first = from;
  if (includeEmpty) last = to;
  const starts: number[] = [];
  for (let start = frameStart(first, length); start <= last; start = nextFrame(start, length)) {
    if (starts.push(start) > mostFrames) return null;
  }
  return starts;
}

/** Index of the stretch that holds a time. */
function finder(starts: readonly number[], resolution: Timeline['resolution']): (time: number) => number {
  const first = starts[0] ?? 0;
  if (resolution !== 'months' && resolution !== 'years') {
    const length = frameLengths[resolution];
    return (time) => Math.floor((time - first) / length);
  }
  return (time) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
