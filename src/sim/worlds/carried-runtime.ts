/** What is played as plain data, to be carried on elsewhere from where it stands. */
import type { Product } from '../../http/product.ts';
import type { PortableClock } from '../../kernel/clock.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { Simulation } from '../../products/shared/simulation.ts';
import type { SavedState } from '../../state/state.ts';
import type { Faults, SavedFaults } from '../faults/faults.ts';
import type { Settings } from './world-runtime.ts';

export interface SavedRuntime {
  readonly settings: Settings;
  readonly epoch: number;
  readonly state: SavedState;
  readonly reserved: number;
  readonly clock: readonly number[];
  readonly faults: SavedFaults;
  /** What products keep beside their state. */
  readonly products: readonly Json[];
}

interface Parts {
  readonly settings: Settings;
  readonly simulation: Simulation;
  /** The clock that drives it. */
  readonly hand: PortableClock;
  readonly products: readonly Product[];
  readonly faults: Faults;
}

export function carrying({ settings, simulation, hand, products, faults }: Parts) {
  const { state, world } = simulation;
  return {
    save: (): SavedRuntime => ({
      settings,
      epoch: world.epoch ?? 0,
      state: state.save(),
      reserved: state.reserved(),
      clock: hand.save(),
      faults: faults.save(),
      products: products.map(({ kept }) => kept?.save() ?? null),
    }),
    /** Takes what was saved of one that began with an epoch less. */
    *loading(saved: SavedRuntime): Sliced<void> {
      yield* state.carryingOn(saved.state);
      state.reserved(saved.reserved);
      hand.load(saved.clock);
      for (const [at, { kept }] of products.entries()) kept?.load(saved.products[at] ?? null);
      faults.load(saved.faults);
    },
  };
}
