/** Event flags, product-neutral, by bit. Names and order: the v1 enum of the vendor's schema (contract/argus.md §7.3). */

export const flagNames = [
  'ESTABLISHED',
  'BLOCKED',
  'SNAPSHOT',
  'FINALIZED',
  'SOURCE_IS_CUSTOMERNET',
  'DESTINATION_IS_CUSTOMERNET',
  'SOURCE_IS_PARTIAL_CUSTOMERNET',
  'DESTINATION_IS_PARTIAL_CUSTOMERNET',
  'INTRUDER_IS_CUSTOMERNET',
  'VICTIM_IS_CUSTOMERNET',
  'INTRUDER_IS_PARTIAL_CUSTOMERNET',
  'VICTIM_IS_PARTIAL_CUSTOMERNET',
  'PARTIALLY_BLOCKED',
  'FALSE_POSITIVE',
  'NOT_A_THREAT',
  'TUNING_CANDIDATE',
  'NOTIFIED',
  'PARTIALLY_NOTIFIED',
  'FOLLOWUP',
  'IDENTIFIED_THREAT',
  'THREAT_CANDIDATE',
  'ACKNOWLEDGED',
  'PARTIALLY_ACKNOWLEDGED',
  'SEVERITY_ADJUSTED',
  'COMMENTED',
  'FILTERED',
  'CHECKED',
  'INCOMPLETE_DETAILS',
  'AGGREGATED_BASE_EVENT',
  'REMOTE_STORAGE',
  'CUSTOM_SOURCE_AGGREGATION',
  'CUSTOM_DESTINATION_AGGREGATION',
  'CUSTOM_INTRUDER_AGGREGATION',
  'CUSTOM_VICTIM_AGGREGATION',
  'HAS_DETAILS',
  'HAS_PAYLOAD',
  'HAS_PCAP',
  'ASSOCIATED_TO_CASE_BY_FILTER',
  'SEVERITY_INCREASED_BY_FILTER',
  'SEVERITY_REDUCED_BY_FILTER',
  'CREATED_BY_ANALYSIS_FILTER',
  'EXTEND_EVENT_TTL',
  'INITIAL_TUNING',
  'POST_ANALYSIS',
  'PARTIAL_SSL_TERMINATED',
  'SSL_TERMINATED',
  'AUTO_REPORT',
  'MISSING_TIMESTAMP',
  'CLOCK_OUT_OF_SYNC',
  'DROP_ANALYSIS',
  'ESCALATED_BY_REPUTATION',
  'HAS_SAMPLE',
  'STORE_EVENT',
  'STORE_AGGREGATED',
  'SOURCE_IS_MANAGED_BY_SOC',
  'DESTINATION_IS_MANAGED_BY_SOC',
  'HANDLED_BY_ANALYST',
  'SLA_VIOLATION',
  'PAYLOAD_TRUNCATED',
  'HAS_STRING_PAYLOAD',
  'REASSESSED',
  'NOTIFIED_UNPUBLISHED',
  'NOTIFIED_DELETED',
  'EVENT_FROM_OT_ENVIRONMENT',
] as const;

export type Flag = (typeof flagNames)[number];

/** A set of flags as two 32-bit words. */
export interface FlagSet {
  readonly low: number;
  readonly high: number;
}

const bits = new Map<Flag, number>(flagNames.map((name, bit) => [name, bit]));

/** The set of the given flags. */
export function flagSet(names: readonly Flag[]): FlagSet {
  let low = 0;
  let high = 0;
  for (const name of names) {
    const bit = bits.get(name) ?? 0;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return { low: low >>> 0, high: high >>> 0 };
}

/** The names of the flags that are set, in bit order. */
export const flagsIn = (set: FlagSet): Flag[] =>
  flagNames.filter((_, bit) => ((bit < 32 ? set.low >>> bit : set.high >>> (bit - 32)) & 1) === 1);

/** The single bit of a flag, as a word for the half it lies in; for the generator's hot loop. */
export const flagBit = (name: Flag): number => (1 << ((bits.get(name) ?? 0) & 31)) >>> 0;

/**
 * Makes a function of two flag words that remembers its results; most events share few combinations.
 * Words stand by themselves: together they are wider than a number is exact. At most 4,096 results are kept.
 */
export function byFlags<Result>(make: (set: FlagSet) => Result): (low: number, high: number) => Result {
  const known = new Map<number, Map<number, Result>>();
  let kept = 0;
  return (low, high) => {
    const found = known.get(high)?.get(low);
    if (found !== undefined) return found;
    const made = make({ low, high });
    if (kept++ < 4096) known.set(high, (known.get(high) ?? new Map<number, Result>()).set(low, made));
    return made;
  };
}
