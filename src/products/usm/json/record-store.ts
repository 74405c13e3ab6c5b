/** Records as bytes, kept: an alarm or event costs more to write than to copy. */
import { makeByteStore, type ByteStore } from '../../../kernel/byte-store.ts';

/** Records of a frozen World, by all that they depend on. */
export interface RecordStore {
  readonly alarms: ByteStore;
  readonly events: ByteStore;
  /** Numbers of the addresses and sets of labels that records were written with. */
  readonly roots: Map<string, number>;
  readonly labelSets: Map<string, number>;
}

/** An alarm with its events takes some 10 KB, an event 3. */
const mostBytes = { alarms: 41_943_040, events: 25_165_824 } as const;

export const makeRecordStore = (): RecordStore => ({
  alarms: makeByteStore(mostBytes.alarms),
  events: makeByteStore(mostBytes.events),
  roots: new Map(),
  labelSets: new Map(),
});

/** Few servers have more addresses, and few tenants more sets of labels: the rest is written anew each time. */
export const mostNumbers = 64;

/** The number of a text; null when there are too many already. */
export function numbered(numbers: Map<string, number>, text: string): number | null {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  if (numbers.size >= mostNumbers) return null;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
