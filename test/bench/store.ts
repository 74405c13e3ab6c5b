/** Measures what a shared store costs: writes beside a bare INSERT, writes of many clients, and reads beside a server that shares nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { postgresHome, startPostgres } from '../support/postgres.ts';
import { measureBegins } from './begins.ts';
import { connection } from './connection.ts';
import { cpuOf } from './cpu.ts';
import { add, two } from './table.ts';
import { key, load, median, ratio, start, stop, type Started } from './tools.ts';

interface Events {
  readonly data: readonly { readonly id: string }[];
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

/** So many a second, by so many clients at once, each of which begins with an act of its own. */
async function rateOf(
  clients: number,
  seconds: number,
  begin: (place: number) => () => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  let done = 0;
  const client = async (place: number): Promise<void> => {
    const act = begin(place);
    for (; performance.now() - began < seconds * 1000; done++) await act();
  };
  await Promise.all(Array.from({ length: clients }, (_, place) => client(place)));
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
  const answer = await fetch(`${sharing.url}/events/v1/aggregated?limit=500`, { headers: { 'Argus-API-Key': key } });
  const listed = (await answer.json()) as Events;
  let turn = 0;
  const clients = Array.from({ length: 24 }, () => connection(sharing.url));
  const writing = (place: number): (() => Promise<void>) => {
    const { ask } = clients[place] as (typeof clients)[number];
    return () => {
      const id = listed.data[turn++ % listed.data.length]?.id;
      const body = { eventIdentifiers: [id], update: { comment: 'Seen.' } };
      return ask('PUT', '/events/v1/aggregated', JSON.stringify(body));
    };
  };
  await rateOf(4, 1, writing);
  const measured = await ratio(
    5,
    () => medianOf(100, writing(0)),
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
    () => rateOf(24, 2, writing),
    () => rateOf(1, 2, writing),
  );
  add(
    'shared: writes of 24 clients a second',
    '≥ 5 × those of one',
    `${two(grouped.ratio)} × (${Math.round(grouped.ours)} and ${Math.round(grouped.theirs)})`,
    grouped.ratio >= 5,
  );
  const one = { method: 'GET', paths: [`/events/v1/${listed.data[0]?.id}`] } as const;
  const postgres = Number(readFileSync(join(server.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  let rate = 0;
  /** Requests for each second of CPU that server and store take. The tool has 16 connections. */
  const loaded = async ({ url, child }: Started): Promise<number> => {
    const taken = (): number => cpuOf(child.pid ?? 0) + cpuOf(postgres);
    const before = taken();
    const rates = await Promise.all([load(url, one, 2), load(url, one, 2)]);
    rate = rates.reduce((sum, each) => sum + each, 0);
    return (rate * 2 * 1000) / (taken() - before);
  };
  const wall: number[] = [];
  const read = await ratio(
    5,
    async () => {
      const ours = await loaded(sharing);
      wall.push(rate);
      return ours;
    },
    () => loaded(alone),
  );
  add(
    'shared: GET one event over 32 connections, by CPU of server and store',
    '≥ 0.50 of a server alone',
    `${two(read.ratio)} (${Math.round(read.ours)} and ${Math.round(read.theirs)} for a second of CPU; ${Math.round(median(wall))} a second)`,
    read.ratio >= 0.5,
  );
  for (const { end } of clients) end();
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
