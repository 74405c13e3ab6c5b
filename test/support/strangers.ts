/** Clients that others wrote: curl, and Python with its urllib. */
import { execFile } from 'node:child_process';

export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (command: string, args: readonly string[]): Promise<Told> =>
  new Promise((resolve) => {
    execFile(
      command,
      args,
      { encoding: 'latin1', timeout: 60_000, maxBuffer: 268_435_456 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });

/** What curl says, without its progress and settings of whoever runs the test; bytes as they are, a character for each. */
export const curl = (...args: readonly string[]): Promise<Told> =>
  run('curl', ['-q', '-sS', '--noproxy', '*', ...args]);

/** What a program in Python prints, which has these arguments. */
export const python = (program: string, ...args: readonly string[]): Promise<Told> =>
  run('python3', ['-I', '-c', program, ...args]);
