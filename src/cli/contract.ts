/** `siem-sim contract`: judges a server, a simulator of its own when none is named, by the vendor's schemas and laws. */
import { Command, Option } from 'commander';
import { UserError } from '../kernel/fault.ts';
import { adapters } from '../contract/products/index.ts';
import { addProductOptions, addWorldOptions, decimal, whole } from './shared/options.ts';
import { parseReport } from './contract/reports.ts';
import { failOn, type ContractFlags } from './contract/flags.ts';

export function contractCommand(): Command {
  const command = addWorldOptions(
    new Command('contract').description(
      'judge a server by the schemas and laws of the API; exit 0 none, 1 violations, 2 usage, 3 unreachable',
    ),
  )
    .option(
      '--target <url>',
      'a live server (default: a simulator in this process, of the World that the options above name)',
    )
    .addOption(
      new Option('--product <name>', 'only this product (default: those with credentials)').choices(
        adapters.map(({ name }) => name),
      ),
    );
  return addProductOptions(command, { scopes: ['world'], usual: 'live for a target' })
    .addOption(new Option('--profile <name>', 'how much is asked').choices(['quick', 'full', 'schema']).default('full'))
    .option('--only <pattern>', 'only units whose name, <product>.<operation>/<check>, contains it; * is any text')
    .option(
      '--rps <n>',
      'requests a second (default: 2 for a target, 200 for one at this machine, no bound for the simulator)',
      decimal(0.01, 10_000),
    )
    .option('--max-requests <n>', 'end after so many requests', whole(1, 10_000_000))
    .option('--time <seconds>', 'end after so many seconds', whole(1, 1_000_000))
    .option('--timeout <seconds>', 'what one answer may take', whole(1, 3600))
    .option(
      '--settle <seconds>',
      'how long a write may take to be seen (default: 10 for a target, 0 for the simulator)',
      decimal(0, 600),
    )
    .option(
      '--write <event-id...>',
      'ids of events, such as AGGR/1569185283911/2171/6c36…, that may be changed and are put back; all for a tenant made for tests',
    )
    .option('--yes', 'do not ask before writing')
    .option(
      '--credentials <file>',
      `a YAML or JSON file with a role for each, or lines of NAME=value (default: environment variables such as ${adapters.map(({ callers }) => callers.variables).join(', ')})`,
    )
    .option('--ca <file>', 'trust these certificates, in PEM, besides (HTTPS_PROXY and NO_PROXY are honoured)')
    .option('--explain', 'ask nothing: list what is not asked and why, and what would let more be asked')
    .option('--dry-run', 'ask a simulator in place of the target: list each request, and what would be written')
    .option('--redact', "take the target's values out of reports")
    .addOption(
      new Option(
        '--fail-on <what...>',
        'exit 1 for a run that ended early, and for what is only assumed or undecided',
      ).choices(failOn),
    )
    .option('--report <format...>', 'text, json, junit, ctrf or html; html=report.html writes to a file', parseReport)
    .option('--resume <file>', 'keep what a run that is broken off has done in this file, and go on from there')
    .option('--replay <finding>', 'ask again only what led to this finding')
    .option('--diff <reports...>', 'put two JSON reports side by side, such as of the simulator and of a live target')
    .option('--proxy <url>', 'judge the traffic of a client on its way to this server; the report comes with Ctrl-C')
    .option('--port <n>', 'port of the proxy; 0 takes any free one', whole(0, 65_535), 8081)
    .action(contract);
}

async function contract(flags: ContractFlags): Promise<void> {
  const modes = (['replay', 'diff', 'proxy'] as const).filter((mode) => flags[mode] !== undefined);
  if (modes.length > 1) throw new UserError(`--${modes.join(' and --')} do not go together`);
  if (flags.diff !== undefined) process.exitCode = (await import('./contract/diff.ts')).diff(flags.diff);
  else if (flags.proxy !== undefined)
    process.exitCode = await (await import('./contract/proxy.ts')).proxy(flags, flags.proxy);
  else process.exitCode = await (await import('./contract/judge.ts')).judge(flags);
}
