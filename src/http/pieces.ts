/** Bodies that are written while they are sent, and what can be made of them without having them whole. */
import type { Reply } from './endpoint.ts';

export type Pieces = NonNullable<Reply['pieces']>;

/** How many bytes there are: all are made for it, and none is kept. */
export function* bytesIn(pieces: Pieces): Generator<number, number, void> {
  let bytes = 0;
  for (const piece of pieces()) {
    if (typeof piece === 'number') yield piece;
    else bytes += piece.length;
  }
  return bytes;
}

/** No more than so many bytes, or half of them. */
export const shortened = (pieces: Pieces, most: number | 'half'): Pieces =>
  function* () {
    let left = most === 'half' ? Math.floor((yield* bytesIn(pieces)) / 2) : most;
    for (const piece of pieces()) {
      if (left <= 0) return;
      if (typeof piece === 'number') {
        yield piece;
        continue;
      }
      yield piece.subarray(0, left);
      left -= piece.length;
    }
  };

/** With another beginning: `change` is given at least so many bytes of it, or all there are. */
export const withBeginning = (pieces: Pieces, least: number, change: (beginning: Uint8Array) => Uint8Array): Pieces =>
  function* () {
    let beginning: Buffer | null = Buffer.alloc(0);
    for (const piece of pieces()) {
      if (typeof piece === 'number' || beginning === null) {
        yield piece;
        continue;
      }
      beginning = Buffer.concat([beginning, piece]);
      if (beginning.length < least) continue;
      yield change(beginning);
      beginning = null;
    }
    if (beginning !== null) yield change(beginning);
  };
