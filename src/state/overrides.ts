/** What raw events have of their own, in columns: the raw events of an aggregate that has any lie together, so that many of them cost little. */
import { rawKeyOf, type RawOverride } from '../model/change.ts';
import { makeBlockDigest, makeSumDigest } from './digest.ts';
import { longer } from './rows.ts';

export interface Overrides {
  readonly size: number;
  /** A copy of what a raw event has, by `rawKeyOf`; undefined for one that has what its aggregate had. */
  readonly get: (key: number) => RawOverride | undefined;
  /** Changes what one of the `kept` raw events of an aggregate has, which is what it inherits until then. */
  readonly change: (
    place: { readonly row: number; readonly ordinal: number; readonly kept: number },
    inherited: Readonly<RawOverride>,
    change: (own: RawOverride) => void,
  ) => RawOverride;
  readonly bytes: () => number;
  readonly digest: () => string;
}

const slotBytes = 18;
/** Raw events of an aggregate, at the most. */
const perRow = rawKeyOf(1, 0);

export function makeOverrides(): Overrides {
  /** Where the raw events of a row begin. */
  const firsts = new Map<number, { readonly first: number; readonly kept: number }>();
  let used = 0;
  let size = 0;
  let columns = {
    low: new Uint32Array(0),
    high: new Uint32Array(0),
    updated: new Float64Array(0),
    severity: new Uint8Array(0),
    isOwn: new Uint8Array(0),
  };
  const rowsWithAny = makeSumDigest();
  const slots = makeBlockDigest(
    () => used,
    (from, to) =>
      Object.values(columns).map(
        ({ buffer, BYTES_PER_ELEMENT: width }) => new Uint8Array(buffer, from * width, (to - from) * width),
      ),
  );
  const grow = (least: number): void => {
    const capacity = Math.max(least, used + (used >>> 2) + 64);
    const { low, high, updated, severity, isOwn } = columns;
    columns = {
      low: longer(low, capacity),
      high: longer(high, capacity),
      updated: longer(updated, capacity),
      severity: longer(severity, capacity),
      isOwn: longer(isOwn, capacity),
    };
  };
  const placeOf = (row: number, ordinal: number): number => {
    const found = firsts.get(row);
    return found === undefined || ordinal >= found.kept ? -1 : found.first + ordinal;
  };
  const room = (row: number, kept: number): void => {
    if (used + kept > columns.low.length) grow(used + kept);
    firsts.set(row, { first: used, kept });
    rowsWithAny.add(row, Uint32Array.of(used, kept, 0, 0));
    for (let at = used; at < used + kept; at++) slots.touch(at);
    used += kept;
  };
  const read = (at: number): RawOverride => ({
    low: columns.low[at] ?? 0,
    high: columns.high[at] ?? 0,
    severity: columns.severity[at] ?? 0,
    updated: columns.updated[at] ?? 0,
  });
  return {
    get size() {
      return size;
    },
    get: (key) => {
      const at = placeOf(Math.floor(key / perRow), key % perRow);
      return at < 0 || columns.isOwn[at] !== 1 ? undefined : read(at);
    },
    change: ({ row, ordinal, kept }, inherited, change) => {
      if (!firsts.has(row)) room(row, Math.max(kept, ordinal + 1));
      const at = placeOf(row, ordinal);
      const isNew = columns.isOwn[at] !== 1;
      const own = isNew ? { ...inherited } : read(at);
      change(own);
      slots.touch(at);
      if (isNew) size += 1;
      [columns.low[at], columns.high[at], columns.severity[at]] = [own.low, own.high, own.severity];
      [columns.updated[at], columns.isOwn[at]] = [own.updated, 1];
      return own;
    },
    bytes: () => columns.low.length * slotBytes,
    digest: () => `${rowsWithAny.read()} ${slots.read()}`,
  };
}
