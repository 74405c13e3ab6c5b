/** Measures what a shared store costs: writes beside a bare INSERT, writes of many clients, and reads beside a server that shares nothing. */
import { Agent, request } from 'node:http';
import pg from 'pg';
import { postgresHome, startPostgres } from '../support/postgres.ts';
import { measureBegins } from './begins.ts';
import { add, two } from './table.ts';
import { key, load, median, ratio, start, stop } from './tools.ts';

interface Events {
  readonly data: readonly { readonly id: string }[];
}

/** Asks over connections that are kept, and gives the body of an answer of 200. */
function asking(base: string): (method: string, path: string, body?: object) => Promise<string> {
  const agent = new Agent({ keepAlive: true, noDelay: true });
  const headers = { 'Argus-API-Key': key, 'Content-Type': 'application/json' };
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const asked = request(`${base}${path}`, { method, agent, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      });
      asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
}

/** The median of how long each of so many took, one after another. */
async function medianOf(rounds: number, act: (round: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await act(round);
    taken.push(performance.now() - began);
  }
  return median(taken);
}

/** So many a second, by so many clients at once. */
async function rateOf(clients: number, seconds: number, act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  const client = async (): Promise<void> => {
    for (; performance.now() - began < seconds * 1000; done++) await act();
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (done * 1000) / (performance.now() - began);
}

export async function measureStore(): Promise<void> {
  if (postgresHome === null)
    return void console.log('NOT MEASURED: PostgreSQL is not installed (.ci/install-postgres)');
  const server = await startPostgres({ settings: { fsync: 'on' } });
  const sharing = await start('dist/main.js', 'serve', '--port', '0', '--store', server.url());
  const alone = await start('dist/main.js', 'serve', '--port', '0');
  const bare = new pg.Client({ connectionString: server.url() });
  await bare.connect();
  await bare.query('create table bare (id bigint generated always as identity primary key, body bytea not null)');
  const insert = { name: 'insert', text: 'insert into bare (body) values ($1)', values: [Buffer.alloc(600, 1)] };
  const ask = asking(sharing.url);
  const listed = JSON.parse(await ask('GET', '/events/v1/aggregated?limit=500')) as Events;
  let turn = 0;
  const write = (): Promise<string> => {
    const id = listed.data[turn++ % listed.data.length]?.id;
    return ask('PUT', '/events/v1/aggregated', { eventIdentifiers: [id], update: { comment: 'Seen.' } });
  };
  await rateOf(4, 1, write);
  const measured = await ratio(
    5,
    () => medianOf(100, write),
    () => medianOf(100, () => bare.query(insert)),
  );
  add(
    'shared: a write of one client, median',
    '≤ 3 × INSERT … COMMIT',
    `${two(measured.ratio)} × (${two(measured.ours)} and ${two(measured.theirs)} ms)`,
    measured.ratio <= 3,
  );
  const grouped = await ratio(
    3,
    () => rateOf(24, 2, write),
    () => rateOf(1, 2, write),
  );
  add(
    'shared: writes of 24 clients a second',
    '≥ 5 × those of one',
    `${two(grouped.ratio)} × (${Math.round(grouped.ours)} and ${Math.round(grouped.theirs)})`,
    grouped.ratio >= 5,
  );
  const one = { method: 'GET', paths: [`/events/v1/${listed.data[0]?.id}`] } as const;
  /** The tool has 16 connections. */
  const loaded = async (url: string): Promise<number> => {
    const rates = await Promise.all([load(url, one, 2), load(url, one, 2)]);
    return rates.reduce((sum, rate) => sum + rate, 0);
  };
  const read = await ratio(
    5,
    () => loaded(sharing.url),
    () => loaded(alone.url),
  );
  add(
    'shared: GET one event over 32 connections',
    '≥ 0.50 of a server alone',
    `${two(read.ratio)} (${Math.round(read.ours)} and ${Math.round(read.theirs)} requests/s)`,
    read.ratio >= 0.5,
  );
  await bare.end();
  const begins = await measureBegins(server.url('?schema=many'), 3);
  add(
    'shared: first answer over 200,000 commands with a snapshot',
    '≤ 1 s',
    `${Math.round(begins.took)} ms (${begins.cpu} ms of CPU)`,
    begins.took <= 1000,
  );
  stop(sharing);
  stop(alone);
  await server.stop();
}
