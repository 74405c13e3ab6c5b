/** What raw events have of their own, in columns: the raw events of an aggregate that has any lie together, so that many of them cost little. */
import { rawKeyOf, type RawOverride } from '../model/change.ts';
import type { World } from '../model/world.ts';
import { makeBlockDigest, makeSumDigest } from './digest.ts';
import { makeReaders } from './readers.ts';
import { longer } from './rows.ts';

/** One of the `kept` raw events of an aggregate. */
export interface RawPlace {
  readonly row: number;
  readonly ordinal: number;
  readonly kept: number;
}

export interface Overrides {
  /** What raw events have, a copy each. */
  readonly view: () => World['rawOverrides'];
  /** Changes what a raw event has, which is what it inherits until then. */
  readonly change: (
    place: RawPlace,
    inherited: Readonly<RawOverride>,
    change: (own: RawOverride) => void,
  ) => RawOverride;
  /** Leaves the view to somebody who goes on reading it as it is, until the returned function is called: a change in between makes another. */
  readonly share: () => () => void;
  readonly bytes: () => number;
  readonly digest: () => string;
  readonly save: () => SavedOverrides;
  /** Puts what was saved in the place of nothing. */
  readonly load: (saved: SavedOverrides) => void;
}

/** Raw events as columns that are cut where nothing is any more, with the room that they had. */
export interface SavedOverrides {
  readonly rows: readonly (readonly [row: number, kept: number])[];
  readonly columns: readonly Uint8Array[];
  readonly room: number;
  readonly size: number;
}

/** Raw events as they stand; those of rows that were laid out later are not among them. */
interface Standing {
  columns: ReturnType<typeof columnsFor>;
  used: number;
  size: number;
}

type Firsts = ReadonlyMap<number, { readonly first: number; readonly kept: number }>;

const slotBytes = 18;
/** Raw events of an aggregate, at the most. */
const perRow = rawKeyOf(1, 0);

const columnsFor = (capacity: number) => ({
  low: new Uint32Array(capacity),
  high: new Uint32Array(capacity),
  updated: new Float64Array(capacity),
  severity: new Uint8Array(capacity),
  isOwn: new Uint8Array(capacity),
});

/** `show` is told of each view that takes the place of another. */
export function makeOverrides(show: (view: World['rawOverrides']) => void = () => {}): Overrides {
  const firsts = new Map<number, { readonly first: number; readonly kept: number }>();
  let standing: Standing = { columns: columnsFor(0), used: 0, size: 0 };
  let view = viewOf(standing, firsts);
  const readers = makeReaders();
  const laidOut = makeSumDigest();
  const slots = makeBlockDigest(
    () => standing.used,
    (from, to) =>
      Object.values(standing.columns).map(
        ({ buffer, BYTES_PER_ELEMENT: width }) => new Uint8Array(buffer, from * width, (to - from) * width),
      ),
  );
  const unshare = (): void => {
    if (!readers.areThere()) return;
    readers.leaveBehind();
    standing = { ...standing, columns: withRoom(standing.columns, standing.columns.low.length) };
    view = viewOf(standing, firsts);
    show(view);
  };
  const layOut = (row: number, kept: number): void => {
    const { used, columns } = standing;
    if (used + kept > columns.low.length)
      standing.columns = withRoom(columns, Math.max(used + kept, used + (used >>> 2) + 64));
    firsts.set(row, { first: used, kept });
    laidOut.add(row, Uint32Array.of(used, kept, 0, 0));
    for (let at = used; at < used + kept; at++) slots.touch(at);
    standing.used += kept;
  };
  show(view);
  return {
    view: () => view,
    change: ({ row, ordinal, kept }, inherited, change) => {
      unshare();
      if (!firsts.has(row)) layOut(row, Math.max(kept, ordinal + 1));
      const at = placeOf(standing, firsts, row, ordinal);
      const { columns } = standing;
      const isNew = columns.isOwn[at] !== 1;
      const own = isNew ? { ...inherited } : readAt(columns, at);
      change(own);
      slots.touch(at);
      if (isNew) standing.size += 1;
      [columns.low[at], columns.high[at], columns.severity[at]] = [own.low, own.high, own.severity];
      [columns.updated[at], columns.isOwn[at]] = [own.updated, 1];
      return own;
    },
    share: readers.join,
    save: () => ({
      rows: [...firsts].map(([row, { kept }]) => [row, kept] as const),
      columns: Object.values(standing.columns).map(
        ({ buffer, BYTES_PER_ELEMENT: width }) => new Uint8Array(buffer, 0, standing.used * width),
      ),
      room: standing.columns.low.length,
      size: standing.size,
    }),
    load: ({ rows, columns, room, size }) => {
      standing.columns = columnsFor(room);
      for (const [row, kept] of rows) layOut(row, kept);
      Object.values(standing.columns).forEach(({ buffer }, at) => new Uint8Array(buffer).set(columns[at] ?? []));
      standing.size = size;
    },
    bytes: () => standing.columns.low.length * slotBytes,
    digest: () => `${laidOut.read()} ${slots.read()}`,
  };
}

function viewOf(standing: Standing, firsts: Firsts): World['rawOverrides'] {
  return {
    get size() {
      return standing.size;
    },
    get: (key) => {
      const at = placeOf(standing, firsts, Math.floor(key / perRow), key % perRow);
      return at < 0 || standing.columns.isOwn[at] !== 1 ? undefined : readAt(standing.columns, at);
    },
  };
}

function placeOf({ used }: Standing, firsts: Firsts, row: number, ordinal: number): number {
  const found = firsts.get(row);
  return found === undefined || ordinal >= found.kept || found.first >= used ? -1 : found.first + ordinal;
}

const readAt = ({ low, high, severity, updated }: Standing['columns'], at: number): RawOverride => ({
  low: low[at] ?? 0,
  high: high[at] ?? 0,
  severity: severity[at] ?? 0,
  updated: updated[at] ?? 0,
});

const withRoom = ({ low, high, updated, severity, isOwn }: Standing['columns'], capacity: number) => ({
  low: longer(low, capacity),
  high: longer(high, capacity),
  updated: longer(updated, capacity),
  severity: longer(severity, capacity),
  isOwn: longer(isOwn, capacity),
});
