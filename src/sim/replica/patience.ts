/** For how long a request waits for the store in all, whatever it waits for: what is carried out here takes none of it. */
import { StoreUnavailable } from '../../store/port.ts';
import type { ReplicaPace } from './pace.ts';

/** Milliseconds that a caller waits for the store; what comes of its call later is nobody's business any more. */
export const storePatience = 1800;

/** Milliseconds for which the store has been asked so far, while it is asked and while it is not. */
export interface AskingTime {
  readonly during: <Result>(ask: () => Promise<Result>) => Promise<Result>;
  readonly spent: () => number;
  readonly isAsking: () => boolean;
}

export function makeAskingTime(pace: ReplicaPace): AskingTime {
  let before = 0;
  let gone: (() => number) | null = null;
  /** Several may ask at a time. */
  let asking = 0;
  return {
    spent: () => before + (gone?.() ?? 0),
    isAsking: () => gone !== null,
    during: async (ask) => {
      gone ??= pace.stopwatch();
      asking++;
      try {
        return await ask();
      } finally {
        if (--asking === 0) {
          before += gone();
          gone = null;
        }
      }
    },
  };
}

export interface Patience {
  /** Milliseconds that are left. */
  readonly left: () => number;
  /** Waits for the store alone. */
  readonly askedFor: <Result>(ask: (milliseconds: number) => Promise<Result>) => Promise<Result>;
  /** Waits for work that asks the store now and then: rejects with StoreUnavailable when that took longer than there was patience for. */
  readonly workedFor: <Result>(work: Promise<Result>, asking: AskingTime) => Promise<Result>;
}

/** How long it is waited before it is looked again whether the store is being asked. */
const shortest = 20;

export function makePatience(pace: ReplicaPace): Patience {
  let left = storePatience;
  const spend = (milliseconds: number): void => void (left = Math.max(0, left - milliseconds));
  return {
    left: () => left,
    askedFor: (ask) => {
      const gone = pace.stopwatch();
      const asked = ask(left);
      const over = (): void => spend(gone());
      asked.then(over, over);
      return asked;
    },
    workedFor: (work, asking) =>
      new Promise((resolve, reject) => {
        const begin = asking.spent();
        const rest = (): number => left - (asking.spent() - begin);
        const look = (): void => {
          if (asking.isAsking() && rest() <= 0) over(() => reject(new StoreUnavailable('the store is too slow')));
          else stop = pace.after(Math.max(shortest, rest()), look);
        };
        let isOver = false;
        const over = (tell: () => void): void => {
          if (isOver) return;
          isOver = true;
          stop();
          spend(asking.spent() - begin);
          tell();
        };
        let stop = pace.after(Math.max(shortest, rest()), look);
        work.then(
          (result) => over(() => resolve(result)),
          (error: unknown) => over(() => reject(error as Error)),
        );
      }),
  };
}
