/**
 * The longest slice of the event loop, as CPU time of its own thread, while any single valid request runs: `tsx test/bench/hostile.ts
 * [requests] [events] [seed]` prints the worst of them, and how long others waited.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type * as Library from '../../src/index.ts';
import { stopwatch } from '../../src/kernel/clock.ts';
import { largestRequests, type Largest } from '../support/largest.ts';
import { tables } from '../support/tables.ts';
import { endpointsOf } from '../../src/http/endpoint.ts';
import { listed } from '../support/heavy.ts';

const argus = tables.find(({ name }) => name === 'argus');
const key = '1/2/mysecretapikey';

/** Nanoseconds that this thread has run. */
const cpu = (): number => Number(readFileSync('/proc/self/task/' + process.pid + '/schedstat', 'utf8').split(' ')[0]);

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

if (process.send !== undefined && process.argv[2] === 'client')
  await askAll(process.argv[3] ?? '', process.argv[4] ?? '');
else await measure(Number(process.argv[2] ?? 300), Number(process.argv[3] ?? 100_000), Number(process.argv[4] ?? 1));

/** Asks what the parent says by its number in a file, one after the other: to hand over large bodies would be work of the thread that is measured. */
async function askAll(url: string, file: string): Promise<void> {
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly Asked[];
  process.on('message', (number: number) => {
    const asked = all[number] as Asked;
    const request = fetch(url + asked.path, {
      method: asked.method,
      headers: { 'Argus-API-Key': key, ...(asked.body !== '' && { 'Content-Type': 'application/json' }) },
      ...(asked.body !== '' && { body: asked.body }),
    });
    request
      .then(async (response) => {
        let bytes = 0;
        let told = '';
        for await (const chunk of response.body ?? []) {
          bytes += (chunk as Uint8Array).length;
          if (told.length < 200)
            told += Buffer.from(chunk as Uint8Array)
              .toString('latin1')
              .slice(0, 200);
        }
        process.send?.({ status: response.status, bytes, told: response.status === 200 ? '' : told.slice(60, 200) });
      })
      .catch((error: unknown) => process.send?.({ status: 0, bytes: 0, told: String(error) }));
  });
  process.send?.({ status: -1, bytes: 0, told: '' });
}

async function measure(count: number, events: number, seed: number): Promise<void> {
  // As users run it: from sources every schema would be compiled when it is first asked for.
  const { startSimulator } = (await import(new URL('../../dist/index.mjs', import.meta.url).href)) as typeof Library;
  const simulator = await startSimulator({ events, onBug: (error) => console.log('BUG', error) });
  const rows = endpointsOf(argus?.rows ?? []).filter(({ effect, body }) => effect === 'reads' && body !== null);
  const made: readonly Largest[] = fc.sample(largestRequests(rows), { numRuns: count, seed });
  const all: readonly (Asked & { readonly name: string })[] = [
    ...listed,
    ...made.map(({ row, path, body }) => ({ name: row.id, method: row.method, path, body })),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'bench-hostile-'));
  const file = join(folder, 'requests.json');
  writeFileSync(file, JSON.stringify(all));
  const parameters = ['client', simulator.url, file];
  const client = fork(fileURLToPath(import.meta.url), parameters, { execArgv: ['--import', 'tsx'] });
  const answered = () =>
    new Promise<{ status: number; bytes: number; told: string }>((resolve) =>
      client.once('message', resolve as () => void),
    );
  await answered();
  const found: {
    name: string;
    slice: number;
    total: number;
    took: number;
    status: number;
    bytes: number;
    body: string;
    told: string;
  }[] = [];
  let longest = 0;
  let last = cpu();
  let isOver = false;
  const tick = (): void => {
    const now = cpu();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(tick);
  };
  tick();
  for (const [number, { name, body: sent }] of all.entries()) {
    longest = 0;
    last = cpu();
    const [before, took] = [last, stopwatch()];
    const answer = answered();
    client.send(number);
    const { status, bytes, told } = await answer;
    const body = sent.slice(0, 150);
    found.push({ name, slice: longest / 1e6, total: (cpu() - before) / 1e6, took: took(), status, bytes, body, told });
  }
  isOver = true;
  client.kill();
  rmSync(folder, { recursive: true });
  await simulator.close();
  found.sort((one, other) => other.slice - one.slice);
  for (const { name, slice, total, took, status, bytes, body, told } of found.slice(0, 25))
    console.log(
      `${slice.toFixed(1)} ms of ${total.toFixed(0)} (${took.toFixed(0)} in all) ${status} ${bytes} B ${name} ${body} ${told}`,
    );
  const statuses = new Map<number, number>();
  for (const { status } of found) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  console.log([...statuses].map(([status, times]) => `${times} × ${status}`).join(', '));
}
