/** What is being simulated, as products see it: the frozen World, what was written over it, and what time it is. */
import { makeQuota } from '../../kernel/quota.ts';
import { turnedElsewhere, type Clock, type Turnable } from '../../kernel/clock.ts';
import { makeOrderCache, type OrderCache } from '../../corpus/page.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Columns } from '../../model/columns.ts';
import type { World } from '../../model/world.ts';
import { caseAppliers } from './cases.ts';
import type { ProductCommands } from './commands.ts';
import { translatorOf } from './story-commands.ts';
import { makeState, type State, type StateOptions } from '../../state/state.ts';

export interface Limits {
  /** What counting may cost, in milliseconds at a nominal million rows each; above it the vendor's count is -1. */
  readonly countBudget: number;
}

export interface Simulation {
  /** The World before anything happened to it; many simulations may share it. */
  readonly base: World;
  /** The World as it stands now: one object, whose parts change when somebody writes. Read them when they are needed. */
  readonly world: World;
  /** Refuses to go back behind what has been lived: reset, or restore a snapshot. */
  readonly clock: Turnable;
  readonly state: State;
  /** Lives up to what the clock shows: all that is due by then happens. Call it before each request; it costs nothing when nothing is due. */
  readonly catchUp: () => void;
  /** The same in pieces. */
  readonly catchingUp: () => Sliced<void>;
  /** Whether the clock shows more than has been lived. */
  readonly isBehind: () => boolean;
  /** Changes whenever an answer may: with every write, with all that happens, and with the clock, from which relative times count. */
  readonly moment: () => string;
  /** The aggregated events as they stand now. */
  readonly columns: () => Columns;
  /** Orders of rows, for the columns as they stand now. */
  readonly orders: { readonly aggregated: OrderCache; readonly raw: OrderCache };
  readonly limits: Limits;
}

/**
 * A simulation nobody has written to yet, which knows the commands of these products.
 * It begins at the instant that the clock shows, and turns that clock on reset and restore; a plain clock is left to its owner.
 */
export function makeSimulation(
  base: World,
  given: Clock | Turnable,
  products: readonly ProductCommands[],
  {
    quota = makeQuota(),
    epoch = 0,
    gate,
    ...limits
  }: Partial<Limits> & Pick<StateOptions, 'quota' | 'epoch' | 'gate'> = {},
): Simulation {
  const state = makeState(base, Object.assign({ ...caseAppliers }, ...products.map(({ appliers }) => appliers)), {
    clock: 'set' in given ? given : turnedElsewhere(given),
    translate: translatorOf(products),
    quota,
    epoch,
    gate,
  });
  const { world, clock } = state;
  return {
    base,
    world,
    clock,
    state,
    catchUp: () => state.advance(clock.now()),
    catchingUp: () => state.advancing(clock.now()),
    isBehind: () => state.now() < clock.now(),
    moment: () => `${state.version()} ${clock.now()}`,
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
    slot: (sort) => {
      if (version !== state.version()) cache = makeOrderCache();
      version = state.version();
      return cache.slot(sort);
    },
  };
}
