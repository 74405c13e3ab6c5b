/** A simulator as a target: everything may be asked, everything may be written, and it hands out credentials of every kind. */
import type { World } from '../model/world.ts';
import type { ProductAdapter } from './terms/adapter.ts';
import { adapters } from './products/index.ts';
import { credentialsFor } from './terms/credentials.ts';
import type { DialectFlag, Target } from './terms/target.ts';

/** Products by name, all when left out; and dialects that the simulator was told to speak, the scenario's own when left out. */
export interface SimulatedOptions {
  readonly products?: readonly string[];
  readonly [flag: DialectFlag]: string | undefined;
}

/** What of a simulator makes it a target. */
export interface SimulatedServer {
  readonly url: string;
  readonly model: World;
  /** Lets its time pass; where it is left out, what takes time is not asked. */
  readonly clock?: { readonly advance: (milliseconds: number) => void };
}

/** The target that a running simulator is. */
export const simulatedTarget = (
  { url, model: world, clock }: SimulatedServer,
  { products, ...dialects }: SimulatedOptions = {},
  known: readonly ProductAdapter[] = adapters,
): Target => ({
  url,
  isLive: false,
  products: products ?? known.map(({ name }) => name),
  ...Object.fromEntries(
    known.flatMap(({ name, dialectOf }) => (dialectOf === undefined ? [] : [[`${name}Dialect`, dialectOf(world)]])),
  ),
  ...dialects,
  credentials: credentialsFor(known, ({ callers }) => callers.ofWorld(world)),
  writes: 'all',
  ...(clock !== undefined && { turn: async (milliseconds: number) => clock.advance(milliseconds) }),
});
