/** Measures how long a replica takes from its start to its first answer over a world with many commands that were saved. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { postgresStore } from '../../src/store/postgres/store.ts';
import { savedBytes, savedFrom } from '../../src/sim/replica/saved-world.ts';
import { key, median, start, stop } from './tools.ts';

const commands = 200_000;
const ownStream = 'w/#0';
const headers = { 'Argus-API-Key': key, 'Content-Type': 'application/json' };

export interface Begins {
  /** Medians of milliseconds: until the first answer, and of CPU until then. */
  readonly took: number;
  readonly cpu: number;
}

const replica = (store: string) =>
  start('dist/main.js', 'serve', '--port', '0', '--store', store, '--quota', `commands=${2 * commands}`);

/** Over a fresh store. */
export async function measureBegins(url: string, turns: number): Promise<Begins> {
  await saveMany(url);
  const [took, cpu]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    const began = performance.now();
    const one = await replica(url);
    await (await fetch(`${one.url}/events/v1/aggregated?limit=1`, { headers })).text();
    took.push(performance.now() - began);
    cpu.push(cpuOf(one.child.pid ?? 0));
    stop(one);
  }
  return { took: median(took), cpu: median(cpu) };
}

/** Puts a snapshot there that is as a replica saves it, with the first of its commands again and again, each with a comment of its own. */
async function saveMany(url: string): Promise<void> {
  process.env['SIEM_SIM_TEST_SNAPSHOT_EVERY'] = '1';
  const first = await replica(url);
  delete process.env['SIEM_SIM_TEST_SNAPSHOT_EVERY'];
  const store = await postgresStore(url);
  try {
    const { data } = (await (await fetch(`${first.url}/events/v1/aggregated?limit=1`, { headers })).json()) as {
      readonly data: readonly { readonly id: string }[];
    };
    const body = JSON.stringify({ eventIdentifiers: [data[0]?.id], update: { comment: 'Seen.' } });
    let found = null;
    while (found === null) {
      await (await fetch(`${first.url}/events/v1/aggregated`, { method: 'PUT', headers, body })).text();
      found = await store.latestSnapshot(ownStream);
    }
    stop(first);
    await once(first.child, 'exit');
    // One that it saved last counts.
    found = (await store.latestSnapshot(ownStream)) ?? found;
    const saved = savedFrom(found.bytes);
    const { runtime } = saved.slot;
    const many = Array.from({ length: commands }, (_, at) => {
      const text = JSON.stringify(runtime.state.commands[0]);
      const command = JSON.parse(text.replace('Seen.', `Seen in turn ${at}.`)) as { readonly at: number };
      return { ...command, id: `argus/assess-${at}`, at: command.at + at } as (typeof runtime.state.commands)[number];
    });
    const state = { ...runtime.state, commands: many };
    const slot = { ...saved.slot, runtime: { ...runtime, state } };
    await store.saveSnapshot(ownStream, found.seq, savedBytes({ ...saved, slot }));
  } finally {
    await store.close();
  }
}

/** Milliseconds of CPU that a process has taken; nothing where there is no /proc. */
function cpuOf(pid: number): number {
  try {
    const [, , , , , , , , , , , , , user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(' ')
      .map(Number);
    return 10 * (user + system);
  } catch {
    return NaN;
  }
}
