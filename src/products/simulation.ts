/** What is being simulated, as products see it: the frozen World, what was written over it, and what time it is. */
import type { Clock } from '../kernel/clock.ts';
import { makeOrderCache, type OrderCache } from '../corpus/page.ts';
import type { Columns } from '../model/columns.ts';
import type { World } from '../model/world.ts';

export interface Limits {
  /** What counting may cost, in milliseconds at a nominal million rows each; above it the vendor's count is -1. */
  readonly countBudget: number;
}

export interface Simulation {
  readonly world: World;
  readonly clock: Clock;
  /** The aggregated events as they stand now. */
  readonly columns: () => Columns;
  /** Orders of rows, for the columns as they stand now. */
  readonly orders: { readonly aggregated: OrderCache; readonly raw: OrderCache };
  readonly limits: Limits;
}

/** A simulation nobody has written to yet. */
export function makeSimulation(world: World, clock: Clock, limits: Partial<Limits> = {}): Simulation {
  return {
    world,
    clock,
    columns: () => world.aggregated,
    orders: { aggregated: makeOrderCache(), raw: makeOrderCache() },
    limits: { countBudget: 60_000, ...limits },
  };
}
