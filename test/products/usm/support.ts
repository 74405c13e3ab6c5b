/** A tenant for one test: a simulator with a token in hand; every answer is JSON, and a bug of ours fails the test. */
import { request as send, type IncomingHttpHeaders } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { startSimulator, type SimulatorOptions } from '../../../src/index.ts';
import { makeApp } from '../../../src/http/app.ts';
import { makeRouter } from '../../../src/http/router.ts';
import type { Product } from '../../../src/http/product.ts';
import { close } from '../../../src/http/farewell.ts';
import { listen, makeServer } from '../../../src/http/server.ts';
import type { Clock } from '../../../src/kernel/clock.ts';
import { violations } from '../../../src/kernel/schema.ts';
import { plugins } from '../../../src/products/index.ts';
import { makeSimulation } from '../../../src/products/shared/simulation.ts';
import { makeUsm, type UsmOptions } from '../../../src/products/usm/product.ts';
import type { DialectName } from '../../../src/products/usm/records/tenant.ts';
import { worldOf } from '../../support/worlds.ts';

export const dialects = ['documented', 'live'] as const;
export type Dialect = DialectName;

export const good = { id: 'siem-sim', secret: 'correct-horse-battery-staple-1517933139670' };
export const disabled = { id: 'siem-sim-disabled', secret: 'disabled-disabled-disabled-disabled' };
export const restricted = { id: 'siem-sim-restricted', secret: 'restricted-restricted-restricted-1' };
export const labelId = '5f3c1c9e-71d2-1b6f-9d4e-0c8a4e6d2a11';

export interface Ask {
  readonly method?: string;
  /** Authorization header; null sends none. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body parsed; null for an empty one. */
  readonly json: any;
}

export const basic = ({ id, secret }: { id: string; secret: string }): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** Sends a request as it is written, header by header, and reads the whole answer. */
export const raw = (url: string, path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const framed = body === undefined ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
    const request = send({ hostname, port, path, method, headers: framed }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        if (text !== '') expect(response.headers['content-type']).toMatch(/^application\/json/);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson && text !== '' ? JSON.parse(text) : null,
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });

const root = '/api/2.0';

async function client(url: string, who: { id: string; secret: string }) {
  const issued = await raw(url, `${root}/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: basic(who) },
  });
  const token: string = issued.json.access_token;
  const ask = (path: string, given: Ask = {}): Promise<Answer> => {
    const { authorization = `Bearer ${token}` } = given;
    const headers = { ...(authorization === null ? {} : { Authorization: authorization }), ...given.headers };
    return raw(url, root + path, { ...given, headers });
  };
  return { token, ask };
}

export type Tenant = Awaited<ReturnType<typeof tenant>>;

/** Starts a simulator of 1,500 aggregates, unless told otherwise, and asks for a token. */
export async function tenant(dialect: Dialect, options: SimulatorOptions = {}, who = good) {
  const bugs: unknown[] = [];
  const given = { events: 1500, usmDialect: dialect, onBug: (error: unknown) => bugs.push(error), ...options };
  const simulator = await startSimulator(given);
  onTestFinished(async () => {
    await simulator.close();
    expect(bugs).toEqual([]);
  });
  const { token, ask } = await client(simulator.url, who);
  return {
    ...simulator,
    world: simulator.model,
    dialect,
    token,
    ask,
    as: (other: typeof good) => client(simulator.url, other),
  };
}

/** A tenant alone on a clock of the test's own. */
export async function clocked(clock: Clock, options: UsmOptions = {}) {
  const simulation = makeSimulation(worldOf({ events: 100 }), clock, plugins);
  const usm = makeUsm(simulation, options) as Product;
  const onBug = (error: unknown): void => expect(error).toBeNull();
  const dispatch = makeRouter([usm], { version: () => String(simulation.state.version()), onBug });
  const app = makeApp(dispatch, {
    packageVersion: '0',
    onBug,
    servedTo: () => ({ products: [usm], health: () => ({}) }),
  });
  const server = makeServer(() => app, dispatch, usm.failure);
  const { port } = await listen(server, 0, '127.0.0.1');
  onTestFinished(() => close(server));
  const url = `http://127.0.0.1:${port}`;
  return { url, ...(await client(url, good)) };
}

/** The records of a list, whatever the dialect calls them. */
export const itemsOf = ({ json }: Answer): any[] => (Object.values(json._embedded ?? {})[0] ?? []) as any[];
export const idOf = (record: any): string => record.id ?? record.uuid;

/** Every record of a list, by following `next`. */
export async function followed({ ask, url }: Pick<Tenant, 'ask' | 'url'>, path: string): Promise<any[]> {
  const found: any[] = [];
  for (let next: string | undefined = url + root + path; next !== undefined;) {
    const answer: Answer = await ask(next.slice(url.length + root.length));
    expect(answer.status).toBe(200);
    found.push(...itemsOf(answer));
    next = answer.json._links.next?.href;
  }
  return found;
}

export const conforms = (schema: string, value: unknown): void =>
  expect(violations(`usm/${schema}.schema.json`, value)).toEqual([]);
