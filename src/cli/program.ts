/** The program: a table of commands, help, and exit codes (0 fine, 1 our bug, 2 the user's mistake). */
import { Command, CommanderError } from 'commander';
import { UserError } from '../kernel/fault.ts';
import { fromEnvironment } from './shared/environment.ts';
import { packageDescription, packageVersion } from '../kernel/package.ts';

/** Each command is loaded when it is asked for; help loads them all. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** The program with the wanted ones of its commands. */
export async function makeProgram(commands: Commands, wanted: readonly string[]): Promise<Command> {
  const program = new Command('siem-sim')
    .description(packageDescription())
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) });
  for (const name of wanted) {
    const command = await commands[name]?.();
    // What serves has the short names: it is what is set up for a place to run in.
    if (command !== undefined)
      program.addCommand(fromEnvironment(command, name === 'serve' ? [] : [name]).exitOverride());
  }
  return program;
}

/** Does what the command line says, and sets the exit code. */
export async function runProgram(commands: Commands): Promise<void> {
  const [asked = ''] = process.argv.slice(2);
  const program = await makeProgram(commands, Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands));
  noticeFullDisk();
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** A full disk is no success, where a command does not notice itself; a reader that has seen enough is none of our business. */
function noticeFullDisk(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.once('exit', (status) => {
      if (status !== 0) return;
      console.error(`siem-sim: cannot write the output: ${message}`);
      process.exitCode = 1;
    });
  });
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
