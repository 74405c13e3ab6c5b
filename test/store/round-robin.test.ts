/** The contract suite finds nothing wrong with three servers over one store that answer in turn. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { runContract, simulatedTarget } from '../../src/index.ts';
import { replicas } from '../support/replicas.ts';
import { roundRobin } from '../support/round-robin.ts';

const isFull = process.env['FULL'] !== undefined;

test('whoever asks three servers in turn meets one', async () => {
  vi.stubEnv('SIEM_SIM_TEST_SNAPSHOT_EVERY', '500');
  const { all, start } = await replicas(3, { events: 2000 });
  const door = await roundRobin(all.map(({ url }) => url));
  onTestFinished(door.close);
  const [first] = all;
  if (first === undefined) throw new Error('there is no replica');
  const target = { ...simulatedTarget(first.simulator), url: door.url };
  const { findings, summary, ended } = await runContract(target, { profile: isFull ? 'full' : 'quick' });
  expect([ended, findings]).toEqual([null, []]);
  expect(summary.requests).toBeGreaterThan(1000);
  // One that begins with what was saved is as those that carried all out.
  const later = await start();
  const states = await Promise.all([...all, later].map(({ control }) => control('GET /_sim')));
  expect(new Set(states.map(({ body }) => body.stateHash)).size).toBe(1);
});
