/** Real PostgreSQL for tests: a server, or a primary with a synchronous standby, run as an ordinary user in a folder of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const homes = ['15', '16', '17', '14', '13', '18'].map((version) => `/usr/lib/postgresql/${version}/bin`);

/** The folder of its programs; null where it is not installed. */
export const postgresHome: string | null = homes.find((home) => existsSync(join(home, 'initdb'))) ?? null;

/** For `describe.skipIf`. `.ci/install-postgres` installs it; with CI set, tests run in any case, and fail where it is missing. */
export const isWithoutPostgres: boolean = postgresHome === null && process.env['CI'] === undefined;
if (isWithoutPostgres)
  process.stderr.write('PostgreSQL is not installed: tests of the shared store are SKIPPED (.ci/install-postgres)\n');

/** Superuser of every server here. */
const owner = 'siem_owner';

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. */
function account(): Account | null {
  if (userInfo().uid !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres', 'nobody'].flatMap((name) => lines.find((one) => one.startsWith(`${name}:`)) ?? [])[0];
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('there is no user that PostgreSQL could run as');
  return { uid: Number(uid), gid: Number(gid) };
}

const runner = account();
const asRunner = runner ?? {};
const clean = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(join(postgresHome ?? '', program), args, {
    ...asRunner,
    env: clean,
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siem-pg-'));
  if (runner !== null) chownSync(folder, runner.uid, runner.gid);
  chmodSync(folder, 0o755);
  return folder;
}

/** Workers of the tests have numbers next to each other, and must not try the same ports. */
let lastPort = 20_000 + ((process.pid * 337) % 11_000);

/** A port that nobody listens on, below those that the system gives to clients. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lastPort >= 32_000 ? 20_000 : lastPort + 1;
    lastPort = port;
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

type Settings = Readonly<Record<string, string | number>>;

const settings: Settings = {
  shared_buffers: '16MB',
  // A process that is killed leaves what it wrote to the system; only a machine that dies needs more.
  fsync: 'off',
  dynamic_shared_memory_type: 'mmap',
  wal_level: 'replica',
  wal_retrieve_retry_interval: '100ms',
  log_checkpoints: 'off',
  timezone: 'UTC',
};

/** Ends the server of a folder and removes that, once its standard input ends: also where the process of the tests was killed. */
const guard = `cat >/dev/null
pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null) && kill -CONT "$pid" && kill -QUIT "$pid"
for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" || break; sleep 0.1; done
rm -rf "$0"`;

/** A server that goes with the process, if not before. */
export class PostgresServer {
  readonly folder: string;
  readonly port: number;
  readonly #guard: ChildProcess;
  #child: ChildProcess | null = null;
  #told = '';

  constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
    this.#guard = spawn('sh', ['-c', guard, folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.#guard.unref();
    (this.#guard.stdin as Socket).unref();
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  /** What the server has logged. */
  get log(): string {
    return this.#told;
  }

  /** A URL for `--store`, by the loopback address. */
  url(query = '', user = owner, database = 'postgres'): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}${query}`;
  }

  /** A URL by the UNIX socket. */
  socketUrl(query = ''): string {
    return `postgres://${owner}@/postgres?host=${encodeURIComponent(this.folder)}&port=${this.port}${query}`;
  }

  /** Adds lines to the settings; they count from the next start, or `reload`. */
  configure(more: Settings): void {
    const lines = Object.entries(more).map(([name, value]) => `${name} = '${value}'\n`);
    writeFileSync(join(this.data, 'postgresql.conf'), lines.join(''), { flag: 'a' });
  }

  reload(): void {
    this.signal('SIGHUP');
  }

  /** Resolves once it takes connections. */
  async start(): Promise<void> {
    const child = spawn(join(postgresHome ?? '', 'postgres'), ['-D', this.data], {
      ...asRunner,
      env: clean,
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    const from = this.#told.length;
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${this.#told.slice(from)}`)));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        this.#told += text;
        if (this.#told.slice(from).includes('ready to accept')) resolve();
      });
    });
  }

  /** SIGSTOP and SIGCONT pause and go on with all its processes. */
  signal(name: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined || this.#child?.exitCode !== null) return;
    const others = name === 'SIGSTOP' || name === 'SIGCONT' ? childrenOf(pid) : [];
    for (const one of [pid, ...others]) {
      try {
        process.kill(one, name);
      } catch {
        // It ended by itself.
      }
    }
  }

  /** As if its machine died: postmaster and all backends at once. */
  async kill(): Promise<void> {
    const child = this.#child;
    const pid = child?.pid;
    if (child === null || pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    for (const one of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(one, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await ended;
    this.#freeMemory();
  }

  /** A standby becomes a primary; resolves once it takes writes. */
  async promote(): Promise<void> {
    run('pg_ctl', ['promote', '-D', this.data, '-s', '-W']);
    while ((await this.query('select pg_is_in_recovery() as standby'))[0]?.['standby'] === true) await sleep(20);
  }

  /** Runs statements as the superuser. */
  async query(text: string, url = this.url()): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const result = (await client.query(text)) as unknown as { rows?: Record<string, unknown>[] };
      return result.rows ?? [];
    } finally {
      await client.end();
    }
  }

  /** Ends it and leaves its data, to be started again. */
  async halt(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    this.signal('SIGCONT');
    const ended = once(child, 'exit').then(() => true);
    this.signal('SIGQUIT');
    if (!(await Promise.race([ended, sleep(10_000, false)]))) await this.kill();
  }

  /** Ends it and removes all that it made. */
  async stop(): Promise<void> {
    await this.halt();
    this.#freeMemory();
    const left = once(this.#guard, 'exit');
    this.#guard.stdin?.end();
    await left;
  }

  /** The one segment by which it knows that its data are in use outlives a server that was killed. */
  #freeMemory(): void {
    try {
      const [, id] = (readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[6] ?? '').trim().split(/\s+/);
      if (id !== undefined) spawnSync('ipcrm', ['-m', id]);
    } catch {
      // It ended in order, and left nothing.
    }
  }
}

const childrenOf = (pid: number): readonly number[] => {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').map(Number).filter(Boolean);
};

const rules = (more: string): string => `${more}
local all all trust
host all all 127.0.0.1/32 trust
local replication all trust
host replication all 127.0.0.1/32 trust
`;

interface Options {
  readonly settings?: Settings;
  /** Lines of pg_hba.conf that come before those that trust everybody. */
  readonly rules?: string;
}

async function prepared({ settings: more = {}, rules: first = '' }: Options): Promise<PostgresServer> {
  if (postgresHome === null) throw new Error('PostgreSQL is not installed: .ci/install-postgres');
  const server = new PostgresServer(newFolder(), await freePort());
  run('initdb', ['-D', server.data, '-U', owner, '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C', '--no-instructions']);
  writeFileSync(join(server.data, 'pg_hba.conf'), rules(first));
  server.configure({ ...settings, ...addressOf(server), ...more });
  return server;
}

const addressOf = ({ folder, port }: PostgresServer): Settings => ({
  port,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: folder,
});

/** One server. */
export async function startPostgres(options: Options = {}): Promise<PostgresServer> {
  const server = await prepared(options);
  await server.start();
  return server;
}

export interface PostgresPair {
  readonly primary: PostgresServer;
  /** Has all that was acknowledged; it takes writes once it is promoted. */
  readonly standby: PostgresServer;
  /** A URL that names both. */
  readonly url: (query?: string) => string;
  readonly stop: () => Promise<void>;
}

/** A primary whose commits wait for its standby. */
export async function startPostgresPair(options: Options = {}): Promise<PostgresPair> {
  const primary = await prepared(options);
  const standby = new PostgresServer(newFolder(), await freePort());
  cpSync(primary.data, standby.data, { recursive: true, preserveTimestamps: true });
  if (runner !== null) spawnSync('chown', ['-R', `${runner.uid}:${runner.gid}`, standby.data]);
  chmodSync(standby.data, 0o700);
  writeFileSync(join(standby.data, 'standby.signal'), '');
  standby.configure({
    ...addressOf(standby),
    primary_conninfo: `host=127.0.0.1 port=${primary.port} user=${owner} application_name=standby`,
  });
  primary.configure({ synchronous_standby_names: 'standby' });
  await primary.start();
  await standby.start();
  while ((await primary.query("select from pg_stat_replication where sync_state = 'sync'")).length === 0)
    await sleep(20);
  return {
    primary,
    standby,
    url: (query = '') =>
      `postgres://${owner}@127.0.0.1:${primary.port},127.0.0.1:${standby.port}/postgres?target_session_attrs=read-write${query.replace('?', '&')}`,
    stop: async () => {
      await Promise.all([primary.stop(), standby.stop()]);
    },
  };
}
