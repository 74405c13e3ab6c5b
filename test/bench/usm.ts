/** What USM Anywhere costs: rates against raw `node:http` with the same bytes, search in process, and cold start. */
import { spawnSync } from 'node:child_process';
import { Agent, createServer, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parseQuery } from '../../src/http/validate.ts';
import { startSimulator } from '../../src/index.ts';
import { fixedClock, stopwatch } from '../../src/kernel/clock.ts';
import { makeWorld } from '../../src/generator/generate.ts';
import { readScenario } from '../../src/generator/scenario.ts';
import { makeSimulation } from '../../src/products/simulation.ts';
import { eventTests } from '../../src/products/usm/criteria.ts';
import { usmAppliers } from '../../src/products/usm/labels.ts';
import { search } from '../../src/products/usm/search.ts';
import { makeServices } from '../../src/products/usm/services.ts';

export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 'of raw node:http' | 'ms of processor' | '% of cold start';
  /** `value` is at least or at most this. */
  readonly bar: { readonly atLeast: number } | { readonly atMost: number };
}

const connections = 16;

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const get = (agent: Agent, url: URL, headers: Record<string, string>): Promise<Got> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });

/** Requests a second over some keep-alive connections, for a while; the URLs take turns. */
async function rate(urls: readonly URL[], headers: Record<string, string>, milliseconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let asked = 0;
  const elapsed = stopwatch();
  const worker = async (): Promise<void> => {
    while (elapsed() < milliseconds) await get(agent, urls[asked++ % urls.length] as URL, headers);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = elapsed() / 1000;
  agent.destroy();
  return asked / seconds;
}

/** A server of nothing but these bytes; each path has its own. */
async function rawServer(answers: ReadonlyMap<string, Got>): Promise<{ url: string; close: () => void }> {
  const server = createServer((asked, response) => {
    const { body } = answers.get(asked.url ?? '') as Got;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, two) => one - two)[values.length >> 1] ?? 0;

/** Rates of both servers in turns, so that what else the machine does hits both; the median of their ratios. */
async function ratio(base: string, paths: readonly string[], headers: Record<string, string>): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const answers = new Map<string, Got>();
  for (const path of paths) answers.set(path, await get(agent, new URL(base + path), headers));
  agent.destroy();
  const raw = await rawServer(answers);
  const ratios: number[] = [];
  for (let round = 0; round < 6; round++) {
    const ours = await rate(
      paths.map((path) => new URL(base + path)),
      headers,
      700,
    );
    const theirs = await rate(
      paths.map((path) => new URL(raw.url + path)),
      headers,
      700,
    );
    // The first round warms both up.
    if (round > 0) ratios.push(ours / theirs);
  }
  raw.close();
  return median(ratios);
}

async function rates(): Promise<readonly Measurement[]> {
  const simulator = await startSimulator({ usmDialect: 'live' });
  const [client] = simulator.clients;
  const credentials = Buffer.from(`${client?.id}:${client?.secret}`).toString('base64');
  const issued = await fetch(`${simulator.url}/api/2.0/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: `Basic ${credentials}` },
  });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}` };
  const list = await fetch(`${simulator.url}/api/2.0/alarms?size=2000`, { headers });
  const alarms = ((await list.json()) as any)._embedded.alarms as { uuid: string; events: unknown[] }[];
  const three = alarms.filter(({ events }) => events.length === 3).slice(0, 64);
  const singles = three.map(({ uuid }) => `/api/2.0/alarms/${uuid}`);
  // Pages with some three events an alarm.
  const pages = Array.from({ length: 150 }, (_, page) => alarms.slice(page * 20, page * 20 + 20)).flatMap(
    (page, number) => {
      const nested = page.reduce((sum, { events }) => sum + events.length, 0);
      return page.length === 20 && nested <= 66 ? [`/api/2.0/alarms?page=${number}&size=20`] : [];
    },
  );
  const measured: Measurement[] = [
    {
      what: 'GET /alarms/{id}',
      value: await ratio(simulator.url, singles, headers),
      unit: 'of raw node:http',
      bar: { atLeast: 0.55 },
    },
    {
      what: `page of 20 alarms (${pages.length} pages)`,
      value: await ratio(simulator.url, pages, headers),
      unit: 'of raw node:http',
      bar: { atLeast: 0.3 },
    },
  ];
  await simulator.close();
  return measured;
}

/** A filtered, sorted page with its exact total over at least 1,000,000 events, rows written. */
function searches(): readonly Measurement[] {
  const world = makeWorld({ seed: '1', scenario: readScenario('default'), events: 130_000 });
  const simulation = makeSimulation(world, fixedClock(world.end), usmAppliers);
  const services = makeServices(simulation, 'live');
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
      const { rows } = search(services.events(), eventTests(given, services), given, 'timestamp_occured');
      rows.forEach((at) =>
        services.writer.event(table.parent[at] ?? 0, table.ordinal[at] ?? 0, 'list', 'http://bench'),
      );
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
  const root = fileURLToPath(new URL('../../', import.meta.url));
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
  const start = (name: (typeof names)[number]): number => {
    const elapsed = stopwatch();
    const { status, stderr } = spawnSync(process.execPath, [`${outdir}/${name}.mjs`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return elapsed();
  };
  names.forEach(start);
  const pairs = Array.from({ length: 15 }, () => names.map(start));
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
