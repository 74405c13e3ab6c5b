/** The World at an instant: the rows that are known by then, as they stood, and the course that leads on from there. */
import { isoUtc } from '../kernel/clock.ts';
import { UserError } from '../kernel/fault.ts';
import { makeColumns, type Columns, type RawColumns } from '../model/columns.ts';
import type { Arrivals } from '../model/course.ts';
import { origins as ranges } from '../model/origin.ts';
import type { StoryEvent } from '../model/story.ts';
import type { Case, World } from '../model/world.ts';
import type { Plan } from './background.ts';
import { casesAsOf } from './case-history.ts';
import { makeCourse, type Outset } from './course.ts';
import type { Days } from './days.ts';
import { makeStoryFill, mergeRows, type Merged } from './merge.ts';
import { once } from './once.ts';
import { layOutRaw } from './raw.ts';

/** All of a World that has nothing to do with its rows. */
export type Frame = Omit<
  World,
  | 'since'
  | 'asOf'
  | 'course'
  | 'aggregated'
  | 'baseline'
  | 'origins'
  | 'rowOfOrigin'
  | 'submitted'
  | 'changes'
  | 'rawOverrides'
  | 'raw'
>;

/** Rows, and who they are; `origins` is null where each is its own. */
export interface Rows {
  readonly columns: Columns;
  readonly origins: Uint32Array | null;
}

export interface Presenter {
  readonly frame: Frame;
  readonly merged: Merged;
  /** The World at its end. */
  readonly whole: () => World;
  /** The World at its end with only some rows, by an index of their own. */
  readonly part: (rows: Rows) => World;
}

export function makePresenter(frame: Frame, plan: Plan, days: Days): Presenter {
  const { seed, stories, start, end, rowKey, retainedDetails } = frame;
  const merged = mergeRows(seed, plan, stories, end);
  const fillStory = makeStoryFill(seed, plan);
  let earlier: World | null = null;

  const world = (rows: Rows, outset: Pick<Outset, 'since' | 'later' | 'cases'>, rest: Partial<World>): World => {
    const { columns, origins } = rows;
    const course = makeCourse({ plan, days, stories, end, columns, origins, ...outset });
    return {
      ...frame,
      since: outset.since,
      course,
      aggregated: columns,
      baseline: columns,
      origins,
      rowOfOrigin: merged.rowOf,
      submitted: { first: columns.length, slots: [], all: [], byUuid: new Map() },
      changes: () => [],
      rawOverrides: new Map(),
      raw: once((): RawColumns => layOutRaw(rowKey, columns, origins, retainedDetails)),
      asOf,
      ...rest,
    };
  };
  const future = (): Arrivals =>
    arrivalsOf(
      stories.events.filter(({ arrives }) => arrives > end),
      fillStory,
    );
  const part = (rows: Rows): World => world(rows, { since: end, later: future, cases: [] }, {});
  const fill = (at: number | null, cases?: readonly Case[]): Rows => {
    const columns = makeColumns(merged.length);
    const origins = new Uint32Array(merged.isPlain ? 0 : merged.length);
    merged.fill(columns, origins, 0, merged.length, {
      at,
      since: at ?? end,
      cap: end,
      ...(cases !== undefined && { cases }),
    });
    return { columns, origins: merged.isPlain ? null : origins };
  };
  const whole = once(() => part(fill(end)));

  function asOf(instant: number): World {
    if (instant >= end) return whole();
    if (instant < start) throw new UserError(`the World begins at ${isoUtc(start)}; there is nothing to see before`);
    if (earlier?.since === instant) return earlier;
    const { cases, caseSets, course } = casesAsOf(frame, instant);
    const asKnown = fill(null);
    const asStood = fill(instant, cases);
    const known = asKnown.columns.updated;
    const isThere = (row: number): boolean => (known[row] ?? 0) <= instant;
    const there = picked(asStood, isThere);
    const rest = picked(asKnown, (row) => !isThere(row));
    const later = (): Arrivals =>
      joined({ columns: rest.columns, origins: rest.origins, known: rest.columns.updated }, future());
    const places = once(() => new Map(Array.from(there.origins, (origin, row) => [origin, row])));
    earlier = world(
      there,
      { since: instant, later, cases: course },
      {
        cases,
        caseSets,
        rowOfOrigin: (origin) => places().get(origin) ?? null,
      },
    );
    return earlier;
  }
  return { frame, merged, whole, part };
}

function arrivalsOf(events: readonly StoryEvent[], fill: ReturnType<typeof makeStoryFill>): Arrivals {
  const columns = makeColumns(events.length);
  events.forEach((event, at) => fill(columns, at, event, null));
  const origins = Uint32Array.from(events, ({ number }) => ranges.story + number);
  return { columns, origins, known: Float64Array.from(events, ({ arrives }) => arrives) };
}

/** The rows that pass, with the origins that they have. */
function picked(
  { columns, origins }: Rows,
  passes: (row: number) => boolean,
): { columns: Columns; origins: Uint32Array } {
  const rows = Uint32Array.from({ length: columns.length }, (_, row) => row).filter(passes);
  return {
    columns: gathered(columns, rows),
    origins: rows.map((row) => (origins === null ? row : (origins[row] ?? 0))),
  };
}

function gathered(columns: Columns, rows: Uint32Array): Columns {
  const made = makeColumns(rows.length);
  for (const [name, values] of Object.entries(columns) as [keyof Columns, unknown][]) {
    if (!ArrayBuffer.isView(values)) continue;
    const [from, to] = [values as unknown as Uint32Array, made[name] as Uint32Array];
    rows.forEach((row, at) => void (to[at] = from[row] ?? 0));
  }
  return made;
}

function joined(one: Arrivals, other: Arrivals): Arrivals {
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
    origins: Uint32Array.from({ length }, (_, at) => one.origins[at] ?? other.origins[at - one.origins.length] ?? 0),
    known: Float64Array.from({ length }, (_, at) => one.known[at] ?? other.known[at - one.known.length] ?? 0),
  };
}
