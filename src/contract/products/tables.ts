/** Argus' table, from a product that serves an empty World, until all of its rows stand by themselves. */
import { makeWorld } from '../../generator/generate.ts';
import { readScenario } from '../../generator/scenario.ts';
import type { Product, Table } from '../../http/product.ts';
import { fixedClock } from '../../kernel/clock.ts';
import { makeArgus } from '../../products/argus/product.ts';
import { makeSimulation } from '../../products/shared/simulation.ts';
import { rowFacts } from './argus/row-facts.ts';

let table: Table | undefined;

export function argusTable(): Table {
  if (table !== undefined) return table;
  const world = makeWorld({ seed: '1', scenario: readScenario('empty') });
  const product = makeArgus(makeSimulation(world, fixedClock(world.end), [])) as Product;
  return (table = { ...product, rows: product.rows.map((row) => ({ ...row, ...rowFacts[row.id] })) });
}
