/** The tables of endpoints, as the router reads them. */
import { fixedClock } from '../../src/kernel/clock.ts';
import { endpointsOf as complete, type Endpoint } from '../../src/http/endpoint.ts';
import type { Product } from '../../src/http/product.ts';
import { plugins } from '../../src/products/index.ts';
import { makeArgus } from '../../src/products/argus/product.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { makeUsm } from '../../src/products/usm/product.ts';
import { worldOf } from './worlds.ts';

/** All products over a World without events; only their tables are of interest. */
export function products(): readonly Product[] {
  const world = worldOf({ scenario: 'empty' });
  const simulation = makeSimulation(world, fixedClock(world.end), plugins);
  return [makeArgus(simulation) as Product, makeUsm(simulation, { rateClock: null }) as Product];
}

/** Tables that a server can be told to serve instead. */
export function otherDialects(): readonly Product[] {
  const world = worldOf({ scenario: 'empty' });
  const simulation = makeSimulation(world, fixedClock(world.end), plugins);
  return (['documented', 'live'] as const).map(
    (dialect) => makeUsm(simulation, { rateClock: null, dialect }) as Product,
  );
}

export const endpointsOf = (name: string): readonly Endpoint[] =>
  complete(products().find((product) => product.name === name)?.rows ?? []);
