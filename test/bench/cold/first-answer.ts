/** Starts a server of some products, gets one answer of Argus, and ends; what a cold start is. */
import { fixedClock } from '../../../src/kernel/clock.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { makeApp } from '../../../src/http/app.ts';
import type { Product } from '../../../src/http/product.ts';
import { makeRouter } from '../../../src/http/router.ts';
import { listen, makeServer } from '../../../src/http/server.ts';
import { argusAppliers } from '../../../src/products/argus/appliers.ts';
import { makeArgus } from '../../../src/products/argus/product.ts';
import { makeSimulation, type Simulation } from '../../../src/products/simulation.ts';
import type { Applier } from '../../../src/state/state.ts';

/** `more` makes the products beside Argus, whose commands are `appliers`. */
export async function firstAnswer(
  more: (simulation: Simulation) => readonly Product[],
  appliers: Readonly<Record<string, Applier>>,
): Promise<void> {
  const world = makeWorld({ seed: '1', scenario: readScenario('default') });
  const simulation = makeSimulation(world, fixedClock(world.end), { ...argusAppliers, ...appliers });
  const argus = makeArgus(simulation) as Product;
  const products = [argus, ...more(simulation)];
  const onBug = (error: unknown): void => console.error(error);
  const dispatch = makeRouter(products, { version: () => '0', onBug });
  const app = makeApp(dispatch, { packageVersion: '0', onBug, servedTo: () => ({ products, health: () => ({}) }) });
  const { port } = await listen(
    makeServer(() => app, dispatch, argus.failure),
    0,
    '127.0.0.1',
  );
  const answer = await fetch(`http://127.0.0.1:${port}/events/v1/aggregated?limit=1`, {
    headers: { 'Argus-API-Key': '1/2/mysecretapikey' },
  });
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  await answer.arrayBuffer();
  process.exit(0);
}
