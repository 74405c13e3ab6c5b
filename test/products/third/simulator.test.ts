/** The third product in a whole simulator: worlds, faults, journal, control plane and library take it by argument. */
import { expect, onTestFinished, test } from 'vitest';
import { adapters } from '../../../src/contract/products/index.ts';
import { runContract } from '../../../src/contract/run.ts';
import { simulatedTarget } from '../../../src/contract/simulated.ts';
import { plugins } from '../../../src/products/index.ts';
import { startSimulator } from '../../../src/sim/simulator.ts';
import { sampleAdapter } from './adapter.ts';
import { keysOf } from './keys.ts';
import { sample } from './plugin.ts';

async function started(events = 200) {
  const simulator = await startSimulator({ products: [sample], events });
  onTestFinished(() => simulator.close());
  return simulator;
}

const asked = async (url: string, key: string) => {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${key}` } });
  return { status: response.status, json: (await response.json()) as any };
};

test('nothing but what was given is served', async () => {
  const { url } = await started();
  expect((await fetch(`${url}/api/2.0/alarms`)).status).toBe(404);
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as any;
  expect(Object.keys(paths).filter((path) => !path.startsWith('/_sim'))).toEqual([
    '/sample/alerts',
    '/sample/alerts/{alertKey}',
  ]);
});

test('each world has a key of its own, by which it is known at the root', async () => {
  const simulator = await started();
  const [key = ''] = keysOf(simulator.model);
  const world = simulator.world('other', { seed: '2', events: 50 });
  const own = keysOf(world.model).at(-1) ?? '';
  const totals = [
    await asked(`${simulator.url}/sample/alerts`, key),
    await asked(`${world.url}/sample/alerts`, own),
    await asked(`${simulator.url}/sample/alerts`, own),
  ].map(({ json }) => json.total);
  expect(totals).toEqual([simulator.model, world.model, world.model].map(({ aggregated }) => aggregated.length));
  expect((await asked(`${world.url}/sample/alerts`, key)).status).toBe(401);
});

test('faults know its rows, its errors and its pages', async () => {
  const simulator = await started();
  const [key = ''] = keysOf(simulator.model);
  const list = (offset = 0) => asked(`${simulator.url}/sample/alerts?limit=5&offset=${offset}`, key);
  const whole = await list();
  const next = await list(5);
  simulator.faults.add({
    id: 'busy',
    match: { product: 'sample', operation: 'listAlerts', nth: 1 },
    effect: { error: 503 },
  });
  expect(await list()).toEqual({ status: 503, json: { error: 'not now' } });
  expect(await list()).toEqual(whole);
  simulator.faults.replace([{ id: 'late', effect: { duplicate: true } }]);
  await list();
  expect((await list(5)).json.items).toEqual([whole.json.items[4], ...next.json.items.slice(0, 4)]);
  simulator.faults.replace([{ id: 'gone', effect: { revoke: true } }]);
  expect((await list()).status).toBe(401);
  const foreign = { match: { operation: 'searchEvents' }, effect: { error: 503 } } as const;
  expect(() => simulator.faults.add(foreign)).toThrow(/searchEvents is not known/);
});

test('the journal keeps its requests without the key', async () => {
  const simulator = await started();
  const [key = ''] = keysOf(simulator.model);
  await asked(`${simulator.url}/sample/alerts/1`, key);
  const entries = simulator.journal.entries();
  expect(entries).toMatchObject([{ product: 'sample', operation: 'readAlert', status: 200 }]);
  expect(JSON.stringify(entries)).not.toContain(key);
});

test('the library hands out its members', async () => {
  const simulator = (await started()) as unknown as { url: string; sample: { url: string; keys: readonly object[] } };
  expect(simulator.sample.url).toBe(`${simulator.url}/sample`);
  expect(simulator.sample.keys).toHaveLength(1);
});

test('beside the other products each is asked with its own credentials, and the suite finds nothing', async () => {
  const simulator = await startSimulator({ products: [...plugins, sample], events: 200 });
  onTestFinished(() => simulator.close());
  const all = [...adapters, sampleAdapter];
  const target = simulatedTarget(simulator, {}, all);
  const only = (unit: string): boolean => /^(?:sample|argus)\.\w+\/schema\/success$|^sample\./.test(unit);
  const { findings, summary } = await runContract(target, { products: all, profile: 'quick', only });
  expect(findings).toEqual([]);
  expect(summary.passed).toBeGreaterThan(60);
});
