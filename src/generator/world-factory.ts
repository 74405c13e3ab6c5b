/** The World at an instant: the rows that are known by then, as they stood, and the arrivals that lead on from there. */
import { isoUtc } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';
import { gathered, makeColumns, type Columns } from '../model/columns.ts';
import { makeLateColumns } from '../model/late-columns.ts';
import type { ArrivalBatch } from '../model/arrivals.ts';
import { eventNumberRanges as ranges } from '../model/event-number.ts';
import type { StoryEvent } from '../model/story.ts';
import type { Case, World } from '../model/world.ts';
import type { GenerationContext } from './background/background.ts';
import type { Until } from './background/triage.ts';
import { casesAsOf } from './case-history.ts';
import { makeArrivals } from './arrivals.ts';
import type { InitialState } from './lifecycle.ts';
import type { Days } from './timeline/days.ts';
import { makeStoryFill, mergeRows, type Merged } from './merge.ts';
import { lazy, lazyWork } from '../kernel/lazy.ts';
import { layOutRaw } from './raw.ts';

/** All of a World that has nothing to do with its rows. */
export type WorldFrame = Omit<
  World,
  | 'since'
  | 'asOf'
  | 'arrivals'
  | 'aggregated'
  | 'baseline'
  | 'eventNumbers'
  | 'rowOfEventNumber'
  | 'submitted'
  | 'changes'
  | 'rawOverrides'
  | 'additions'
  | 'raw'
  | 'layingOutRaw'
>;

/** Rows, and who they are; `eventNumbers` is null where each is its index. */
export interface WorldRows {
  readonly columns: Columns;
  readonly eventNumbers: Uint32Array | null;
}

export interface WorldFactory {
  readonly frame: WorldFrame;
  readonly merged: Merged;
  /** The World at its end. */
  readonly whole: () => World;
  /** The World at its end with only some rows, by an index of their own. */
  readonly part: (rows: WorldRows) => World;
}

export function makeWorldFactory(frame: WorldFrame, generation: GenerationContext, days: Days): WorldFactory {
  const { seed, stories, start, end, rowKey, retainedDetails } = frame;
  const merged = mergeRows(seed, generation, stories, end);
  const fillStory = makeStoryFill(seed, generation);
  let earlier: World | null = null;

  const world = (
    rows: WorldRows,
    initialState: Pick<InitialState, 'since' | 'later' | 'cases'>,
    rest: Partial<World>,
  ): World => {
    const { columns, eventNumbers } = rows;
    const arrivals = makeArrivals({ generation, days, stories, end, columns, eventNumbers, ...initialState });
    const raw = lazyWork(() => layOutRaw(rowKey, columns, eventNumbers, retainedDetails));
    return {
      ...frame,
      since: initialState.since,
      arrivals,
      aggregated: columns,
      baseline: columns,
      eventNumbers,
      rowOfEventNumber: merged.rowOf,
      submitted: { first: columns.length, slots: [], all: [], byUuid: new Map() },
      changes: () => [],
      rawOverrides: new Map(),
      additions: new Map(),
      raw: raw.value,
      layingOutRaw: raw.making,
      asOf,
      ...rest,
    };
  };
  const future = (): ArrivalBatch =>
    arrivalsOf(
      stories.events.filter(({ arrives }) => arrives > end),
      fillStory,
    );
  const part = (rows: WorldRows): World => world(rows, { since: end, later: future, cases: [] }, {});
  /** The rows as they are made when somebody reads them. */
  const rowsAt = (at: number | null, cases?: readonly Case[]): WorldRows => {
    const until: Until = { at, since: at ?? end, cap: end, ...(cases !== undefined && { cases }) };
    const eventNumbers = merged.isPlain ? null : new Uint32Array(merged.length);
    if (eventNumbers !== null) merged.number(eventNumbers, 0, merged.length);
    const columns = makeLateColumns(merged.length, {
      fill: (target, from, to) => merged.write({ columns: target, at: from }, from, to, until),
      time: merged.timeOf,
    });
    return { columns, eventNumbers };
  };
  const whole = lazy(() => part(rowsAt(end)));

  function asOf(instant: number): World {
    if (instant >= end) return whole();
    if (instant < start) throw new UserError(`the World begins at ${isoUtc(start)}; there is nothing to see before`);
    if (earlier?.since === instant) return earlier;
    const { cases, caseSets, arrivals } = casesAsOf(frame, instant);
    const asKnown = rowsAt(null);
    const asStood = rowsAt(instant, cases);
    const known = asKnown.columns.updated;
    const isThere = (row: number): boolean => (known[row] ?? 0) <= instant;
    const there = picked(asStood, isThere);
    const rest = picked(asKnown, (row) => !isThere(row));
    const later = (): ArrivalBatch =>
      joined({ columns: rest.columns, eventNumbers: rest.eventNumbers, known: rest.columns.updated }, future());
    const places = lazy(() => new Map(Array.from(there.eventNumbers, (eventNumber, row) => [eventNumber, row])));
    earlier = world(
      there,
      { since: instant, later, cases: arrivals },
      {
        cases,
        caseSets,
        rowOfEventNumber: (eventNumber) => places().get(eventNumber) ?? null,
      },
    );
    return earlier;
  }
  return { frame, merged, whole, part };
}

function arrivalsOf(events: readonly StoryEvent[], fill: ReturnType<typeof makeStoryFill>): ArrivalBatch {
  const columns = makeColumns(events.length);
  events.forEach((event, at) => fill(columns, at, event, null));
  const eventNumbers = Uint32Array.from(events, ({ number }) => ranges.story + number);
  return { columns, eventNumbers, known: Float64Array.from(events, ({ arrives }) => arrives) };
}

/** The rows that pass, with the numbers that they have. */
function picked(
  { columns, eventNumbers }: WorldRows,
  passes: (row: number) => boolean,
): { columns: Columns; eventNumbers: Uint32Array } {
  const rows = Uint32Array.from({ length: columns.length }, (_, row) => row).filter(passes);
  return {
    columns: gathered([[columns, rows]]),
    eventNumbers: rows.map((row) => (eventNumbers === null ? row : (eventNumbers[row] ?? 0))),
  };
}

function joined(one: ArrivalBatch, other: ArrivalBatch): ArrivalBatch {
  const length = one.columns.length + other.columns.length;
  const columns = makeColumns(length);
  for (const [name, values] of Object.entries(columns) as [keyof Columns, unknown][]) {
    if (!ArrayBuffer.isView(values)) continue;
    const to = values as unknown as Uint32Array;
    to.set(one.columns[name] as Uint32Array);
    to.set(other.columns[name] as Uint32Array, one.columns.length);
  }
  return {
    columns,
    eventNumbers: Uint32Array.from(
      { length },
      (_, at) => one.eventNumbers[at] ?? other.eventNumbers[at - one.eventNumbers.length] ?? 0,
    ),
    known: Float64Array.from({ length }, (_, at) => one.known[at] ?? other.known[at - one.known.length] ?? 0),
  };
}
