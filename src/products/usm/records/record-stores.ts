/** Which alarms and events there are, in order of time, with what never changes of them. They grow with the World, and go back with a reset. */
import { hostAt } from '../../../corpus/raw-view.ts';
import { inserted, type Store } from '../../../corpus/store.ts';
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
  alarms: new WeakMap<Columns, Store<AlarmFixed>>(),
  events: new WeakMap<Columns, Store<EventFixed>>(),
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

function shared<Value>(kept: WeakMap<Columns, Value>, { baseline }: World, make: () => Value): Value {
  const value = kept.get(baseline) ?? make();
  kept.set(baseline, value);
  return value;
}

/** Keeps a store up with the World, from what it began with. */
function follower<Name extends string>(
  base: World,
  world: World,
  begin: () => Store<Name>,
  batch: (from: number, to: number) => Store<Name>,
): () => Store<Name> {
  let seen: { readonly store: Store<Name>; readonly rows: number; readonly buffer: ArrayBufferLike } | undefined;
  return () => {
    const { length, timestamp } = world.baseline;
    const { buffer } = timestamp;
    // Rows are only added to an array; after a reset, others stand in another array.
    if (seen === undefined || seen.buffer !== buffer || seen.rows > length) {
      const isWhole = world.since === base.since;
      seen = isWhole
        ? { store: begin(), rows: base.baseline.length, buffer }
        : { store: batch(0, length), rows: length, buffer };
    }
    if (seen.rows < length) seen = { store: inserted(seen.store, batch(seen.rows, length)), rows: length, buffer };
    return seen.store;
  };
}

function alarmsOf(world: World, disposition: Disposition, from: number, to: number): Store<AlarmFixed> {
  const { baseline } = world;
  const found: number[] = [];
  for (let row = from; row < to; row++) if (disposition.isAlarm(row)) found.push(row);
  // An alarm happened with the last of its events, so the order is not that of the rows.
  const times = Float64Array.from({ length: to - from }, () => 0);
  for (const at of found) times[at - from] = disposition.alarmOccured(at);
  const timeOf = (at: number): number => times[at - from] ?? 0;
  const row = Uint32Array.from(found).sort((one, other) => timeOf(one) - timeOf(other) || one - other);
  return {
    length: row.length,
    timestamp: Float64Array.from(row, timeOf),
    columns: {
      row,
      kind: Uint16Array.from(row, (at) => kindAt(world, at)),
      sensor: Uint16Array.from(row, (at) => baseline.sensor[at] ?? 0),
      severity: Uint8Array.from(row, (at) => baseline.severity[at] ?? 0),
      suppressed: Uint8Array.from(row, (at) => Number(disposition.isSuppressedFromBirth(at))),
    },
  };
}

/** The raw events that the World began with; their times, and whose they are, are the World's own columns. */
function firstEvents(base: World, disposition: Disposition): Store<EventFixed> {
  const { length, parent, ordinal, timestamp } = base.raw();
  return { length, timestamp, columns: columnsOf(base, disposition, parent, ordinal) };
}

/** The events of all rows of a World that was never laid out, in order of time. */
export function eventStoreOf(world: World, disposition: Disposition): Store<EventFixed> {
  const none = laterEvents(world, disposition, 0, 0);
  return inserted(none, laterEvents(world, disposition, 0, world.baseline.length));
}

function laterEvents(world: World, disposition: Disposition, from: number, to: number): Store<EventFixed> {
  const parents: number[] = [];
  const ordinals: number[] = [];
  for (let row = from; row < to; row++) {
    const kept = isKnown(world, row) ? disposition.own(row) : 0;
    for (let ordinal = 0; ordinal < kept; ordinal++) {
      parents.push(row);
      ordinals.push(ordinal);
    }
  }
  const [parent, ordinal] = [Uint32Array.from(parents), Uint16Array.from(ordinals)];
  const timestamp = Float64Array.from(parents, (row, at) => disposition.occured(row, ordinals[at] ?? 0));
  return { length: parent.length, timestamp, columns: columnsOf(world, disposition, parent, ordinal) };
}

/** What the events have from their aggregates. */
function columnsOf(
  world: World,
  disposition: Disposition,
  parent: Uint32Array,
  ordinal: Uint16Array,
): Store<EventFixed>['columns'] {
  const { baseline } = world;
  const { length } = parent;
  const [kind, sensor, source] = [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)];
  const suppressed = new Uint8Array(length);
  let [last, isSuppressed] = [-1, 0];
  for (let at = 0; at < length; at++) {
    const row = parent[at] ?? 0;
    kind[at] = kindAt(world, row);
    sensor[at] = baseline.sensor[row] ?? 0;
    source[at] = hostAt(world, baseline.source[row] ?? 0, ordinal[at] ?? 0);
    if (last !== row) isSuppressed = Number(disposition.isSuppressedFromBirth(row));
    last = row;
    suppressed[at] = isSuppressed;
  }
  return { parent, ordinal, kind, sensor, source, suppressed };
}
