/** Long computations in slices: a generator that says what it has done, driven to its end or a slice at a time among others. */

/**
 * A long computation. It yields, after each piece of work, how many units the piece was; a unit is the test of one row by one
 * column, nominally 10 ns. What it yields follows from request and state alone, never from how it is driven.
 */
export type Sliced<Result> = Generator<number, Result, void>;

/** Units that a piece should not exceed: some 0.7 ms. */
export const pieceOfWork = 65_536;

/** Does it all at once. */
export function finished<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
