/** A simulator with sinks, and what clients of it do: list what there is, hand it on. */
import { afterAll } from 'vitest';
import { startSimulator, type ServerOptions, type Simulator } from '../../../src/index.ts';

const started: Simulator[] = [];
afterAll(() => Promise.all(started.splice(0).map((one) => one.close())));

/** A small World that stands five days before its end. */
export async function simulated(options: ServerOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ events: 400, clock: '2026-10-28T00:00:00Z', ...options });
  started.push(simulator);
  return simulator;
}

export const send = (url: string, body: string | object, type = 'application/json', method: 'POST' | 'PUT' = 'POST') =>
  fetch(url, {
    method,
    headers: { 'Content-Type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export interface Listed {
  readonly id: string;
  readonly [member: string]: unknown;
}

type World = Pick<Simulator, 'argus' | 'usm'>;

/** Aggregated events that Argus shows now. */
export async function listedEvents({ argus }: World, criteria: object = {}): Promise<readonly Listed[]> {
  const answer = await fetch(`${argus.url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { ...argus.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ startTimestamp: 0, limit: 0, ...criteria }),
  });
  return ((await answer.json()) as { data: Listed[] }).data;
}

export interface ListedRecord {
  readonly uuid?: string;
  readonly id?: string;
}

/** Alarms or events that USM Anywhere shows now; each dialect names their ids in its own way. */
export async function listedRecords({ usm }: World, kind: 'alarms' | 'events'): Promise<readonly ListedRecord[]> {
  const token = await usm.token();
  const found: ListedRecord[] = [];
  for (let page = 0; ; page++) {
    const answer = await fetch(`${usm.url}/${kind}?size=2000&page=${page}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { _embedded: listed = {}, page: numbers } = (await answer.json()) as {
      _embedded?: Record<string, ListedRecord[]>;
      page: { totalPages: number };
    };
    found.push(...(Object.values(listed)[0] ?? []));
    if (page + 1 >= numbers.totalPages) return found;
  }
}
