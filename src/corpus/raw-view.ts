/** Raw events as rows: what they have from their aggregate, what is their own, and how they are scanned. */
import { rawKeyOf, type RawOverride } from '../model/change.ts';
import type { Columns, RawColumns } from '../model/columns.ts';
import { markSet } from '../model/mark.ts';
import type { World } from '../model/world.ts';
import { finished, type Sliced } from '../kernel/slices.ts';
import { asked, between, conjunction, disjunction, found, inBounds, lowerBound, type Narrowing } from './chunk.ts';
import type { CodeColumn, Predicate } from './predicate.ts';
import { compiled, type Leaf } from './scan.ts';

/** Flags that only an aggregate can have: about its making, its many triggers, its comments and its cases. */
const aggregateOnly = markSet([
  'commented',
  'notified',
  'caseByFilter',
  'finalized',
  'detailsIncomplete',
  'hasDetails',
  'payloadTruncated',
  'sourceWidened',
  'destinationWidened',
  'intruderWidened',
  'victimWidened',
]);

const firstEphemeral = 32_768;
const ephemerals = 28_232;

/** One trigger of an aggregate opens one connection: its ephemeral port steps by one. */
export const ephemeralPort = (port: number, ordinal: number): number =>
  port < firstEphemeral ? port : firstEphemeral + ((port - firstEphemeral + ordinal) % ephemerals);

/** The host of one trigger: a wider range stands for its members in turn. */
export function hostAt(world: World, code: number, ordinal: number): number {
  const members = world.hosts[code]?.members ?? [code];
  return members[ordinal % members.length] ?? code;
}

/** The value that a raw event has in a column of codes. */
export function rawCode(world: World, columns: Columns, column: CodeColumn, parent: number, ordinal: number): number {
  if (column === 'severity') return rawStanding(world, parent, ordinal).severity;
  const value = columns[column][parent] ?? 0;
  if (column === 'source' || column === 'destination') return hostAt(world, value, ordinal);
  return column === 'sourcePort' || column === 'destinationPort' ? ephemeralPort(value, ordinal) : value;
}

/** Flags, severity and last change of a raw event: what its aggregate had at first, until it was assessed itself. */
export function rawStanding(world: World, parent: number, ordinal: number): Readonly<RawOverride> {
  const own = world.rawOverrides.size === 0 ? undefined : world.rawOverrides.get(rawKeyOf(parent, ordinal));
  if (own !== undefined) return own;
  const { flagsLow, flagsHigh, severity, updated } = world.baseline;
  return {
    low: ((flagsLow[parent] ?? 0) & ~aggregateOnly.low) >>> 0,
    high: ((flagsHigh[parent] ?? 0) & ~aggregateOnly.high) >>> 0,
    severity: severity[parent] ?? 0,
    updated: updated[parent] ?? 0,
  };
}

/** The raw rows that pass the predicate, chunk by chunk; `columns` are the aggregates', as they stand now. */
export function scanningRaw(world: World, columns: Columns, predicate: Predicate): Sliced<Uint32Array> {
  const raw = world.raw();
  return found(
    compiled(predicate, (leaf) => stepOf(world, columns, raw, leaf)),
    raw,
  );
}

/** The same at once. */
export const scanRaw = (world: World, columns: Columns, predicate: Predicate): Uint32Array =>
  finished(scanningRaw(world, columns, predicate));

/** Units of reading a column of the aggregate, and of what a raw event has of its own. */
const [parentCost, ownCost] = [2, 5];

function stepOf(world: World, columns: Columns, raw: RawColumns, leaf: Leaf): Narrowing {
  const { parent, ordinal } = raw;
  switch (leaf.kind) {
    case 'code': {
      const { column, table } = leaf;
      if (column === 'detail' || column === 'sensor') {
        const values = columns[column];
        return asked((row) => table[values[parent[row] ?? 0] ?? 0] === 1, parentCost);
      }
      return asked((row) => table[rawCode(world, columns, column, parent[row] ?? 0, ordinal[row] ?? 0)] === 1, ownCost);
    }
    case 'member': {
      const { column, set } = leaf;
      const ports = columns[column];
      return asked((row) => {
        const port = ephemeralPort(ports[parent[row] ?? 0] ?? 0, ordinal[row] ?? 0);
        return (((set[port >>> 5] ?? 0) >>> (port & 31)) & 1) === 1;
      }, ownCost);
    }
    case 'time':
      return timeStep(world, raw, leaf);
    case 'flags': {
      const { set, clear } = leaf;
      const mask = { low: set.low | clear.low, high: set.high | clear.high };
      return asked((row) => {
        const flags = rawStanding(world, parent[row] ?? 0, ordinal[row] ?? 0);
        return (flags.low & mask.low) === (set.low | 0) && (flags.high & mask.high) === (set.high | 0);
      }, ownCost);
    }
    case 'count':
      return leaf.atLeast <= 1 ? conjunction([]) : disjunction([]);
    case 'row':
      return asked(leaf.test);
  }
}

/** A raw event is made and ends at one instant, by which the rows are sorted. */
function timeStep(world: World, raw: RawColumns, { field, from, to }: Leaf & { readonly kind: 'time' }): Narrowing {
  const { timestamp, parent, ordinal, sorted, length } = raw;
  if (field === 'updated') {
    return asked((row) => {
      const { updated } = rawStanding(world, parent[row] ?? 0, ordinal[row] ?? 0);
      return updated >= from && updated <= to;
    }, ownCost);
  }
  const span = between(lowerBound(timestamp, from, sorted), lowerBound(timestamp, to + 1, sorted), sorted);
  const late = inBounds(timestamp, from, to);
  if (sorted === length) return span;
  return {
    ...span,
    narrow: (bits, first, words) =>
      span.narrow(bits, first, words) + (first + (words << 5) > sorted ? late.narrow(bits, first, words) : 0),
  };
}
