/** What a journey begins with: a server that was started by what people have, and programs that are run beside it. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** The way that people have the simulator: by a package or by an image. */
export interface Door {
  /** A directory with Vitest and Jest. */
  readonly runners: string;
  /** What the control plane asks for; null where it asks for nothing. */
  readonly token: string | null;
  /** Words that run it, program first. */
  readonly words: (args: readonly string[]) => readonly string[];
  /** Runs it to its end, and gives what it prints. Throws when it fails. */
  readonly command: (args: readonly string[], env: Readonly<Record<string, string>>) => string;
}

export interface Served {
  readonly url: string;
  readonly token: string | null;
  /** Ends it as a terminal does. */
  readonly end: () => Promise<void>;
}

/** Runs a program to its end, and gives what it prints. Throws with that when it fails. */
export function ran(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string {
  const usual = { ...process.env, CI: '', TEST_REPORT: '' };
  const options = { cwd, encoding: 'utf8', env: { ...usual, ...env }, timeout: 300_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')} ends with ${status}: ${error ?? ''}${stdout}${stderr}`);
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Serves, and waits until it is healthy. Throws with what it printed when it never is. */
export async function served(door: Door, flags: readonly string[]): Promise<Served> {
  const port = await freePort();
  const [program = '', ...args] = door.words(['serve', '--port', String(port), ...flags]);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const end = async (): Promise<void> => {
    // The container's first process is another: all of the group are told.
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
    const isWell = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isWell) return { url, token: door.token, end };
    await new Promise((next) => setTimeout(next, 100));
  }
  await end();
  throw new Error(`it is never healthy: ${text}`);
}
