/** A product that the sources do not know, registered by arguments: all that reads tables serves and judges it. */
import { expect, onTestFinished, test } from 'vitest';
import { runContract } from '../../../src/contract/run.ts';
import { simulatedTarget } from '../../../src/contract/simulated.ts';
import { openApi } from '../../../src/http/openapi.ts';
import { makeRouter } from '../../../src/http/router.ts';
import { close } from '../../../src/http/farewell.ts';
import { listen, makeServer } from '../../../src/http/server.ts';
import { fixedClock } from '../../../src/kernel/clock.ts';
import { makeSimulation } from '../../../src/products/shared/simulation.ts';
import { worldOf } from '../../support/worlds.ts';
import { sampleAdapter } from './adapter.ts';
import { keysOf } from './keys.ts';
import { sample } from './plugin.ts';

const adapters = [sampleAdapter];

/** Serves it alone, and asks it with a key. */
async function serving() {
  const world = worldOf({ scenario: 'default', events: 300 });
  const simulation = makeSimulation(world, fixedClock(world.end), [sample]);
  const product = sample.serve(simulation);
  const bugs: unknown[] = [];
  const route = makeRouter([product], { version: simulation.moment, onBug: (error) => bugs.push(error) });
  const notOurs = (): never => {
    throw new Error('asked for a path of no product');
  };
  const server = makeServer(notOurs, route, product.failure);
  const { port } = await listen(server, 0, '127.0.0.1');
  onTestFinished(async () => {
    await close(server);
    expect(bugs).toEqual([]);
  });
  const url = `http://127.0.0.1:${port}`;
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { Authorization: `Bearer ${keysOf(world)[0]}` };
    const response = await fetch(url + path, { headers, ...init });
    return { status: response.status, json: (await response.json()) as any };
  };
  return { url, model: world, ask };
}

test('the router finds its rows, pages and refuses', async () => {
  const { ask, model } = await serving();
  const { json: first } = await ask('/sample/alerts?limit=2');
  expect(first).toMatchObject({ offset: 0, limit: 2, total: model.aggregated.length });
  const { json: second } = await ask('/sample/alerts?limit=1&offset=1');
  expect(second.items).toEqual([first.items[1]]);
  expect(await ask(`/sample/alerts/${first.items[0].id}`)).toEqual({ status: 200, json: first.items[0] });
  const refused = [
    await ask('/sample/alerts', { headers: {} }),
    await ask('/sample/alerts?limit=few'),
    await ask('/sample/alerts/999999999'),
    await ask('/sample/alerts', { method: 'DELETE' }),
    await ask('/sample/else'),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 400, 404, 405, 404]);
});

test('the OpenAPI document has its operations and schemas', () => {
  const { paths, components } = openApi([sample.serve({ world: worldOf({ events: 1 }) } as never)], '1.2.3', []) as any;
  expect(Object.keys(paths)).toEqual(['/sample/alerts', '/sample/alerts/{alertKey}']);
  expect(paths['/sample/alerts'].get.operationId).toBe('listAlerts');
  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining(['sample-alert', 'sample-alerts', 'sample-failure']),
  );
});

test('the contract suite finds nothing wrong with it, and asks of everything', async () => {
  const report = await runContract(simulatedTarget(await serving(), {}, adapters), { products: adapters });
  expect(report.findings.map(({ check, expected, seen, curl }) => ({ check, expected, seen, curl }))).toEqual([]);
  // The table tells of one alert by its own; which others there are it does not say.
  expect(report.results.filter(({ verdict, check }) => verdict === 'skipped' && check !== 'law/things-differ')).toEqual(
    [],
  );
});
