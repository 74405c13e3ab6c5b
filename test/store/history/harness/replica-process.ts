/** A replica as a process of its own, which is killed, paused and started again at the same port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../support/postgres.ts';
import type { Target } from '../workload/ask.ts';

const program = fileURLToPath(new URL('../../../../dist/main.js', import.meta.url));
const preload = fileURLToPath(new URL('skewed-clock.cjs', import.meta.url));

export interface ReplicaOptions {
  readonly name: string;
  /** URL of the store. */
  readonly store: string;
  /** Where it writes that it is ready. */
  readonly folder: string;
  /** Milliseconds by which its machine's clock is ahead. */
  readonly skew: number;
}

export class ReplicaProcess implements Target {
  readonly name: string;
  readonly #options: ReplicaOptions;
  readonly #port: number;
  #child: ChildProcess | null = null;
  #told = '';

  static async start(options: ReplicaOptions): Promise<ReplicaProcess> {
    const replica = new ReplicaProcess(options, await freePort());
    await replica.start();
    return replica;
  }

  private constructor(options: ReplicaOptions, port: number) {
    this.name = options.name;
    this.#options = options;
    this.#port = port;
  }

  url = (): string => `http://127.0.0.1:${this.#port}`;

  /** What it has said. */
  get log(): string {
    return this.#told;
  }

  /** Resolves once it listens; it is started anew while the store does not let it join. */
  async start(): Promise<void> {
    for (;;) {
      const ready = join(this.#options.folder, `${this.name}.json`);
      rmSync(ready, { force: true });
      const child = this.#spawned(ready);
      this.#child = child;
      while (child.exitCode === null && child.signalCode === null) {
        if (existsSync(ready)) return;
        await sleep(20);
      }
      if (child.signalCode !== null) return;
      await sleep(100);
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child?.kill('SIGCONT');
  }

  #spawned(ready: string): ChildProcess {
    const { store, skew } = this.#options;
    const flags = [
      '--events',
      '500',
      '--journal',
      '100000',
      '--quota',
      'journal-bytes=500000000',
      '--log-level',
      'error',
    ];
    const child = spawn(
      process.execPath,
      [
        '--require',
        preload,
        program,
        'serve',
        '--store',
        store,
        '--port',
        `${this.#port}`,
        '--ready-file',
        ready,
        ...flags,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, CLOCK_SKEW: String(skew) } },
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#told += text));
    return child;
  }
}
