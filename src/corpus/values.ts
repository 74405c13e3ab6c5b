/** Chunks narrowed by what is read of each row by a function: read once a chunk, however many tests ask for it. */
import { anywhere, chunkRows, type Narrowing } from './chunk.ts';
import type { RowsByValue } from './predicate.ts';

/** Units of reading, and of looking up what was read. */
const [readCost, lookUpCost] = [60, 3];

/** What was read of the rows of a chunk. */
interface Reading {
  first: number;
  readonly isRead: Uint8Array;
  readonly values: (string | number | null)[];
}

/** Makes the tests of one scan, which share what they read. */
export function makeValueSteps(): (predicate: RowsByValue) => Narrowing {
  const readings = new Map<string, Reading>();
  return ({ name, read, wanted }) => {
    const known = readings.get(name);
    const reading = known ?? { first: -1, isRead: new Uint8Array(chunkRows), values: [] };
    readings.set(name, reading);
    const passes =
      'from' in wanted
        ? (value: string | number) => Number(value) >= wanted.from && Number(value) <= wanted.to
        : (value: string | number) => wanted.has(value);
    const valueAt = (first: number, at: number): string | number | null => {
      if (reading.isRead[at] === 0) {
        reading.values[at] = read(first + at);
        reading.isRead[at] = 1;
      }
      return reading.values[at] ?? null;
    };
    return {
      narrow: (bits, first, words) => {
        if (reading.first !== first) reading.isRead.fill(0, 0, words << 5);
        reading.first = first;
        let units = 0;
        for (let word = 0; word < words; word++) {
          let kept = 0;
          for (let left = bits[word] as number; left !== 0; left &= left - 1) {
            const bit = 31 - Math.clz32(left & -left);
            const at = (word << 5) + bit;
            units += reading.isRead[at] === 0 ? readCost : lookUpCost;
            const value = valueAt(first, at);
            if (value !== null && passes(value)) kept |= 1 << bit;
          }
          bits[word] = kept;
        }
        return units;
      },
      // The first one reads.
      cost: known === undefined ? readCost : lookUpCost,
      ...anywhere,
    };
  };
}
