/** v2 statistics: a tree of groups in the order of `groupBy`, with timelines on its leaves. Source: docs/contract/argus.md §7.5, seed 001. */
import type { Outcome } from '../../../http/endpoint.ts';
import { inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Problem } from '../../../http/product.ts';
import type { World } from '../../../model/world.ts';
import type { Principal } from '../access/access.ts';
import type { ArgusServices } from '../services/services.ts';
import { parseTime } from '../common/time.ts';
import { semanticProblem } from '../common/invalid.ts';
import { isTrue } from '../common/booleans.ts';
import type { Timeline, V2StatsRecord, V2StatsRequest } from '../generated/types.ts';
import type { V2Selection } from './criteria.ts';
import { levelOf, otherGroup, type LevelGroup } from './levels.ts';
import { searchHits } from './search.ts';
import { makeLeafTimeline, type LeafTimeline, type TimelineRequest } from './timeline.ts';
import { makeTree, type Layer, type Tree } from './tree.ts';

/** Records of one answer, of all levels together. */
const mostRecords = 100_000;

/** What a group and a stretch of a timeline cost. */
const unitsOfNode = 30;
const unitsOfBucket = 20;

/** The records of a request. Throws 412 for what is too much, or contradicts itself. */
export function* v2Statistics(
  { simulation, invalid }: ArgusServices,
  principal: Principal,
  request: V2StatsRequest,
): Sliced<Outcome> {
  const { world, orders, clock } = simulation;
  const problems: Problem[] = [];
  const { groupBy = [], timeline = [] } = request;
  checkUnique(
    groupBy.map(({ field }) => field),
    'groupBy',
    'field',
    problems,
  );
  checkUnique(
    timeline.map(({ name }) => name),
    'timeline',
    'name',
    problems,
  );
  const requests = timeline.map((entry, at) => requestOf(entry, at, clock.now(), problems));
  const hits = yield* searchHits(world, orders, request as V2Selection, {
    viewer: principal,
    now: clock.now(),
    problems,
  });
  if (problems.length > 0) throw invalid(problems);
  const plan = planOf(world, groupBy);
  const tree = yield* makeTree(hits, plan.levels);
  const shape = yield* trim(tree, plan);
  if (shape === null) throw invalid([semanticProblem('body', ['groupBy'], groupBy.length)]);
  const lines: (LeafTimeline | null)[] = [];
  for (const entry of requests) lines.push(yield* makeLeafTimeline(tree, shape.slots, shape.slotCount, entry));
  const tooLong = lines.indexOf(null);
  if (tooLong >= 0)
    throw invalid([semanticProblem('body', ['timeline', tooLong, 'resolution'], timeline[tooLong]?.resolution)]);
  const lineOf = (slot: number, withRaw: boolean) => lines.flatMap((line) => line?.(slot, withRaw) ?? []);
  return { kind: 'fragments', fragments: () => inBrackets(shape.records, lineOf) };
}

function checkUnique(values: readonly string[], list: string, member: string, problems: Problem[]): void {
  values.forEach((value, at) => {
    if (values.indexOf(value) < at) problems.push(semanticProblem('body', [list, at, member], value));
  });
}

function requestOf(entry: Timeline, at: number, now: number, problems: Problem[]): TimelineRequest {
  const bound = (member: 'startTimestamp' | 'endTimestamp', otherwise: number): number => {
    const value = entry[member];
    const instant = value === undefined ? otherwise : parseTime(value, now);
    if (instant === null) problems.push(semanticProblem('body', ['timeline', at, member], value));
    return instant ?? otherwise;
  };
  const { name, field, resolution } = entry;
  const includeEmpty = isTrue(entry.includeEmpty, true);
  return { name, field, resolution, includeEmpty, from: bound('startTimestamp', 0), to: bound('endTimestamp', now) };
}

type Plan = ReturnType<typeof planOf>;

const planOf = (world: World, groupBy: NonNullable<V2StatsRequest['groupBy']>) => ({
  levels: groupBy.map(({ field }) => levelOf(world, field)),
  /** The biggest groups of a level that are kept; 0 for all. */
  limits: groupBy.map(({ limit }) => Number(limit ?? 0)),
  withOthers: groupBy.map(({ includeOthers }) => isTrue(includeOthers, false)),
});

/** A record before it is written; a leaf has the slot that its timelines count in. */
interface Entry {
  readonly group: LevelGroup | null;
  readonly count: number;
  readonly rawEventCount: number | null;
  readonly buckets: readonly Entry[];
  readonly slot: number | null;
}

interface Shape {
  readonly records: readonly Entry[];
  readonly slots: Int32Array;
  readonly slotCount: number;
}

/** Orders every level by falling count and applies its limit; null when too many records are left. */
function* trim({ layers }: Tree, { levels, limits, withOthers }: Plan): Sliced<Shape | null> {
  const children: (readonly (readonly number[])[])[] = [];
  for (const [depth, layer] of layers.entries()) children.push(yield* childrenOf(layer, layers[depth - 1]));
  const slots = new Int32Array(layers.at(-1)?.counts.length ?? 1).fill(-1);
  let slotCount = 0;
  let records = 0;
  /** Gives all leaves below a node the same slot. */
  const assign = (depth: number, node: number, slot: number): void => {
    if (depth === levels.length) slots[node] = slot;
    else for (const child of children[depth + 1]?.[node] ?? []) assign(depth + 1, child, slot);
  };
  const leaf = (depth: number, nodes: readonly number[]): number => {
    for (const node of nodes) assign(depth, node, slotCount);
    return slotCount++;
  };
  const below = (depth: number, node: number): readonly Entry[] => {
    const level = levels[depth];
    const layer = layers[depth + 1];
    if (level === undefined || layer === undefined || records > mostRecords) return [];
    const all = children[depth + 1]?.[node] ?? [];
    const kept = limits[depth] === 0 ? all : all.slice(0, limits[depth]);
    const rest = all.slice(kept.length);
    records += kept.length;
    const entries = kept.map((child) => entryOf(depth + 1, child, level.groups[layer.codes[child] ?? 0] ?? null));
    if (rest.length === 0 || withOthers[depth] !== true) return entries;
    records += 1;
    const count = rest.reduce((sum, child) => sum + (layer.counts[child] ?? 0), 0);
    const slot = leaf(depth + 1, rest);
    return [...entries, { group: otherGroup(level.field), count, rawEventCount: null, buckets: [], slot }];
  };
  const entryOf = (depth: number, node: number, group: LevelGroup | null): Entry => ({
    group,
    count: layers[depth]?.counts[node] ?? 0,
    rawEventCount: layers[depth]?.rawCounts[node] ?? 0,
    buckets: below(depth, node),
    slot: depth === levels.length ? leaf(depth, [node]) : null,
  });
  const top = levels.length === 0 ? [entryOf(0, 0, null)] : below(0, 0);
  return records > mostRecords ? null : { records: top, slots, slotCount };
}

/** Nodes of a layer by their parent, the biggest first, equal ones in order of appearance. */
function* childrenOf(layer: Layer, above: Layer | undefined): Sliced<readonly (readonly number[])[]> {
  const lists: number[][] = Array.from({ length: above?.counts.length ?? 1 }, () => []);
  yield* inPieces(layer.parents.entries(), unitsOfNode, ([node, parent]) => lists[parent]?.push(node));
  for (const list of lists) {
    list.sort((one, other) => (layer.counts[other] ?? 0) - (layer.counts[one] ?? 0) || one - other);
    yield list.length * unitsOfNode;
  }
  return lists;
}

type LineOf = (slot: number, withRaw: boolean) => V2StatsRecord['timeline'];

function* inBrackets(records: readonly Entry[], lineOf: LineOf): Generator<string | number, void, void> {
  yield '[';
  for (const [place, record] of records.entries()) {
    if (place > 0) yield ',';
    yield* written(record, lineOf);
  }
  yield ']';
}

/** A record, with those below it. */
function* written(entry: Entry, lineOf: LineOf): Generator<string | number, void, void> {
  const { group, count, rawEventCount, slot } = entry;
  const raw = rawEventCount === null ? '' : `"rawEventCount":${rawEventCount},`;
  yield `{"group":${JSON.stringify(group)},"count":${count},${raw}"buckets":`;
  yield* inBrackets(entry.buckets, lineOf);
  const timeline = slot === null ? [] : lineOf(slot, rawEventCount !== null);
  yield unitsOfNode + timeline.reduce((sum, { buckets }) => sum + buckets.length, 0) * unitsOfBucket;
  yield `,"timeline":${JSON.stringify(timeline)}}`;
}
