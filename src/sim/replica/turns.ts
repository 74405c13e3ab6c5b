/** Turns: what must not be interleaved is done one after the other, in the order in which it was asked for. */

/** Does something alone: at once where nobody else is at it. */
export type Alone = <Result>(run: () => Result | Promise<Result>) => Result | Promise<Result>;

export function makeTurns(): Alone {
  let isHeld = false;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    isHeld = false;
    waiting.shift()?.();
  };
  const alone: Alone = (run) => {
    if (isHeld)
      return new Promise((resolve, reject) =>
        waiting.push(() => {
          try {
            resolve(alone(run));
          } catch (error) {
            reject(error as Error);
          }
        }),
      );
    isHeld = true;
    let outcome;
    try {
      outcome = run();
    } catch (error) {
      release();
      throw error;
    }
    if (outcome instanceof Promise) return outcome.finally(release);
    release();
    return outcome;
  };
  return alone;
}
