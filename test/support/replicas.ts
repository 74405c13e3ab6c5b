/** Several servers over one store in this process, for one test: nobody can tell which of them answered. */
import { expect, onTestFinished } from 'vitest';
import { startSimulator, type ServerOptions, type Simulator } from '../../src/index.ts';
import { endsOf } from '../../src/sim/replica/holdings.ts';
import { encodedRegistry, makeRegistry } from '../../src/sim/replica/registry.ts';
import { memoryStore, StoreMemory } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/port.ts';
import { fullKey, type Ask } from './service.ts';

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export interface Replica {
  readonly simulator: Simulator;
  readonly url: string;
  readonly ask: (path: string, asked?: Ask) => Promise<Told>;
  /** Asks the control plane. */
  readonly control: (at: string, body?: unknown) => Promise<Told>;
}

export interface Replicas {
  readonly memory: StoreMemory;
  readonly all: readonly Replica[];
  /** Starts one more. */
  readonly start: (options?: ServerOptions, store?: Store) => Promise<Replica>;
}

/** A replica over a store, closed when the test ends. */
export async function replica(store: Store, options: ServerOptions = {}): Promise<Replica> {
  const bugs: unknown[] = [];
  const simulator = await startSimulator({ onBug: (error) => bugs.push(error), ...options, store });
  onTestFinished(async () => {
    await simulator.close();
    expect(bugs).toEqual([]);
  });
  const { url } = simulator;
  const ask = async (path: string, { method, key = fullKey, headers = {}, body, text }: Ask = {}): Promise<Told> => {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(url + path, {
      method: method ?? (sent === undefined ? 'GET' : 'POST'),
      headers: {
        ...(key !== null && { 'Argus-API-Key': key }),
        ...(sent !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const bytes = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(bytes) : bytes };
  };
  const control: Replica['control'] = (at, body) => {
    const [method = 'GET', path = ''] = at.split(' ');
    return ask(path, { method, key: null, ...(body !== undefined && { body }) });
  };
  return { simulator, url, ask, control };
}

/** So many replicas over one memory. */
export async function replicas(count: number, options: ServerOptions = {}): Promise<Replicas> {
  const memory = new StoreMemory();
  const start: Replicas['start'] = (more = {}, store = memoryStore(memory)) =>
    replica(store, { scenario: 'default', events: 2000, ...options, ...more });
  const all: Replica[] = [];
  for (let number = 0; number < count; number++) all.push(await start());
  return { memory, all, start };
}

/** What each replica does every so often: removes worlds that nobody asked for. */
export async function sweepWorlds(memory: StoreMemory): Promise<void> {
  const registry = makeRegistry(() => {});
  for (const entry of memory.read('server', 0, 10_000)) await registry.machine.execute(entry, false);
  const idlers = registry.idlers(memory.heads([]).now);
  const worlds = idlers.map(({ name, incarnation }) => [name, incarnation] as const);
  const ends = endsOf(idlers).map((end, at) => ({ ...end, id: `end-${at}` }));
  memory.append('server', [{ id: 'sweep', body: encodedRegistry({ kind: 'sweep', worlds }) }], ends);
}
