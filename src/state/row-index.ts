/** Where appended rows stand, by number: pages of small arrays where numbers lie close together, a map where they do not. */
import { eventNumberRanges } from '../model/event-number.ts';

export interface RowIndex {
  readonly set: (eventNumber: number, row: number) => void;
  /** The row; null for a number that was never set. */
  readonly find: (eventNumber: number) => number | null;
}

const pageBits = 10;

export function makeRowIndex(): RowIndex {
  const pages = new Map<number, Uint32Array>();
  const scattered = new Map<number, number>();
  const isScattered = (eventNumber: number): boolean =>
    eventNumber >= eventNumberRanges.story && eventNumber < eventNumberRanges.future;
  return {
    set: (eventNumber, row) => {
      if (isScattered(eventNumber)) return void scattered.set(eventNumber, row);
      const number = eventNumber >>> pageBits;
      const page = pages.get(number) ?? new Uint32Array(1 << pageBits);
      pages.set(number, page);
      return void (page[eventNumber & ((1 << pageBits) - 1)] = row + 1);
    },
    find: (eventNumber) => {
      if (isScattered(eventNumber)) return scattered.get(eventNumber) ?? null;
      const row = pages.get(eventNumber >>> pageBits)?.[eventNumber & ((1 << pageBits) - 1)] ?? 0;
      return row === 0 ? null : row - 1;
    },
  };
}
