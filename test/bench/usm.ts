/** What USM Anywhere costs: rates against raw `node:http` with the same bytes, and search in process. */
import { parseQuery } from '../../src/http/validate.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
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
import { compared } from './rates.ts';
import { add, two } from './table.ts';
import { start, stop } from './tools.ts';

async function tokenOf(url: string): Promise<string> {
  const [client] = readScenario('default').usm?.clients ?? [];
  const credentials = Buffer.from(`${client?.id}:${client?.secret}`).toString('base64');
  const issued = await fetch(`${url}/api/2.0/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: `Basic ${credentials}` },
  });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  return token;
}

/** A parameter that nobody knows makes every request another one, so that none is answered from kept bytes. */
const anew = (paths: readonly string[], mark: string): [string, ...string[]] => [
  `${paths[0]}${mark}n=0`,
  ...Array.from({ length: 19_999 }, (_, at) => `${paths[(at + 1) % paths.length]}${mark}n=${at + 1}`),
];

async function measureRequests(): Promise<void> {
  const ours = await start('dist/main.js', 'serve', '--port', '0', '--usm-dialect', 'live');
  const token = await tokenOf(ours.url);
  const headers = [`Authorization: Bearer ${token}`];
  const { pages, singles } = await threes(ours.url, token);
  const asked = (paths: readonly string[], mark: string) =>
    ({ method: 'GET', paths: anew(paths, mark), headers }) as const;
  await compared(ours, 'USM Anywhere: an alarm, nobody asked before', 0.6, asked(singles, '?'));
  await compared(ours, '… page of 20 alarms, 3 events each', 0.45, asked(pages, '&'));
  stop(ours);
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
function measureSearches(): void {
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
  for (const query of queries) {
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
    add(`USM Anywhere, 1,000,000 events: ${query}`, '≤ 8 ms of processor', `${two(value)} ms`, value <= 8);
  }
}

/** All of it, as rows of the table. */
export async function measureUsm(): Promise<void> {
  await measureRequests();
  measureSearches();
}
