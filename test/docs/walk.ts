/** Walks a page as its reader does, block by block: files are written, commands are run, output is held against what is printed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresHome, startPostgres, type PostgresServer } from '../support/postgres.ts';
import { commandsIn, type Command } from './console.ts';
import type { Block } from './markdown.ts';
import { pageOf } from './markdown.ts';
import { difference, differenceText } from './match.ts';
import { Ports } from './ports.ts';
import { Shell, type Background } from './shell.ts';
import { makeWorkplace, readersEnvironment, root, type Workplace } from './workplace.ts';

/** What stands in a block's info string; what is not here is a slip of the pen. */
export const knownMarks = ['background', 'clone', 'exits', 'file', 'from', 'needs'] as const;

/** So long may something in the background say nothing before it is taken to be stuck: far more than a machine under load needs. */
const patience = 120_000;

const neededBy = ({ marks }: Block): readonly string[] => marks.get('needs')?.split(',') ?? [];

/** What a command printed, where it is not what stands on the page. */
export interface Told {
  readonly command: Command;
  readonly lines: readonly string[];
  readonly problem: string | null;
}

export class Walk {
  readonly blocks: readonly Block[];
  readonly #ports = new Ports();
  readonly #background = new Map<string, Background>();
  #place: Workplace | null = null;
  /** The reader's PostgreSQL, which `SIEM_SIM_STORE` names. */
  #postgres: PostgresServer | null = null;
  #shell: Shell | null = null;

  constructor(file: string) {
    const page = pageOf(file, readFileSync(join(root, file), 'utf8'));
    this.blocks = page.blocks.filter(
      ({ language, marks, unrun }) => unrun === null && (language === 'console' || marks.has('file')),
    );
  }

  async begin(): Promise<void> {
    await this.#ports.prepare(this.blocks.flatMap(({ lines }) => lines).join('\n'));
    this.#place = makeWorkplace();
    const { directory, files } = this.#place;
    const needsPostgres = this.blocks.some((block) => neededBy(block).includes('postgres'));
    if (needsPostgres && postgresHome !== null) this.#postgres = await startPostgres();
    const env = readersEnvironment({
      SIEM_SIM_WATCH_URL: this.#ports.used('http://127.0.0.1:8080'),
      ...(this.#postgres !== null && { SIEM_SIM_STORE: this.#postgres.url() }),
    });
    this.#shell = new Shell({ cwd: directory, files, env });
  }

  async end(): Promise<void> {
    await Promise.all([...this.#background.values()].map((one) => one.stop()));
    this.#shell?.close();
    this.#place?.remove();
    await this.#postgres?.stop();
  }

  /** Does what a block says; throws with file, line and difference where it is not so. */
  async take(block: Block): Promise<void> {
    for (const { command, problem } of await this.tell(block))
      if (problem !== null) throw new Error(`${block.file}:${command.line}: $ ${command.text}\n${problem}`);
  }

  /** Does what a block says, and tells what came of each command. */
  async tell(block: Block): Promise<readonly Told[]> {
    const file = block.marks.get('file');
    if (file !== undefined) {
      this.#write(file, block);
      return [];
    }
    const { commands, before } = commandsIn(block);
    const from = block.marks.get('from');
    if (from !== undefined) {
      const command = { line: block.line, text: `what ${from} says`, output: before };
      const said = this.#background.get(from);
      if (said === undefined) throw new Error(`${block.file}:${block.line}: nothing runs as ${from}`);
      return [await this.#follow(said, command, ['…', ...before, '…'])];
    }
    const told: Told[] = [];
    for (const command of commands)
      told.push(block.marks.has('background') ? await this.#start(block, command) : await this.#run(block, command));
    return told;
  }

  /** Programs that the block needs and this machine has not. */
  missing(block: Block): readonly string[] {
    return neededBy(block).filter((name) =>
      name === 'postgres' ? postgresHome === null : spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0,
    );
  }

  #write(file: string, { lines }: Block): void {
    const path = join(this.#place?.directory ?? '', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, this.#ports.used(`${lines.join('\n')}\n`));
  }

  async #run({ marks }: Block, command: Command): Promise<Told> {
    const { lines, status } = await this.#open().run(this.#asRun(command.text, marks.has('clone')));
    const shown = lines.map((line) => this.#ports.shown(line));
    const wanted = Number(marks.get('exits') ?? 0);
    const part = difference(command.output, shown);
    if (part === null && status === wanted) return { command, lines: shown, problem: null };
    const ended = status === wanted ? '' : `it ended with ${status}, not ${wanted}\n`;
    const where = part === null ? '' : `${differenceText(part)}\n`;
    return { command, lines: shown, problem: `${ended}${where}all of it:\n${excerpt(shown)}` };
  }

  /** What runs under the same name is interrupted first, as by a reader who wants its terminal. */
  async #start({ marks }: Block, command: Command): Promise<Told> {
    const name = marks.get('background') || 'server';
    await this.#background.get(name)?.stop();
    const started = await this.#open().background(this.#asRun(command.text, marks.has('clone')));
    this.#background.set(name, started);
    return this.#follow(started, command, command.output);
  }

  /** Waits until something in the background has said what is printed. */
  async #follow(running: Background, command: Command, expected: readonly string[]): Promise<Told> {
    let [heard, since] = [0, Date.now()];
    for (;;) {
      const isRunning = running.isRunning();
      const lines = running.said().map((line) => this.#ports.shown(line));
      const part = difference(expected, lines);
      if (part === null && lines.length > 0) return { command, lines, problem: null };
      if (!isRunning || Date.now() - since > patience) {
        const ended = isRunning ? 'it says nothing more\n' : 'it has ended\n';
        const where = part === null ? '' : `${differenceText(part)}\n`;
        return { command, lines, problem: `${ended}${where}all of it:\n${excerpt(lines)}` };
      }
      if (lines.length > heard) [heard, since] = [lines.length, Date.now()];
      await sleep(50);
    }
  }

  #open(): Shell {
    if (this.#shell === null) throw new Error('the walk has not begun');
    return this.#shell;
  }

  /** The command as it is run here: with ports that are free, and in a clone where the page says so. */
  #asRun(text: string, inClone: boolean): string {
    const here = this.#ports.used(text);
    const withPort = /--port\b|_PORT=/.test(here)
      ? here
      : here
          .replace(/\bsiem-sim serve\b/, `siem-sim serve ${this.#ports.used('--port 8080')}`)
          .replace(/\bnpm start\b(?: --)?/, `npm start -- ${this.#ports.used('--port 8080')}`);
    return inClone ? `(cd '${root}'; ${withPort}\n)` : withPort;
  }
}

/** At most forty lines of at most three hundred characters. */
function excerpt(lines: readonly string[]): string {
  const shown = lines.slice(0, 40).map((line) => `  ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`);
  return [...shown, ...(lines.length > 40 ? [`  … ${lines.length - 40} lines more`] : [])].join('\n');
}
