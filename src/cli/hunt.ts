/** `siem-sim hunt`: looks for the schedule that makes a client lose, double, delay or garble what it should deliver. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseSpan, unitMs } from '../kernel/duration.ts';
import { addProductOptions, whole } from './shared/options.ts';
import type { HuntFlags } from './hunt/flags.ts';
import { parseHuntReport } from './hunt/reports.ts';

export function huntCommand(): Command {
  const command = new Command('hunt')
    .description(
      'run your own client against Worlds in which things go wrong, and find what it loses; exit 0 none found, 1 found, 2 usage, 3 the client fails undisturbed',
    )
    .argument('<command...>', 'the client, behind --, and what it is given')
    .option('--seed <text>', 'same seed, same schedules', '1')
    .option('--schedules <n>', 'how many are played', whole(1, 1_000_000), 150)
    .option('--time <span>', 'begin no schedule after so long, such as 10m (real time)', span)
    .option('--jobs <n>', 'schedules side by side', whole(1, 64), 2)
    .addOption(
      new Option('--mode <name>', 'poll: the client is run once a round and exits; run: it keeps running')
        .choices(['poll', 'run'])
        .default('poll'),
    )
    .option('--every <span>', 'time from one round to the next (default: 5m, with --client-time wall 2s)', span)
    .addOption(
      new Option(
        '--client-time <name>',
        "the client's clock: faketime, the machine's (wall), or HUNT_NOW (env) (default: faketime where it is installed, else wall)",
      ).choices(['faketime', 'wall', 'env']),
    )
    .option(
      '--env <NAME=text...>',
      'a variable for the client; {url}, {key}, {id}, {secret}, {sink}, {state} and {now} are filled in',
    )
    .option('--timeout <seconds>', 'what a round may take before the client is ended', whole(1, 3600), 30)
    .addOption(
      new Option('--deliver <where>', 'stdout: each line that the client writes is a delivery').choices(['stdout']),
    )
    .option('--scenario <name|file>', 'the scenario that Worlds are made of', 'empty')
    .option(
      '--expect <file|preset>',
      'what counts as right: poller, mirror, alerts-only, or a YAML or JSON file',
      'poller',
    )
    .option('--late <span>', 'longest time between when an event happened and when it is known (default: 30s)', span)
    .option('--hostile', 'let the server do too what no vendor means to do')
    .option('--without <kind...>', 'leave these kinds of disturbances out, such as kill or zone')
    .option('--schedule <file>', 'play this schedule alone')
    .option('--keep <directory>', 'write the schedule that was found there, and as a scenario that plays without hunt')
    .option('--report <format...>', 'text, json, junit or html; html=report.html writes to a file', parseHuntReport)
    .option('--verbose', 'a line for each schedule');
  return addProductOptions(command, { scopes: ['world'] }).action(
    async (argv: readonly string[], flags: HuntFlags): Promise<void> => {
      process.exitCode = await (await import('./hunt/hunt.ts')).huntByFlags(argv, flags);
    },
  );
}

/** Milliseconds. */
function span(text: string): number {
  const value = parseSpan(text, { units: ['ms', 's', 'm', 'h', 'd'], bare: 's' });
  if (value === null || value < 1 || value > 366 * unitMs.d)
    throw new InvalidArgumentError('It must be a length of time such as 30s, 5m or 2h.');
  return value;
}
