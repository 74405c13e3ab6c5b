/** Marks of events, product-neutral: what is or is not so of an event, a bit each. */

/** In the order of their bits; a product may have names of its own for them, in the same order. */
export const marks = [
  'established',
  'blocked',
  'snapshot',
  'finalized',
  'sourceInside',
  'destinationInside',
  'sourcePartlyInside',
  'destinationPartlyInside',
  'intruderInside',
  'victimInside',
  'intruderPartlyInside',
  'victimPartlyInside',
  'partlyBlocked',
  'falsePositive',
  'notAThreat',
  'tuningCandidate',
  'notified',
  'partlyNotified',
  'followUp',
  'threat',
  'threatCandidate',
  'acknowledged',
  'partlyAcknowledged',
  'severityAdjusted',
  'commented',
  'filtered',
  'checked',
  'detailsIncomplete',
  'aggregatedBase',
  'remoteStorage',
  'sourceWidened',
  'destinationWidened',
  'intruderWidened',
  'victimWidened',
  'hasDetails',
  'hasPayload',
  'hasCapture',
  'caseByFilter',
  'raisedByFilter',
  'loweredByFilter',
  'createdByFilter',
  'keptLonger',
  'initialTuning',
  'postAnalysis',
  'partlyDecrypted',
  'decrypted',
  'autoReport',
  'timestampMissing',
  'clockOff',
  'notAnalysed',
  'raisedByReputation',
  'hasSample',
  'stored',
  'storedAggregated',
  'sourceManaged',
  'destinationManaged',
  'handledByAnalyst',
  'serviceLevelMissed',
  'payloadTruncated',
  'hasTextPayload',
  'reassessed',
  'notifiedUnpublished',
  'notifiedDeleted',
  'operationalTechnology',
] as const;

export type Mark = (typeof marks)[number];

/** A set of marks as two 32-bit words. */
export interface MarkSet {
  readonly low: number;
  readonly high: number;
}

/** How names of marks, at most 64 in the order of the bits, become words and come back. */
export interface MarkNames<Name> {
  /** The single bit of a mark, as a word for the half it lies in; for inner loops. */
  readonly bit: (name: Name) => number;
  /** The set of the given marks. */
  readonly set: (names: readonly Name[]) => MarkSet;
  /** The names of the marks that are set, in bit order. */
  readonly of: (set: MarkSet) => Name[];
}

export function markNames<Name>(names: readonly Name[]): MarkNames<Name> {
  const bits = new Map(names.map((name, bit) => [name, bit]));
  return {
    bit: (name) => (1 << ((bits.get(name) ?? 0) & 31)) >>> 0,
    set: (given) => {
      let [low, high] = [0, 0];
      for (const name of given) {
        const bit = bits.get(name) ?? 0;
        if (bit < 32) low |= 1 << bit;
        else high |= 1 << (bit - 32);
      }
      return { low: low >>> 0, high: high >>> 0 };
    },
    of: ({ low, high }) => names.filter((_, bit) => ((bit < 32 ? low >>> bit : high >>> (bit - 32)) & 1) === 1),
  };
}

export const { bit: markBit, set: markSet } = markNames(marks);

/**
 * Makes a function of two words of marks that remembers its results; most events share few combinations.
 * Words stand by themselves: together they are wider than a number is exact. At most 4,096 results are kept.
 */
export function byMarks<Result>(make: (set: MarkSet) => Result): (low: number, high: number) => Result {
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
