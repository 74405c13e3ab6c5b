import { test, expect } from 'vitest';
import { createApp, startSimulator, UserError } from '../src/index.ts';

test('a simulator takes a free port, serves, and stops', async () => {
  const simulator = await startSimulator({ events: 20 });
  const [key] = simulator.keys;
  const answer = await fetch(`${simulator.url}/events/v1/aggregated?startTimestamp=0`, {
    headers: { 'Argus-API-Key': key?.value ?? '' },
  });
  expect(await answer.json()).toMatchObject({ responseCode: 200, count: 20 });
  await simulator.close();
  await expect(fetch(`${simulator.url}/health`)).rejects.toThrow();
});

test('simulators beside each other do not meet', async () => {
  const [one, two] = await Promise.all([startSimulator({ events: 3 }), startSimulator({ events: 5, seed: '2' })]);
  expect(one.url).not.toBe(two.url);
  expect([one.model.aggregated.length, two.model.aggregated.length]).toEqual([3, 5]);
  await Promise.all([one.close(), two.close()]);
});

test('it listens on IPv6 too', async () => {
  const simulator = await startSimulator({ events: 1, host: '::1' });
  expect(simulator.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await fetch(`${simulator.url}/health`)).status).toBe(200);
  await simulator.close();
});

test("a scenario that does not exist is the user's mistake", () => {
  expect(() => createApp({ scenario: 'nowhere' })).toThrow(UserError);
});

test('the application of the same options is the same World', () => {
  const [one, two] = [createApp({ events: 50, seed: 'x' }), createApp({ events: 50, seed: 'x' })];
  expect(two.model.aggregated).toEqual(one.model.aggregated);
  expect(two.keys).toEqual(one.keys);
});
