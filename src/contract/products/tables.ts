/** The products' tables, from products that serve an empty World, until their rows stand by themselves. */
import { makeWorld } from '../../generator/generate.ts';
import { readScenario } from '../../generator/scenario.ts';
import type { Product, Table } from '../../http/product.ts';
import { fixedClock } from '../../kernel/clock.ts';
import { makeArgus } from '../../products/argus/product.ts';
import { makeSimulation, type Simulation } from '../../products/shared/simulation.ts';

const once = (make: (simulation: Simulation) => Product): (() => Table) => {
  let table: Table | undefined;
  return () => {
    if (table !== undefined) return table;
    const world = makeWorld({ seed: '1', scenario: readScenario('empty') });
    return (table = make(makeSimulation(world, fixedClock(world.end), [])));
  };
};

export const argusTable = once((simulation) => makeArgus(simulation) as Product);
