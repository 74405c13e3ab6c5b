/** Cold starts by turns: from the spawn of a process to its first 200 of a list, beside a raw server and other mock servers, which are installed into a temporary folder. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { key, median, residentOf, root } from './tools.ts';

export interface Starts {
  /** Medians of milliseconds. */
  readonly raw: number;
  readonly first: number;
  readonly later: number;
  /** The same with a million events. */
  readonly million: number;
  readonly steady: number;
  readonly jsonServer: number;
  /** Medians of the ratios within one turn. */
  readonly ratios: Readonly<Record<'first' | 'later' | 'laterOfSteady' | 'laterOfJsonServer', number>>;
  /** Megabytes of a process that has given its first answer, and of a raw one. */
  readonly rss: number;
  readonly rawRss: number;
  readonly millionRss: number;
}

export interface Contestant {
  readonly arguments: (port: number) => readonly string[];
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
}

const own = '/events/v1/aggregated?limit=25';
const packages = ['@stdy/cli@0.22.2', 'json-server@0.17.4'];

/** Measures so many turns. */
export async function measureStarts(turns: number): Promise<Starts> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-starts-'));
  try {
    const contestants = contestantsIn(folder);
    const { raw, later, million, steady, jsonServer } = contestants;
    // What is kept for later starts is written soon after the first answer.
    await started(later, 1500);
    const all: Record<keyof typeof contestants, number[]> = {
      raw: [],
      later: [],
      million: [],
      steady: [],
      jsonServer: [],
    };
    const first: number[] = [];
    const [rss, rawRss, millionRss]: [number[], number[], number[]] = [[], [], []];
    for (let turn = 0; turn < turns; turn++) {
      const caches = join(folder, `turn-${turn}`);
      mkdirSync(caches);
      const one = await started(raw);
      const two = await started(later);
      const three = await started(million);
      all.raw.push(one.took);
      all.later.push(two.took);
      all.million.push(three.took);
      rawRss.push(one.rss);
      rss.push(two.rss);
      millionRss.push(three.rss);
      first.push((await started({ ...later, env: { XDG_CACHE_HOME: caches } })).took);
      all.steady.push((await started(steady)).took);
      all.jsonServer.push((await started(jsonServer)).took);
    }
    const over = (ours: readonly number[], theirs: readonly number[]): number =>
      median(ours.map((value, turn) => value / (theirs[turn] ?? NaN)));
    return {
      raw: median(all.raw),
      first: median(first),
      later: median(all.later),
      million: median(all.million),
      steady: median(all.steady),
      jsonServer: median(all.jsonServer),
      ratios: {
        first: over(first, all.raw),
        later: over(all.later, all.raw),
        laterOfSteady: over(all.later, all.steady),
        laterOfJsonServer: over(all.later, all.jsonServer),
      },
      rss: median(rss),
      rawRss: median(rawRss),
      millionRss: median(millionRss),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contestantsIn(
  folder: string,
): Readonly<Record<'raw' | 'later' | 'million' | 'steady' | 'jsonServer', Contestant>> {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder, ...packages], {
    stdio: 'inherit',
  });
  const items = Array.from({ length: 25 }, (_, id) => ({ id, name: `event ${id}` }));
  const content = { 'application/json': { example: items, schema: { type: 'array', items: { type: 'object' } } } };
  const get200 = { get: { responses: { '200': { description: 'events', content } } } };
  const document = { openapi: '3.1.0', info: { title: 'events', version: '1' }, paths: { '/events': get200 } };
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
  writeFileSync(join(folder, 'db.json'), JSON.stringify({ events: items }));
  const raw = join(folder, 'raw.mjs');
  const answer = JSON.stringify(JSON.stringify(items));
  writeFileSync(
    raw,
    `import { createServer } from 'node:http';\ncreateServer((_, response) => response.end(${answer})).listen(Number(process.argv[2]), '127.0.0.1');\n`,
  );
  const caches = join(folder, 'caches');
  mkdirSync(caches);
  const of = (name: string): string => join(folder, 'node_modules', name);
  return {
    raw: { arguments: (port) => [raw, String(port)], path: '/events' },
    later: {
      arguments: (port) => [join(root, 'dist/main.js'), 'serve', '--port', String(port)],
      path: own,
      env: { XDG_CACHE_HOME: caches },
    },
    million: {
      arguments: (port) => [join(root, 'dist/main.js'), 'serve', '--port', String(port), '--events', '1000000'],
      path: own,
      env: { XDG_CACHE_HOME: caches },
    },
    steady: {
      arguments: (port) => [
        of('@stdy/cli/steady.js'),
        '-q',
        '--host',
        '127.0.0.1',
        '-p',
        String(port),
        join(folder, 'openapi.json'),
      ],
      path: '/events',
    },
    jsonServer: {
      arguments: (port) => [
        of('json-server/lib/cli/bin.js'),
        '-q',
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        join(folder, 'db.json'),
      ],
      path: '/events',
    },
  };
}

/** Starts it, asks until there is a 200, and stops it, as an operator would, after so many milliseconds more. */
export async function started(
  contestant: Contestant,
  more = 0,
): Promise<{ readonly took: number; readonly rss: number }> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, contestant.arguments(port), {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...contestant.env },
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isAnswered(port, contestant.path))) {
    if (child.exitCode !== null)
      throw new Error(`${contestant.arguments(port).join(' ')} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const took = performance.now() - began;
  const rss = residentOf(child.pid ?? 0);
  await new Promise((resolve) => setTimeout(resolve, more));
  child.kill();
  await gone;
  return { took, rss };
}

const isAnswered = (port: number, path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = get({ host: '127.0.0.1', port, path, agent: false, headers: { 'Argus-API-Key': key } }, (answer) =>
      answer.resume().once('end', () => resolve(answer.statusCode === 200)),
    );
    asked.once('error', () => resolve(false));
  });

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
