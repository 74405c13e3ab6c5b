/** Measures what a running clock costs: a core's share at 1000 ×, a day in one step, a reset, a world beside others. Prints JSON. */
import { turnableClock, fixedClock } from '../../src/kernel/clock.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { plugins } from '../../src/products/index.ts';
import { makeSimulation, type Simulation } from '../../src/products/shared/simulation.ts';
import { median } from './tools.ts';

const day = 86_400_000;
const base = makeWorld({ seed: '1', scenario: readScenario('default') });
const made = (clock = fixedClock(base.end)): Simulation => makeSimulation(base, clock, plugins);
const timed = (act: () => void): number => {
  const began = performance.now();
  act();
  return performance.now() - began;
};

// As the server does: four times a second.
const live = made(turnableClock(base.end, 1000));
const timer = setInterval(live.catchUp, 250);
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));
await wait(2000);
const [began, used] = [performance.now(), process.cpuUsage()];
await wait(Number(process.argv[2] ?? 15_000));
const { user, system } = process.cpuUsage(used);
const idle = (user + system) / 1000 / (performance.now() - began);
clearInterval(timer);
const arrivals = live.world.aggregated.length - base.aggregated.length;

live.clock.freeze();
const days = Array.from({ length: 15 }, () =>
  timed(() => {
    live.clock.advance(day);
    live.catchUp();
  }),
);
const resets = Array.from({ length: 15 }, () => timed(live.state.reset));
globalThis.gc?.();
const heap = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
const before = heap();
const worlds: Simulation[] = [];
const creation = timed(() => {
  for (let index = 0; index < 1000; index++) worlds.push(made());
});
globalThis.gc?.();
const bytes = (heap() - before) / worlds.length;
console.log(
  JSON.stringify({
    idle,
    arrivals,
    day: median(days),
    reset: median(resets),
    creation: creation / worlds.length,
    bytes,
  }),
);
