/** Origins: who a row is, apart from where it stands. Ids and draws depend on it, so that no event moves its neighbours. */
import type { World } from './world.ts';

/**
 * Ranges of origins, each from its number on. Row i of the background up to the World's end is origin i.
 * Of background after the end, row k of day d is `future + d * dayRoom + k`.
 */
export const eventNumberRanges = { story: 0x4000_0000, future: 0x8000_0000, submitted: 0xc000_0000 } as const;

/** How many events a day after the World's end can have. */
export const eventNumbersPerDay = 0x20_0000;

/** The origin of a row. */
export const eventNumberOf = ({ eventNumbers: known }: Pick<World, 'eventNumbers'>, row: number): number =>
  known === null ? row : (known[row] ?? 0);

/** The row of an origin; null when it is nobody's, or has not arrived. */
export const rowOfEventNumber = (world: Pick<World, 'rowOfEventNumber'>, eventNumber: number): number | null =>
  world.rowOfEventNumber(eventNumber);
