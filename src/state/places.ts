/** Where appended rows stand, by origin: pages of small arrays where origins lie close together, a map where they do not. */
import { origins } from '../model/origin.ts';

export interface Places {
  readonly set: (origin: number, row: number) => void;
  /** The row; null for an origin that was never set. */
  readonly find: (origin: number) => number | null;
}

const pageBits = 10;

export function makePlaces(): Places {
  const pages = new Map<number, Uint32Array>();
  const scattered = new Map<number, number>();
  const isScattered = (origin: number): boolean => origin >= origins.story && origin < origins.future;
  return {
    set: (origin, row) => {
      if (isScattered(origin)) return void scattered.set(origin, row);
      const number = origin >>> pageBits;
      const page = pages.get(number) ?? new Uint32Array(1 << pageBits);
      pages.set(number, page);
      return void (page[origin & ((1 << pageBits) - 1)] = row + 1);
    },
    find: (origin) => {
      if (isScattered(origin)) return scattered.get(origin) ?? null;
      const row = pages.get(origin >>> pageBits)?.[origin & ((1 << pageBits) - 1)] ?? 0;
      return row === 0 ? null : row - 1;
    },
  };
}
