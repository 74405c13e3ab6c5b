/** Which alarms and events there are, in order of time, with what never changes of them. They grow with the World, and go back with a reset. */
import { hostAt } from '../../../corpus/raw-view.ts';
import { inserting, type ColumnStore } from '../../../corpus/store.ts';
import { finished, inPieces, pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import type { Columns } from '../../../model/columns.ts';
import type { World } from '../../../model/world.ts';
import { kindCode } from './kinds.ts';
import { isKnown } from './membership.ts';
import { BLOCKED, type Disposition } from './disposition.ts';

export type AlarmFixed = 'row' | 'kind' | 'sensor' | 'severity' | 'suppressed';
export type EventFixed = 'parent' | 'ordinal' | 'kind' | 'sensor' | 'source' | 'suppressed';

export const kindAt = ({ baseline }: World, row: number): number =>
  kindCode(baseline.detail[row] ?? 0, ((baseline.flagsLow[row] ?? 0) & BLOCKED) !== 0);

/** The records of frozen Worlds, by their columns: many simulations share them, each perhaps with API clients of its own. */
const ofBase = {
  alarms: new WeakMap<Columns, ColumnStore<AlarmFixed>>(),
  events: new WeakMap<Columns, ColumnStore<EventFixed>>(),
};

export function makeRecords(base: World, world: World, disposition: Disposition) {
  return {
    alarms: follower(
      base,
      world,
      () => shared(ofBase.alarms, base, () => alarmsOf(base, disposition, 0, base.baseline.length)),
      (from, to) => alarmsOf(world, disposition, from, to),
    ),
    events: follower(
      base,
      world,
      () => shared(ofBase.events, base, () => firstEvents(base, disposition)),
      (from, to) => laterEvents(world, disposition, from, to),
    ),
  };
}

function* shared<Value>(kept: WeakMap<Columns, Value>, { baseline }: World, make: () => Sliced<Value>): Sliced<Value> {
  const value = kept.get(baseline) ?? (yield* make());
  kept.set(baseline, value);
  return value;
}

/** A store that is kept up with the World, at once or in pieces. */
export interface Follower<Name extends string> {
  readonly store: () => ColumnStore<Name>;
  /** Catches up in pieces; null when there is nothing to do. Writes may come in between. */
  readonly catchUp: () => Sliced<ColumnStore<Name>> | null;
  /** Leaves the store to somebody who goes on reading it. */
  readonly share: () => void;
}

interface Followed<Name extends string> {
  readonly store: ColumnStore<Name>;
  readonly rows: number;
  /** That of the rows: they are only added to an array, and after a reset others stand in another array. */
  readonly buffer: ArrayBufferLike;
}

function follower<Name extends string>(
  base: World,
  world: World,
  begin: () => Sliced<ColumnStore<Name>>,
  batch: (from: number, to: number) => Sliced<ColumnStore<Name>>,
): Follower<Name> {
  let seen: Followed<Name> | null = null;
  let isShared = false;
  const standing = (): Followed<Name> | null =>
    seen !== null && seen.buffer === world.baseline.timestamp.buffer && seen.rows <= world.baseline.length
      ? seen
      : null;
  const isCurrent = (): boolean => standing()?.rows === world.baseline.length;

  function* following(): Sliced<ColumnStore<Name>> {
    while (seen === null || !isCurrent()) {
      const before = seen;
      const known = standing();
      const { length } = world.baseline;
      const { buffer } = world.baseline.timestamp;
      const isWhole = known === null && world.since === base.since;
      const made = yield* isWhole ? begin() : batch(known?.rows ?? 0, length);
      const store = known === null ? made : yield* inserting(known.store, made, isShared);
      // Somebody may have been faster.
      if (seen !== before) continue;
      isShared = false;
      seen = {
        store,
        rows: isWhole ? base.baseline.length : length,
        buffer,
      };
    }
    return seen.store;
  }
  return {
    store: () => finished(following()),
    catchUp: () => (isCurrent() ? null : following()),
    share: () => void (isShared = true),
  };
}

/** What putting a record into a store costs. */
const unitsOfRecord = 20;

function* alarmsOf(world: World, disposition: Disposition, from: number, to: number): Sliced<ColumnStore<AlarmFixed>> {
  const { baseline } = world;
  const found: number[] = [];
  // An alarm happened with the last of its events, so the order is not that of the rows.
  const times = new Float64Array(to - from);
  yield* inPieces(numbers(from, to), unitsOfRecord, (row) => {
    if (!disposition.isAlarm(row)) return;
    found.push(row);
    times[row - from] = disposition.alarmOccured(row);
  });
  const timeOf = (at: number): number => times[at - from] ?? 0;
  const row = Uint32Array.from(found).sort((one, other) => timeOf(one) - timeOf(other) || one - other);
  const { length } = row;
  yield Math.min(pieceOfWork, length * unitsOfRecord);
  const store = {
    length,
    timestamp: new Float64Array(length),
    columns: {
      row,
      kind: new Uint16Array(length),
      sensor: new Uint16Array(length),
      severity: new Uint8Array(length),
      suppressed: new Uint8Array(length),
    },
  };
  const { timestamp, columns } = store;
  yield* inPieces(row.entries(), unitsOfRecord, ([place, at]) => {
    timestamp[place] = timeOf(at);
    columns.kind[place] = kindAt(world, at);
    columns.sensor[place] = baseline.sensor[at] ?? 0;
    columns.severity[place] = baseline.severity[at] ?? 0;
    columns.suppressed[place] = Number(disposition.isSuppressedFromBirth(at));
  });
  return store;
}

function* numbers(from: number, to: number): Generator<number, void, void> {
  for (let number = from; number < to; number++) yield number;
}

/** The raw events that the World began with; their times, and whose they are, are the World's own columns. */
function* firstEvents(base: World, disposition: Disposition): Sliced<ColumnStore<EventFixed>> {
  yield* base.layingOutRaw();
  const { length, parent, ordinal, timestamp } = base.raw();
  return { length, timestamp, columns: yield* columnsOf(base, disposition, parent, ordinal) };
}

/** The events of all rows of a World that was never laid out, in order of time. */
export function eventStoreOf(world: World, disposition: Disposition): ColumnStore<EventFixed> {
  const none = finished(laterEvents(world, disposition, 0, 0));
  return finished(inserting(none, finished(laterEvents(world, disposition, 0, world.baseline.length))));
}

function* laterEvents(
  world: World,
  disposition: Disposition,
  from: number,
  to: number,
): Sliced<ColumnStore<EventFixed>> {
  const parents: number[] = [];
  const ordinals: number[] = [];
  yield* inPieces(numbers(from, to), unitsOfRecord * 10, (row) => {
    const kept = isKnown(world, row) ? disposition.own(row) : 0;
    for (let at = 0; at < kept; at++) {
      parents.push(row);
      ordinals.push(at);
    }
  });
  const [parent, ordinal] = [Uint32Array.from(parents), Uint16Array.from(ordinals)];
  const timestamp = Float64Array.from(parents, (row, at) => disposition.occured(row, ordinals[at] ?? 0));
  return { length: parent.length, timestamp, columns: yield* columnsOf(world, disposition, parent, ordinal) };
}

/** What the events have from their aggregates. */
function* columnsOf(
  world: World,
  disposition: Disposition,
  parent: Uint32Array,
  ordinal: Uint16Array,
): Sliced<ColumnStore<EventFixed>['columns']> {
  const { baseline } = world;
  const { length } = parent;
  const [kind, sensor, source] = [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)];
  const suppressed = new Uint8Array(length);
  let [last, isSuppressed] = [-1, 0];
  yield* inPieces(parent.entries(), unitsOfRecord, ([at, row]) => {
    kind[at] = kindAt(world, row);
    sensor[at] = baseline.sensor[row] ?? 0;
    source[at] = hostAt(world, baseline.source[row] ?? 0, ordinal[at] ?? 0);
    if (last !== row) isSuppressed = Number(disposition.isSuppressedFromBirth(row));
    last = row;
    suppressed[at] = isSuppressed;
  });
  return { parent, ordinal, kind, sensor, source, suppressed };
}
