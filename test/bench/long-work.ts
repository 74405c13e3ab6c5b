/** What long work of one request costs others, and what a list of 100,000 events costs: slices, a prober's waits, first byte, memory and pace. */
import { execFile, execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listed } from '../support/heavy.ts';
import { add, isWanted, two } from './table.ts';
import { key, load, median, ratio, residentOf, root, start, stop, type Started } from './tools.ts';

const tsx = ['--import', 'tsx'];
const headers = { 'Argus-API-Key': key };
const json = { ...headers, 'Content-Type': 'application/json' };
const serveMany = (): Promise<Started> => start('dist/main.js', 'serve', '--port', '0', '--events', '100000');

export async function measureLongWork(): Promise<void> {
  if (isWanted('slices')) measureSlices();
  if (isWanted('waits')) await measureWaits();
  if (isWanted('list')) await measureLongList();
  if (isWanted('faults')) await measureFaultRules();
}

/** The worst of requests that are as large as they may be, which the tool prints first. */
function measureSlices(): void {
  const told = execFileSync(process.execPath, [...tsx, 'test/bench/hostile.ts', '150'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [, slice = 'NaN', what = ''] = /^([\d.]+) ms of .*? B (\w[\w ]*)/m.exec(told) ?? [];
  add(
    'while any valid request runs: longest slice',
    '≤ 20 ms of processor',
    `${slice} ms (${what})`,
    Number(slice) <= 20,
  );
}

interface Waits {
  /** The 99.9th percentile. */
  readonly late: number;
  readonly longest: number;
}

/** Asks for heavy things one after the other, until it is told to end. */
function keepBusy(url: string): () => Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      for (const { method, path, body } of listed) {
        if (signal.aborted) return;
        const answer = await fetch(url + path, { method, headers: json, ...(body !== '' && { body }) });
        for await (const _ of answer.body ?? []) if (signal.aborted) break;
      }
    }
  };
  const done = work();
  return () => {
    end.abort();
    return done;
  };
}

async function measureWaits(): Promise<void> {
  const [busy, idle] = [await serveMany(), await serveMany()];
  for (const { url } of [busy, idle]) await (await fetch(`${url}/_sim/worlds/other`, { method: 'PUT' })).arrayBuffer();
  const probed = async ({ url }: Started): Promise<Waits> => {
    const parameters = [...tsx, 'test/bench/prober.ts', url, '8000'];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: root });
    return JSON.parse(stdout) as Waits;
  };
  const longest: number[] = [];
  const measured = await ratio(
    3,
    async () => {
      const end = keepBusy(busy.url);
      const waits = await probed(busy);
      await end();
      longest.push(waits.longest);
      return waits.late;
    },
    async () => (await probed(idle)).late,
  );
  for (const server of [busy, idle]) stop(server);
  add(
    "… a prober's 99.9th percentile",
    '≤ 3 × beside an idle server',
    `${two(measured.ratio)} × (${two(measured.ours)} and ${two(measured.theirs)} ms)`,
    measured.ratio <= 3,
  );
  const most = Math.max(...longest);
  add('… its longest wait', '≤ 150 ms', `${Math.round(most)} ms`, most <= 150);
}

interface Read {
  readonly bytes: number;
  /** Milliseconds to the first byte of the body, and to the last. */
  readonly first: number;
  readonly whole: number;
}

const read = (url: string): Promise<Read> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    let [bytes, first] = [0, 0];
    get(url, { headers, agent: false }, (answer) => {
      answer.on('data', (chunk: Buffer) => {
        if (bytes === 0) first = performance.now() - began;
        bytes += chunk.length;
      });
      answer.once('end', () => resolve({ bytes, first, whole: performance.now() - began }));
    }).once('error', reject);
  });

async function measureLongList(): Promise<void> {
  const path = '/events/v1/aggregated?startTimestamp=0&limit=0';
  const ours = await serveMany();
  await read(`${ours.url}/events/v1/aggregated?limit=25`);
  const idle = residentOf(ours.child.pid ?? 0);
  let most = idle;
  const watch = setInterval(() => (most = Math.max(most, residentOf(ours.child.pid ?? 0))), 10);
  const cold = await read(ours.url + path);
  clearInterval(watch);
  const file = join(tmpdir(), `bench-list-${process.pid}.json`);
  writeFileSync(file, Buffer.alloc(cold.bytes, 0x20));
  const peer = await start(...tsx, 'test/bench/peer.ts', file);
  const firsts: number[] = [];
  const pace = async (url: string): Promise<number> => {
    const { bytes, first, whole } = await read(url);
    if (url.startsWith(ours.url)) firsts.push(first);
    return bytes / 1000 / whole;
  };
  const measured = await ratio(
    5,
    () => pace(ours.url + path),
    () => pace(peer.url),
  );
  for (const server of [ours, peer]) stop(server);
  rmSync(file);
  const first = median(firsts);
  add('a list of 100,000 events: first byte', '≤ 50 ms', `${two(first)} ms`, first <= 50);
  add('… memory (RSS) above idle', '≤ 32 MB', `${two(most - idle)} MB`, most - idle <= 32);
  const paces = `${Math.round(measured.ours)} of ${Math.round(measured.theirs)} MB/s`;
  add('… pace', '≥ 0.40 of raw node:http', `${two(measured.ratio)} (${paces})`, measured.ratio >= 0.4);
}

/** What a thousand rules that are for other requests cost each request. */
async function measureFaultRules(): Promise<void> {
  const [ours, theirs] = [
    await start('dist/main.js', 'serve', '--port', '0'),
    await start('dist/main.js', 'serve', '--port', '0'),
  ];
  const faults = Array.from({ length: 1000 }, (_, at) => ({
    match: { path: `/events/*/never-${at}/*` },
    effect: { error: 503 },
  }));
  const put = await fetch(`${ours.url}/_sim/faults`, {
    method: 'PUT',
    headers: json,
    body: JSON.stringify({ faults }),
  });
  if (!put.ok) throw new Error(await put.text());
  const { data } = (await (await fetch(`${ours.url}/events/v1/aggregated?limit=250`, { headers })).json()) as {
    data: { id: string }[];
  };
  const [first = '', ...others] = data.map(({ id }) => `/events/v1/${id}`);
  const asked = { method: 'GET', paths: [first, ...others] } as const;
  const each = async ({ url }: Started): Promise<number> => 1e6 / (await load(url, asked, 2));
  for (const server of [ours, theirs]) await each(server);
  const measured = await ratio(
    5,
    () => each(ours),
    () => each(theirs),
  );
  for (const server of [ours, theirs]) stop(server);
  const cost = Math.max(0, measured.ours - measured.theirs);
  add('1,000 fault rules: cost per request', '≤ 30 µs', `${two(cost)} µs`, cost <= 30);
}
