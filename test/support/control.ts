/** A simulator and its control plane, for one test: every answer is held against the schema of its operation. */
import { makeScheduler } from '../../src/kernel/slices.ts';
import { expect, onTestFinished } from 'vitest';
import { startSimulator, type ServerOptions, type Simulator } from '../../src/index.ts';
import { violations } from '../../src/kernel/schema.ts';
import { wallClock } from '../../src/kernel/clock.ts';
import { makeBodyMemory } from '../../src/http/body.ts';
import { endpointsOf } from '../../src/http/endpoint.ts';
import { plugins } from '../../src/products/index.ts';
import { planeOf } from '../../src/sim/control/plane.ts';
import { controlRows } from '../../src/sim/control/rows.ts';
import { makeServerCore, type ServerCore } from '../../src/sim/worlds/server-core.ts';

/** A server that serves nobody, for its table of operations. */
export function bareCore(): ServerCore {
  return makeServerCore({
    settings: { scenario: 'empty', seed: '1', clock: { kind: 'frozen' }, end: undefined, events: undefined, flags: {} },
    serving: {
      plugins,
      flags: {},
      countBudget: 1000,
      clientClock: wallClock,
      onBug: (error) => expect(error).toBeNull(),
      takesFaultHeader: () => true,
      scheduler: makeScheduler(),
      bodyMemory: makeBodyMemory(1_000_000),
    },
    journal: { entries: 10 },
    quotas: {},
    worlds: { most: 2, idle: 0 },
    control: 'beside',
    planeOf: async (core, slot) => planeOf(core, slot),
    productPort: () => null,
    controlToken: null,
    allowHosts: [],
    trustProxy: false,
  });
}

export const operations = endpointsOf(controlRows.server);

const rowOf = (method: string, path: string) =>
  operations.find(
    (row) => row.method === method && new RegExp(`^${row.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: any;
}

export type Tell = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Told>;

/** Asks a control plane below `base`. */
export const teller =
  (base: () => string): Tell =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${base()}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const json = type.includes('json') ? JSON.parse(text) : null;
    const [plain = ''] = path.replace(/^\/w\/[^/]+/, '').split('?');
    if (response.status >= 400) {
      expect([type, violations('sim/problem.schema.json', json)]).toEqual(['application/problem+json', []]);
      expect(json).toMatchObject({ status: response.status, instance: expect.stringMatching(/^\//) });
    } else if (json !== null) expect(violations(rowOf(method, plain)?.data ?? '', json)).toEqual([]);
    return { status: response.status, headers: response.headers, text, json };
  };

export type Controlled = Simulator & { readonly tell: Tell; readonly bugs: readonly unknown[] };

/** Starts a simulator of 60 events, unless told otherwise; a bug of ours fails the test. */
export async function controlled(options: ServerOptions = {}): Promise<Controlled> {
  const bugs: unknown[] = [];
  const simulator = await startSimulator({ events: 60, onBug: (error) => bugs.push(error), ...options });
  onTestFinished(async () => {
    await simulator.close();
    expect(bugs).toEqual([]);
  });
  return Object.assign(simulator, { tell: teller(() => simulator.url), bugs });
}

/** How many aggregated events there are, as a client of Argus sees it. */
export async function countOf({ url }: { readonly url: string }, key = '1/2/mysecretapikey'): Promise<number> {
  const response = await fetch(`${url}/events/v1/aggregated?startTimestamp=0`, { headers: { 'Argus-API-Key': key } });
  return ((await response.json()) as { count: number }).count;
}

/** Id of the first event. */
export async function firstEvent({ url }: { readonly url: string }, headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${url}/events/v2/event?limit=1`, { headers });
  return ((await response.json()) as { data: [{ id: string }] }).data[0].id;
}

/** Comments on an event. */
export async function comment(
  { url }: { readonly url: string },
  headers: Record<string, string>,
  id: string,
  text: string,
): Promise<void> {
  const response = await fetch(`${url}/events/v2/event/${id}/assess`, {
    method: 'PUT',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ comment: text }),
  });
  expect(response.status).toBe(200);
  await response.arrayBuffer();
}
