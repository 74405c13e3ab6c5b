/** Measures statistics and bulk assessment over a million events, in a process of its own with --expose-gc. Prints JSON. */
import { handlersOf } from '../../src/http/product.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { finished, isSliced } from '../../src/kernel/slices.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import type { Outcome } from '../../src/http/endpoint.ts';
import type { Product } from '../../src/http/product.ts';
import { plugins } from '../../src/products/index.ts';
import { makeArgus } from '../../src/products/argus/product.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { key, median } from './tools.ts';

const world = makeWorld({ seed: '1', scenario: readScenario('large'), events: Number(process.argv[2]) });
const simulation = makeSimulation(world, fixedClock(world.end), plugins);
const argus = makeArgus(simulation) as Product;
const request = { headers: { 'argus-api-key': key }, method: 'POST', path: '', search: '', source: '127.0.0.1' };
const principal = argus.authenticate(request, null as never);

/** Milliseconds that an operation takes, until what it answers is written. */
async function time(id: string, body: object): Promise<number> {
  const handle = handlersOf(argus).get(id);
  const began = performance.now();
  const work = await handle?.({ params: {}, query: {}, body: body as never, text: '', principal, request });
  const outcome = (isSliced(work) ? finished(work) : work) as Outcome;
  if (written(outcome) === 0) throw new Error(`${id} did nothing`);
  return performance.now() - began;
}

/** How many parts an outcome is written in. */
function written(outcome: Outcome): number {
  if (outcome.kind === 'one') return outcome.json.length;
  if (outcome.kind === 'fragments') return [...outcome.fragments()].length;
  if (outcome.kind !== 'list') return 0;
  for (let place = 0; place < outcome.items.length; place++) outcome.items.at(place);
  return outcome.items.length;
}

async function times(rounds: number, id: string, bodyOf: (round: number) => object): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) taken.push(await time(id, bodyOf(round)));
  return median(taken);
}

const day = 86_400_000;
const search = (round: number) => ({
  customer: ['demo'],
  severity: ['high', 'critical'],
  startTimestamp: world.end - 6 * day + round,
  endTimestamp: world.end - day,
  sortBy: ['-timestamp'],
  offset: 10_000,
});
const statistics = (round: number) => ({
  type: ['aggregated'],
  startTimestamp: String(round + 1),
  groupBy: [{ field: 'customer' }, { field: 'severity' }],
});
const used = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const tree = await times(15, 'getEventStatistics', statistics);
const before = await times(41, 'findAggregatedEvents', search);
const memory = used();
const assessed = 100_000;
const bulk = await time('assessEventBulk', {
  assessment: { enableFlag: ['followup'], comment: 'bench' },
  search: { type: ['aggregated'], limit: assessed, indexStartTimestamp: '0', indexEndTimestamp: 'now' },
});
const bytes = (used() - memory) / assessed;
const after = await times(41, 'findAggregatedEvents', search);
console.log(JSON.stringify({ tree, before, bulk, bytes, after }));
