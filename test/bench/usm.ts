/** What USM Anywhere costs: rates against raw `node:http` with the same bytes, search in process, and cold start. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parseQuery } from '../../src/http/validate.ts';
import { fixedClock, stopwatch } from '../../src/kernel/clock.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { plugins } from '../../src/products/index.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { eventTests } from '../../src/products/usm/api/criteria.ts';
import { searchRecords } from '../../src/products/usm/api/search.ts';
import { finished } from '../../src/kernel/slices.ts';
import { closeSheet, openSheet } from '../../src/kernel/bytes.ts';
import { styles } from '../../src/products/usm/json/style.ts';
import { makeServices } from '../../src/products/usm/api/services.ts';
import { ratio, root, start, type Started } from './tools.ts';

export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 'of raw node:http' | 'ms of processor' | '% of cold start';
  /** `value` is at least or at most this. */
  readonly bar: { readonly atLeast: number } | { readonly atMost: number };
}

const connections = 16;
const tsx = ['--import', 'tsx'];

/**
 * Answers a second that a server gives over keep-alive connections, the requests in turn.
 * Every answer ends as its body does, with a Content-Length or in chunks.
 */
function load(url: string, requests: readonly Buffer[], seconds: number): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let [answered, next] = [0, 0];
    const sockets = Array.from({ length: connections }, () => {
      const socket = connect(Number(port), hostname);
      let missing: number | null = null;
      const send = (): void => void socket.write(requests[next++ % requests.length] ?? '');
      const done = (): void => {
        missing = null;
        answered++;
        send();
      };
      socket.on('connect', send).on('error', reject);
      socket.on('data', (chunk) => {
        if (missing === null) {
          const end = chunk.indexOf('\r\n\r\n');
          const head = chunk.toString('latin1', 0, end);
          if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(head));
          missing = /chunked/.test(head) ? Infinity : end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1]);
        }
        if (missing === Infinity) {
          if (chunk.toString('latin1', chunk.length - 5) === '0\r\n\r\n') done();
          return;
        }
        missing -= chunk.length;
        if (missing === 0) done();
      });
      return socket;
    });
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
      resolve(answered / seconds);
    }, seconds * 1000);
  });
}

const stop = ({ child }: Started): void => {
  child.removeAllListeners('exit');
  child.kill();
};

/** Compares with a raw server that sends the body of the first path, whatever is asked. */
async function against(
  what: string,
  bar: number,
  ours: Started,
  token: string,
  paths: readonly string[],
): Promise<Measurement> {
  const head = `Host: bench\r\nAuthorization: Bearer ${token}\r\n`;
  const requests = paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\n${head}\r\n`));
  const first = await fetch(ours.url + paths[0], { headers: { Authorization: `Bearer ${token}` } });
  const file = join(tmpdir(), `bench-usm-${process.pid}.json`);
  writeFileSync(file, await first.text());
  const peer = await start(...tsx, 'test/bench/peer.ts', file);
  for (const { url } of [ours, peer]) await load(url, requests, 2);
  const measured = await ratio(
    9,
    () => load(ours.url, requests, 1.5),
    () => load(peer.url, requests, 1.5),
  );
  stop(peer);
  const each = `${Math.round(measured.ours)} of ${Math.round(measured.theirs)} requests/s`;
  return { what: `${what} (${each})`, value: measured.ratio, unit: 'of raw node:http', bar: { atLeast: bar } };
}

async function rates(): Promise<readonly Measurement[]> {
  const ours = await start(...tsx, 'src/main.ts', 'serve', '--port', '0', '--usm-dialect', 'live');
  const [client] = readScenario('default').usm?.clients ?? [];
  const credentials = Buffer.from(`${client?.id}:${client?.secret}`).toString('base64');
  const issued = await fetch(`${ours.url}/api/2.0/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: `Basic ${credentials}` },
  });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const { pages, singles } = await threes(ours.url, token);
  // A parameter that nobody knows makes every request another one, so that none is answered from kept bytes.
  const anew = (paths: readonly string[], mark: string): readonly string[] =>
    Array.from({ length: 20_000 }, (_, at) => `${paths[at % paths.length]}${mark}n=${at}`);
  const measured = [
    await against('GET /alarms/{id}', 0.55, ours, token, singles),
    await against('page of 20 alarms, 3 events each', 0.3, ours, token, pages),
    await against('the same alarms, each request anew', 0, ours, token, anew(singles, '?')),
    await against('the same pages, each request anew', 0, ours, token, anew(pages, '&')),
  ];
  stop(ours);
  return measured;
}

/** Pages of 20 alarms with three stored events each, and those alarms: sorted by the number of events they stand together. */
async function threes(url: string, token: string): Promise<{ pages: readonly string[]; singles: readonly string[] }> {
  const pages: string[] = [];
  const singles: string[] = [];
  for (let page = 0; page < 150; page++) {
    const path = `/api/2.0/alarms?page=${page}&size=20&sort=alarm_events_count,asc`;
    const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
    const { _embedded: embedded } = (await answer.json()) as {
      _embedded?: { alarms: { uuid: string; events: unknown[] }[] };
    };
    if (embedded?.alarms.every(({ events }) => events.length === 3) !== true) continue;
    pages.push(path);
    singles.push(...embedded.alarms.map(({ uuid }) => `/api/2.0/alarms/${uuid}`));
  }
  return { pages, singles };
}

/** A filtered, sorted page with its exact total over at least 1,000,000 events, rows written. */
function searches(): readonly Measurement[] {
  const world = makeWorld({ seed: '1', scenario: readScenario('default'), events: 130_000 });
  const simulation = makeSimulation(world, fixedClock(world.end), plugins);
  const services = makeServices(simulation, styles.live);
  const { table } = services.events();
  if (table.length < 1_000_000) throw new Error(`only ${table.length} events`);
  const queries = [
    'plugin=AlienVault+NIDS&suppressed=false',
    'plugin=AlienVault+NIDS&suppressed=false&sort=event_name,asc&page=3',
    `timestamp_occured_gte=${world.start + 200_000_000}&plugin=AlienVault+NIDS&sort=source_name,desc`,
    'account_name=bank-account&sort=timestamp_received,desc',
    'source_username=mari.holm&suppressed=False&sort=plugin,asc&sort=event_name,desc',
  ];
  return queries.map((query) => {
    const given = parseQuery(query, 'usm/event-query.schema.json');
    const run = (): void => {
      const { rows } = finished(
        searchRecords({ records: services.events(), tests: eventTests(given, services) }, given, 'timestamp_occured'),
      );
      const sheet = openSheet();
      rows.forEach(({ at }) =>
        services.writer.event(sheet, table.parent[at] ?? 0, table.ordinal[at] ?? 0, 'list', 'http://bench'),
      );
      closeSheet(sheet);
    };
    for (let warm = 0; warm < 5; warm++) run();
    // Processor time, so that what else the machine does is not counted.
    const runs = 40;
    const before = process.cpuUsage();
    for (let done = 0; done < runs; done++) run();
    const { user, system } = process.cpuUsage(before);
    const value = (user + system) / 1000 / runs;
    return { what: `1,000,000 events: ${query}`, value, unit: 'ms of processor', bar: { atMost: 8 } };
  });
}

/** Cold start to the first answer of Argus, with and without the tenant beside it, bundled as the package is. */
async function coldStart(): Promise<Measurement> {
  const outdir = `${root}node_modules/.cache/siem-sim-bench`;
  const names = ['argus', 'both'] as const;
  await build({
    entryPoints: names.map((name) => `${root}test/bench/cold/${name}.ts`),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
  });
  const launch = (name: (typeof names)[number]): number => {
    const elapsed = stopwatch();
    const { status, stderr } = spawnSync(process.execPath, [`${outdir}/${name}.mjs`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return elapsed();
  };
  names.forEach(launch);
  const pairs = Array.from({ length: 15 }, () => names.map(launch));
  const [argus, both] = names.map((_, at) => Math.min(...pairs.map((pair) => pair[at] ?? 0)));
  const value = ((both ?? 0) / (argus ?? 1) - 1) * 100;
  return {
    what: `added cold start of serving USM Anywhere (${argus?.toFixed(0)} ms without)`,
    value,
    unit: '% of cold start',
    bar: { atMost: 10 },
  };
}

export const usm = async (): Promise<readonly Measurement[]> => [...(await rates()), ...searches(), await coldStart()];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { what, value, unit, bar } of await usm()) {
    const isMet = 'atLeast' in bar ? value >= bar.atLeast : value <= bar.atMost;
    const wanted = 'atLeast' in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`;
    console.log(`${isMet ? 'met ' : 'MISS'}  ${value.toFixed(2).padStart(7)} ${unit} (${wanted})  ${what}`);
  }
}
