/** CIDR search: which hosts and aggregated ranges a list of searched ranges reaches. Source: seed 000, docs/contract/argus.md §6.8. */
import { lastOf, networkOf, type Range } from '../kernel/net.ts';
import { firstIndex } from '../kernel/search.ts';
import type { Host } from '../model/world.ts';

/** Ranges to be asked what lies in them, or around them: each question costs as many steps as there are lengths of prefixes, not ranges. */
export interface RangeIndex {
  readonly has: (range: Range) => boolean;
  /** Whether one of them contains the range, or lies in it. */
  readonly meets: (range: Range) => boolean;
}

/** Reads the ranges once. */
export function makeRangeIndex(ranges: readonly Range[]): RangeIndex {
  const families = [4, 6].map((version) => indexOf(ranges.filter((range) => range.version === version)));
  const of = ({ version }: Range): RangeIndex => families[version === 4 ? 0 : 1] as RangeIndex;
  return { has: (range) => of(range).has(range), meets: (range) => of(range).meets(range) };
}

function indexOf(ranges: readonly Range[]): RangeIndex {
  const byBits = new Map<number, Set<bigint>>();
  for (const { base, bits } of ranges) byBits.set(bits, (byBits.get(bits) ?? new Set()).add(base));
  const lengths = [...byBits.keys()].sort((one, other) => one - other);
  const bases = ranges.map(({ base }) => base).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const has = ({ base, bits }: Range): boolean => byBits.get(bits)?.has(base) === true;
  return {
    has,
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
export const reachedBy = (hosts: readonly Host[], searched: RangeIndex, minBits: number): Uint8Array =>
  Uint8Array.from(hosts, ({ range }) =>
    Number(searched.meets(range) && (range.bits >= minBits || searched.has(range))),
  );
