/** Measures one large World in a process of its own: time to make it, memory, and a search. Arguments: number of events. Prints JSON. */
import { handlersOf } from '../../src/http/product.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { finished, isSliced } from '../../src/kernel/slices.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import type { Outcome } from '../../src/http/endpoint.ts';
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
  const work = find?.({ params: {}, query: {}, body, text: '', principal, request });
  const outcome = (isSliced(work) ? finished(work) : work) as Outcome;
  if (outcome.kind !== 'list' || outcome.items.length === 0) throw new Error('the search found nothing');
  for (let place = 0; place < outcome.items.length; place++) outcome.items.at(place);
  return performance.now() - start;
};

/** One plain loop over the same columns: what a search cannot be much faster than. */
const pass = (): number => {
  const { timestamp, sensor, severity, updated } = world.aggregated;
  const [from, to] = [world.end - 6 * day, world.end - day];
  const isWanted = Uint8Array.from(world.sensors, ({ customer }) => Number(customer.shortName === 'demo'));
  const start = performance.now();
  let [count, sum] = [0, 0];
  for (let row = 0; row < timestamp.length; row++) {
    const time = timestamp[row] as number;
    if (time < from || time > to || (severity[row] as number) < 2 || isWanted[sensor[row] as number] === 0) continue;
    count += 1;
    sum += updated[row] as number;
  }
  return count + sum === 0 ? 0 : performance.now() - start;
};
// An empty World is made only for the time that a start takes without rows.
const first = events === 0 ? 0 : search(0);
const rounds = Array.from({ length: events === 0 ? 0 : 41 }, (_, round) => ({
  search: search(round + 1),
  pass: pass(),
}));
console.log(
  JSON.stringify({
    made,
    madeWithRaw,
    first,
    search: median(rounds.map((round) => round.search)),
    pass: median(rounds.map((round) => round.pass)),
    rss: process.memoryUsage().rss / 1_048_576,
  }),
);
