/** A simulator for one test: started on a free port, asked over HTTP, stopped when the test ends; a bug of ours fails the test. */
import { afterAll, expect, onTestFinished } from 'vitest';
import { startSimulator, type ServerOptions } from '../../src/index.ts';
import type { Simulator } from '../../src/index.ts';
import { violations } from '../../src/kernel/schema.ts';
import { memoryStore, StoreMemory } from '../../src/store/memory.ts';
import { roundRobin } from './round-robin.ts';

export const fullKey = '1/2/mysecretapikey';

export interface Ask {
  readonly method?: string;
  /** The API key; null sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
}

export interface Message {
  readonly message: string | null;
  readonly messageTemplate: string | null;
  readonly type: string;
  readonly field: string | null;
  readonly parameter: string | null;
  readonly timestamp: number;
}

/** An answer; `data` and the rest are the envelope's when the body is one. */
export interface Answer<Data = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Data;
  readonly limit: number;
  readonly offset: number;
  readonly count: number;
  readonly size: number;
  readonly messages: readonly Message[];
  readonly responseCode: number;
}

export type Service = Awaited<ReturnType<typeof service>>;

/** Starts a simulator of 1,500 events, unless told otherwise, for one test. */
export const service = (options: ServerOptions = {}) => started(options, onTestFinished);
/** The same for all tests of a file. */
service.held = (options: ServerOptions = {}) => started(options, afterAll);

/** How many servers over one store stand for one; none where each is by itself, as usual. */
const replicaCount = Number(process.env['REPLICAS'] ?? 0);
/** Whether what a test changes by the library's handles would be seen by one of several servers alone; the library refuses it. */
export const areReplicas = replicaCount > 0;

async function opened(options: ServerOptions): Promise<Simulator> {
  if (replicaCount === 0) return startSimulator(options);
  const memory = new StoreMemory();
  const all: Simulator[] = [];
  for (let number = 0; number < replicaCount; number++)
    all.push(await startSimulator({ ...options, store: memoryStore(memory) }));
  const [first] = all;
  if (first === undefined) throw new Error('REPLICAS is a number of servers');
  const door = await roundRobin(all.map(({ url }) => url));
  const close = async (): Promise<void> => {
    await door.close();
    await Promise.all(all.map((one) => one.close()));
  };
  return { ...first, url: door.url, close };
}

async function started(options: ServerOptions, atEnd: (stop: () => Promise<void>) => void) {
  const bugs: unknown[] = [];
  const stopped: { stop?: () => Promise<void> } = {};
  atEnd(async () => {
    await stopped.stop?.();
    expect(bugs).toEqual([]);
  });
  const simulator = await opened({ events: 1500, onBug: (error) => bugs.push(error), ...options });
  stopped.stop = simulator.close;
  const ask = async <Data = any>(path: string, given: Ask = {}): Promise<Answer<Data>> => {
    const { key = fullKey, body, text = body === undefined ? undefined : JSON.stringify(body) } = given;
    const response = await fetch(simulator.url + path, {
      method: given.method ?? (text === undefined ? 'GET' : 'POST'),
      headers: {
        ...(key === null ? {} : { 'Argus-API-Key': key }),
        ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...given.headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
    return answerOf<Data>(response);
  };
  /** Asks the control plane over HTTP, as it must be where several servers stand for one. */
  const control = async <Data = any>(at: string, body?: unknown): Promise<Data> => {
    const [method = 'GET', path = ''] = at.split(' ');
    const answer = await ask(path, { method, key: null, ...(body !== undefined && { body }) });
    if (answer.status >= 400) throw new Error(`${at}: ${answer.text}`);
    return (answer.text === '' ? null : JSON.parse(answer.text)) as Data;
  };
  const tokenOfUsm = async (): Promise<string> => {
    const [{ id, secret } = { id: '', secret: '' }] = simulator.clients;
    const headers = { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
    const path = '/api/2.0/oauth/token?grant_type=client_credentials';
    return (JSON.parse((await ask(path, { method: 'POST', key: null, headers })).text) as { access_token: string })
      .access_token;
  };
  return {
    ...simulator,
    control,
    tokenOfUsm,
    /** The World as data; `model` of the library. */
    world: simulator.model,
    /** A world of its own beside it; `world` of the library. */
    ownWorld: simulator.world,
    ask,
    /** Searches aggregated events; the required lower bound is added. */
    search: <Data = any[]>(body: object, given: Ask = {}) =>
      ask<Data>('/events/v1/aggregated/search', { ...given, body: { startTimestamp: 0, ...body } }),
    searchRaw: <Data = any[]>(body: object, given: Ask = {}) => ask<Data>('/events/v1/nids/search', { ...given, body }),
  };
}

async function answerOf<Data>(response: Response): Promise<Answer<Data>> {
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  const envelope = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  if (isJson && 'responseCode' in envelope) expectEnvelope(response.status, envelope);
  return { ...envelope, status: response.status, headers: response.headers, text } as unknown as Answer<Data>;
}

/** Every body that Argus sends is an envelope that mirrors the status and keeps the counters' rules. */
export function expectEnvelope(status: number, body: unknown): void {
  const schema = status < 400 ? 'argus/envelope.schema.json' : 'argus/failure.schema.json';
  expect(violations(schema, body)).toEqual([]);
  const { responseCode, limit, offset, count, size, data } = body as Answer;
  expect(responseCode).toBe(status);
  if (status >= 400) expect({ limit, offset, count, size }).toEqual({ limit: 0, offset: 0, count: 0, size: 0 });
  else if (Array.isArray(data) && limit + count + size > 0) expect(size).toBe(data.length);
}

/** Fields of the messages, in their order. */
export const fieldsOf = ({ messages }: Answer): readonly (string | null)[] => messages.map(({ field }) => field);
