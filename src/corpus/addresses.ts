/** CIDR search: which hosts and aggregated ranges a list of searched ranges reaches. Source: seed 000, contract/argus.md §6.8. */
import { contains, type Range } from '../kernel/net.ts';
import type { Host } from '../model/world.ts';

/**
 * Codes of the hosts that match: those inside a searched range, and ranges that cover one.
 * Ranges wider than `minBits` do not match, unless they are searched for by name.
 */
export function reachedBy(hosts: readonly Host[], searched: readonly Range[], minBits: number): Uint8Array {
  return Uint8Array.from(hosts, ({ range }) =>
    searched.some((wanted) => {
      if (!contains(wanted, range) && !contains(range, wanted)) return false;
      return (
        range.bits >= minBits ||
        searched.some(
          (named) => named.bits === range.bits && named.base === range.base && named.version === range.version,
        )
      );
    })
      ? 1
      : 0,
  );
}
