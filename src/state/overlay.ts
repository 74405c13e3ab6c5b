/** The overlay: what commands change, laid over a frozen World. The World it shows is one object whose parts are replaced, never the frozen ones. */
import { eventKeyOf, noAddition, type Addition } from '../model/addition.ts';
import { rawKeyOf, type Change, type RawOverride } from '../model/change.ts';
import type { Columns } from '../model/columns.ts';
import type { Case, Detail, Host, World } from '../model/world.ts';
import { makeDeferredQueue, type DeferredQueue } from './deferred.ts';
import { makeAppender, type Appender, type NewEvent } from './append.ts';
import { makeShownCases } from './shown-cases.ts';
import { hashOf } from './hash.ts';
import { makeRows, type Mutable, type RowValues } from './rows.ts';

/** Tables of plain values that products keep state in, such as sessions or labels. */
export type OverlayTable<Value> = Map<string, Value>;

export interface Overlay {
  /** The World as it stands now; the same object for ever. */
  readonly world: World;
  /** The columns, safe to write to in the parts that may change. */
  readonly columns: () => Columns;
  /** The same of the baseline: for what happens by itself, never for what somebody does. */
  readonly baseline: () => Columns;
  /** The code of a set of cases. */
  readonly caseSet: (cases: readonly Case[]) => number;
  /** What a raw event has of its own, made from its aggregate's first state when it has nothing yet. */
  readonly override: (row: number, ordinal: number, inherited: Omit<RawOverride, 'updated'>) => RawOverride;
  /** Gives an event something that no column holds. */
  readonly add: (row: number, ordinal: number | null, change: (before: Addition) => Addition) => void;
  /** Notes a change of one event. */
  readonly note: (row: number, ordinal: number | null, change: Change) => void;
  /** Notes a change of many aggregates at once, one bit each. */
  readonly noteAll: (rows: Uint32Array, change: Change) => void;
  /** Whether somebody has assessed the aggregate, or one of its raw events so that it changed. */
  readonly isTouched: (row: number) => boolean;
  /** Adds a submitted event at the end. Its sensor, detail and hosts are codes of the World as it stands. */
  readonly append: (event: NewEvent) => number;
  /** Changes a submitted event. */
  readonly amend: Appender['amend'];
  /** Adds an event that arrives by itself at the end, and returns its row. */
  readonly arrive: (values: RowValues, eventNumber: number) => number;
  /** Opens a case at the next index, or changes one; every set of cases and every merged case then shows it so. */
  readonly setCase: (entry: Case) => void;
  /** A case as the World's own course has it from now on: its status, and whether it is closed or merged, unless somebody has changed those. */
  readonly caseComes: (entry: Case) => void;
  /** Adds an entry to a dictionary of the World and returns its code. */
  readonly define: {
    readonly detail: (detail: Omit<Detail, 'code'>) => number;
    readonly host: (host: Omit<Host, 'code' | 'members'>) => number;
  };
  /** A product's own table by name. */
  readonly table: <Value>(name: string) => OverlayTable<Value>;
  /** Commands that are put off: each is applied when it is due, as if somebody had written it then. */
  readonly deferred: DeferredQueue;
  /** sha256 of all that is laid over the World, and of its events as they stand. */
  readonly hash: () => string;
  /** Back to a frozen World: the one it was made with unless another is given. */
  readonly reset: (to?: World) => void;
}

export function makeOverlay(begin: World): Overlay {
  let base = begin;
  const world: Mutable<World> = { ...base };
  let single = new Map<string, Change[]>();
  let bulk: { readonly rows: Uint32Array; readonly change: Change }[] = [];
  let overrides = new Map<number, RawOverride>();
  let additions = new Map<number, Addition>();
  let tables = new Map<string, OverlayTable<unknown>>();
  let setCodes = new Map<string, number>();

  const show = (): void => {
    world.rawOverrides = overrides;
    world.additions = additions;
    world.changes = (row, ordinal) => changesOf(single, bulk, row, ordinal);
  };
  let rows = makeRows(world);
  let appender = makeAppender(world, base, rows);
  let shownCases = makeShownCases(world, base);
  show();
  return {
    world,
    columns: () => rows.columns(),
    baseline: () => rows.baseline(),
    caseSet: (cases) => {
      const name = cases.map((entry) => entry.index).join(' ');
      const known =
        setCodes.get(name) ?? world.caseSets.findIndex((set) => set.map((entry) => entry.index).join(' ') === name);
      const code = known >= 0 ? known : world.caseSets.length;
      if (known < 0) world.caseSets = [...world.caseSets, cases];
      setCodes.set(name, code);
      return code;
    },
    override: (row, ordinal, inherited) => {
      const key = rawKeyOf(row, ordinal);
      const own = overrides.get(key) ?? { ...inherited, updated: 0 };
      overrides.set(key, own);
      return own;
    },
    add: (row, ordinal, change) => {
      const key = eventKeyOf(row, ordinal);
      additions.set(key, change(additions.get(key) ?? noAddition));
    },
    note: (row, ordinal, change) => {
      const key = `${row} ${ordinal}`;
      const list = single.get(key);
      if (list === undefined) single.set(key, [change]);
      else list.push(change);
    },
    isTouched: (row) =>
      (single.size > 0 || bulk.length > 0) &&
      changesOf(single, bulk, row, null).some(({ type }) => type !== 'reindexed'),
    noteAll: (bits, change) => void bulk.push({ rows: bits, change }),
    append: (event) => appender.submit(event),
    amend: (row, change) => appender.amend(row, change),
    arrive: (values, eventNumber) => appender.arrive(values, eventNumber),
    setCase: (entry) => shownCases.set(entry),
    caseComes: (entry) => shownCases.come(entry),
    define: definerOf(world),
    table: <Value>(name: string) => {
      const known = tables.get(name) ?? new Map<string, unknown>();
      tables.set(name, known);
      return known as OverlayTable<Value>;
    },
    deferred: makeDeferredQueue(),
    hash: () => hashOf({ world, base, single, bulk, overrides, additions, tables }),
    reset: (to = base) => {
      base = to;
      Object.assign(world, base);
      rows = makeRows(world);
      appender = makeAppender(world, base, rows);
      shownCases = makeShownCases(world, base);
      [single, bulk, overrides] = [new Map(), [], new Map()];
      [additions, tables, setCodes] = [new Map(), new Map(), new Map()];
      show();
    },
  };
}

/** Grows the dictionaries of the shown World. */
const definerOf = (world: Mutable<World>): Overlay['define'] => ({
  detail: (detail) => {
    world.details = [...world.details, { ...detail, code: world.details.length }];
    return world.details.length - 1;
  },
  host: (host) => {
    const code = world.hosts.length;
    world.hosts = [...world.hosts, { ...host, code, members: [code] }];
    return code;
  },
});

function changesOf(
  single: ReadonlyMap<string, readonly Change[]>,
  bulk: readonly { readonly rows: Uint32Array; readonly change: Change }[],
  row: number,
  ordinal: number | null,
): readonly Change[] {
  const own = single.get(`${row} ${ordinal}`) ?? [];
  if (ordinal !== null || bulk.length === 0) return own;
  const shared = bulk
    .filter(({ rows }) => (((rows[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1)
    .map(({ change }) => change);
  return [...own, ...shared].sort((one, other) => one.seq - other.seq);
}
