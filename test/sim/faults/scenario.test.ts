/** Faults that a scenario begins with, over a whole simulator. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp, UserError } from '../../../src/index.ts';
import { service } from '../../support/service.ts';

/** A file with a scenario that has these faults and is otherwise the default one. */
function scenario(faults: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'shaky.yaml');
  writeFileSync(path, `title: Shaky\nextends: default\nvolume: { events: 50 }\nfaults:\n${faults}`);
  return path;
}

const search = `  - id: busy
    match: { product: argus, operation: findAggregatedEvents, nth: { every: 2 } }
    effect: { error: 503, retryAfter: 2 }
`;

test('a server begins with the faults of its scenario, and has them again after a reset', async () => {
  const simulator = await service({ scenario: scenario(search) });
  const statuses = async (): Promise<readonly number[]> => [
    (await simulator.search({ limit: 1 })).status,
    (await simulator.search({ limit: 1 })).status,
  ];
  expect(await statuses()).toEqual([200, 503]);
  simulator.faults.clear();
  expect(await statuses()).toEqual([200, 200]);
  simulator.reset();
  expect(await statuses()).toEqual([200, 503]);
  expect(simulator.faults.list()).toEqual([expect.objectContaining({ id: 'busy', seen: 2, hits: 1 })]);
});

test('the control plane shows, adds and takes away faults, and says what is wrong with one', async () => {
  const { ask, url } = await service({ scenario: scenario(search) });
  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/_sim/faults${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    return { status: response.status, text: await response.text() };
  };
  expect((await control('GET', '')).text).toContain('"busy"');
  const added = await control('POST', '', { id: 'lost', match: { operation: 'listEvents' }, effect: { error: 402 } });
  expect(added.status).toBeLessThan(300);
  expect((await ask('/events/v2/event?limit=1')).status).toBe(402);
  expect((await control('DELETE', '/lost')).status).toBeLessThan(300);
  expect((await ask('/events/v2/event?limit=1')).status).toBe(200);
  const twice = await control('POST', '', { id: 'busy', effect: { error: 500 } });
  expect([twice.status, twice.text]).toEqual([409, expect.stringContaining('there is a rule of that name')]);
  const wrong = await control('POST', '', { effect: { error: 503, count: -1 } });
  expect([wrong.status, wrong.text]).toEqual([409, expect.stringContaining('exclude each other')]);
});

test('a request may ask for a fault by its header, and where there is no control plane it may not', async () => {
  const headers = { 'X-Siem-Sim-Fault': '503' };
  const open = await service({ events: 5 });
  expect((await open.ask('/events/v1/aggregated', { headers })).status).toBe(503);
  const closed = await service({ events: 5, control: false });
  expect((await closed.ask('/events/v1/aggregated', { headers })).status).toBe(200);
});

test('a rule of the wrong shape is told with its place in the file', () => {
  const path = scenario('  - effect: { eror: 503 }\n');
  expect(() => createApp({ scenario: path })).toThrow(UserError);
  expect(() => createApp({ scenario: path })).toThrow(/shaky\.yaml:5:\d+: .*eror/);
});

test('a contradiction is told by the name of the rule', () => {
  const path = scenario('  - id: both\n    effect: { error: 503, count: -1 }\n');
  expect(() => createApp({ scenario: path })).toThrow(/fault both: effect\.error and effect\.count exclude each other/);
});
