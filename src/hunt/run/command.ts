/** A client that is a command: run in a process group of its own, ended with all that it started, its output kept within a bound. */
import { spawn, type ChildProcess } from 'node:child_process';
import { isoUtc } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { lineHeader, type HuntedClient, type Ending, type Going, type Visit } from './client.ts';
import { commandPath, faketimeVariables, writeFakeClock } from './faketime.ts';
import { endLeftovers } from './leftovers.ts';
import { makeOutput } from './output.ts';

export type ClientTime = 'faketime' | 'wall' | 'env';

export interface CommandOptions {
  readonly command: readonly string[];
  readonly time: ClientTime;
  /** Path of libfaketime, where time is `faketime`. */
  readonly library: string | null;
  /** Further variables; `{key}` and such stand for what the client is told. */
  readonly variables: Readonly<Record<string, string>>;
  /** Real milliseconds that a round may take. */
  readonly timeout: number;
  /** Run once a round, or kept running; see `HuntedClient`. */
  readonly mode: HuntedClient['mode'];
  /** Whether each line of its standard output is something delivered. */
  readonly delivers?: boolean;
}

/** Real milliseconds between the request to end and the end. */
const grace = 500;

/** Throws UserError for a command that does not exist. */
export function commandClient(options: CommandOptions): HuntedClient {
  const [program = ''] = options.command;
  if (commandPath(program) === null) throw new UserError(`there is no command ${program}`);
  return {
    mode: options.mode,
    isTimed: options.time === 'wall',
    sharesClock: options.time !== 'env',
    begin: (visit) => begin(options, visit),
    clear: endLeftovers,
  };
}

const wordsOf = (visit: Visit): Readonly<Record<string, string>> => ({
  url: visit.url,
  key: visit.argusKey,
  argusKey: visit.argusKey,
  usmUrl: visit.usmUrl,
  id: visit.usmClientId,
  secret: visit.usmClientSecret,
  usmClientId: visit.usmClientId,
  usmClientSecret: visit.usmClientSecret,
  sink: visit.sink,
  state: visit.state,
  now: isoUtc(visit.now),
});

/** Names that `--env` may put in braces. */
export const placeholders: readonly string[] = [
  'url',
  'key',
  'argusKey',
  'usmUrl',
  'id',
  'secret',
  'usmClientId',
  'usmClientSecret',
  'sink',
  'state',
  'now',
];

function variablesOf({ variables, time, library }: CommandOptions, visit: Visit, clock: string): NodeJS.ProcessEnv {
  const words = wordsOf(visit);
  const mapped = Object.entries(variables).map(([name, text]) => [
    name,
    text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole),
  ]);
  return {
    ...process.env,
    TZ: visit.zone,
    HUNT_URL: visit.url,
    HUNT_ARGUS_KEY: visit.argusKey,
    HUNT_USM_URL: visit.usmUrl,
    HUNT_USM_CLIENT_ID: visit.usmClientId,
    HUNT_USM_CLIENT_SECRET: visit.usmClientSecret,
    HUNT_SINK: visit.sink,
    HUNT_STATE: visit.state,
    HUNT_NOW: isoUtc(visit.now),
    // A proxy has no business between a client and this machine.
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    ...(time === 'faketime' && library !== null && faketimeVariables(library, clock)),
    ...Object.fromEntries(mapped),
  };
}

function begin(options: CommandOptions, visit: Visit): Going {
  const { command, time, timeout, mode, delivers = false } = options;
  const [program = '', ...rest] = command;
  const clock = `${visit.state}.clock`;
  const setClock = (now: number): void => {
    if (time === 'faketime') writeFakeClock(clock, now, mode === 'poll' ? 1 : mode.speed);
  };
  setClock(visit.now);
  const child = spawn(program, rest, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: variablesOf(options, visit, clock),
  });
  let how: Ending['how'] = 'exited';
  const end = (why: Ending['how'], signal: NodeJS.Signals): void => {
    if (how === 'exited') how = why;
    endGroup(child, signal);
  };
  let after: NodeJS.Timeout | undefined;
  const stop = (why: Ending['how']): void => {
    end(why, 'SIGTERM');
    after = setTimeout(() => end(why, 'SIGKILL'), grace);
  };
  const output = makeOutput(() => end('flooded', 'SIGKILL'));
  const posted = makePost(visit.sink);
  follow(child, output.take, delivers ? posted.line : null);
  const ended = new Promise<Ending>((resolve, reject) => {
    // Who is to keep running may take as long as it likes.
    const timer = mode === 'poll' ? setTimeout(() => stop('hung'), timeout) : undefined;
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new UserError(`${program} cannot be run: ${error.message}`));
    });
    child.once('exit', () => {
      clearTimeout(timer);
      clearTimeout(after);
      // What it left behind holds its pipes open, and goes with it.
      endGroup(child, 'SIGKILL');
      // Who left the group keeps them open.
      setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()), grace).unref();
    });
    child.once('close', (code) => {
      const ending = { how, code: how === 'exited' ? code : null, output: output.text() };
      void posted.all().then(() => resolve(ending));
    });
  });
  return { ended, kill: () => end('killed', 'SIGKILL'), stop: () => stop('exited'), setClock };
}

function follow(child: ChildProcess, take: (text: string) => void, onLine: ((line: string) => void) | null): void {
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    take(text);
    if (onLine === null) return;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line);
  });
  child.stderr?.setEncoding('utf8').on('data', take);
}

/** Hands lines on to a sink, one after the other. */
function makePost(sink: string) {
  let before: Promise<unknown> = Promise.resolve();
  const post = (body: string): Promise<unknown> =>
    fetch(sink, { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson', [lineHeader]: '1' }, body }).then(
      (response) => response.text(),
      // What a fault keeps from the sink is lost, as in a pipe that nobody reads.
      () => undefined,
    );
  return {
    line: (text: string): void => {
      before = before.then(() => post(text));
    },
    all: (): Promise<unknown> => before,
  };
}

/** Ends all of a child's process group; what is gone already is no matter. */
function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}
