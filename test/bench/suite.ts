/** What the whole suite costs against its own requests sent bare: both to a simulator in this process, by CPU. */
import { runContract, simulatedTarget, startSimulator } from '../../src/index.ts';
import { add, two } from './table.ts';
import { ratio } from './tools.ts';

/** A request as the suite sent it, its URL without the server, or so many milliseconds that it let pass. */
type Step = { readonly path: string; readonly request: RequestInit } | { readonly passes: number };

async function ofCpu(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds of CPU of the suite; `steps` is given all that it did to its target. */
async function suiteCost(steps: Step[]): Promise<number> {
  const simulator = await startSimulator();
  const { turn, ...target } = simulatedTarget(simulator);
  const passing = async (passes: number): Promise<void> => {
    steps.push({ passes });
    await turn?.(passes);
  };
  const cost = await ofCpu(async () => {
    const { ended, findings } = await runContract(
      { ...target, ...(turn !== undefined && { turn: passing }) },
      {
        door: (url, given) => {
          const request = { ...given, signal: null };
          steps.push({ path: url.slice(simulator.url.length), request });
          return fetch(url, request);
        },
      },
    );
    if (ended !== null || findings.length > 0) throw new Error(`the suite found something: ${ended}`);
  });
  await simulator.close();
  return cost;
}

/** Milliseconds of CPU of the same steps, one after another, with nothing but reading the answers. */
async function bareCost(steps: readonly Step[]): Promise<number> {
  const simulator = await startSimulator();
  const cost = await ofCpu(async () => {
    for (const step of steps) {
      if ('passes' in step) simulator.clock.advance(step.passes);
      else await (await fetch(simulator.url + step.path, step.request)).arrayBuffer();
    }
  });
  await simulator.close();
  return cost;
}

export async function measureSuite(): Promise<void> {
  const steps: Step[] = [];
  await suiteCost(steps);
  const measured = await ratio(
    3,
    () => suiteCost([]),
    () => bareCost(steps),
  );
  const requests = steps.filter((step) => 'path' in step).length;
  const seconds = [measured.ours, measured.theirs].map((milliseconds) => two(milliseconds / 1000));
  add(
    `the contract suite: its ${requests} requests, by CPU`,
    '≤ 3 × those sent bare',
    `${two(measured.ratio)} × (${seconds.join(' and ')} s)`,
    measured.ratio <= 3,
  );
}
