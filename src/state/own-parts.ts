/** What single events have of their own: what raw ones do not inherit, and what no column holds. */
import { noAddition, type Addition } from '../model/addition.ts';
import type { World } from '../model/world.ts';
import { makeOverrides } from './overrides.ts';
import { makeReaders } from './readers.ts';
import type { Mutable } from './rows.ts';

/** Bytes of an entry that says what one event has beside its columns; most share what it says. */
const additionBytes = 48;

/** What single events of the shown World have of their own, beside their columns. */
export function makeOwnParts(world: Mutable<World>) {
  const overrides = makeOverrides((view) => void (world.rawOverrides = view));
  let additions = new Map<number, Addition>();
  const readers = makeReaders();
  world.additions = additions;
  return {
    overrides,
    add: (key: number, change: (before: Addition) => Addition): void => {
      if (readers.areThere()) world.additions = additions = new Map(additions);
      readers.leaveBehind();
      additions.set(key, change(additions.get(key) ?? noAddition));
    },
    bytes: (): number => overrides.bytes() + additionBytes * additions.size,
    share: (): (() => void) => {
      const over = [overrides.share(), readers.join()];
      return () => over.forEach((tell) => tell());
    },
  };
}
