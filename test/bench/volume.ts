/** Measures one large World in a process of its own: time to make it, memory, and a search. Arguments: number of events. Prints JSON. */
import { handlersOf } from '../../src/http/product.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import type { Product } from '../../src/http/product.ts';
import { makeArgus } from '../../src/products/argus/product.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { key, median } from './tools.ts';

const events = Number(process.argv[2]);
const withRaw = process.argv.includes('--raw');
const began = performance.now();
const world = makeWorld({ seed: '1', scenario: readScenario('large'), events });
const made = performance.now() - began;
if (withRaw) world.raw();
const madeWithRaw = performance.now() - began;
const simulation = makeSimulation(world, fixedClock(world.end), []);
const argus = makeArgus(simulation) as Product;
const find = handlersOf(argus).get('findAggregatedEvents');
const request = { headers: { 'argus-api-key': key }, method: 'POST', path: '', search: '', source: '127.0.0.1' };
const principal = argus.authenticate(request, null as never);
const day = 86_400_000;
const search = (round: number): number => {
  const body = {
    customer: ['demo'],
    severity: ['high', 'critical'],
    startTimestamp: world.end - 6 * day + round,
    endTimestamp: world.end - day,
    sortBy: ['-lastUpdatedTimestamp'],
    offset: 10_000,
  };
  const start = performance.now();
  find?.({ params: {}, query: {}, body, text: '', principal, request });
  return performance.now() - start;
};
const first = search(0);
const times = Array.from({ length: 41 }, (_, round) => search(round + 1));
console.log(
  JSON.stringify({ made, madeWithRaw, first, search: median(times), rss: process.memoryUsage().rss / 1_048_576 }),
);
