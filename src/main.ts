#!/usr/bin/env node
/** The command line: a table of commands, help, and exit codes (0 fine, 1 our bug, 2 the user's mistake). */
import { Command, CommanderError } from 'commander';
import { UserError } from './kernel/fault.ts';
import { packageVersion } from './kernel/package.ts';

/** Each command is loaded when it is asked for; help loads them all. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./cli/serve.ts')).serveCommand(),
  generate: async () => (await import('./cli/generate.ts')).generateCommand(),
  scenario: async () => (await import('./cli/scenario/command.ts')).scenarioCommand(),
  contract: async () => (await import('./cli/contract.ts')).contractCommand(),
  'verify-pcap': async () => (await import('./cli/verify-pcap.ts')).verifyPcapCommand(),
};
const [asked = ''] = process.argv.slice(2);
const wanted = Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands);

const program = new Command('siem-sim')
  .description('Deterministic simulator of the mnemonic Argus Events and USM Anywhere REST APIs')
  .version(packageVersion())
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });
for (const name of wanted) {
  const command = await commands[name]?.();
  if (command !== undefined) program.addCommand(command.exitOverride());
}

// A full disk is no success, where a command does not notice itself; a reader that has seen enough is none of our business.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.once('exit', (status) => {
    if (status !== 0) return;
    console.error(`siem-sim: cannot write the output: ${message}`);
    process.exitCode = 1;
  });
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has printed its own line, and help and version are no mistakes.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    console.error(`siem-sim: ${error.message}`);
    return 2;
  }
  console.error(error);
  return 1;
}
