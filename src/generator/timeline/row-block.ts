/** Events in order of time, each drawn by its number alone. */
import { threefry, type Key } from '../../kernel/random.ts';

/** The background of a World, or of a day after its end. */
export interface RowBlock {
  readonly key: Key;
  readonly rows: number;
  readonly timeAt: (share: number) => number;
  /** The last trigger of an event that is still going on happens by now. */
  readonly now: number;
  /** True where some events are held up on their way; in a World that is looked back on, all have come. */
  readonly isLate: boolean;
  /** How many of a thousand are held up, and how long, where that was measured. */
  readonly lateness?: Lateness | undefined;
}

export interface Lateness {
  readonly share: number;
  /** Bounds in milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** An event's own draws, twelve words, of which the last six tell what becomes of it. */
export type Draws = Uint32Array;

const words = new Uint32Array(12);

/** Draws the words of event `number`; they are good until the next are drawn. */
export function drawsOf({ key }: RowBlock, number: number): Draws {
  for (let pair = 0; pair < 6; pair++) threefry(key, number, pair, words, pair * 2);
  return words;
}

/** When event `number` begins; later numbers are never earlier. */
export function beginOf({ key, timeAt, rows }: RowBlock, number: number): number {
  threefry(key, number, 0, words);
  return timeAt((number + (words[0] ?? 0) / 0x1_0000_0000) / rows);
}

/** How long an event was held up: one in 128 of those that may, by five minutes to six hours; made up. */
export function latenessOf({ isLate, lateness }: RowBlock, draws: Draws): number {
  const chance = draws[11] ?? 0;
  if (isLate && lateness !== undefined) {
    const { share, from, to } = lateness;
    return chance % 1000 < share ? from + ((chance >>> 7) % Math.max(1, to - from + 1)) : 0;
  }
  return isLate && (chance & 127) === 0 ? 300_000 + ((chance >>> 7) % 21_300_000) : 0;
}
