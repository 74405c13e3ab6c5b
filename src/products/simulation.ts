/** What is being simulated, as products see it: the frozen World, what was written over it, and what time it is. */
import type { Clock } from '../kernel/clock.ts';
import { makeOrderCache, type OrderCache } from '../corpus/page.ts';
import type { Columns } from '../model/columns.ts';
import type { World } from '../model/world.ts';
import { makeState, type Applier, type State } from '../state/state.ts';

export interface Limits {
  /** What counting may cost, in milliseconds at a nominal million rows each; above it the vendor's count is -1. */
  readonly countBudget: number;
}

export interface Simulation {
  /** The World as it stands now: one object, whose parts change when somebody writes. Read them when they are needed. */
  readonly world: World;
  readonly clock: Clock;
  readonly state: State;
  /** The aggregated events as they stand now. */
  readonly columns: () => Columns;
  /** Orders of rows, for the columns as they stand now. */
  readonly orders: { readonly aggregated: OrderCache; readonly raw: OrderCache };
  readonly limits: Limits;
}

/** A simulation nobody has written to yet; `appliers` are the commands that its products know. */
export function makeSimulation(
  base: World,
  clock: Clock,
  appliers: Readonly<Record<string, Applier>>,
  limits: Partial<Limits> = {},
): Simulation {
  const state = makeState(base, appliers);
  const { world } = state;
  return {
    world,
    clock,
    state,
    columns: () => world.aggregated,
    orders: { aggregated: ordersOf(state), raw: ordersOf(state) },
    limits: { countBudget: 60_000, ...limits },
  };
}

/** Orders are forgotten with every write: a changed time or severity changes the place of its row. */
function ordersOf(state: State): OrderCache {
  let cache = makeOrderCache();
  let version = state.version();
  return {
    get: (sort, make) => {
      if (version !== state.version()) cache = makeOrderCache();
      version = state.version();
      return cache.get(sort, make);
    },
  };
}
