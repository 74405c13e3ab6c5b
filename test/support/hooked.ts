/** Both products behind a router with hooks, over one small World, listening for one test. */
import { expect, onTestFinished } from 'vitest';
import { turnableClock, type Turnable } from '../../src/kernel/clock.ts';
import type { Hooks } from '../../src/http/exchange.ts';
import type { Product } from '../../src/http/product.ts';
import { makeRouter, type RouterOptions } from '../../src/http/router.ts';
import { close } from '../../src/http/farewell.ts';
import { listen, makeServer } from '../../src/http/server.ts';
import { tenantOf, type DialectName } from '../../src/products/usm/records/tenant.ts';
import type { World } from '../../src/model/world.ts';
import { plugins } from '../../src/products/index.ts';
import { makeArgus } from '../../src/products/argus/product.ts';
import { makeSimulation } from '../../src/products/shared/simulation.ts';
import { makeUsm } from '../../src/products/usm/product.ts';
import { worldOf } from './worlds.ts';

export interface Setting {
  readonly world: World;
  readonly products: readonly Product[];
  readonly clock: Turnable;
  /** A version of what was written. */
  readonly version: () => string;
}

/** Worlds do not change: tests of one file may share them. */
const bases = new Map<number, World>();

/** Makes both products over a World of so many events, with a clock that a test may turn. */
export function setting(events = 200, dialect: DialectName = 'documented'): Setting {
  const world = bases.get(events) ?? worldOf({ events });
  bases.set(events, world);
  const clock = turnableClock(world.end);
  const simulation = makeSimulation(world, clock, plugins);
  const products = [makeArgus(simulation) as Product, makeUsm(simulation, { rateClock: null, dialect }) as Product];
  return { world: simulation.world, products, clock, version: () => String(simulation.state.version()) };
}

export interface Hooked extends Setting {
  readonly url: string;
  /** Where raw requests are sent to. */
  readonly port: number;
  /** A token of the first API client of USM Anywhere. */
  readonly token: () => Promise<string>;
}

/** Serves a setting until the test ends; a bug that nobody expects fails the test. */
export async function hooked(
  hooks: Hooks,
  given: Setting = setting(),
  options: Partial<RouterOptions> = {},
): Promise<Hooked> {
  const bugs: unknown[] = [];
  const [first] = given.products;
  if (first === undefined) throw new Error('no product');
  const onBug = (error: unknown): void => void bugs.push(error);
  const dispatch = makeRouter(given.products, { version: given.version, onBug, hooks, ...options });
  const notOurs = (): never => {
    throw new Error('asked for a path of no product');
  };
  const server = makeServer(notOurs, dispatch, first.failure);
  const { port } = await listen(server, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  onTestFinished(async () => {
    await close(server);
    expect(bugs).toEqual([]);
  });
  return { ...given, url, port, token: () => tokenFrom(url, given.world) };
}

async function tokenFrom(url: string, world: World): Promise<string> {
  const [client] = tenantOf(world).clients;
  const basic = Buffer.from(`${client?.id}:${client?.secret}`).toString('base64');
  const response = await fetch(`${url}/api/2.0/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: `Basic ${basic}` },
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}
