/** The gate of a world: while it lives a span of time, what is asked of it waits, and nobody sees it half way. */
import { finished, type Scheduler, type Sliced } from './slices.ts';

export interface Gate {
  /** Does work that nobody else of the world may see half done, after such work that began before. Throws or rejects as it does. */
  readonly alone: <Result>(work: Sliced<Result>) => Result | Promise<Result>;
  /** Resolves when such work has been done; null while there is none. */
  readonly opening: () => Promise<void> | null;
}

/** For a world that nobody asks anything of meanwhile: all is done at once. */
export const openGate: Gate = { alone: finished, opening: () => null };

/** `world` is whose turns the work takes. */
export function makeGate(scheduler: Scheduler, world: object): Gate {
  let last: Promise<void> | null = null;

  const begin = <Result>(work: Sliced<Result>): Result | Promise<Result> => {
    const ended: { result?: { readonly value: Result }; failure?: { readonly error: unknown } } = {};
    let tell = (): void => {};
    scheduler.run(
      work,
      { world, caller: '' },
      (value) => {
        ended.result = { value };
        tell();
      },
      (error) => {
        ended.failure = { error };
        tell();
      },
    );
    const outcome = (): Result => {
      if (ended.result === undefined) throw ended.failure?.error;
      return ended.result.value;
    };
    if (ended.result !== undefined || ended.failure !== undefined) return outcome();
    return new Promise<void>((resolve) => (tell = resolve)).then(outcome);
  };
  return {
    alone: (work) => {
      const outcome = last === null ? begin(work) : last.then(() => begin(work));
      if (!(outcome instanceof Promise)) return outcome;
      const ignore = (): void => {};
      const over = outcome.then(ignore, ignore).then(() => {
        if (last === over) last = null;
      });
      last = over;
      return outcome;
    },
    opening: () => last,
  };
}
