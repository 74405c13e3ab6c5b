/** v1 statistics: groups of events, per time frame. Source: docs/contract/argus.md §6.6; names of the members of a group are assumed. */
import { makeGroups, working, type Groups } from '../../../corpus/group.ts';
import { selected } from '../../../corpus/selection.ts';
import { all } from '../../../corpus/predicate.ts';
import type { Outcome } from '../../../http/endpoint.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { Problem } from '../../../http/product.ts';
import type { Columns } from '../../../model/columns.ts';
import { visible, type Principal } from '../access/access.ts';
import { parseTime } from '../common/time.ts';
import type { ArgusServices } from '../services/services.ts';
import type { StatsRequest } from '../generated/types.ts';
import { semanticProblem } from '../common/invalid.ts';
import { eventTableOf } from '../events/table.ts';
import { isTrue } from '../common/booleans.ts';
import { compileV1, type V1Criteria } from './criteria.ts';
import { groupingOf, type Grouping } from './groupings.ts';
import { frameStart, frameUnit, nextFrame, type FrameLength } from '../events/time-frames.ts';

/** Frames of one answer; one event that falls in more is refused with the rest, as a wrong resolution. */
const mostFrames = 10_000;
const mostFramesOfEvent = mostFrames + 1;

/** What counting a row costs. */
const unitsOfRow = 20;
/** And in each frame that it meets. */
const unitsOfFrame = 10;

interface Cell {
  count: number;
  rawEventCount: number;
}

export function* v1Statistics(
  { simulation, invalid }: ArgusServices,
  principal: Principal,
  request: StatsRequest,
): Sliced<Outcome> {
  const { world, clock } = simulation;
  const columns = simulation.columns();
  const problems: Problem[] = [];
  const frame = frameOf(request, problems);
  const now = clock.now();
  const table = eventTableOf(world, 'aggregated', simulation.orders);
  const criteria = yield* compileV1(request as V1Criteria, { table, viewer: principal, now, problems });
  if (problems.length > 0) throw invalid(problems);
  const bits = yield* table.scan(all([visible(world, principal), criteria]));
  const groupings = (request.groupBy ?? []).map((name) => groupingOf(world, name));
  const groups = makeGroups(groupings.map(({ dimension }) => dimension));
  const whole = {
    start: bound(request.startTimestamp, now, 0),
    end: bound(request.endTimestamp, now, now),
    isBounded: request.endTimestamp !== undefined,
  };
  const span = { frame, isMoment: (request.timeFrameStrategy ?? 'startEndTimestamp') === 'timestamp', whole };
  const { totals, frames } = yield* counted(bits, columns, groups, span, () => invalid([wrongResolution(request)]));
  const kept = yield* biggest(totals, Number(request.cutoff ?? 0));
  const withOthers = kept.length < totals.size && isTrue(request.includeOthers, true);
  /** The group of a key, or all others. */
  const keyAt = (place: number) => ({
    id: place + 1,
    ...described(groupings, place < kept.length ? (groups.codes[kept[place] ?? 0] ?? []) : null),
  });
  const withRaw = isTrue(request.countRawEvents, false);
  const ids = new Uint32Array(totals.size);
  kept.forEach((group, place) => (ids[group] = place + 1));
  const inOrder = [...frames].sort(([one], [other]) => one - other);
  return {
    kind: 'fragments',
    *fragments() {
      yield '{"keys":[';
      // Readers take the first key before they look at anything else, so there is one even where nothing matched (assumed).
      yield* list(withOthers || kept.length === 0 ? kept.length + 1 : kept.length, keyAt);
      yield '],"timeFrames":[';
      for (const [at, [startTime, cells]] of inOrder.entries()) {
        const endTime = frame === null ? whole.end : nextFrame(startTime, frame);
        yield `${at === 0 ? '' : ','}{"timeFrame":${JSON.stringify({ startTime, endTime })},"records":[`;
        const records = recordsOf(cells, { ids, kept, withOthers, withRaw });
        yield* list(records.length, records.at);
        yield ']}';
      }
      yield ']}';
    },
  };
}

/** Characters that are handed on together. */
const longestText = 4096;

/** Items with commas between them. */
function* list(length: number, at: (place: number) => object): Generator<string | number, void, void> {
  let text = '';
  for (let place = 0; place < length; place++) {
    text += `${place === 0 ? '' : ','}${JSON.stringify(at(place))}`;
    if (text.length < longestText) continue;
    yield text;
    yield text.length;
    text = '';
  }
  yield text;
  yield text.length;
}

const bound = (input: string | number | undefined, now: number, otherwise: number): number =>
  input === undefined ? otherwise : (parseTime(input, now) ?? otherwise);

/** Too many frames, or a number of units that have no such frame. */
const wrongResolution = ({ resolution }: StatsRequest): Problem => semanticProblem('body', ['resolution'], resolution);

/** Null means one frame for everything, which is what a resolution of 0 asks for. */
function frameOf(request: StatsRequest, problems: Problem[]): FrameLength | null {
  const resolution = Number(request.resolution ?? 0);
  const unit = frameUnit(request.resolutionUnit ?? 'milliseconds');
  if (unit === null) {
    problems.push(semanticProblem('body', ['resolutionUnit'], request.resolutionUnit));
    return null;
  }
  if (resolution === 0) return null;
  if ((unit === 'weeks' || unit === 'months' || unit === 'years') && resolution !== 1)
    problems.push(wrongResolution(request));
  return { resolution, unit };
}

interface Span {
  /** Null for one frame of everything. */
  readonly frame: FrameLength | null;
  /** Whether only the time of an event counts, not its end. */
  readonly isMoment: boolean;
  readonly whole: { readonly start: number; readonly end: number; readonly isBounded: boolean };
}

/** Counts rows by group, in all and by frame; too many frames are refused. */
function* counted(
  bits: Uint32Array,
  columns: Columns,
  groups: Groups,
  span: Span,
  refusal: () => Error,
): Sliced<{ readonly totals: Cells; readonly frames: ReadonlyMap<number, Cells> }> {
  const totals: Cells = new Map();
  const frames = new Map<number, Cells>();
  const { count: counts } = columns;
  // Neighbouring rows fall in the same frames.
  let [at, cells]: [number, Cells] = [Number.NaN, totals];
  yield* working(bits, (row) => {
    const group = groups.of(row);
    const count = counts[row] ?? 1;
    add(totals, group, count);
    if (span.frame === null) return unitsOfRow;
    const met = eachFrameOf(columns, row, span.frame, span, (start) => {
      if (start !== at) {
        cells = frames.get(start) ?? new Map<number, Cell>();
        frames.set(start, cells);
        at = start;
      }
      add(cells, group, count);
    });
    if (frames.size > mostFrames) throw refusal();
    return unitsOfRow + met * unitsOfFrame;
  });
  if (span.frame === null && totals.size > 0) frames.set(span.whole.start, totals);
  return { totals, frames };
}

/** Tells the starts of the frames that an event counts in, and how many: the one of its timestamp, or every one that its first-to-last span meets within the bounds asked for. */
function eachFrameOf(
  { timestamp: times, duration }: Columns,
  row: number,
  frame: FrameLength,
  { isMoment, whole }: Span,
  visit: (start: number) => void,
): number {
  const timestamp = times[row] ?? 0;
  const last = isMoment ? timestamp : timestamp + (duration[row] ?? 0);
  const end = isMoment || !whole.isBounded ? last : Math.min(last, whole.end);
  let count = 0;
  for (
    let start = frameStart(isMoment ? timestamp : Math.max(timestamp, whole.start), frame);
    start <= end && count < mostFramesOfEvent;
    start = nextFrame(start, frame), count++
  )
    visit(start);
  return count;
}

/** What there is of each group, by its number; most groups have nothing in most frames. */
type Cells = Map<number, Cell>;

function add(cells: Cells, group: number, raw: number): void {
  const cell = cells.get(group);
  if (cell === undefined) cells.set(group, { count: 1, rawEventCount: raw });
  else {
    cell.count += 1;
    cell.rawEventCount += raw;
  }
}

/** Groups by falling count, equal ones in order of appearance; all of them when `cutoff` is 0. */
function biggest(totals: Cells, cutoff: number): Sliced<Uint32Array> {
  const key = (group: number): number => totals.get(group)?.count ?? 0;
  const order = [{ name: 'count', descending: true, key }];
  return selected(Uint32Array.from(totals.keys()), order, 0, cutoff === 0 ? totals.size : cutoff);
}

function described(groupings: readonly Grouping[], codes: readonly number[] | null): Record<string, unknown> {
  return Object.fromEntries(
    groupings.map(({ name, describe }, at) => [name, codes === null ? null : describe(codes[at] ?? 0)]),
  );
}

/** The groups that have a key, in the order of their ids, and the id of each; 0 for the others. */
interface Keyed {
  readonly ids: Uint32Array;
  readonly kept: Uint32Array;
  readonly withOthers: boolean;
  readonly withRaw: boolean;
}

/** The records of a frame, in the order of their keys. */
function recordsOf(cells: Cells, { ids, kept, withOthers, withRaw }: Keyed) {
  const others = { count: 0, rawEventCount: 0 };
  const found = new Uint32Array(cells.size);
  let length = 0;
  for (const [group, cell] of cells) {
    const id = ids[group] ?? 0;
    if (id > 0) found[length++] = id;
    else {
      others.count += cell.count;
      others.rawEventCount += cell.rawEventCount;
    }
  }
  const own = found.subarray(0, length).sort();
  const recordOf = (keyID: number, { count, rawEventCount }: Cell) => ({
    keyID,
    value: withRaw ? { count, rawEventCount } : { count },
  });
  return {
    length: withOthers && others.count > 0 ? length + 1 : length,
    at: (place: number) => {
      const id = own[place];
      return id === undefined
        ? recordOf(kept.length + 1, others)
        : recordOf(id, cells.get(kept[id - 1] ?? 0) ?? others);
    },
  };
}
