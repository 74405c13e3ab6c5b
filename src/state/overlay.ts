/** The overlay: what commands change, laid over a frozen World. The World it shows is one object whose parts are replaced, never the frozen ones. */
import { rawKeyOf, type Change, type RawOverride } from '../model/change.ts';
import type { Columns } from '../model/columns.ts';
import type { Case, Detail, Host, World } from '../model/world.ts';
import { makeAppender, type NewEvent } from './append.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Tables of plain values that products keep state in, such as sessions or labels. */
export type Table<Value> = Map<string, Value>;

export interface Overlay {
  /** The World as it stands now; the same object for ever. */
  readonly world: World;
  /** The columns, safe to write to in the parts that may change. */
  readonly columns: () => Columns;
  /** The code of a set of cases. */
  readonly caseSet: (cases: readonly Case[]) => number;
  /** What a raw event has of its own, made from its aggregate's first state when it has nothing yet. */
  readonly override: (row: number, ordinal: number, inherited: Omit<RawOverride, 'updated'>) => RawOverride;
  /** Notes a change of one event. */
  readonly note: (row: number, ordinal: number | null, change: Change) => void;
  /** Notes a change of many aggregates at once, one bit each. */
  readonly noteAll: (rows: Uint32Array, change: Change) => void;
  /** Adds a submitted event at the end. Its sensor, detail and hosts are codes of the World as it stands. */
  readonly append: (event: NewEvent) => number;
  /** Adds an entry to a dictionary of the World and returns its code. */
  readonly define: {
    readonly detail: (detail: Omit<Detail, 'code'>) => number;
    readonly host: (host: Omit<Host, 'code' | 'members'>) => number;
  };
  /** A product's own table by name. */
  readonly table: <Value>(name: string) => Table<Value>;
  /** Back to the frozen World. */
  readonly reset: () => void;
}

export function makeOverlay(base: World): Overlay {
  const world: Mutable<World> = { ...base };
  let owned = false;
  let single = new Map<string, Change[]>();
  let bulk: { readonly rows: Uint32Array; readonly change: Change }[] = [];
  let overrides = new Map<number, RawOverride>();
  let tables = new Map<string, Table<unknown>>();
  let setCodes = new Map<string, number>();

  const show = (): void => {
    world.rawOverrides = overrides;
    world.changes = (row, ordinal) => changesOf(single, bulk, row, ordinal);
  };
  const ownColumns = (): Columns => {
    if (!owned) world.aggregated = writable(world.aggregated);
    owned = true;
    return world.aggregated;
  };
  let append = makeAppender(world, base);
  show();
  return {
    world,
    columns: ownColumns,
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
    note: (row, ordinal, change) => {
      const key = `${row} ${ordinal}`;
      const list = single.get(key);
      if (list === undefined) single.set(key, [change]);
      else list.push(change);
    },
    noteAll: (rows, change) => void bulk.push({ rows, change }),
    append: (event) => {
      ownColumns();
      return append(event);
    },
    define: {
      detail: (detail) => {
        world.details = [...world.details, { ...detail, code: world.details.length }];
        return world.details.length - 1;
      },
      host: (host) => {
        const code = world.hosts.length;
        world.hosts = [...world.hosts, { ...host, code, members: [code] }];
        return code;
      },
    },
    table: <Value>(name: string) => {
      const known = tables.get(name) ?? new Map<string, unknown>();
      tables.set(name, known);
      return known as Table<Value>;
    },
    reset: () => {
      Object.assign(world, base);
      owned = false;
      append = makeAppender(world, base);
      [single, bulk, overrides, tables, setCodes] = [new Map(), [], new Map(), new Map(), new Map()];
      show();
    },
  };
}

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

/** A copy of the parts that writes change; the rest is shared with the frozen columns. */
const writable = (columns: Columns): Columns => ({
  ...columns,
  updated: columns.updated.slice(),
  severity: columns.severity.slice(),
  flagsLow: columns.flagsLow.slice(),
  flagsHigh: columns.flagsHigh.slice(),
  cases: columns.cases.slice(),
});
