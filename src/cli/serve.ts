/** `siem-sim serve`: the simulator as an HTTP server. */
import { Command, Option } from 'commander';
import { UserError } from '../kernel/fault.ts';
import { startSimulator, type Simulator } from '../index.ts';
import { addWorldOptions, whole, type WorldFlags } from './options.ts';

interface ServeFlags extends WorldFlags {
  readonly port: number;
  readonly host: string;
  readonly countBudget: number;
  readonly usmDialect?: 'documented' | 'live';
  readonly usmRateLimit?: boolean;
}

export function serveCommand(): Command {
  return addWorldOptions(new Command('serve').description('serve the simulated APIs over HTTP'))
    .option('--port <n>', 'port to listen on; 0 takes any free one', whole(0, 65_535), 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--count-budget <ms>', 'what counting may cost before the count is -1', whole(0, 3_600_000), 1000)
    .addOption(
      new Option('--usm-dialect <name>', "how USM Anywhere speaks (default: the scenario's choice)").choices([
        'documented',
        'live',
      ]),
    )
    .option('--usm-rate-limit', 'refuse more than 100 reads and 50 writes a second of one API client with 429')
    .action(async (flags: ServeFlags) => {
      const simulator = await start(flags);
      console.log(greeting(simulator, flags));
      const stop = (): void => void simulator.close();
      process.once('SIGINT', stop).once('SIGTERM', stop);
    });
}

async function start(flags: ServeFlags): Promise<Simulator> {
  try {
    return await startSimulator(flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new UserError(`port ${flags.port} on ${flags.host} is in use; choose another with --port, or 0 for any`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UserError(`cannot listen on ${flags.host}:${flags.port} (${code})`);
    throw error;
  }
}

/** What a person needs to begin: where, what, with which key, and a line to paste. */
function greeting({ url, world, keys, clients }: Simulator, flags: ServeFlags): string {
  const width = Math.max(0, ...keys.map((key) => key.value.length));
  const [first] = keys;
  return [
    `siem-sim serves ${url}`,
    `  scenario ${world.scenario} (${world.title}), seed ${flags.seed}, ${world.aggregated.length} aggregated events`,
    `  health ${url}/health   OpenAPI ${url}/openapi.json   docs ${url}/docs/`,
    '',
    'Argus API keys:',
    ...keys.map((key) => `  ${key.value.padEnd(width)}  ${key.label}`),
    '',
    ...clientLines(clients),
    'Try:',
    `  curl -s -H 'Argus-API-Key: ${first?.value ?? ''}' '${url}/events/v1/aggregated?limit=1'`,
    ...clients
      .slice(0, 1)
      .map(
        ({ id, secret }) =>
          `  curl -s -u ${id}:${secret} -X POST '${url}/api/2.0/oauth/token?grant_type=client_credentials'`,
      ),
  ].join('\n');
}

function clientLines(clients: Simulator['clients']): readonly string[] {
  const width = Math.max(0, ...clients.map(({ id, secret }) => `${id}:${secret}`.length));
  if (clients.length === 0) return [];
  return [
    'USM Anywhere API clients (id:secret):',
    ...clients.map(({ label, id, secret }) => `  ${`${id}:${secret}`.padEnd(width)}  ${label}`),
    '',
  ];
}
