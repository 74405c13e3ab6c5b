/** Flags of v2: shownName names of the stored flags, and the flags of an end, which v1 shows on the event. Source: docs/contract/argus.md §7.2, §7.3. */
import { flagBit, flagNames, type Flag } from '../common/flag.ts';

export type EndpointFlag = 'isCustomerNet' | 'isPartialCustomerNet' | 'customAggregation' | 'isManagedBySoc';
export type FlagEnd = 'source' | 'destination';

/** The stored flag behind each flag of an end. */
export const endFlags: Readonly<Record<FlagEnd, Readonly<Record<EndpointFlag, Flag>>>> = {
  source: {
    isCustomerNet: 'SOURCE_IS_CUSTOMERNET',
    isPartialCustomerNet: 'SOURCE_IS_PARTIAL_CUSTOMERNET',
    customAggregation: 'CUSTOM_SOURCE_AGGREGATION',
    isManagedBySoc: 'SOURCE_IS_MANAGED_BY_SOC',
  },
  destination: {
    isCustomerNet: 'DESTINATION_IS_CUSTOMERNET',
    isPartialCustomerNet: 'DESTINATION_IS_PARTIAL_CUSTOMERNET',
    customAggregation: 'CUSTOM_DESTINATION_AGGREGATION',
    isManagedBySoc: 'DESTINATION_IS_MANAGED_BY_SOC',
  },
};

/** `notAThreat` → `NOT_A_THREAT`; a name that no stored flag has stays without effect in `flagsAre`. */
export const storedName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** `NOT_A_THREAT` → `notAThreat`. */
export const shownName = (name: string): string =>
  name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** Flags about intruder and victim, and those of the ends, are no event flags in v2. */
const isEventFlag = (name: Flag): boolean => !/SOURCE_|DESTINATION_|INTRUDER_|VICTIM_/.test(name);

const shown = flagNames.map((name) => (isEventFlag(name) ? shownName(name) : null));

/** The event flags of two stored words, in bit order. */
export function eventFlags(low: number, high: number): readonly string[] {
  const names: string[] = [];
  shown.forEach((name, bit) => {
    if (name !== null && ((bit < 32 ? low >>> bit : high >>> (bit - 32)) & 1) === 1) names.push(name);
  });
  return names;
}

const bitsOf = (end: FlagEnd) =>
  Object.entries(endFlags[end]).map(([name, flag]) => ({
    name,
    bit: flagBit(flag),
    isLow: flagNames.indexOf(flag) < 32,
  }));
const bits = { source: bitsOf('source'), destination: bitsOf('destination') };

/** Lists of the flags of an end as JSON, by a number of four bits. */
const endTexts = Array.from({ length: 16 }, (_, set) =>
  Buffer.from(JSON.stringify(bits.source.filter((__, place) => ((set >>> place) & 1) === 1).map(({ name }) => name))),
);

/** The flags of one end as JSON. */
export function endFlagBytes(end: FlagEnd, low: number, high: number): Uint8Array {
  let set = 0;
  const wanted = bits[end];
  for (let place = 0; place < wanted.length; place++) {
    const entry = wanted[place];
    if (entry !== undefined && ((entry.isLow ? low : high) & entry.bit) !== 0) set |= 1 << place;
  }
  return endTexts[set] as Uint8Array;
}
