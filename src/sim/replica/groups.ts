/** Calls in groups: while one group is under way, the next gathers, so that one trip to the store serves all who wait. */
import { StoreUnavailable } from '../../store/port.ts';
import type { ReplicaPace } from './pace.ts';
import { storePatience } from './patience.ts';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  hasLeft: boolean;
}

/** `run` gives a result for each item. A call that begins after another has begun is never of its group. */
export function makeGroupedCalls<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  pace: ReplicaPace,
): (item: Item, milliseconds?: number) => Promise<Result> {
  let gathered: Waiting<Item, Result>[] = [];
  let isUnderWay = false;
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
      const group = gathered.filter(({ hasLeft }) => !hasLeft);
      gathered = [];
      if (group.length > 0) await send(group);
    }
    isUnderWay = false;
  };
  return (item, milliseconds = storePatience) =>
    new Promise((resolve, reject) => {
      const stop = pace.after(milliseconds, () => {
        waiting.hasLeft = true;
        reject(new StoreUnavailable('the store does not answer'));
      });
      const waiting: Waiting<Item, Result> = {
        item,
        resolve: (result) => {
          stop();
          resolve(result);
        },
        reject: (error) => {
          stop();
          reject(error as Error);
        },
        hasLeft: false,
      };
      gathered.push(waiting);
      if (!isUnderWay) void sendAll();
    });
}
