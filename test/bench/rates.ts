/** How many requests a second are answered, beside a raw server that sends the same bytes and beside ourselves. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { key, load, ratio, start, stop, type Load, type Started } from './tools.ts';
import { add, isWanted, two } from './table.ts';

const tsx = ['--import', 'tsx'];

const textOf = async (url: string, { method, paths, bodies, headers }: Load): Promise<string> => {
  const own = (headers ?? []).map((line) => line.split(': ', 2) as [string, string]);
  const response = await fetch(url + paths[0], {
    method,
    headers: { 'Argus-API-Key': key, 'Content-Type': 'application/json', ...Object.fromEntries(own) },
    ...(bodies !== undefined && { body: bodies[0] }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
};

/** Compares a running server with a raw one that sends the bytes of the first request. */
export async function compared(ours: Started, what: string, bar: number, asked: Load): Promise<void> {
  const file = join(tmpdir(), `bench-${process.pid}.json`);
  writeFileSync(file, await textOf(ours.url, asked));
  const peer = await start(...tsx, 'test/bench/peer.ts', file);
  for (const { url } of [ours, peer]) await load(url, asked, 2);
  const measured = await ratio(
    9,
    () => load(ours.url, asked, 2),
    () => load(peer.url, asked, 2),
  );
  stop(peer);
  const rates = `${Math.round(measured.ours)} of ${Math.round(measured.theirs)} requests/s`;
  add(what, `≥ ${two(bar)} of raw node:http`, `${two(measured.ratio)} (${rates})`, measured.ratio >= bar);
}

async function against(what: string, bar: number, asked: Load): Promise<void> {
  const ours = await start('dist/main.js', 'serve', '--port', '0');
  await compared(ours, what, bar, asked);
  stop(ours);
}

interface Side {
  readonly flags: readonly string[];
  /** Prepares the server, and gives the prefix that requests then have. */
  readonly prepare: (url: string) => Promise<string>;
}

async function manyWorlds(url: string): Promise<string> {
  for (let at = 0; at < 1000; at++) {
    const made = await fetch(`${url}/_sim/worlds/world-${at}`, { method: 'PUT' });
    if (made.status !== 201) throw new Error(await made.text());
    await made.arrayBuffer();
  }
  return '/w/world-500';
}

/** Compares two of our servers by GET of one event. */
async function beside(what: string, bar: number, one: Side, other: Side): Promise<void> {
  const sides = await Promise.all(
    [one, other].map(async ({ flags, prepare }) => {
      const server = await start('dist/main.js', 'serve', '--port', '0', ...flags);
      const prefix = await prepare(server.url);
      const listed = await textOf(server.url, { method: 'GET', paths: [`${prefix}/events/v1/aggregated?limit=1`] });
      const { data } = JSON.parse(listed) as { data: { id: string }[] };
      const asked: Load = { method: 'GET', paths: [`${prefix}/events/v1/${data[0]?.id}`] };
      return { server, run: () => load(server.url, asked, 2) };
    }),
  );
  const [ours, theirs] = sides;
  if (ours === undefined || theirs === undefined) throw new Error('two sides are compared');
  await ours.run();
  await theirs.run();
  const measured = await ratio(9, ours.run, theirs.run);
  for (const { server } of sides) stop(server);
  const rates = `${Math.round(measured.ours)} and ${Math.round(measured.theirs)} requests/s`;
  add(what, `≥ ${two(bar)} of the other`, `${two(measured.ratio)} (${rates})`, measured.ratio >= bar);
}

const body = (offset: number): string => JSON.stringify({ startTimestamp: 0, limit: 25, offset });

/** Far more pages than the answer cache holds, each asked for once a round. */
const bodiesOf = (of: (offset: number) => string): [string, ...string[]] => [
  of(0),
  ...Array.from({ length: 9899 }, (_, at) => of(((at + 1) * 6151) % 9900)),
];

/** Rates of Argus, of one world among many, and of the journal. */
export async function measureRates(): Promise<void> {
  if (isWanted('event')) {
    const served = await start('dist/main.js', 'serve', '--port', '0');
    const { data } = JSON.parse(
      await textOf(served.url, { method: 'POST', paths: ['/events/v1/aggregated/search'], bodies: [body(5000)] }),
    ) as { data: { id: string }[] };
    stop(served);
    await against('GET one event', 0.75, { method: 'GET', paths: [`/events/v1/${data[0]?.id}`] });
  }
  if (isWanted('search')) {
    const pages = bodiesOf((offset) => body(offset));
    await against('search page of 25 events', 0.5, {
      method: 'POST',
      paths: ['/events/v1/aggregated/search'],
      bodies: pages,
    });
    await against('the same page again', 0.9, {
      method: 'POST',
      paths: ['/events/v1/aggregated/search'],
      bodies: [body(0)],
    });
  }
  if (isWanted('v2')) {
    const served = await start('dist/main.js', 'serve', '--port', '0');
    const found = await textOf(served.url, {
      method: 'POST',
      paths: ['/events/v2/event/search'],
      bodies: ['{"offset":5000}'],
    });
    const { data } = JSON.parse(found) as { data: { id: string }[] };
    stop(served);
    await against('v2: GET one event', 0.75, { method: 'GET', paths: [`/events/v2/event/${data[0]?.id}`] });
    const pages = bodiesOf((offset) => JSON.stringify({ limit: 25, offset }));
    await against('v2: search page of 25 events, both types', 0.45, {
      method: 'POST',
      paths: ['/events/v2/event/search'],
      bodies: pages,
    });
  }
  if (isWanted('among')) {
    await beside(
      'GET one event of a world among 1,000',
      0.9,
      { flags: [], prepare: manyWorlds },
      { flags: [], prepare: async () => '' },
    );
  }
  if (isWanted('journal')) {
    await beside(
      'GET one event, journal and metrics on',
      0.85,
      { flags: [], prepare: async () => '' },
      { flags: ['--no-control', '--journal', '0'], prepare: async () => '' },
    );
  }
}
