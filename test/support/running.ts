/** Both products over a World whose clock a test turns, listening for one test; it catches up before each request. */
import { expect, onTestFinished } from 'vitest';
import type { Product } from '../../src/http/product.ts';
import { makeRouter } from '../../src/http/router.ts';
import { close } from '../../src/http/farewell.ts';
import { listen, makeServer } from '../../src/http/server.ts';
import type { World } from '../../src/model/world.ts';
import { makeArgus } from '../../src/products/argus/product.ts';
import { makeUsm } from '../../src/products/usm/product.ts';
import { lived, type Lived } from './living.ts';
import { fullKey } from './service.ts';

export interface Running extends Lived {
  /** Asks Argus; a body makes it a POST. The answer is the envelope, or the bytes of what has none. */
  readonly ask: (path: string, body?: object, method?: string, key?: string) => Promise<any>;
}

export async function running(world: World, begin = world.end): Promise<Running> {
  const simulation = lived(world, begin);
  const argus = makeArgus(simulation) as Product;
  const bugs: unknown[] = [];
  const dispatch = makeRouter([argus, makeUsm(simulation, { rateClock: null }) as Product], {
    version: simulation.moment,
    onBug: (error) => bugs.push(error),
  });
  const notOurs = (): never => {
    throw new Error('asked for a path of no product');
  };
  const caughtUp: typeof dispatch = (request, response) => {
    simulation.catchUp();
    return dispatch(request, response);
  };
  const server = makeServer(notOurs, caughtUp, argus.failure);
  const { port } = await listen(server, 0, '127.0.0.1');
  onTestFinished(async () => {
    await close(server);
    expect(bugs).toEqual([]);
  });
  return {
    ...simulation,
    ask: async (path, body, method = body === undefined ? 'GET' : 'POST', key = fullKey) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          'Argus-API-Key': key,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      return response.headers.get('content-type') === 'application/json' ? JSON.parse(bytes.toString()) : bytes;
    },
  };
}
