/** Calls in groups: while one group is under way, the next gathers, so that one trip to the store serves all who wait. */
import { StoreUnavailable } from '../../store/port.ts';
import { makeDeadlines } from './deadlines.ts';
import type { ReplicaPace } from './pace.ts';
import { storePatience } from './patience.ts';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  hasLeft: boolean;
}

/** Where so many came together, as many are waited for the next time, for so many milliseconds at the most. */
const many = 4;
const gathering = 1;

export interface GroupedOptions {
  /** Whether they are waited for: what serves many costs little more than what serves one. */
  readonly gathers?: boolean;
}

/** `run` gives a result for each item. A call that begins after a group has begun is never of that group. */
export function makeGroupedCalls<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  pace: ReplicaPace,
  { gathers = false }: GroupedOptions = {},
): (item: Item, milliseconds?: number) => Promise<Result> {
  let gathered: Waiting<Item, Result>[] = [];
  const deadlines = makeDeadlines(pace);
  let isUnderWay = false;
  /** How many were in the last group. */
  let before = 0;
  let enough = (): void => {};
  const gather = async (): Promise<void> => {
    if (before > 1) await pace.turn();
    if (!gathers || before < many || gathered.length >= before) return;
    await new Promise<void>((resolve) => {
      const stop = pace.after(gathering, resolve);
      enough = () => {
        if (gathered.length < before) return;
        stop();
        resolve();
      };
    });
    enough = () => {};
  };
  const send = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(group.map(({ item }) => item));
      for (const [place, { resolve }] of group.entries()) resolve(results[place] as Result);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const sendAll = async (): Promise<void> => {
    isUnderWay = true;
    while (gathered.length > 0) {
      await gather();
      const group = gathered.filter(({ hasLeft }) => !hasLeft);
      gathered = [];
      before = group.length;
      if (group.length > 0) await send(group);
    }
    isUnderWay = false;
  };
  return (item, milliseconds = storePatience) =>
    new Promise((resolve, reject) => {
      const deadline = deadlines.add(milliseconds, () => {
        waiting.hasLeft = true;
        reject(new StoreUnavailable('the store does not answer'));
      });
      const waiting: Waiting<Item, Result> = {
        item,
        resolve: (result) => {
          deadlines.remove(deadline);
          resolve(result);
        },
        reject: (error) => {
          deadlines.remove(deadline);
          reject(error as Error);
        },
        hasLeft: false,
      };
      gathered.push(waiting);
      if (isUnderWay) enough();
      else void sendAll();
    });
}
