/** How a replica waits: by timers of the machine, or by those of who runs it in a test. */
import { stopwatch } from '../../kernel/clock.ts';

export interface ReplicaPace {
  /** Calls after so many milliseconds, unless the returned function is called before. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
  /** Begins to measure milliseconds. */
  readonly stopwatch: () => () => number;
  /** Lets others have a turn. */
  readonly turn: () => Promise<void>;
}

/** The machine's timers. */
export const machinePace: ReplicaPace = {
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  stopwatch,
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};

export const pauseOf = (pace: ReplicaPace, milliseconds: number): Promise<void> =>
  new Promise((resolve) => void pace.after(milliseconds, resolve));
