/** `siem-sim contract`: judges a server, a simulator of its own when none is named, by the vendor's schemas and laws. */
import { Command } from 'commander';
import { runContract, startSimulator } from '../index.ts';
import { simulatedTarget } from '../contract/simulated.ts';
import { addWorldOptions, type WorldFlags } from './options.ts';

export function contractCommand(): Command {
  return addWorldOptions(new Command('contract').description('judge a server by the schemas and laws of the API'))
    .option('--only <pattern>', 'only units whose name contains this, such as getEvent/ or law/')
    .action(async (flags: WorldFlags & { readonly only?: string }) => {
      const simulator = await startSimulator(flags);
      try {
        const { only } = flags;
        const report = await runContract(simulatedTarget(simulator), {
          seed: flags.seed,
          ...(only !== undefined && { only: (unit) => unit.includes(only) }),
        });
        for (const finding of report.findings) console.log(JSON.stringify(finding, null, 2));
        console.log(JSON.stringify(report.summary, null, 2));
        process.exitCode = report.summary.violations > 0 ? 1 : 0;
      } finally {
        await simulator.close();
      }
    });
}
