/** Measures how long a replica takes from its start to its first answer over a world with many commands that were saved. */
import { once } from 'node:events';
import { postgresStore } from '../../src/store/postgres/store.ts';
import type { StoreSnapshot } from '../../src/store/port.ts';
import type { Command } from '../../src/state/command.ts';
import { unpackedLines } from '../../src/state/packed-lines.ts';
import { savedBytes, savedFrom } from '../../src/sim/replica/saved-world.ts';
import { cpuOf } from './cpu.ts';
import { key, median, start, stop, type Started } from './tools.ts';

const commands = 200_000;
/** Rows that are written to in turn. */
const events = 5000;
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

/** One that saves a snapshot with each entry. */
async function saving(url: string): Promise<Started> {
  process.env['SIEM_SIM_TEST_SNAPSHOT_EVERY'] = '1';
  const one = await replica(url);
  delete process.env['SIEM_SIM_TEST_SNAPSHOT_EVERY'];
  return one;
}

/** Has one with many commands carried out, each with a comment of its own to one of many events, and saved by the replica that did. */
async function saveMany(url: string): Promise<void> {
  const store = await postgresStore(url);
  const first = await saving(url);
  try {
    const { data } = (await (await fetch(`${first.url}/events/v1/aggregated?limit=1`, { headers })).json()) as {
      readonly data: readonly { readonly id: string }[];
    };
    const body = JSON.stringify({ eventIdentifiers: [data[0]?.id], update: { comment: 'Seen.' } });
    const write = (to: Started) => fetch(`${to.url}/events/v1/aggregated`, { method: 'PUT', headers, body });
    /** The first snapshot from that place on. */
    const savedBy = async (one: Started, least: number): Promise<StoreSnapshot> => {
      let found: StoreSnapshot | null = null;
      while (found === null || found.seq < least) {
        await (await write(one)).text();
        found = await store.latestSnapshot(ownStream);
      }
      stop(one);
      await once(one.child, 'exit');
      // One that it saved last counts.
      return (await store.latestSnapshot(ownStream)) ?? found;
    };
    const found = await savedBy(first, 1);
    const saved = savedFrom(found.bytes);
    const { runtime } = saved.slot;
    const { state } = runtime;
    const [line = ''] = state.present === null ? [] : unpackedLines(state.present.log);
    const many = Array.from({ length: commands }, (_, at) => {
      const text = line.replace('Seen.', `Seen in turn ${at}.`).replace(/"row":\d+/, `"row":${at % events}`);
      const command = JSON.parse(text) as Command;
      return { ...command, id: `argus/assess-${at}`, at: command.at + at };
    });
    const replayed = { snapshot: { ...state.snapshot, commands: many }, present: null };
    const slot = { ...saved.slot, runtime: { ...runtime, state: replayed } };
    await store.saveSnapshot(ownStream, found.seq, savedBytes({ ...saved, slot }));
    await savedBy(await saving(url), found.seq + 1);
  } finally {
    await store.close();
  }
}
