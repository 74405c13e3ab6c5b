/** Starts a server of some products, gets one answer of Argus, and ends; what a cold start is. */
import { fixedClock, wallClock } from '../../../src/kernel/clock.ts';
import { makeWorld } from '../../../src/generator/generate.ts';
import { readScenario } from '../../../src/generator/scenario.ts';
import { makeApp } from '../../../src/http/app.ts';
import { makeRouter } from '../../../src/http/router.ts';
import { listen, makeServer } from '../../../src/http/server.ts';
import { argusPlugin } from '../../../src/products/argus/plugin.ts';
import type { Plugin } from '../../../src/products/shared/plugin.ts';
import { makeSimulation } from '../../../src/products/shared/simulation.ts';

/** `more` are the products beside Argus. */
export async function firstAnswer(...more: readonly Plugin[]): Promise<void> {
  const plugins = [argusPlugin, ...more];
  const world = makeWorld({ seed: '1', scenario: readScenario('default') });
  const simulation = makeSimulation(world, fixedClock(world.end), plugins);
  const [first, ...others] = plugins.map(({ serve }) => serve(simulation, { clientClock: wallClock, flags: {} }));
  if (first === undefined) throw new Error('there is no product');
  const products = [first, ...others];
  const onBug = (error: unknown): void => console.error(error);
  const dispatch = makeRouter(products, { version: () => '0', onBug });
  const app = makeApp(dispatch, { packageVersion: '0', onBug, servedTo: () => ({ products, health: () => ({}) }) });
  const { port } = await listen(
    makeServer(() => app, dispatch, first.failure),
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
