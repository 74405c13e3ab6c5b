/** The overlay: what commands change, laid over a frozen World. The World it shows is one object whose parts are replaced, never the frozen ones. */
import { eventKeyOf, type Addition } from '../model/addition.ts';
import type { RawOverride } from '../model/change.ts';
import type { Held, Sliced } from '../kernel/slices.ts';
import type { Columns } from '../model/columns.ts';
import { keptDetails } from '../model/submitted.ts';
import type { Case, World } from '../model/world.ts';
import { makeDeferredQueue, type DeferredQueue } from './deferred.ts';
import { makeAppender, type Appender, type NewEvent } from './append.ts';
import { makeDictionaries, type Dictionaries } from './dictionaries.ts';
import { makeHistory, type History } from './history.ts';
import { heldWorld } from './hold.ts';
import { makeOwnParts } from './own-parts.ts';
import { makeShownCases } from './shown-cases.ts';
import { makeStateHash } from './hash.ts';
import { WatchedTable } from './watched-table.ts';
import { makeRows, type Mutable, type RowValues } from './rows.ts';
import { loadOverlay, saveOverlay, type SavedOverlay } from './saved-overlay.ts';

/** Tables of plain values that products keep state in, such as sessions or labels. */
export type OverlayTable<Value> = Map<string, Value>;

export interface Overlay {
  /** The World as it stands now; the same object for ever. */
  readonly world: World;
  /** Begins a command: what readers hold of the World's lists from before stays as it is. */
  readonly begin: () => void;
  /** The columns, safe to write to in the parts that may change. */
  readonly columns: () => Columns;
  /** The same, to write to one row of them, which is all that the hash then has to read again. */
  readonly columnsAt: (row: number) => Columns;
  /** The same of the baseline: for what happens by itself, never for what somebody does. */
  readonly baselineAt: (row: number) => Columns;
  /** The code of a set of cases. */
  readonly caseSet: (cases: readonly Case[]) => number;
  /** Gives an aggregate another set of cases, by its code. */
  readonly moveCases: (row: number, code: number) => void;
  /** Rows whose set of cases this command has changed, each with the code of the set before. */
  readonly movedCases: () => ReadonlyMap<number, number>;
  /** Changes what a raw event has of its own, which is what it inherits until then. */
  readonly override: (
    row: number,
    ordinal: number,
    inherited: Readonly<RawOverride>,
    change: (own: RawOverride) => void,
  ) => RawOverride;
  /** Gives an event something that no column holds. */
  readonly add: (row: number, ordinal: number | null, change: (before: Addition) => Addition) => void;
  readonly note: History['note'];
  readonly noteAll: History['noteAll'];
  readonly isTouched: History['isTouched'];
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
  /** Dictionaries of the World, to look up in and to add to. */
  readonly define: Omit<Dictionaries, 'begin' | 'load'>;
  /** A product's own table by name. */
  readonly table: <Value>(name: string) => OverlayTable<Value>;
  /** Commands that are put off: each is applied when it is due, as if somebody had written it then. */
  readonly deferred: DeferredQueue;
  /** sha256 of all that is laid over the World, and of its events as they stand. */
  readonly hash: () => string;
  /** Does in pieces what takes long of that. */
  readonly hashing: () => Sliced<void>;
  /** Bytes of what is laid over the World, roughly. */
  readonly bytes: () => number;
  /**
   * The World as it stands, for somebody who goes on reading `shown` while others write: those of its changes whose numbers are
   * below `until`.
   */
  readonly hold: (shown: Mutable<World>, until: number) => Held;
  /** Before a command writes in pieces: nobody sees anything of it before it is done. */
  readonly unseen: () => Sliced<void>;
  /** Makes the columns that the first write to a row needs, in pieces; null where they are there. */
  readonly readying: () => Sliced<void> | null;
  /** All that is laid over the World; null where it holds what cannot be told as plain data. */
  readonly save: () => SavedOverlay | null;
}

/** `saved` is one that is carried on; `hide` leaves to readers what they see, until all is published. */
export function makeOverlay(base: World, saved: SavedOverlay | null = null, hide: () => void = () => {}): Overlay {
  const world: Mutable<World> = { ...base };
  const layers = layersOf(world, base, saved?.history);
  const deferred = makeDeferredQueue();
  const table: Overlay['table'] = <Value>(name: string) => {
    const { tables, hash } = layers;
    const known = tables.get(name) ?? new WatchedTable((key) => hash.entry(name, key));
    tables.set(name, known);
    return known as OverlayTable<Value>;
  };
  if (saved !== null) loadOverlay({ base, layers, deferred, table }, saved);
  return {
    world,
    begin: () => {
      layers.shownCases.begin();
      layers.dictionaries.begin();
      layers.moved.clear();
    },
    ...rowWrites(world, layers),
    caseSet: (cases) => layers.shownCases.caseSet(cases),
    movedCases: () => layers.moved,
    note: (...given) => layers.history.note(...given),
    noteAll: (...given) => layers.history.noteAll(...given),
    isTouched: (row) => layers.history.isTouched(row),
    setCase: (entry) => layers.shownCases.set(entry),
    caseComes: (entry) => layers.shownCases.come(entry),
    define: {
      host: (place, make) => layers.dictionaries.host(place, make),
      detail: (detail) => layers.dictionaries.detail(detail),
      withSignature: (signature) => layers.dictionaries.withSignature(signature),
    },
    table,
    deferred,
    save: () => saveOverlay({ world, base, layers, deferred, table }),
    hash: () => layers.hash.read(),
    hashing: () => layers.hash.renewing(),
    bytes: () => {
      const { history, own, shownCases } = layers;
      return (
        history.bytes() +
        own.bytes() +
        shownCases.bytes() +
        rowBytes * (world.aggregated.length - base.aggregated.length)
      );
    },
    readying: () => layers.rows.readying(),
    *unseen() {
      hide();
      yield* layers.rows.copying();
    },
    hold: (shown, until) => {
      const over = [layers.rows.share(), layers.own.share()];
      return { enter: heldWorld(shown, until), release: () => over.forEach((tell) => tell()) };
    },
  };
}

/** Bytes of a row that was appended, with its place in the indexes. */
const rowBytes = 200;

export type Layers = ReturnType<typeof layersOf>;

/** All that is laid over a frozen World, with nothing in it yet; the World shows it from now on. */
function layersOf(world: Mutable<World>, base: World, begun?: SavedOverlay['history']) {
  const tables = new Map<string, OverlayTable<unknown>>();
  const [history, own] = [makeHistory(begun), makeOwnParts(world)];
  world.changes = history.changes;
  const rows = makeRows(world);
  const hash = makeStateHash({ world, base, tables, history: history.digest, overrides: own.overrides.digest });
  return {
    rows,
    appender: makeAppender(world, base, rows),
    shownCases: makeShownCases(world, base, hash.case),
    dictionaries: makeDictionaries(world),
    history,
    own,
    tables,
    hash,
    /** Rows whose set of cases the command has changed, with the set before. */
    moved: new Map<number, number>(),
  };
}

type RowWrites =
  | 'columns'
  | 'columnsAt'
  | 'baselineAt'
  | 'moveCases'
  | 'override'
  | 'add'
  | 'append'
  | 'amend'
  | 'arrive';

/** Writes to rows: the hash knows of each. */
function rowWrites(world: World, layers: Layers): Pick<Overlay, RowWrites> {
  const move = (row: number, from: number): void => {
    const { moved } = layers;
    if (!moved.has(row)) moved.set(row, from);
  };
  return {
    columns: () => {
      layers.hash.allRows();
      return layers.rows.columns();
    },
    columnsAt: (row) => {
      layers.hash.row(row);
      return layers.rows.columns();
    },
    baselineAt: (row) => {
      layers.hash.row(row);
      return layers.rows.baseline();
    },
    moveCases: (row, code) => {
      const { cases } = layers.rows.columns();
      const from = cases[row] ?? 0;
      if (from === code) return;
      move(row, from);
      layers.hash.row(row);
      cases[row] = code;
    },
    override: (row, ordinal, inherited, change) => {
      const kept = keptDetails(world, row, world.aggregated.count[row] ?? 0);
      return layers.own.overrides.change({ row, ordinal, kept }, inherited, change);
    },
    add: (row, ordinal, change) => {
      const key = eventKeyOf(row, ordinal);
      layers.hash.addition(key);
      layers.own.add(key, change);
    },
    append: (event) => {
      const { appender, hash } = layers;
      const row = appender.submit(event);
      hash.row(row);
      hash.submitted(row);
      if (event.cases !== 0) move(row, 0);
      return row;
    },
    amend: (row, change) => {
      const { appender, hash } = layers;
      hash.row(row);
      hash.submitted(row);
      appender.amend(row, change);
    },
    arrive: (values, eventNumber) => {
      const row = layers.appender.arrive(values, eventNumber);
      layers.hash.row(row);
      return row;
    },
  };
}
