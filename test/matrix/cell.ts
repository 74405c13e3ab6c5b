/** One run of the suite against a simulator without faults, of which nothing may be found: scenario, dialect, seed and clock. */
import { runContract, simulatedTarget, startSimulator, type SimulatorOptions } from '../../src/index.ts';
import { shippedScenarios } from '../../src/generator/scenario.ts';
import type { Report } from '../../src/contract/report/report.ts';
import type { RunOptions } from '../../src/contract/run.ts';

export const clocks = ['frozen', 'live', 'live:600'] as const;
const dialects = ['documented', 'live'] as const;
const seeds = ['1', '2', '3'] as const;

export interface MatrixCell {
  readonly scenario: string;
  readonly usmDialect: (typeof dialects)[number];
  readonly seed: string;
  readonly clock: (typeof clocks)[number] | `live:${number}`;
}

/** Every shipped scenario, in both dialects, with three seeds, by each clock. */
export const cells: readonly MatrixCell[] = shippedScenarios().flatMap((scenario) =>
  dialects.flatMap((usmDialect) =>
    seeds.flatMap((seed) => clocks.map((clock): MatrixCell => ({ scenario, usmDialect, seed, clock }))),
  ),
);

export const cellName = ({ scenario, usmDialect, seed, clock }: MatrixCell): string =>
  `${scenario} ${usmDialect} seed ${seed} ${clock}`;

/** A million events tell the laws nothing that some thousands do not. */
const fewer: Readonly<Record<string, Pick<SimulatorOptions, 'events'>>> = { large: { events: 20_000 } };

/** What the suite says of a simulator; the seed is that of the World and of the suite's own draws. */
export async function reportOfCell(
  { scenario, usmDialect, seed, clock }: MatrixCell,
  options: RunOptions = {},
): Promise<Report> {
  const simulator = await startSimulator({ scenario, seed, usmDialect, clock, ...fewer[scenario] });
  try {
    return await runContract(simulatedTarget(simulator, { usmDialect }), { seed, ...options });
  } finally {
    await simulator.close();
  }
}
