/** A picker turns a uniform word into a weighted choice with one look-up: slot k of the table holds a choice. */

/**
 * Makes a picker of `slots` (a power of two) over choices 0 … weights.length-1, or over what `valueOf` says of them.
 * A choice gets its share of the slots, rounded; a choice of weight 0 gets none.
 */
export function makeWeightedPicker(
  weights: readonly number[],
  slots: number,
  valueOf: (choice: number) => number = (choice) => choice,
): Uint16Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weightedPicker = new Uint16Array(slots);
  let passed = 0;
  let slot = 0;
  weights.forEach((weight, choice) => {
    passed += weight;
    const until = Math.floor((passed * slots) / total);
    if (until > slot) weightedPicker.fill(valueOf(choice), slot, until);
    slot = until;
  });
  return weightedPicker;
}

/** Weights that fall as one over the rank (Zipf's law), shifted so that the tail stays above zero. */
export const zipf = (length: number): readonly number[] =>
  Array.from({ length }, (_, rank) => Math.floor(1_000_000 / (rank + 3)));
