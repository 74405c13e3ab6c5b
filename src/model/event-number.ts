/** Numbers of events: who a row is, apart from where it stands. Ids and draws depend on it, so that no event moves its neighbours. */

/**
 * Ranges of numbers, each from its first on. Row i of the background up to the World's end has number i.
 * Of background after the end, row k of day d has `future + d * eventNumbersPerDay + k`.
 */
export const eventNumberRanges = { story: 0x4000_0000, future: 0x8000_0000, submitted: 0xc000_0000 } as const;

/** How many events a day after the World's end can have. */
export const eventNumbersPerDay = 0x20_0000;

/** The number of the event in a row. */
export const eventNumberOf = ({ eventNumbers }: { readonly eventNumbers: Uint32Array | null }, row: number): number =>
  eventNumbers === null ? row : (eventNumbers[row] ?? 0);
