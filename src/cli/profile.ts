/** `siem-sim profile`: measures the shape of a live tenant, and writes it as a scenario. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { adapters } from '../contract/products/index.ts';
import { measureTenant } from '../contract/profile/profile.ts';
import { twinOf } from '../contract/profile/twin.ts';
import { doorOf } from './contract/door.ts';
import { liveTarget } from './contract/target.ts';
import { attempt } from './shared/attempt.ts';
import { decimal, whole } from './shared/options.ts';

interface ProfileFlags {
  readonly target: string;
  readonly maxRequests: number;
  readonly days: number;
  readonly rps: number;
  readonly timeout: number;
  readonly credentials?: string;
  readonly ca?: string;
  readonly output?: string;
}

export function profileCommand(): Command {
  return new Command('profile')
    .description("measure a tenant's shape by statistics and small samples, and write a scenario with none of its data")
    .requiredOption('--target <url>', 'a live server; nothing is written to it')
    .option('--max-requests <n>', 'end after so many requests', whole(1, 1_000_000), 500)
    .option('--days <n>', 'look back so many days at the most', whole(1, 366), 28)
    .option('--rps <n>', 'requests a second', decimal(0.01, 10_000), 2)
    .option('--timeout <seconds>', 'what one answer may take', whole(1, 3600), 30)
    .option(
      '--credentials <file>',
      `a YAML or JSON file with a role for each, or lines of NAME=value (default: environment variables such as ${adapters.map(({ callers }) => callers.variables).join(', ')})`,
    )
    .option('--ca <file>', 'trust these certificates, in PEM, besides (HTTPS_PROXY and NO_PROXY are honoured)')
    .option('-o, --output <file>', 'the scenario (default: standard output)')
    .action(profile);
}

async function profile(flags: ProfileFlags): Promise<void> {
  const { credentials, ca, output, maxRequests, days, rps, timeout } = flags;
  const target = liveTarget(flags.target, credentials === undefined ? {} : { credentials });
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  const measured = await measureTenant(target, {
    maxRequests,
    days,
    rps,
    timeoutMs: timeout * 1000,
    signal: stop.signal,
    ...doorOf(target, ca),
  }).finally(() => process.off('SIGINT', onSignal));
  const text = twinOf(measured);
  if (output === undefined) process.stdout.write(text);
  else attempt(`write ${output}`, () => writeFileSync(output, text));
  for (const lack of measured.missing) console.error(`siem-sim: left out: ${lack}`);
  console.error(`siem-sim: ${measured.requests} requests; ${measured.measured.hours.length / 24} days`);
}
