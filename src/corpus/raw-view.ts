/** Raw events as rows: what they have from their aggregate, what is their own, and how they are scanned. */
import { rawKeyOf, type RawOverride } from '../model/change.ts';
import type { Columns, RawColumns } from '../model/columns.ts';
import { markSet } from '../model/mark.ts';
import type { World } from '../model/world.ts';
import { everyRow } from './bits.ts';
import type { CodeColumn, Predicate } from './predicate.ts';
import { keepBetween, lowerBound, narrowRows } from './scan.ts';

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

/** The raw rows that pass the predicate; `columns` are the aggregates', as they stand now. */
export function scanRaw(world: World, columns: Columns, predicate: Predicate): Uint32Array {
  const raw = world.raw();
  const bits = everyRow(raw.length);
  const conjuncts = predicate.kind === 'all' ? predicate.of : [predicate];
  let first = 0;
  let last = raw.sorted;
  for (const part of conjuncts) {
    if (!isOfCreation(part)) continue;
    first = Math.max(first, lowerBound(raw.timestamp, part.from, raw.sorted));
    last = Math.min(last, lowerBound(raw.timestamp, part.to + 1, raw.sorted));
  }
  keepBetween(bits, first, Math.max(first, last), raw.sorted);
  // Among the sorted rows the bounds have been kept to; each further part looks only at what the ones before left.
  for (const part of [...conjuncts].sort((one, other) => Number(one.kind === 'row') - Number(other.kind === 'row')))
    narrowRows(testOf(world, columns, raw, part), bits, isOfCreation(part) ? raw.sorted : 0);
  return bits;
}

/** True for bounds on the time of a raw event itself, by which the rows are sorted. */
const isOfCreation = (part: Predicate): part is Predicate & { readonly kind: 'time' } =>
  part.kind === 'time' && part.field !== 'updated';

type Test = (row: number) => boolean;

function testOf(world: World, columns: Columns, raw: RawColumns, predicate: Predicate): Test {
  switch (predicate.kind) {
    case 'all': {
      const tests = predicate.of.map((part) => testOf(world, columns, raw, part));
      return (row) => tests.every((test) => test(row));
    }
    case 'any': {
      const tests = predicate.of.map((part) => testOf(world, columns, raw, part));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = testOf(world, columns, raw, predicate.of);
      return (row) => !test(row);
    }
    case 'code': {
      const { column, table } = predicate;
      const { parent } = raw;
      if (column === 'detail' || column === 'sensor') {
        const values = columns[column];
        return (row) => table[values[parent[row] ?? 0] ?? 0] === 1;
      }
      return (row) => table[rawCode(world, columns, column, raw.parent[row] ?? 0, raw.ordinal[row] ?? 0)] === 1;
    }
    case 'time': {
      const { field, from, to } = predicate;
      const timeOf: (row: number) => number =
        field === 'updated'
          ? (row) => rawStanding(world, raw.parent[row] ?? 0, raw.ordinal[row] ?? 0).updated
          : (row) => raw.timestamp[row] ?? 0;
      return (row) => timeOf(row) >= from && timeOf(row) <= to;
    }
    case 'flags': {
      const { set, clear } = predicate;
      const mask = { low: set.low | clear.low, high: set.high | clear.high };
      return (row) => {
        const flags = rawStanding(world, raw.parent[row] ?? 0, raw.ordinal[row] ?? 0);
        return (flags.low & mask.low) === (set.low | 0) && (flags.high & mask.high) === (set.high | 0);
      };
    }
    case 'count':
      return () => predicate.atLeast <= 1;
    case 'row':
      return predicate.test;
  }
}
