/** A reader's terminal: one shell, whose variables live from command to command, and what goes on in the background beside it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutEmptyEnd } from './console.ts';

/** So often is something that was interrupted asked whether it has ended, at 20 ms each. */
const patience = 1500;

/** What a command said, line by line, and how it ended. */
export interface Ended {
  readonly lines: readonly string[];
  readonly status: number;
}

/** Something that goes on; `said` is what it said so far. */
export interface Background {
  readonly said: () => readonly string[];
  readonly isRunning: () => boolean;
  /** Interrupts it, as Ctrl-C does, and resolves when it has ended; what does not heed that is killed. */
  readonly stop: () => Promise<void>;
}

export class Shell {
  readonly #files: string;
  readonly #bash: ChildProcess;
  #answers: string[] = [];
  #steps = 0;

  /** `files` is a folder for the shell's own files, apart from where it works. */
  constructor(options: {
    readonly cwd: string;
    readonly files: string;
    readonly env: Readonly<Record<string, string>>;
  }) {
    this.#files = options.files;
    this.#bash = spawn('bash', ['--noprofile', '--norc'], {
      cwd: options.cwd,
      env: options.env,
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    let text = '';
    this.#bash.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      this.#answers.push(...lines);
    });
    // With job control each command in the background has a process group of its own.
    this.#bash.stdin?.write('set -m\n');
  }

  async run(command: string): Promise<Ended> {
    const { script, out } = this.#step(command);
    const [status = '1'] = (await this.#ask(`. ${script} >${out} 2>&1 </dev/null; echo $?`)).split(' ');
    return { lines: linesOf(out), status: Number(status) };
  }

  async background(command: string): Promise<Background> {
    const { script, out } = this.#step(command);
    const pid = Number(await this.#ask(`(. ${script}) >${out} 2>&1 </dev/null & echo $!`));
    const isRunning = (): boolean => signalled(-pid, 0);
    return {
      said: () => linesOf(out),
      isRunning,
      stop: async () => {
        signalled(-pid, 'SIGINT');
        for (let waits = 0; isRunning(); waits++) {
          if (waits === patience) signalled(-pid, 'SIGKILL');
          await sleep(20);
        }
      },
    };
  }

  /** Ends the shell itself; what runs in its background is stopped apart. */
  close(): void {
    this.#bash.kill('SIGKILL');
  }

  #step(command: string): { readonly script: string; readonly out: string } {
    const [script, out] = [`${this.#files}/${++this.#steps}.sh`, `${this.#files}/${this.#steps}.out`];
    writeFileSync(script, `${command}\n`);
    writeFileSync(out, '');
    return { script, out };
  }

  /** Writes a line to the shell and resolves with the line that it answers. */
  async #ask(line: string): Promise<string> {
    this.#bash.stdin?.write(`${line}\n`);
    while (this.#answers.length === 0) {
      if (this.#bash.exitCode !== null) throw new Error('the command ended the shell');
      await sleep(5);
    }
    return this.#answers.shift() ?? '';
  }
}

function linesOf(file: string): readonly string[] {
  return withoutEmptyEnd(readFileSync(file, 'utf8').split('\n'));
}

/** Whether there was something to signal. */
function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
