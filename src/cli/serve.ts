/** `siem-sim serve`: the simulator as an HTTP server. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../kernel/fault.ts';
import { isQuotaName, quotaNames, quotas, type QuotaLimits } from '../kernel/quota.ts';
import { startSimulator, type ServerOptions, type Simulator } from '../sim/simulator.ts';
import { durationOf, parseClock } from '../sim/worlds/clock-setting.ts';
import { logLevels, makeLog, type LogLevel } from '../sim/log.ts';
import { findExamplesLate as findExamples } from './find-examples.ts';
import { greeting } from './greeting.ts';
import type { ProductFlags } from '../products/index.ts';
import { forgetReady, tellReady, type ReadyFlags } from './ready.ts';
import { serverOptionsIn } from '../sim/options.ts';
import { addProductOptions, addWorldOptions, whole, type WorldFlags } from './shared/options.ts';

export interface ServeFlags extends WorldFlags, ReadyFlags, ProductFlags<'world'>, ProductFlags<'server'> {
  readonly port: number;
  readonly host: string;
  readonly syslogPort?: number;
  readonly store?: string;
  readonly countBudget: number;
  readonly clock: string;
  readonly clientClock: 'wall' | 'simulated';
  readonly control: boolean;
  readonly controlPort?: number;
  readonly controlToken?: string | false;
  readonly allowHost?: readonly string[];
  readonly trustProxy?: boolean;
  readonly grace: number;
  readonly maxConnections: number;
  readonly bodyMemory: number;
  readonly tls?: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsName?: readonly string[];
  readonly journal: number;
  readonly journalAnswers: number;
  readonly quota?: QuotaLimits;
  readonly maxWorlds: number;
  readonly worldIdle: number;
  readonly logLevel: LogLevel;
}

export function serveCommand(): Command {
  const command = addWorldOptions(new Command('serve').description('serve the simulated APIs over HTTP'))
    .option('--port <n>', 'port to listen on; 0 takes any free one', whole(0, 65_535), 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--syslog-port <n>', 'port that takes syslog over TCP into the sink syslog', whole(0, 65_535))
    .option('--store <url>', 'share all worlds with the other servers over this PostgreSQL: postgres://…')
    .option('--clock <clock>', 'frozen at the end of the World, an instant, or live[:speed]', clock, 'frozen')
    .option('--count-budget <ms>', 'what counting may cost before the count is -1', whole(0, 3_600_000), 1000);
  addProductOptions(command, { scopes: ['world', 'server'] }).addOption(
    new Option('--client-clock <which>', 'clock that judges the timestamps clients send')
      .choices(['wall', 'simulated'])
      .default('wall'),
  );
  return addControlOptions(command).action(async (flags: ServeFlags) => {
    const log = makeLog(flags.logLevel);
    const stopping = stopOnSignal(flags.grace);
    forgetReady(flags);
    const simulator = await start(flags, { onBug: log.bug, log });
    stopping.started(simulator);
    try {
      process.stdout.write(tellReady(simulator, flags) ?? `${greeting(simulator, flags)}\n`);
    } catch (error) {
      await simulator.close();
      throw error;
    }
  });
}

const addControlOptions = (command: Command): Command =>
  command
    .option('--no-control', 'serve no control plane')
    .option('--control-port <n>', 'serve the control plane at a port of its own', whole(0, 65_535))
    .option(
      '--control-token <text>',
      'what callers of the control plane must show; made where --host is not this machine alone',
    )
    .option('--no-control-token', 'ask callers of the control plane for nothing, whoever can reach it')
    .option('--allow-host <name...>', 'names that callers of the control plane may know this server by')
    .option('--trust-proxy', 'believe the X-Forwarded-* headers of a proxy in front')
    .option('--journal <n>', 'requests that the journal keeps; 0 keeps none', whole(0, 100_000), 1000)
    .option(
      '--journal-answers <bytes>',
      'what the journal keeps of each answer below status 400; its bytes count as journal-bytes',
      whole(0, 1_048_576),
      0,
    )
    .option('--quota <name=number>', `how much is kept, may be said again; usual are ${usualQuotas}`, quotaSet)
    .option('--max-worlds <n>', 'worlds at once beside the own one', whole(0, 100_000), 2000)
    .option('--world-idle <time>', 'removes a world after so long without a request; 0 never', duration, 3_600_000)
    .option('--max-connections <n>', 'connections at once', whole(1, 1_000_000), 10_000)
    .option(
      '--body-memory <bytes>',
      'what bodies may take together while they are read',
      whole(1024, 2 ** 40),
      67_108_864,
    )
    .option(
      '--request-budget <time>',
      "nominal work a request may cost before the vendor's own time-out",
      duration,
      30_000,
    )
    .option('--grace <time>', 'what requests in flight may take once a signal says to stop', duration, 8000)
    .option('--tls', 'serve https, with a certificate of its own making unless one is given')
    .option('--tls-cert <file>', 'certificate in PEM')
    .option('--tls-key <file>', 'its private key in PEM')
    .option(
      '--tls-name <name...>',
      'names besides localhost and --host that the certificate is made for, such as *.example.com; implies --tls',
    )
    .option('--ready-file <file>', 'write port, URLs, credentials and the certificate as JSON once it listens')
    .option('--json', 'print the same in place of the greeting')
    .addOption(
      new Option('--log-level <level>', 'JSON lines on stderr; info tells of each request')
        .choices(logLevels)
        .default('warn'),
    );

const usualQuotas = quotaNames.map((name) => `${name}=${quotas[name].usual}`).join(', ');

/** One quota more than were said before. */
function quotaSet(text: string, before: QuotaLimits | undefined): QuotaLimits {
  const [, name = '', digits = ''] = /^([a-z-]+)=(\d{1,15})$/.exec(text) ?? [];
  if (!isQuotaName(name))
    throw new InvalidArgumentError(
      `It must be a name and a whole number, such as commands=1000; names are ${quotaNames.join(', ')}.`,
    );
  return { ...before, [name]: Number(digits) };
}

/** A clock as it was asked for, once it is known to be one. */
function clock(text: string): string {
  try {
    parseClock(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : '');
  }
}

function duration(text: string): number {
  const value = text === '0' ? 0 : durationOf(text);
  if (value === null) throw new InvalidArgumentError('It must be a duration such as 30m, 1h or PT2H, or 0.');
  return value;
}

function tlsOf({ tls = false, tlsCert: cert, tlsKey: key, tlsName: names }: ServeFlags): ServerOptions['tls'] & {} {
  if ((cert === undefined) !== (key === undefined)) throw new UserError('--tls-cert and --tls-key go together');
  if (names !== undefined && cert !== undefined)
    throw new UserError('--tls-name is for a certificate that is made; the one in --tls-cert has its names');
  if (names !== undefined) return { names };
  return cert !== undefined && key !== undefined ? { cert, key } : tls;
}

function controlOf({ control, controlPort, controlToken, allowHost }: ServeFlags): ServerOptions['control'] & {} {
  if (!control && controlPort !== undefined)
    throw new UserError('--no-control and --control-port contradict each other');
  if (!control) return false;
  return {
    ...(controlPort !== undefined && { port: controlPort }),
    ...(controlToken !== undefined && controlToken !== '' && { token: controlToken }),
    ...(allowHost !== undefined && { allowHosts: allowHost }),
  };
}

async function start(flags: ServeFlags, more: Pick<ServerOptions, 'onBug' | 'log'>): Promise<Simulator> {
  const { worldIdle, clientClock, ...rest } = flags;
  const options: ServerOptions = {
    ...serverOptionsIn(rest),
    ...more,
    worldIdleMs: worldIdle,
    maxBodyMemory: flags.bodyMemory,
    ...(flags.quota !== undefined && { quotas: flags.quota }),
    control: controlOf(flags),
    tls: tlsOf(flags),
    ...(clientClock === 'simulated' && { clientClock }),
  };
  try {
    return await startSimulator(options, { findExamples });
  } catch (error) {
    const { code, syscall, port = flags.port } = error as NodeJS.ErrnoException & { readonly port?: number };
    if (code === 'EADDRINUSE') throw new UserError(portTaken(port, flags));
    if (syscall === 'listen' || code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UserError(`cannot listen on ${flags.host}:${port} (${code})`);
    throw error;
  }
}

/** What to type instead, as this was begun. */
function portTaken(port: number, { host, controlPort, syslogPort }: ServeFlags): string {
  const option = port === controlPort ? '--control-port' : port === syslogPort ? '--syslog-port' : '--port';
  const command = process.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'siem-sim serve';
  const other = port >= 65_000 ? 8080 : port + 10;
  return `port ${port} on ${host} is in use; choose another, such as ${command} ${option} ${other}, or ${option} 0 for any`;
}

/** Milliseconds in which a process that has left may end by itself. */
const afterwards = 200;

/**
 * The first signal lets what is in flight finish; the second ends at once. It is listened to from the beginning: the first process of
 * a container would not even notice it otherwise.
 */
function stopOnSignal(grace: number): { readonly started: (simulator: Simulator) => void } {
  let running: Simulator | null = null;
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 143);
    isStopping = true;
    if (running === null) process.exit(0);
    // Nobody waits any more for work that goes on, such as a year that a world lives.
    void running.leave(grace).then(() => setTimeout(() => process.exit(0), afterwards).unref());
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return { started: (simulator) => void (running = simulator) };
}
