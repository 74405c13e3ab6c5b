/** CIDR search: which hosts and aggregated ranges a list of searched ranges reaches. Source: seed 000, docs/contract/argus.md §6.8. */
import { lastOf, networkOf, type Range } from '../kernel/net.ts';
import { firstIndex } from '../kernel/search.ts';
import { finished, inPieces, type Sliced } from '../kernel/slices.ts';
import type { Host } from '../model/world.ts';

/** Ranges to be asked what lies in them, or around them: each question costs as many steps as there are lengths of prefixes, not ranges. */
export interface RangeIndex {
  readonly has: (range: Range) => boolean;
  /** Whether one of them contains the range, or lies in it. */
  readonly meets: (range: Range) => boolean;
  /** The ranges without those that lie in others. */
  readonly widest: readonly Range[];
}

/** Reads the ranges once. */
export function makeRangeIndex(ranges: readonly Range[]): RangeIndex {
  const families = [4, 6].map((version) => indexOf(ranges.filter((range) => range.version === version)));
  const of = ({ version }: Range): RangeIndex => families[version === 4 ? 0 : 1] as RangeIndex;
  return {
    has: (range) => of(range).has(range),
    meets: (range) => of(range).meets(range),
    widest: families.flatMap(({ widest }) => widest),
  };
}

/** Of ranges in the order of their lowest addresses, wider ones first, those that no other contains. */
function widestOf(ranges: readonly Range[]): readonly Range[] {
  const inOrder = [...ranges].sort((one, other) =>
    one.base < other.base ? -1 : one.base > other.base ? 1 : one.bits - other.bits,
  );
  let end = -1n;
  return inOrder.filter((range) => {
    const isNew = range.base > end;
    if (isNew) end = lastOf(range);
    return isNew;
  });
}

function indexOf(ranges: readonly Range[]): RangeIndex {
  const byBits = new Map<number, Set<bigint>>();
  for (const { base, bits } of ranges) byBits.set(bits, (byBits.get(bits) ?? new Set()).add(base));
  const lengths = [...byBits.keys()].sort((one, other) => one - other);
  const bases = ranges.map(({ base }) => base).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const has = ({ base, bits }: Range): boolean => byBits.get(bits)?.has(base) === true;
  return {
    has,
    widest: widestOf(ranges),
    meets: (range) => {
      for (const bits of lengths) {
        if (bits > range.bits) break;
        if (has(networkOf(range, bits))) return true;
      }
      // Ranges nest or are disjoint: one that begins within this range, and does not contain it, lies in it.
      const first = bases[firstIndex(0, bases.length, (at) => (bases[at] as bigint) >= range.base)];
      return first !== undefined && first <= lastOf(range);
    },
  };
}

/**
 * Codes of the hosts that match: those inside a searched range, and ranges that cover one.
 * Ranges wider than `minBits` do not match, unless they are searched for by name.
 */
export function* reaching(hosts: readonly Host[], searched: RangeIndex, minBits: number): Sliced<Uint8Array> {
  const reached = new Uint8Array(hosts.length);
  const mark = ({ code, range }: Host): void => {
    if (range.bits >= minBits || searched.has(range)) reached[code] = 1;
  };
  const index = hostIndexOf(hosts);
  yield hosts.length;
  yield* inPieces(searched.widest, unitsOfRange, (range) =>
    index[range.version === 4 ? 0 : 1]?.eachMeeting(range, mark),
  );
  return reached;
}

/** Units of looking for the hosts of a range. */
const unitsOfRange = 150;

/** The same at once. */
export const reachedBy = (hosts: readonly Host[], searched: RangeIndex, minBits: number): Uint8Array =>
  finished(reaching(hosts, searched, minBits));

/** Hosts of one family, to be asked which of them share addresses with a range. */
interface HostIndex {
  readonly eachMeeting: (range: Range, visit: (host: Host) => void) => void;
}

const hostIndices = new WeakMap<readonly Host[], { readonly length: number; readonly of: readonly HostIndex[] }>();

/** The hosts of a World are brought in order once; they are more than any list that is searched for. */
function hostIndexOf(hosts: readonly Host[]): readonly HostIndex[] {
  const known = hostIndices.get(hosts);
  if (known?.length === hosts.length) return known.of;
  const of = [4, 6].map((version) => makeHostIndex(hosts.filter(({ range }) => range.version === version)));
  hostIndices.set(hosts, { length: hosts.length, of });
  return of;
}

function makeHostIndex(hosts: readonly Host[]): HostIndex {
  const inOrder = [...hosts].sort(({ range: { base: one } }, { range: { base: other } }) =>
    one < other ? -1 : one > other ? 1 : 0,
  );
  const byBits = new Map<number, Map<bigint, Host[]>>();
  for (const host of hosts) {
    const { base, bits } = host.range;
    const ofBits = byBits.get(bits) ?? new Map<bigint, Host[]>();
    byBits.set(bits, ofBits.set(base, [...(ofBits.get(base) ?? []), host]));
  }
  return {
    eachMeeting: (range, visit) => {
      const last = lastOf(range);
      const baseAt = (at: number): bigint => inOrder[at]?.range.base ?? 0n;
      // Ranges nest or are disjoint: hosts that begin in the range lie in it, or cover it and are found below.
      for (
        let at = firstIndex(0, inOrder.length, (place) => baseAt(place) >= range.base);
        at < inOrder.length && baseAt(at) <= last;
        at++
      )
        visit(inOrder[at] as Host);
      for (const [bits, ofBits] of byBits) {
        if (bits < range.bits) ofBits.get(networkOf(range, bits).base)?.forEach(visit);
      }
    },
  };
}
