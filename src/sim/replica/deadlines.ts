/** Who waits until when: one timer tells all, since nearly all of them are told something else before. */
import type { ReplicaPace } from './pace.ts';

export interface Deadline {
  readonly until: number;
  readonly late: () => void;
}

export interface Deadlines {
  /** Calls after so many milliseconds, unless it is removed before. */
  readonly add: (milliseconds: number, late: () => void) => Deadline;
  readonly remove: (deadline: Deadline) => void;
}

export function makeDeadlines(pace: ReplicaPace): Deadlines {
  const now = pace.stopwatch();
  const open = new Set<Deadline>();
  let stop = (): void => {};
  let next = Infinity;
  const setUp = (): void => {
    stop();
    next = Infinity;
    for (const { until } of open) next = Math.min(next, until);
    stop = open.size === 0 ? () => {} : pace.after(Math.max(0, next - now()), ring);
  };
  const ring = (): void => {
    const instant = now();
    for (const deadline of open) {
      if (deadline.until > instant) continue;
      open.delete(deadline);
      deadline.late();
    }
    setUp();
  };
  return {
    add: (milliseconds, late) => {
      const deadline = { until: now() + milliseconds, late };
      open.add(deadline);
      if (deadline.until < next) setUp();
      return deadline;
    },
    remove: (deadline) => {
      open.delete(deadline);
      if (open.size === 0) setUp();
    },
  };
}
